"""Lateness and work: each clock with its step's own words, each officer's load under the post; figures equal rows."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import translation

from khidmat.kernel.reports import Asked, Row, Sheet, Spot, behind, by_code, sheet
from khidmat.org.public import office
from khidmat.services import public as services
from khidmat.services.models import Assisted
from khidmat.services.tests.conftest import pay

pytestmark = pytest.mark.django_db


def read(code: str, actor: object, asked: Asked) -> Sheet:
    return sheet(by_code(code, actor), actor, asked)


def rows(code: str, actor: object, asked: Asked, line: str, column: str) -> list[Row]:
    return list(behind(by_code(code, actor), actor, asked, Spot(line, column)).rows)


def by_label(made: Sheet) -> dict[str, dict]:
    return {one.label: dict(one.cells) for one in made.lines}


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def test_an_overdue_visit_is_late_at_its_station_and_says_by_how_much(
    english: None, cast: object, now: datetime, sent: object, asked: Callable[..., Asked]
) -> None:
    application = sent()
    wanted = asked(now=now + timedelta(days=6), by="office", until=(now + timedelta(days=6)).date())
    made = by_label(read("lateness", cast.hina, wanted))
    assert made["Police Station A Division"]["overdue"] == 1
    assert made["Police Station A Division"]["longest"] == 3.7  # Thursday 17:00 to Monday 10:00
    words = [word.text for word in rows("lateness", cast.hina, wanted, "", "overdue")[0].words]
    assert words[:3] == [application.ref, "The station's verification", "Police Station A Division"]
    assert words[-1] == "4 days late"


def test_a_question_stops_the_decision_and_the_applicants_own_clock_runs(
    english: None, cast: object, now: datetime, sent: object, asked: Callable[..., Asked]
) -> None:
    application = sent()
    services.ask(application_id=application.pk, text="Which house is it?", actor=cast.kamran, now=now)
    made = by_label(read("lateness", cast.hina, asked(by="step", now=now + timedelta(hours=1))))
    assert (made["Decision on a certificate"]["stopped"], made["Decision on a certificate"]["running"]) == (
        1,
        0,
    )
    assert made["The applicant's answer"]["running"] == 1


def test_work_is_counted_under_the_post_where_it_was_done(
    english: None, cast: object, now: datetime, verified: object, asked: Callable[..., Asked]
) -> None:
    services.approve(application_id=verified().pk, actor=cast.kamran, now=now + timedelta(hours=3))
    made = by_label(read("work-of-officers", cast.hina, asked(by="officer", now=now + timedelta(days=1))))
    assert made["Muhammad Aslam · Police Station A Division"]["reported"] == 1
    assert made["Ali Raza · Police Station A Division"]["marked"] == 1
    assert made["Kamran Saleem · DSP Headquarters"]["decided"] == 1


@pytest.mark.parametrize(
    ("code", "by"), [("lateness", "step"), ("lateness", "office"), ("work-of-officers", "officer")]
)
def test_every_figure_of_these_reports_counts_the_rows_that_it_opens(
    cast: object,
    now: datetime,
    sent: object,
    verified: object,
    asked: Callable[..., Asked],
    code: str,
    by: str,
) -> None:
    services.approve(application_id=verified().pk, actor=cast.kamran, now=now + timedelta(hours=3))
    waiting = sent(cast.ayesha).verifications.get()
    services.mark(verification_id=waiting.pk, officer_id=cast.aslam.user_id, actor=cast.ali, now=now)
    wanted = asked(by=by, now=now + timedelta(days=5))
    made = read(code, cast.hina, wanted)
    for column in (one for one in made.report.columns if one.opens):
        assert sum(one.cells[column.code] for one in made.lines) == made.total[column.code]
        for key, cells in [*((one.key, one.cells) for one in made.lines), ("", made.total)]:
            assert len(rows(code, cast.hina, wanted, key, column.code)) == cells[column.code], column.code


def test_the_neighbouring_station_and_district_are_counted_to_nobody_else(
    cast: object, now: datetime, sent: object, asked: Callable[..., Asked]
) -> None:
    sent()
    later = {"now": now + timedelta(days=5)}
    for code, by in (("lateness", "step"), ("work-of-officers", "officer")):
        for name, place in (("zahid", "KSR-PS-02"), ("omar", "PB-LHR")):
            total = read(code, getattr(cast, name), asked(place, by, **later)).total
            assert not any(total.values())
    assert read("lateness", cast.asad, asked("RG-SKP", "office", **later)).total["overdue"] == 2


def test_what_is_taken_at_a_counter_is_counted_there(
    cast: object, now: datetime, unpaid: object, asked: Callable[..., Asked]
) -> None:

    application = unpaid()
    Assisted.objects.create(application=application, office=office("PB-KSR-KM01"), begun_at=now)
    pay(application, cast.sana, now)
    wanted = asked("PB-KSR-KM01", "point", now=now + timedelta(hours=1))
    made = read("statement-of-services", cast.hina, wanted)
    assert [one.cells["received"] for one in made.lines] == [1]
    assert (
        read("work-of-officers", cast.hina, asked("PB-KSR-KM01", "officer", now=wanted.now)).total["entered"]
        == 1
    )
