"""Pendency, outcomes, clocks and recovery: counted by hand in a small world, and against the raw rows in any period."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khidmat.clocks.public import Clock
from khidmat.kernel.errors import Forbidden, NotFound
from khidmat.kernel.reports import Asked, Spot, behind, by_code, sheet
from khidmat.station.articles import Article
from khidmat.station.models import CaseStep, Designation, Fir, Item
from khidmat.station.operations import desk
from khidmat.station.operations import fir as firs
from khidmat.station.operations import property as of_property
from khidmat.station.reports.outcomes import STANDS
from khidmat.station.tests.casework import Work
from khidmat.station.tests.test_desk import RAPE, THEFT
from khidmat.station.typed import Typed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FOUND = (Article("cash", "نقد رقم", Decimal(5000), "rupees"), Article("vehicle", "موٹر سائیکل", value=85_000))


@pytest.fixture
def began(now: datetime) -> datetime:
    return now


@pytest.fixture
def world(cast, began: datetime) -> dict[str, Work]:
    """Six cases of A Division and one of B Division, forty days later: one stands in each way a case can stand."""
    names = ("convicted", "untraced", "cancelled", "open", "sealed")
    told = dict.fromkeys(names, THEFT) | {"sealed": RAPE}
    made = {name: Work(cast, began).case(told[name]) for name in names}
    complaint = desk.take(told=THEFT, actor=cast.zahid, now=began)
    typed = Typed("379 PPC", cast.tariq.user_id)
    firs.register(complaint_id=complaint.pk, typed=typed, actor=cast.zahid, now=began)
    _convict(made["convicted"], cast)
    made["untraced"].later(days=20).propose("untraced")
    made["untraced"].close()
    made["late"] = Work(cast, began + 20 * DAY).case()
    why = {"reason": "The SHO investigates this one.", "officer_id": cast.ali.user_id, "actor": cast.ali}
    firs.designate(fir_id=made["late"].fir.pk, now=began + 25 * DAY, **why)
    _cancel(made["cancelled"].later(days=30))
    return made


def _convict(work: Work, cast) -> None:
    work.later(days=10)
    how = {"station_id": work.fir.station_id, "fir_id": work.fir.pk, "from_whom": "اکرم", "articles": FOUND}
    of_property.deposit_all(**how, happened_at=work.now, actor=cast.rashid, now=work.now)
    work.in_court()
    work.charge()
    work.judge()


def _cancel(work: Work) -> None:
    work.propose()
    work.told()
    work.close()
    work.scrutinise()
    work.number().rule()


@pytest.fixture
def asked(began: datetime) -> Asked:
    day = localdate(began)
    return Asked(day, day + 365 * DAY, "KSR-DPO", "office", began + 40 * DAY)


def total(code: str, actor, asked: Asked) -> dict:
    return dict(sheet(by_code(code, actor), actor, asked).total)


def figures(code: str, actor, asked: Asked) -> dict[str, dict]:
    """Every line of a report by its key."""
    return {one.key: dict(one.cells) for one in sheet(by_code(code, actor), actor, asked).lines}


def test_cases_in_hand_stand_under_who_investigates_now_with_their_ages(cast, world, asked: Asked) -> None:
    by_officer = replace(asked, by="officer")
    found = {key.partition("~")[0]: one for key, one in figures("pendency", cast.hina, by_officer).items()}
    counts = {key: (one["open"], one["age_1"], one["age_2"]) for key, one in found.items()}
    officers = [str(one.user_id) for one in (cast.aslam, cast.ali, cast.tariq)]
    assert counts == dict(zip(officers, [(2, 0, 2), (1, 1, 0), (1, 0, 1)], strict=True))
    assert found[officers[0]]["oldest"] == 40.0
    assert total("pendency", cast.hina, by_officer)["open"] == 4


def test_what_was_in_hand_on_an_earlier_day_does_not_change_with_what_came_later(
    cast, world, asked: Asked
) -> None:
    then = replace(asked, until=asked.since + 14 * DAY)
    assert total("pendency", cast.hina, then) | {"oldest": 0} == {
        "open": 5, "age_0": 0, "age_1": 5, "age_2": 0, "age_3": 0, "oldest": 0,
    }  # fmt: skip


def test_every_case_of_a_period_stands_in_one_column(cast, world, asked: Asked) -> None:
    found = total("outcomes-of-cases", cast.hina, asked)
    assert found == {
        "registered": 7, "investigated": 4, "challaned": 0, "cancelling": 0, "cancelled": 1, "untraced": 1,
        "transferred": 0, "decided": 1, "convicted": 1, "acquitted": 0,
    }  # fmt: skip
    assert found["registered"] == sum(found[code] for code in STANDS)


def test_clocks_are_met_in_time_or_late_or_ran_out(cast, world, asked: Asked) -> None:
    found = figures("statutory-clocks", cast.hina, replace(asked, by="kind"))
    challan = found["challan.final"]
    assert (challan["began"], challan["in_time"], challan["late"]) == (7, 1, 2)
    assert (challan["breached"], challan["running"], challan["overdue"]) == (6, 4, 4)
    assert "bail.man" not in found


def test_what_came_into_the_malkhana_of_cases_of_theft(cast, world, asked: Asked) -> None:
    found = total("recovery", cast.hina, asked)
    assert found == {
        "stolen": 6, "recovered": 1, "nothing": 5, "seized": 1, "things": 2, "cash": 5000, "worth": 85_000,
        "vehicles": 1,
        "weapons": 0, "grams": 0,
    }  # fmt: skip
    by_head = {one["things"] for one in figures("recovery", cast.hina, replace(asked, by="head")).values()}
    assert by_head == {0, 2}


@pytest.mark.parametrize("code", ["pendency", "outcomes-of-cases", "statutory-clocks", "recovery"])
def test_each_sees_his_own_offices_and_a_clerk_no_figures(cast, world, asked: Asked, code: str) -> None:
    first = by_code(code, cast.hina).columns[0].code
    here = replace(asked, office=world["open"].fir.station.code)
    assert 0 < total(code, cast.ali, here)[first] < total(code, cast.hina, asked)[first]
    with pytest.raises(NotFound):
        total(code, cast.zahid, here)
    with pytest.raises(Forbidden):
        total(code, cast.rashid, here)


@pytest.mark.parametrize("code", ["pendency", "outcomes-of-cases", "statutory-clocks", "recovery"])
def test_each_figure_equals_its_rows_and_the_lines_add_up(cast, world, asked: Asked, code: str) -> None:
    report = by_code(code, cast.hina)
    for by in report.by:
        one = replace(asked, by=by.code)
        made = sheet(report, cast.hina, one)
        for column in (each for each in report.columns if each.opens):
            for line, cells in [*((each.key, each.cells) for each in made.lines), ("", made.total)]:
                if cells[column.code]:
                    found = behind(report, cast.hina, one, Spot(line, column.code))
                    assert len(found.rows) == cells[column.code], (by.code, line, column.code)
            assert made.total[column.code] == sum(each.cells[column.code] for each in made.lines)


def test_the_rows_of_a_sealed_case_name_nobody_and_say_no_word_of_it(cast, world, asked: Asked) -> None:
    found = behind(by_code("pendency", cast.hina), cast.hina, asked, Spot("", "open"))
    said = " ".join(word.text for row in found.rows for word in row.words)
    assert str(world["sealed"].fir) in said
    assert RAPE.name not in said
    assert RAPE.told not in said


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(since=st.integers(-3, 45), days=st.integers(0, 60), seen=st.integers(41, 70))
def test_in_any_period_the_figures_are_those_of_the_raw_rows(
    world, cast, asked: Asked, began: datetime, since: int, days: int, seen: int
) -> None:
    first = localdate(began) + since * DAY
    one = Asked(first, first + days * DAY, "KSR-DPO", "office", began + seen * DAY)
    assert total("outcomes-of-cases", cast.hina, one) | {"convicted": 0, "acquitted": 0} == raw_outcomes(one)
    assert total("pendency", cast.hina, one)["open"] == raw_open(one)
    found = total("statutory-clocks", cast.hina, one)
    assert {code: found[code] for code in ("began", "late", "running")} == raw_clocks(one)
    assert total("recovery", cast.hina, one)["things"] == raw_things(one)


def stood(fir: Fir, moment: datetime) -> str:
    """Where a case stood, from its steps alone."""
    before = [step for step in CaseStep.objects.filter(fir=fir) if step.at < moment]
    return max(before, key=lambda step: step.number).status if before else ""


def of_period(one: Asked) -> list[Fir]:
    return [fir for fir in Fir.objects.all() if one.start <= fir.registered_at < one.end]


def raw_outcomes(one: Asked) -> dict[str, int]:
    states = [stood(fir, one.horizon) for fir in of_period(one)]
    counts = {code: sum(state in mine for state in states) for code, mine in STANDS.items()}
    return {"registered": len(states), **counts, "convicted": 0, "acquitted": 0}


def raw_open(one: Asked) -> int:
    there = [fir for fir in Fir.objects.all() if Designation.objects.filter(fir=fir).exists()]
    return sum(stood(fir, one.horizon) in ("investigating", "interim", "objected") for fir in there)


def raw_clocks(one: Asked) -> dict[str, int]:
    rights = ("bail.", "custody.remand")
    every = [clock for clock in Clock.objects.all() if not clock.rule.startswith(rights)]
    there = [clock for clock in every if clock.started_at < one.horizon]
    done = [clock for clock in there if clock.met_at and one.start <= clock.met_at < one.end]
    ended = {clock.pk: clock.met_at or clock.cancelled_at for clock in there}
    return {
        "began": sum(clock.started_at >= one.start for clock in there),
        "late": sum(clock.met_at > clock.due_at for clock in done if clock.met_at),
        "running": sum(ended[clock.pk] is None or ended[clock.pk] >= one.horizon for clock in there),
    }


def raw_things(one: Asked) -> int:
    mine = {fir.pk for fir in of_period(one)}
    return sum(item.fir_id in mine and item.recorded_at < one.horizon for item in Item.objects.all())
