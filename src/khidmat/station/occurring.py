"""When something happened, as people say it: read where it can be, kept as said where it cannot."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from khidmat.kernel.urdu import ascii_digits
from khidmat.ui.formats import KARACHI

DAY = re.compile(r"(\d{1,2})[/\-.](\d{1,2})[/\-.](\d{4})")
HOUR = re.compile(r"(\d{1,2})[:.](\d{2})(?!\d)")
YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
#: Nothing within living memory is older; before it, and after now, a date is kept as said and flagged.
FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Occurred:
    """The range of a time, and whether its text says something that cannot be, or not be read."""

    first: datetime | None = None
    last: datetime | None = None
    odd: bool = False


def read(text: str, now: datetime) -> Occurred:
    """The time in a text: a day or two with hours, or a year alone. Nothing is refused."""
    said = ascii_digits(text).strip()
    if not said:
        return Occurred()
    days = [_day(*found) for found in DAY.findall(said)]
    hours = [_hour(*found) for found in HOUR.findall(DAY.sub(" ", said))]
    if not days:
        return _of_year(said, now)
    if len(days) > 2 or None in days or None in hours:
        return Occurred(odd=True)
    first = datetime.combine(days[0] or date.min, (hours[:1] or [time.min])[0] or time.min, KARACHI)
    ends = hours[-1:] if len(hours) > 1 or len(days) == 1 else []
    end = (ends or [None])[0]
    last = datetime.combine(days[-1] or date.min, end, KARACHI) if end else _end(days[-1] or date.min)
    return (
        Occurred(odd=True)
        if last < first or first > now or first.year < FIRST_YEAR
        else Occurred(first, last)
    )


def _of_year(said: str, now: datetime) -> Occurred:
    """A year alone is a year long, and flagged; a Hijri year is none of ours."""
    found = YEAR.findall(said)
    year = int(found[0]) if len(found) == 1 else 0
    if not FIRST_YEAR <= year <= now.astimezone(KARACHI).year:
        return Occurred(odd=True)
    return Occurred(datetime(year, 1, 1, tzinfo=KARACHI), _end(date(year, 12, 31)), odd=True)


def _end(day: date) -> datetime:
    return datetime.combine(day, time.min, KARACHI) + timedelta(hours=23, minutes=59)


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _hour(hour: str, minute: str) -> time | None:
    try:
        return time(int(hour), int(minute))
    except ValueError:
        return None
