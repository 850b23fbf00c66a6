"""What moves a clock: nothing without its row, orders and excluded time, days granted one order at a time."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khidmat.clocks import jobs, operations, queries, rules
from khidmat.clocks.calendar import LAST_MINUTE, Calendar, at, local
from khidmat.clocks.models import Clock, Move
from khidmat.clocks.states import Turn
from khidmat.kernel.actor import Actor
from khidmat.org.public import Office, office

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOMENTS = st.builds(at, st.dates(date(2024, 1, 1), date(2027, 6, 30)), st.times(max_value=LAST_MINUTE))
HYPOTHESIS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def remand(station: Office, sho: Actor, now: datetime) -> Clock:
    return operations.start(rule="custody.remand", office_id=station.pk, actor=sho, now=now)


def kinds(clock: Clock) -> list[str]:
    return [one.kind for one in queries.turns(clock)]


def test_every_move_says_who_when_and_why(clock: Clock, sho: Actor, now: datetime) -> None:
    operations.pause(clock_id=clock.pk, actor=sho, now=now + HOUR, reason="asked the applicant")
    operations.resume(clock_id=clock.pk, actor=sho, now=now + 2 * HOUR)
    first, second, third = queries.turns(clock)
    assert [one.kind for one in (first, second, third)] == [Turn.STARTED, Turn.PAUSED, Turn.RESUMED]
    assert (second.role, second.reason, second.at) == (sho.role, "asked the applicant", now + HOUR)
    assert third.due_at > first.due_at
    assert third.due_at == Clock.objects.get(pk=clock.pk).due_at


@pytest.mark.parametrize("end", ["meet", "cancel"])
def test_a_machine_that_is_behind_ends_a_clock_at_its_beginning(clock: Clock, sho: Actor, end: str) -> None:
    behind = clock.started_at - timedelta(minutes=2)
    getattr(operations, end)(clock_id=clock.pk, actor=sho, now=behind)
    ended = Clock.objects.get(pk=clock.pk)
    assert (ended.met_at or ended.cancelled_at) == ended.started_at


def test_a_move_is_never_edited_nor_taken_away(clock: Clock) -> None:
    for act in (lambda: clock.turns.update(reason="other"), lambda: clock.turns.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.parametrize("kind", [one for one in Turn if one not in (Turn.MET, Turn.STARTED)])
def test_a_move_changes_only_what_belongs_to_it(clock: Clock, now: datetime, kind: Turn) -> None:
    facts = {"order": "12/2026"} if kind in (Turn.EXTENDED, Turn.GRANTED, Turn.LIFTED) else {}
    facts |= {"office": clock.office} if kind == Turn.TOLD else {}
    facts |= {"days": 1} if kind == Turn.GRANTED else {}
    Move.objects.create(
        clock=clock, number=2, kind=kind, at=now, due_at=clock.due_at, role="station_head", **facts
    )
    with pytest.raises(DatabaseError, match="without the move"), transaction.atomic():
        Clock.objects.filter(pk=clock.pk).update(moves=2, met_at=now)


@pytest.mark.usefixtures("committed")
def test_a_clock_without_its_first_move_is_not_committed(station: Office, now: datetime) -> None:
    with pytest.raises(DatabaseError, match="first move"):
        Clock.objects.create(
            rule="desk.default", rule_version=1, office=station, started_at=now, due_at=now + HOUR
        )


def test_a_statutory_clock_cannot_be_stopped(remand: Clock, sho: Actor, now: datetime) -> None:
    with pytest.raises(operations.ClockRefuses):
        operations.pause(clock_id=remand.pk, actor=sho, now=now)
    assert kinds(remand) == [Turn.STARTED]


def test_the_journey_is_left_out_of_the_24_hours_with_its_reason(
    station: Office, sho: Actor, now: datetime
) -> None:
    clock = operations.start(rule="custody.produce", office_id=station.pk, actor=sho, now=now)
    assert clock.due_at == now + DAY
    for span, reason in ((3 * HOUR, " "), (-HOUR, "journey to Lahore")):
        with pytest.raises(operations.ClockRefuses):
            operations.exclude(clock_id=clock.pk, span=span, reason=reason, actor=sho, now=now)
    moved = operations.exclude(
        clock_id=clock.pk, span=3 * HOUR, reason="journey to Lahore", actor=sho, now=now
    )
    assert moved.due_at == now + DAY + 3 * HOUR
    assert kinds(clock) == [Turn.STARTED, Turn.EXCLUDED]


def test_only_an_order_gives_more_time_and_only_where_the_law_knows_one(
    station: Office, sho: Actor, now: datetime
) -> None:
    report = operations.start(
        rule="desk.court_report", office_id=station.pk, actor=sho, now=now, due=now + 3 * DAY
    )
    fixed = operations.start(rule="desk.default", office_id=station.pk, actor=sho, now=now)
    for clock, due, order in (
        (report, now + DAY, "Order 5"),
        (report, now + 9 * DAY, ""),
        (fixed, now + 9 * DAY, "Order 5"),
    ):
        with pytest.raises(operations.ClockRefuses):
            operations.extend(clock_id=clock.pk, due=due, order=order, actor=sho, now=now)
    moved = operations.extend(clock_id=report.pk, due=now + 9 * DAY, order="Order 5", actor=sho, now=now)
    assert moved.due_at == now + 9 * DAY
    assert queries.turns(report)[-1].order == "Order 5"


def test_a_court_sets_the_day_of_a_report(station: Office, sho: Actor, now: datetime) -> None:
    with pytest.raises(ValueError, match="sets the day"):
        operations.start(rule="desk.court_report", office_id=station.pk, actor=sho, now=now)


@HYPOTHESIS
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 5)), max_size=8))
def test_police_remand_is_never_more_than_fifteen_days_in_the_whole(
    station: Office, sho: Actor, now: datetime, orders: list[tuple[int, int]]
) -> None:
    clock = operations.start(rule="custody.remand", office_id=station.pk, actor=sho, now=now)
    granted, day = 0, now
    for days, later in orders:
        day += later * DAY
        if granted + days > 15:
            with pytest.raises(operations.ClockRefuses):
                operations.grant(clock_id=clock.pk, days=days, order="remand", actor=sho, now=day)
            continue
        granted += days
        moved = operations.grant(clock_id=clock.pk, days=days, order="remand", actor=sho, now=day)
        assert moved.due_at >= at(local(day).date() + (days - 1) * DAY, LAST_MINUTE)
    assert Clock.objects.get(pk=clock.pk).granted_days == granted <= 15


def test_the_database_itself_refuses_the_sixteenth_day(remand: Clock, sho: Actor, now: datetime) -> None:
    operations.grant(clock_id=remand.pk, days=15, order="remand", actor=sho, now=now)
    due = Clock.objects.get(pk=remand.pk).due_at
    Move.objects.create(
        clock=remand, number=3, kind="granted", at=now, due_at=due, role="x", order="more", days=1
    )
    with pytest.raises(DatabaseError, match="clocks_no_day_past_the_limit"), transaction.atomic():
        Clock.objects.filter(pk=remand.pk).update(moves=3, granted_days=16)


def test_a_woman_is_in_police_custody_only_by_an_order_in_qatl_or_dacoity(
    station: Office, sho: Actor, now: datetime
) -> None:
    clock = operations.start(rule="custody.remand", office_id=station.pk, actor=sho, now=now, barred=True)
    with pytest.raises(operations.ClockRefuses):
        operations.grant(clock_id=clock.pk, days=1, order="remand", actor=sho, now=now)
    Move.objects.create(
        clock=clock, number=2, kind="granted", at=now, due_at=clock.due_at, role="x", order="remand", days=1
    )
    with pytest.raises(DatabaseError, match="clocks_no_day_while_barred"), transaction.atomic():
        Clock.objects.filter(pk=clock.pk).update(moves=2, granted_days=1)


def test_an_order_with_reasons_lifts_the_bar(station: Office, sho: Actor, now: datetime) -> None:
    clock = operations.start(rule="custody.remand", office_id=station.pk, actor=sho, now=now, barred=True)
    with pytest.raises(operations.ClockRefuses):
        operations.lift(clock_id=clock.pk, order="Order 7", reason="", actor=sho, now=now)
    operations.lift(clock_id=clock.pk, order="Order 7", reason="qatl, weapon to be found", actor=sho, now=now)
    assert operations.grant(clock_id=clock.pk, days=2, order="Order 7", actor=sho, now=now).granted_days == 2


def test_a_clock_of_every_day_begins_anew_and_others_do_not(
    station: Office, sho: Actor, now: datetime
) -> None:
    daily = operations.start(rule="zarra.daily", office_id=station.pk, actor=sho, now=now)
    following = operations.again(clock_id=daily.pk, actor=sho, now=now + HOUR)
    assert (following.due_at, Clock.objects.get(pk=daily.pk).met_at) == (now + DAY + HOUR, now + HOUR)
    once = operations.start(rule="zarra.first", office_id=station.pk, actor=sho, now=now)
    with pytest.raises(operations.ClockRefuses):
        operations.again(clock_id=once.pk, actor=sho, now=now)
    assert Clock.objects.get(pk=once.pk).met_at is None


def test_each_is_told_in_turn_and_once(station: Office, sho: Actor, now: datetime) -> None:
    clock = operations.start(rule="desk.body", office_id=station.pk, actor=sho, now=now)
    for hours, told in ((5, []), (6, [station]), (7, [station]), (8, [station, office("KSR-C1")])):
        jobs.sweep(now + hours * HOUR)
        assert [one.office for one in queries.turns(clock) if one.kind == Turn.TOLD] == told
    jobs.sweep(now + 40 * HOUR)
    assert queries.turns(clock)[-1].office.kind == "district"
    assert Clock.objects.get(pk=clock.pk).alert_at is None


def test_nobody_is_told_of_a_clock_that_has_ended_or_stands_still(
    station: Office, sho: Actor, now: datetime
) -> None:
    clock = operations.start(rule="desk.body", office_id=station.pk, actor=sho, now=now)
    assert not operations.alert(clock_id=clock.pk, actor=sho, now=now)
    operations.meet(clock_id=clock.pk, actor=sho, now=now)
    jobs.sweep(now + 9 * DAY)
    assert kinds(clock) == [Turn.STARTED, Turn.MET]


def test_what_is_late_is_done_late_a_breach_blocks_nothing(
    station: Office, sho: Actor, now: datetime
) -> None:
    clock = operations.start(rule="zarra.first", office_id=station.pk, actor=sho, now=now)
    jobs.sweep(now + 9 * HOUR)
    met = operations.meet(clock_id=clock.pk, actor=sho, now=now + 10 * HOUR)
    assert (met.breached_at, met.met_at) == (now + 9 * HOUR, now + 10 * HOUR)


def a_rule(**changes: object) -> rules.Rule:
    facts = {"code": "a.b", "version": 1, "since": date(2020, 1, 1), "title": "x", "title_ur": "x"}
    return rules.Rule(**facts, starts="x", starts_ur="x", source="x", **changes)


@HYPOTHESIS
@given(MOMENTS, st.integers(1, 60))
def test_counting_the_first_day_takes_one_day_off_and_none_is_lost(
    db: None, start: datetime, days: int
) -> None:
    after = queries.due(a_rule(length=days, unit="days"), start)
    first = queries.due(a_rule(length=days, unit="days", inclusive=True), start)
    assert local(after).date() - local(start).date() == days * DAY
    assert DAY - timedelta(minutes=2) <= after - first <= DAY
    assert first > start


@HYPOTHESIS
@given(MOMENTS, st.integers(1, 200))
def test_hours_are_hours_on_every_day_of_the_year(db: None, start: datetime, hours: int) -> None:
    assert queries.due(a_rule(length=hours, unit="hours"), start) - start == hours * HOUR
    assert local(start).utcoffset() == 5 * HOUR


@HYPOTHESIS
@given(MOMENTS, st.integers(1, 30), st.integers(0, 1))
def test_months_end_on_the_same_day_or_the_last_of_the_month(
    db: None, start: datetime, months: int, less: int
) -> None:
    due = local(queries.due(a_rule(length=months, unit="months", inclusive=bool(less)), start)).date()
    due += less * DAY
    total = start.year * 12 + start.month - 1 + months
    assert (due.year, due.month) == (total // 12, total % 12 + 1)
    assert due.day == start.day or (due + DAY).day == 1


@HYPOTHESIS
@given(MOMENTS, st.integers(1, 40), st.sets(st.dates(date(2024, 1, 1), date(2028, 12, 31)), max_size=40))
def test_a_day_that_rolls_falls_on_an_open_day_and_never_earlier(
    start: datetime, days: int, holidays: set[date]
) -> None:
    calendar = Calendar(holidays=frozenset(holidays))
    rolled = calendar.add_calendar_days(start, days)
    plain = calendar.add_calendar_days(start, days, rolls=False)
    assert calendar.works(rolled.date())
    assert rolled >= plain
    assert not any(calendar.works(plain.date() + n * DAY) for n in range((rolled - plain).days))
