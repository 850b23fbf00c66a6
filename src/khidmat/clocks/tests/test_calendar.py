"""The working calendar as arithmetic, against the real holidays and against any other."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from khidmat.clocks import loading
from khidmat.clocks.calendar import CLOSES, KARACHI, LAST_MINUTE, Calendar, at, local

REAL = Calendar(holidays=frozenset(one.day for one in loading.holidays() if one.counts))
DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))
MOMENTS = st.timedeltas(timedelta(), timedelta(days=5 * 365)).map(lambda d: at(date(2023, 1, 1), time()) + d)
CALENDARS = st.builds(
    Calendar,
    rest=st.frozensets(st.integers(0, 6), max_size=6),
    holidays=st.frozensets(DAYS, max_size=40),
) | st.just(REAL)
COUNTS = st.integers(0, 30)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KARACHI)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-24T10:00", 1, "2026-11-25T17:00"),  # Tuesday, any hour: Wednesday
        ("2026-11-24T23:59", 1, "2026-11-25T17:00"),
        ("2026-11-26T10:00", 2, "2026-11-30T17:00"),  # Thursday: the weekend does not count
        ("2026-11-28T10:00", 1, "2026-11-30T17:00"),  # Saturday: Monday is the first day
        ("2026-12-24T10:00", 1, "2026-12-28T17:00"),  # 25 December is a Friday
        ("2026-05-25T10:00", 2, "2026-06-01T17:00"),  # Eid-ul-Azha: 26, 27 and 28 May, then Friday, Monday
        ("2026-08-25T10:00", 1, "2026-08-27T17:00"),  # 26 August is Eid Milad; the local fair does not matter
        ("2026-11-24T10:00", 0, "2026-11-24T17:00"),
        ("2026-11-28T10:00", 0, "2026-11-30T17:00"),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(start: str, days: int, end: str) -> None:
    assert REAL.add_working_days(moment(start), days) == moment(end)


def test_a_local_or_uncertain_holiday_is_a_working_day() -> None:
    assert REAL.works(date(2025, 8, 26))
    assert not REAL.works(date(2025, 12, 25))
    assert REAL.works(date(2025, 12, 26))  # for Christian employees, offices stay open


def test_the_seventh_day_on_a_sunday_moves_to_monday() -> None:
    assert REAL.add_calendar_days(moment("2026-11-22T10:00"), 7) == moment("2026-11-30T23:59")
    assert REAL.add_calendar_days(moment("2026-11-24T10:00"), 7) == moment("2026-12-01T23:59")


def test_the_day_is_the_day_in_karachi_and_not_in_london() -> None:
    late_in_karachi = datetime.fromisoformat("2026-11-24T20:00+00:00")  # Wednesday, one in the morning
    assert REAL.add_working_days(late_in_karachi, 1) == moment("2026-11-26T17:00")


def test_a_moment_without_a_zone_and_a_negative_count_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        REAL.add_working_days(moment("2026-11-24T10:00").replace(tzinfo=None), 1)
    with pytest.raises(ValueError, match="negative"):
        REAL.add_working_days(moment("2026-11-24T10:00"), -1)
    with pytest.raises(ValueError, match="working day"):
        Calendar(rest=frozenset(range(7)))


@given(CALENDARS, MOMENTS, COUNTS)
def test_a_deadline_never_falls_on_a_closed_day(days: Calendar, start: datetime, count: int) -> None:
    for end, clock in (
        (days.add_working_days(start, count), CLOSES),
        (days.add_calendar_days(start, count), LAST_MINUTE),
    ):
        assert days.works(local(end).date())
        assert local(end).time() == clock


@given(CALENDARS, MOMENTS, MOMENTS, COUNTS, COUNTS)
def test_a_later_start_or_more_days_never_end_earlier(
    days: Calendar, one: datetime, other: datetime, few: int, many: int
) -> None:
    early, late = sorted((one, other))
    few, many = sorted((few, many))
    assert days.add_working_days(early, few) <= days.add_working_days(late, many)
    assert days.add_calendar_days(early, few) <= days.add_calendar_days(late, many)


@given(CALENDARS, MOMENTS, st.integers(1, 30))
def test_counting_back_gives_the_days_that_were_added(days: Calendar, start: datetime, count: int) -> None:
    assert days.working_days_between(start, days.add_working_days(start, count)) == count
    assert days.working_days_between(days.add_working_days(start, count), start) == 0


@given(CALENDARS, MOMENTS, st.timedeltas(timedelta(), timedelta(days=60)))
def test_working_time_that_is_added_is_the_working_time_in_between(
    days: Calendar, start: datetime, span: timedelta
) -> None:
    end = days.add_working_time(start, span)
    assert end >= start
    assert days.working_time(start, end) == span
    assert span == timedelta() or days.works(local(end).date())


@given(CALENDARS, MOMENTS, st.lists(st.timedeltas(timedelta(), timedelta(days=9)), min_size=3, max_size=3))
def test_two_pauses_cost_what_one_long_pause_would(
    days: Calendar, start: datetime, steps: list[timedelta]
) -> None:
    first, second = start + steps[0], start + steps[0] + steps[1]
    due = days.add_working_days(start, 2)
    once = days.add_working_time(due, days.working_time(start, second))
    twice = days.add_working_time(due, days.working_time(start, first))
    assert days.add_working_time(twice, days.working_time(first, second)) == once


@given(CALENDARS, MOMENTS, MOMENTS)
def test_working_time_is_at_most_eight_hours_a_day(days: Calendar, one: datetime, other: datetime) -> None:
    start, end = sorted((one, other))
    assume(end - start < timedelta(days=400))
    worked = days.working_time(start, end)
    assert timedelta() <= worked <= end - start
    assert worked <= timedelta(hours=8) * (days.working_days_between(start, end) + 1)
    assert days.working_time(at(start.date(), CLOSES), at(start.date(), CLOSES)) == timedelta()
