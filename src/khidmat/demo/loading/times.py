"""Believable moments of the past: office hours on working days, evenings for citizens. Pure, from a list of days."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

KARACHI = ZoneInfo("Asia/Karachi")
OPENS, CLOSES = time(9, 10), time(16, 45)
#: A clock that runs out at 17:00 is noticed by the sweep of the next minute.
NOTICED = time(17, 1)
#: With less than this left of a day, an officer takes it up on the next one.
ROOM = timedelta(minutes=45)


class Times:
    """Moments on working days, all of them before today; days are counted from the end of the list.

    Each moment takes one number from the generator, whatever the day: tomorrow the same demo is one day later.
    """

    def __init__(self, days: Sequence[date], rng: Random) -> None:
        """Take the working days before today, oldest first."""
        self._days, self._rng = tuple(days), rng

    def citizen(self, ago: int, hours: tuple[int, int]) -> datetime:
        """A moment between two hours, so many working days before the last one."""
        first, last = hours
        return self._between(self._on(len(self._days) - 1 - ago), time(first), time(last - 1, 50))

    def office(self, after: datetime, later: int = 0) -> datetime:
        """A moment of office hours after another one, the same working day or so many later."""
        place = bisect_left(self._days, after.date()) + later
        since = max(datetime.combine(self._on(place), OPENS, KARACHI), after + timedelta(minutes=6))
        if since + ROOM > datetime.combine(self._on(place), CLOSES, KARACHI):
            return self._between(self._on(place + 1), OPENS, CLOSES)
        return self._between(since.date(), since.timetz().replace(tzinfo=None), CLOSES)

    def noticed(self, after: datetime, later: int) -> datetime:
        """When the sweep notices a clock of so many working days that began at a moment."""
        place = bisect_left(self._days, after.date()) + later
        return datetime.combine(self._on(place), NOTICED, KARACHI)

    def lapsed(self, after: datetime, days: int) -> datetime:
        """When the sweep notices a clock of calendar days: past the last minute of its last day, if that works."""
        last = self._on(bisect_left(self._days, after.date() + timedelta(days=days)))
        return datetime.combine(last, time(0, 0), KARACHI) + timedelta(days=1, minutes=1)

    def soon(self, after: datetime, first: int, last: int) -> datetime:
        """A moment so many minutes after another one."""
        return after + timedelta(seconds=int(60 * (first + (last - first) * self._rng.random())))

    def _on(self, place: int) -> date:
        if not 0 <= place < len(self._days):
            raise ValueError("the plan asks for a working day that is not in the list")
        return self._days[place]

    def _between(self, day: date, first: time, last: time) -> datetime:
        start, end = (datetime.combine(day, one, KARACHI) for one in (first, last))
        return start + timedelta(seconds=int((end - start).total_seconds() * self._rng.random()))
