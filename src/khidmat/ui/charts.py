"""Bars that need no script: two parts by length, told apart by height and by numbers, never by colour alone.

Drawn in units of their box and turned round by the stylesheet on Urdu pages. A chart stands beside a table of the
same figures, so a screen reader passes it by.
"""

from collections.abc import Sequence
from dataclasses import dataclass

#: Units of a bar's box: what the longest bar fills.
WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: its words and both counts."""

    label: str
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar with the widths of its parts in units of its box."""

    bar: Bar
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart: the words of both parts, and the bars on one scale."""

    first: str
    second: str
    rows: Sequence[Drawn]


def bars(first: str, second: str, rows: Sequence[Bar]) -> Bars | None:
    """The chart, or None when there is nothing to draw. A part that is there is never thinner than can be seen."""
    most = max((one.first + one.second for one in rows), default=0)
    if not most:
        return None
    drawn = [Drawn(one, _width(one.first, most), _width(one.second, most)) for one in rows]
    return Bars(first, second, drawn)


def _width(count: int, most: int) -> int:
    return max(round(count * (WIDTH - 8) / most), 4) if count else 0
