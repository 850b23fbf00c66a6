"""What the station's books promise, counted over the whole database: every line is zero, or something is broken.

The lines ask the tables, not the program: they hold also what a hand in the database did. They read past the seals
and are therefore the owner's; the serving role would see less and count less.
"""

from khidmat.station.integrity import books, cases, sealed, store, trace
from khidmat.station.integrity.lately import Ask, Lately
from khidmat.station.integrity.line import Claim, Line

__all__ = ["LINES", "Ask", "Claim", "Lately", "Line", "counts", "sees_everything"]

LINES: tuple[Line, ...] = (*books.LINES, *cases.LINES, *store.LINES, *sealed.LINES, *trace.LINES)


def sees_everything(ask: Ask) -> bool:
    """Whether who asks is not himself kept out by a seal."""
    return ask("SELECT (NOT row_security_active('station_zimni'))::text") == ["true"]


def counts(ask: Ask) -> dict[str, list[str]]:
    """For each line the things that break it, none of them where the books are whole."""
    return {line.name: ask(line.sql) for line in LINES}
