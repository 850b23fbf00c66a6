"""The working calendar as arithmetic: which days and hours count, and how a deadline moves along them.

The first day is left out and the last one is given whole; a last day on which offices are closed moves to the
next working day (General Clauses Act 1897, sections 9 and 10), unless the rule says otherwise: the fifteen days of
a remand begin with its first day, and the police's own fourteen days do not wait for an office to open. Working days
end at 17:00, others at 23:59. Pakistan has kept UTC+5 without summer time since 2009.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

KARACHI = ZoneInfo("Asia/Karachi")
OPENS, CLOSES = time(9), time(17)
#: The end of a calendar day that still shows as that day.
LAST_MINUTE = time(23, 59)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Rest days of the week (Monday is 0) and the holidays of the years that are known."""

    rest: frozenset[int] = frozenset({5, 6})
    holidays: frozenset[date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        """Refuse a week without a working day: every search for one would be endless."""
        if not frozenset(range(7)) - self.rest:
            raise ValueError("a week needs a working day")

    def works(self, day: date) -> bool:
        """Whether offices work on the day."""
        return day.weekday() not in self.rest and day not in self.holidays

    def working_day(self, day: date) -> date:
        """Return the day itself, or the first working day after it."""
        while not self.works(day):
            day += ONE_DAY
        return day

    def add_working_days(self, start: datetime, days: int) -> datetime:
        """Return 17:00 in Karachi of the `days`-th working day after the day of `start`.

        With 0 it is the day of `start` itself, or the next working day.
        """
        day = local(start).date()
        if days < 0:
            raise ValueError("days cannot be negative")
        if days == 0:
            return at(self.working_day(day), CLOSES)
        for _step in range(days):
            day = self.working_day(day + ONE_DAY)
        return at(day, CLOSES)

    def add_calendar_days(self, start: datetime, days: int, *, rolls: bool = True) -> datetime:
        """Return the last minute of the `days`-th day after that of `start`.

        With `rolls`, of the next working day when offices are closed on it.
        """
        if days < 0:
            raise ValueError("days cannot be negative")
        return self._end(local(start).date() + days * ONE_DAY, rolls=rolls)

    def add_months(self, start: datetime, months: int, *, less: int = 0, rolls: bool = True) -> datetime:
        """Return the last minute of the day of the same number `months` later, or of that month's last day.

        `less` days before it: one when the first day is counted.
        """
        if months < 0:
            raise ValueError("months cannot be negative")
        day = local(start).date()
        years, month = divmod(day.month - 1 + months, 12)
        last = monthrange(day.year + years, month + 1)[1]
        same = date(day.year + years, month + 1, min(day.day, last))
        return self._end(same - less * ONE_DAY, rolls=rolls)

    def _end(self, day: date, *, rolls: bool) -> datetime:
        return at(self.working_day(day) if rolls else day, LAST_MINUTE)

    def working_days_between(self, start: datetime, end: datetime) -> int:
        """Return how many working days lie after the day of `start`, up to and with the day of `end`."""
        day, last, found = local(start).date(), local(end).date(), 0
        while day < last:
            day += ONE_DAY
            found += self.works(day)
        return found

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """Return the office hours (9 to 17 of working days) between two moments, none when turned."""
        total, day = timedelta(), local(start).date()
        while day <= local(end).date():
            if self.works(day):
                total += max(min(end, at(day, CLOSES)) - max(start, at(day, OPENS)), timedelta())
            day += ONE_DAY
        return total

    def add_working_time(self, start: datetime, span: timedelta) -> datetime:
        """Return when `span` of office hours have passed since `start`; `start` itself for no span."""
        if span <= timedelta():
            return start
        day, left = local(start).date(), span
        while True:
            if self.works(day):
                begin, end = max(start, at(day, OPENS)), at(day, CLOSES)
                if end - begin >= left:
                    return begin + left
                left -= max(end - begin, timedelta())
            day += ONE_DAY


def local(moment: datetime) -> datetime:
    """Return the moment by the wall clock in Karachi. Raises ValueError without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(KARACHI)


def at(day: date, clock: time) -> datetime:
    """Return a wall-clock time in Karachi."""
    return datetime.combine(day, clock, KARACHI)
