"""An hour as it is written in the memo: read where it can be, else taken as the hour of writing and flagged."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from khidmat.station import occurring
from khidmat.ui.formats import KARACHI

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hour:
    """A moment that is not after now; `odd` when the text says something else, or no hour."""

    at: datetime
    odd: bool


def read(text: str, now: datetime, earliest: datetime | None = None) -> Hour:
    """The moment of a text. Of a day without an hour the earliest is taken: a duty then ends no later."""
    if not text.strip():
        return Hour(now, odd=False)
    said = occurring.read(text, now)
    if said.first is None or said.last is None or said.last - said.first > DAY:
        return Hour(now, odd=True)
    at, range_of_hours = said.first, said.first != said.last
    if range_of_hours and earliest is not None and said.first < earliest <= said.last:
        at = earliest
    return Hour(min(at, now), odd=said.odd or range_of_hours)


def read_day(text: str, now: datetime) -> date | None:
    """The day of a paper, where its text says one."""
    said = occurring.read(text, now)
    if said.first is None or said.odd:
        return None
    return said.first.astimezone(KARACHI).date()
