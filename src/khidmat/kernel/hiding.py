"""Small counts: in matters of protection a figure of two in a small place names the two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum


class Hidden(Enum):
    """The one value that stands for a figure which is not shown."""

    HIDDEN = "hidden"


HIDDEN = Hidden.HIDDEN
Cell = int | float | Hidden | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report: its key, its words in the reader's language, its figures by column."""

    key: str
    label: str
    cells: Mapping[str, Cell]


def hide_small(
    lines: Sequence[Line], total: Mapping[str, Cell], *, counts: Sequence[str], least: int
) -> tuple[list[Line], dict[str, Cell]]:
    """Hide every line that has a count from 1 to `least` - 1, and so much besides that no subtraction brings it back.

    A line goes whole, since its figures add up among themselves. What is hidden of a column adds up to `least` or
    more, or to nothing, and is never one line alone; where no other lines are left to cover it, the total goes too.
    """
    figures = [[_count(one.cells, code) for code in counts] for one in lines]
    hidden = {n for n, mine in enumerate(figures) if _is_small(mine, least)}
    for n in sorted(range(len(lines)), key=lambda n: (sum(figures[n]), n)):
        if not hidden or _is_covered(figures, hidden, least):
            break
        if any(figures[n]):
            hidden.add(n)
    shown = [replace(one, cells=_blank(one.cells)) if n in hidden else one for n, one in enumerate(lines)]
    uncovered = bool(hidden) and not _is_covered(figures, hidden, least)
    if uncovered or _is_small([_count(total, code) for code in counts], least):
        return shown, _blank(total)
    return shown, dict(total)


def _count(cells: Mapping[str, Cell], code: str) -> int:
    found = cells.get(code)
    return int(found) if isinstance(found, int | float) else 0


def _is_small(figures: Sequence[int], least: int) -> bool:
    return any(0 < count < least for count in figures)


def _is_covered(figures: Sequence[Sequence[int]], hidden: set[int], least: int) -> bool:
    sums = [sum(column) for column in zip(*(figures[n] for n in hidden), strict=True)]
    return len(hidden) > 1 and not _is_small(sums, least)


def _blank(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    return dict.fromkeys(cells, HIDDEN)
