"""A clock's life: it starts, stands still, runs on, ends, and never gets shorter."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khidmat.clocks import events, operations, queries
from khidmat.clocks.calendar import local
from khidmat.clocks.models import Clock, Move
from khidmat.clocks.tests.ledger import written
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.org.public import Office, office

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SPANS = st.timedeltas(timedelta(), timedelta(days=30))


def moved(clock: Clock, number: int, kind: str, at: datetime, due: datetime) -> None:
    """A move as a hand in the database would write it."""
    Move.objects.create(
        clock=clock, number=number, kind=kind, at=at, due_at=due, role="x", order="x" * (kind == "extended")
    )


def test_a_clock_starts_under_the_rule_of_the_day(clock: Clock, now: datetime) -> None:
    assert (clock.rule, clock.rule_version, clock.started_at) == ("verification.station", 1, now)
    assert clock.due_at == queries.add_working_days(now, 2) == now + 2 * DAY + 7 * HOUR
    assert [kind for kind, _data in written(clock.pk)] == [events.STARTED.code]


def test_a_date_that_somebody_set_goes_before_the_rule(station: Office, sho: Actor, now: datetime) -> None:
    due = now + 9 * DAY
    clock = operations.start(rule="query.applicant", office_id=station.pk, actor=sho, now=now, due=due)
    assert clock.due_at == due


def test_a_pause_moves_the_deadline_by_the_office_hours_that_passed(
    clock: Clock, sho: Actor, now: datetime
) -> None:
    operations.pause(clock_id=clock.pk, actor=sho, now=now + 5 * HOUR)  # Tuesday at three
    again = operations.resume(clock_id=clock.pk, actor=sho, now=now + DAY + HOUR)  # Wednesday at eleven
    assert local(again.due_at) == local(clock.due_at) + DAY - 4 * HOUR  # four office hours: Friday at one
    assert again.paused_seconds == 4 * 3600
    assert [kind for kind, _data in written(clock.pk)][1:] == [events.PAUSED.code, events.RESUMED.code]


def test_a_weekend_in_a_pause_costs_nothing(clock: Clock, sho: Actor, now: datetime) -> None:
    operations.pause(clock_id=clock.pk, actor=sho, now=now + 4 * DAY)  # Saturday
    again = operations.resume(clock_id=clock.pk, actor=sho, now=now + 5 * DAY)  # Sunday
    assert (again.due_at, again.paused_seconds) == (clock.due_at, 0)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SPANS, SPANS, st.sampled_from(["verification.station", "certificate.decide", "query.applicant"]))
def test_a_pause_never_shortens_a_clock(
    station: Office, sho: Actor, now: datetime, until: timedelta, span: timedelta, rule: str
) -> None:
    clock = operations.start(rule=rule, office_id=station.pk, actor=sho, now=now)
    operations.pause(clock_id=clock.pk, actor=sho, now=now + until)
    again = operations.resume(clock_id=clock.pk, actor=sho, now=now + until + span)
    days = queries.calendar(now.date())
    assert again.due_at >= clock.due_at
    assert days.works(local(again.due_at).date())
    if days.working_time(clock.due_at, now + until) == timedelta() and rule != "query.applicant":
        left = days.working_time(now + until, clock.due_at)
        assert days.working_time(now + until + span, again.due_at) >= left


def test_a_clock_is_met_once_and_then_nothing_moves_it(clock: Clock, sho: Actor, now: datetime) -> None:
    assert operations.meet(clock_id=clock.pk, actor=sho, now=now + 4 * DAY).met_at == now + 4 * DAY
    assert written(clock.pk)[-1] == (events.MET.code, {"rule": clock.rule, "late": True})
    for act in (operations.meet, operations.pause, operations.resume, operations.cancel):
        with pytest.raises(operations.ClockStandsOtherwise):
            act(clock_id=clock.pk, actor=sho, now=now + 5 * DAY)


def test_a_paused_clock_is_not_met_but_can_be_cancelled(clock: Clock, sho: Actor, now: datetime) -> None:
    operations.pause(clock_id=clock.pk, actor=sho, now=now)
    for act in (operations.meet, operations.pause):
        with pytest.raises(operations.ClockStandsOtherwise):
            act(clock_id=clock.pk, actor=sho, now=now + HOUR)
    ended = operations.cancel(clock_id=clock.pk, actor=sho, now=now + HOUR)
    assert (ended.cancelled_at, ended.paused_at, ended.met_at) == (now + HOUR, None, None)


def test_a_running_clock_is_not_resumed_and_an_unknown_one_not_found(
    clock: Clock, sho: Actor, now: datetime
) -> None:
    with pytest.raises(operations.ClockStandsOtherwise):
        operations.resume(clock_id=clock.pk, actor=sho, now=now)
    with pytest.raises(NotFound):
        operations.meet(clock_id=uuid4(), actor=sho, now=now)


def test_a_raised_clock_is_seen_by_both_offices(clock: Clock, sho: Actor, now: datetime) -> None:
    circle, other = office("KSR-C1"), office("KSR-C2")
    operations.escalate(clock_id=clock.pk, office=circle, actor=sho, now=now)
    assert list(queries.open_for([clock.office_id])) == [clock]
    assert list(queries.open_for([circle.pk])) == [clock]
    assert not queries.open_for([other.pk])
    operations.meet(clock_id=clock.pk, actor=sho, now=now)
    assert not queries.open_for([circle.pk])


def test_lateness_is_a_question_of_the_moment(clock: Clock, sho: Actor, now: datetime) -> None:
    assert not queries.late(clock.due_at - timedelta(seconds=1))
    assert list(queries.late(clock.due_at)) == [clock]
    assert list(Clock.objects.filter(queries.is_late(clock.due_at))) == [clock]
    operations.pause(clock_id=clock.pk, actor=sho, now=now)
    assert not queries.late(clock.due_at)


@pytest.mark.parametrize(
    "change",
    [
        {"rule": "query.applicant"},
        {"rule_version": 2},
        {"started_at": "2026-01-01T00:00Z"},
        {"due_at": "2026-11-24T11:00Z"},
        {"paused_seconds": 60},
        {"breached_at": None},
        {"met_at": "2026-11-24T11:00Z"},
        {"cancelled_at": "2026-11-24T11:00Z"},
        {"granted_days": 1},
        {"barred": True},
        {"alerts_told": 1},
        {"moves": 9},
    ],
)
def test_the_database_refuses_to_bend_a_clock(clock: Clock, now: datetime, change: dict[str, object]) -> None:
    operations.breach(clock_id=clock.pk, tell=[], actor=queries.keeper(clock.office), now=clock.due_at)
    with pytest.raises(DatabaseError, match=r"clocks|pgtrigger"), transaction.atomic():
        Clock.objects.filter(pk=clock.pk).update(**change)


@pytest.mark.parametrize("ended", ["met_at", "cancelled_at"])
def test_the_database_keeps_an_ended_clock_as_it_is(
    clock: Clock, sho: Actor, now: datetime, ended: str
) -> None:
    end = operations.meet if ended == "met_at" else operations.cancel
    end(clock_id=clock.pk, actor=sho, now=now)
    moved(clock, 3, "paused", now, clock.due_at)
    with pytest.raises(DatabaseError, match="has ended"), transaction.atomic():
        Clock.objects.filter(pk=clock.pk).update(moves=3, paused_at=now)


def test_the_database_lets_no_move_shorten_a_clock_or_take_a_breach_back(clock: Clock, now: datetime) -> None:
    keeper, late = queries.keeper(clock.office), clock.due_at
    operations.breach(clock_id=clock.pk, tell=[], actor=keeper, now=late)
    moved(clock, 3, "extended", now, clock.due_at - HOUR)
    with pytest.raises(DatabaseError, match="not shortened"), transaction.atomic():
        Clock.objects.filter(pk=clock.pk).update(moves=3, due_at=clock.due_at - HOUR)
    moved(clock, 4, "breached", late + HOUR, clock.due_at)
    with pytest.raises(DatabaseError, match="without the move"), transaction.atomic():
        Clock.objects.filter(pk=clock.pk).update(moves=4, breached_at=None)


@pytest.mark.parametrize(
    "facts",
    [
        {"met_at": 1, "cancelled_at": 1},
        {"met_at": 1, "paused_at": 1},
        {"met_at": -1},
        {"escalated_at": 1},
        {"due_at": 0},
    ],
)
def test_the_database_refuses_a_clock_that_cannot_be(
    station: Office, now: datetime, facts: dict[str, int]
) -> None:
    whole = {"started_at": 0, "due_at": 9} | facts
    moments = {name: now + hours * HOUR for name, hours in whole.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Clock.objects.create(rule="query.applicant", rule_version=1, office=station, **moments)
