"""Crime by head and station: as the plan prints it, each figure opening its FIRs, for whoever answers for it."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.utils.timezone import localdate

from khidmat.kernel.errors import Forbidden, NotFound
from khidmat.kernel.reports import Asked, Spot, behind, by_code, sheet
from khidmat.station.models import Fir
from khidmat.station.operations import desk
from khidmat.station.operations import fir as operations
from khidmat.station.tests.test_desk import RAPE, THEFT
from khidmat.station.typed import Typed

pytestmark = pytest.mark.django_db
CODE = "crime-by-head"


@pytest.fixture
def register(cast, now: datetime):
    """Register a complaint of A Division."""

    def make(told=THEFT, at: datetime = now) -> Fir:
        complaint = desk.take(told=told, actor=cast.saima, now=at)
        typed = Typed(sections=told.offences, officer_id=cast.aslam.user_id)
        return operations.register(complaint_id=complaint.pk, typed=typed, actor=cast.rashid, now=at)

    return make


@pytest.fixture
def asked(now: datetime) -> Asked:
    today = localdate(now)
    return Asked(date(today.year, 1, 1), date(today.year, 12, 31), "KSR-DPO", "head", now)


def cells(actor, asked: Asked) -> dict[str, dict]:
    made = sheet(by_code(CODE, actor), actor, asked)
    return {one.key: dict(one.cells) for one in made.lines} | {"": dict(made.total)}


def test_every_head_of_the_printed_table_has_its_line_in_order_and_the_total_is_their_sum(
    cast, register, asked: Asked
) -> None:
    register()
    register(RAPE)
    found = cells(cast.hina, asked)
    assert list(found)[:3] == ["MURDER", "ATT_MURDER", "HURT"]
    assert len(found) == 22
    assert (found["THEFT"]["registered"], found["RAPE"]["registered"], found["MURDER"]["registered"]) == (
        1,
        1,
        0,
    )
    assert found[""]["registered"] == sum(one["registered"] for key, one in found.items() if key) == 2


def test_an_offence_of_no_head_is_counted_too(cast, register, asked: Asked) -> None:
    register(replace(THEFT, offences="999-Z of some act"))
    found = cells(cast.hina, asked)
    assert found["-"]["registered"] == found[""]["registered"] == 1


def test_the_year_before_stands_beside_and_the_change_is_their_difference(
    cast, register, asked: Asked
) -> None:
    register()
    later = replace(asked, since=date(asked.since.year + 1, 1, 1), until=date(asked.since.year + 1, 12, 31))
    assert cells(cast.hina, later)["THEFT"] == {"before": 1, "registered": 0, "change": -1}
    assert cells(cast.hina, asked)["THEFT"] == {"before": 0, "registered": 1, "change": 1}


def test_a_figure_opens_its_firs_and_the_dpo_may_go_on_to_each(cast, register, asked: Asked) -> None:
    fir = register()
    register(RAPE)
    found = behind(by_code(CODE, cast.hina), cast.hina, asked, Spot("THEFT", "registered"))
    assert [row.words[0].text for row in found.rows] == [str(fir)]
    assert str(fir.pk) in found.rows[0].url
    with pytest.raises(NotFound):
        behind(by_code(CODE, cast.hina), cast.hina, asked, Spot("THEFT", "change"))


def test_by_office_each_sees_his_own_and_a_clerk_no_figures(cast, register, asked: Asked) -> None:
    fir = register()
    by_office = replace(asked, by="office")
    assert cells(cast.hina, by_office)[str(fir.station_id)]["registered"] == 1
    with pytest.raises(NotFound):
        cells(cast.zahid, by_office)
    with pytest.raises(Forbidden):
        cells(cast.rashid, by_office)
