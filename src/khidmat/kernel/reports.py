"""Reports: values that shared renderers turn into pages, files and charts.

A figure and the rows behind it come from the same condition on the same scoped query, so that they cannot differ.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, NotFound
from khidmat.kernel.hiding import HIDDEN, Cell, Line, hide_small
from khidmat.kernel.planning import by_its_values
from khidmat.kernel.policy import TABLE
from khidmat.kernel.registry import Registry

Text = str | Promise


class Kind(StrEnum):
    """What a column holds: a count of rows, which opens them, its growth, a number of days, or an amount they hold."""

    COUNT = "count"
    CHANGE = "change"
    DAYS = "days"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Column:
    """One figure of every line; `says` is the sentence that tells what exactly is counted."""

    code: str
    title: Promise
    says: Promise
    kind: Kind = Kind.COUNT

    @property
    def opens(self) -> bool:
        """Whether rows lie behind its figures."""
        return self.kind is Kind.COUNT


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a parameter."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a report: both days inclusive, an office by its code, what a line stands for."""

    since: date
    until: date
    office: str
    by: str
    now: datetime

    @property
    def start(self) -> datetime:
        """The first moment of the period."""
        return _midnight(self.since)

    @property
    def end(self) -> datetime:
        """The first moment after the period."""
        return _midnight(self.until + timedelta(days=1))

    @property
    def horizon(self) -> datetime:
        """The end of the period, or now while it still runs: the moment at which pending things are counted."""
        return min(self.end, self.now)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@dataclass(frozen=True, slots=True)
class Word:
    """One cell of a row behind a figure; `ltr` marks numbers and dates."""

    text: str
    ltr: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A thing that was counted; `url` leads to it when the reader may open it."""

    words: Sequence[Word]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """One page of the rows behind a figure, and the mark after which the next page begins."""

    heads: Sequence[Promise]
    rows: Sequence[Row]
    following: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """One figure of a sheet: its line ("" is the total) and its column."""

    line: str
    column: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Code, permission, parameters, columns, rows.

    `offices` are those among which this actor may choose, his own first; `lines` are the figures by what `asked.by`
    names, `total` the same without dividing; `rows` opens a figure. All three start from what the actor may know.
    `least` above 0 hides counts below it, and what would give them away, and keeps their rows shut. `chart` names
    the two columns that are drawn. `adds_up`: every row is in one line, so that a sheet need not count the total again.
    """

    code: str
    title: Promise
    about: Promise
    permission: str
    by: tuple[Choice, ...]
    columns: tuple[Column, ...]
    offices: Callable[[Actor, str], Sequence[Choice]]
    lines: Callable[[Actor, Asked], Sequence[Line]]
    total: Callable[[Actor, Asked], Mapping[str, Cell]]
    rows: Callable[[Actor, Asked, Spot], Rows]
    chart: tuple[str, str] | None = None
    least: int = 0
    adds_up: bool = False

    def column(self, code: str) -> Column:
        """The column of a code. Raises `NotFound`."""
        for one in self.columns:
            if one.code == code:
                return one
        raise NotFound(_("This report has no such figure."))


def cells(row: Mapping[str, int | Decimal | timedelta | None]) -> dict[str, Cell]:
    """A row of aggregates as figures: spans of time are days with one decimal, amounts are whole."""
    return {code: _cell(value) for code, value in row.items()}


def _cell(value: int | Decimal | timedelta | None) -> Cell:
    if isinstance(value, timedelta):
        return round(value / timedelta(days=1), 1)
    return int(value) if isinstance(value, Decimal) else value


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report as asked for: lines with their figures, and the total."""

    report: Report
    asked: Asked
    office: Text
    lines: Sequence[Line]
    total: Mapping[str, Cell]


REPORTS: Registry[Report] = Registry("reports", lambda one: one.code)


def known(actor: Actor) -> list[Report]:
    """The reports that this post may read."""
    return [one for one in REPORTS if TABLE.may(actor, one.permission)]


def by_code(code: str, actor: Actor) -> Report:
    """A report that this post may read. Raises `NotFound` when there is none, `Forbidden` when it is not his."""
    if code not in REPORTS:
        raise NotFound(_("There is no such report."))
    found = REPORTS.get(code)
    TABLE.require(actor, found.permission)
    return found


@by_its_values()
def sheet(found: Report, actor: Actor, asked: Asked) -> Sheet:
    """The figures. Raises `NotFound` for an office outside the actor's reach."""
    office = _reached(found, actor, asked)
    lines = found.lines(actor, asked)
    total = added(found, lines) if found.adds_up else found.total(actor, asked)
    if found.least:
        counts = [one.code for one in found.columns if one.opens]
        lines, total = hide_small(lines, total, counts=counts, least=found.least)
    return Sheet(found, asked, office, lines, total)


def added(found: Report, lines: Sequence[Line]) -> dict[str, Cell]:
    """The total of a report whose lines add up: counts and amounts together, of days the longest."""
    return {one.code: _added(one.kind, [line.cells.get(one.code) for line in lines]) for one in found.columns}


def _added(kind: Kind, values: Sequence[Cell]) -> Cell:
    numbers = [value for value in values if isinstance(value, int | float)]
    if kind is Kind.DAYS:
        return max(numbers, default=None)
    return sum(numbers)


@by_its_values()
def summary(found: Report, actor: Actor, asked: Asked) -> Sheet:
    """The total without the lines, for a page that shows no more; a report that hides small counts needs them all."""
    if found.least:
        return sheet(found, actor, asked)
    return Sheet(found, asked, _reached(found, actor, asked), (), found.total(actor, asked))


@by_its_values()
def behind(found: Report, actor: Actor, asked: Asked, spot: Spot) -> Rows:
    """The rows that a figure counts. Raises `Forbidden` for a figure that is hidden because it is small."""
    column = found.column(spot.column)
    if not column.opens or not _has_line(found, actor, asked, spot):
        raise NotFound(_("This report has no such figure."))
    return found.rows(actor, asked, spot)


def _has_line(found: Report, actor: Actor, asked: Asked, spot: Spot) -> bool:
    """Whether the sheet has this line; only a report that hides small counts is counted whole for it."""
    if not found.least:
        _reached(found, actor, asked)
        return not spot.line or spot.line in {one.key for one in found.lines(actor, asked)}
    made = sheet(found, actor, asked)
    cells = {one.key: one.cells for one in made.lines} | {"": made.total}
    if spot.line in cells and cells[spot.line].get(spot.column) is HIDDEN:
        raise Forbidden(
            _("So few are counted here that a person could be known by it. These rows stay shut.")
        )
    return spot.line in cells


def _reached(found: Report, actor: Actor, asked: Asked) -> Text:
    """The name of the office that was asked for. Raises `NotFound` outside the actor's reach."""
    TABLE.require(actor, found.permission)
    offices = {one.code: one.label for one in found.offices(actor, asked.office)}
    if asked.office not in offices or asked.by not in {one.code for one in found.by}:
        raise NotFound(_("This office is not part of your present posting."))
    return offices[asked.office]
