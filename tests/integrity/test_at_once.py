"""On committed data: what two do in the same moment leaves the books whole, and one of them is told why not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from khidmat.kernel.errors import DomainError
from khidmat.station import integrity
from khidmat.station.articles import Article
from khidmat.station.models import Complaint, Fir, Item, Remand, RoadCertificate, Zimni
from khidmat.station.operations import desk, roads, zimni
from khidmat.station.operations import fir as firs
from khidmat.station.operations import property as store
from khidmat.station.removing import Leaving, Road
from khidmat.station.tests.test_custody import MAN, Case
from khidmat.station.tests.test_desk import THEFT
from khidmat.station.tests.test_numbers import at_once
from khidmat.station.typed import Typed

pytestmark = pytest.mark.usefixtures("committed")


def tried(act: Callable[[], object]) -> Callable[[], object]:
    """What it made, or the refusal in words; anything else is a fault."""

    def run() -> object:
        try:
            return act()
        except DomainError as refusal:
            return refusal

    return run


@pytest.fixture
def whole(as_owner: Callable[[], Any]) -> Any:
    yield
    with as_owner() as owner:
        found = integrity.counts(lambda sql: [str(row[0]) for row in owner.execute(sql).fetchall()])
    assert {name: rows for name, rows in found.items() if rows} == {}


def test_two_stations_register_the_same_occurrence_in_the_same_second(
    cast: Any, now: datetime, whole: None
) -> None:
    told = [desk.take(told=THEFT, actor=one, now=now) for one in (cast.saima, cast.zahid) for _n in range(4)]
    hands = [(cast.rashid, cast.aslam)] * 4 + [(cast.zahid, cast.tariq)] * 4

    def act(one: Complaint, clerk: Any, io: Any) -> Callable[[], object]:
        typed = Typed("379 PPC", io.user_id)
        return tried(lambda: firs.register(complaint_id=one.pk, typed=typed, actor=clerk, now=now))

    at_once([act(one, clerk, io) for one, (clerk, io) in zip(told, hands, strict=True)])
    numbers = Fir.objects.order_by("station__code", "number").values_list("station__code", "number")
    assert list(numbers) == [(code, n) for code in ("KSR-PS-01", "KSR-PS-02") for n in range(1, 5)]


def test_an_officer_whose_case_was_given_away_is_told_so_and_writes_nothing(
    cast: Any, now: datetime, whole: None
) -> None:
    fir = Case(cast, now).fir
    hours = dict.fromkeys(("informed_at", "began_at", "ended_at"), now)
    leaf = {"fir_id": fir.pk, "places": "", "circumstances": "دریافت", **hours}
    given = {"fir_id": fir.pk, "officer_id": cast.ali.user_id, "reason": "By order of the circle."}
    acts = [lambda: firs.designate(**given, actor=cast.ali, now=now)]
    acts += [lambda: zimni.write(**leaf, actor=cast.aslam, now=now)] * 3
    at_once([tried(act) for act in acts])
    written = Zimni.objects.count()
    with pytest.raises(DomainError):
        zimni.write(**leaf, actor=cast.aslam, now=now)
    assert Zimni.objects.count() == written


def test_of_two_remands_at_once_only_what_fifteen_days_allow_is_written(
    cast: Any, now: datetime, whole: None
) -> None:
    case = Case(cast, now)
    one = case.arrest(replace(MAN, hour=""), case.name())
    case.produce(one)
    said = at_once([tried(lambda: case.remand(one, 8)) for _n in range(3)])
    assert [type(each) for each in said].count(Remand) == 1
    assert Remand.objects.get().days == 8


def test_of_two_removals_of_one_article_one_goes(cast: Any, now: datetime, whole: None) -> None:
    fir = Case(cast, now).fir
    how = {"station_id": fir.station_id, "fir_id": fir.pk, "from_whom": "", "happened_at": now}
    store.deposit_all(articles=[Article("vehicle", "سائیکل")], actor=cast.rashid, now=now, **how)
    asked = Road("court", "MFC", "سپاہی 412", [Leaving("1/26")])
    hands = (cast.rashid, cast.ali, cast.rashid, cast.ali)
    said = at_once([tried(lambda who=who: roads.prepare(road=asked, actor=who, now=now)) for who in hands])
    assert [type(each) for each in said].count(RoadCertificate) == 1
    assert Item.objects.get().status == "away"
