"""A report as a page shows it: figures that open their rows, the chart, the files."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from khidmat.command.forms import query
from khidmat.command.grid import shown
from khidmat.command.releasing import FORMS
from khidmat.kernel.hiding import HIDDEN, Cell
from khidmat.kernel.reports import Asked, Column, Kind, Report, Rows, Sheet, Spot
from khidmat.ui.charts import Bar, Bars, bars


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell: its text, where its rows are, what it is called on a phone."""

    text: str
    url: str
    head: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the page."""

    label: str
    figures: list[Figure]


@dataclass(frozen=True, slots=True)
class Spread:
    """A whole sheet for the page."""

    sheet: Sheet
    first: str
    lines: list[Shown]
    total: Shown
    chart: Bars | None
    files: list[tuple[str, str]]


def spread(sheet: Sheet) -> Spread:
    """Everything the page of a report shows."""
    return Spread(
        sheet=sheet,
        first=next(str(one.label) for one in sheet.report.by if one.code == sheet.asked.by),
        lines=[Shown(one.label, _figures(sheet, one.key, one.cells)) for one in sheet.lines],
        total=Shown(_("Total"), _figures(sheet, "", sheet.total)),
        chart=_chart(sheet),
        files=[(code.upper(), _url(sheet, "export", form=code)) for code in FORMS],
    )


def _figures(sheet: Sheet, line: str, cells: Mapping[str, Cell]) -> list[Figure]:
    return [_figure(sheet, line, column, cells.get(column.code)) for column in sheet.report.columns]


def _figure(sheet: Sheet, line: str, column: Column, cell: Cell) -> Figure:
    if cell is HIDDEN:
        return Figure(_("hidden"), "", str(column.title))
    url = figure_url(sheet, line, column) if column.opens and cell else ""
    text = f"{cell:+,}" if column.kind is Kind.CHANGE and isinstance(cell, int) and cell else shown(cell)
    return Figure(text, url, str(column.title))


def figure_url(sheet: Sheet, line: str, column: Column) -> str:
    """Where the rows behind a figure are."""
    return _url(sheet, "rows", line=line, column=column.code)


def _url(sheet: Sheet, route: str, *, form: str = "", **more: str) -> str:
    arguments = [sheet.report.code, form] if form else [sheet.report.code]
    return f"{reverse(f'command:{route}', args=arguments)}?{query(sheet.asked, **more)}"


def _chart(sheet: Sheet) -> Bars | None:
    """The two columns of the report that are drawn, when something is there to draw."""
    if sheet.report.chart is None:
        return None
    first, second = (sheet.report.column(code) for code in sheet.report.chart)
    rows = [Bar(one.label, _drawn(one.cells, first), _drawn(one.cells, second)) for one in sheet.lines]
    return bars(str(first.title), str(second.title), rows)


def _drawn(cells: Mapping[str, Cell], column: Column) -> int:
    cell = cells.get(column.code)
    return int(cell) if isinstance(cell, int | float) else 0


@dataclass(frozen=True, slots=True)
class Field:
    """One cell of a row behind a figure, with the head it stands under on a phone."""

    head: str
    text: str
    ltr: bool
    url: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The rows behind a figure as a page shows them, and where the next ones and the report are."""

    column: Column
    asked: Asked
    heads: list[str]
    rows: list[list[Field]]
    following: str
    back: str


def opened(report: Report, asked: Asked, spot: Spot, rows: Rows) -> Opened:
    """Everything the page behind a figure shows."""
    heads = [str(head) for head in rows.heads]
    here = f"{reverse('command:rows', args=[report.code])}?"
    back = f"{reverse('command:report', args=[report.code])}?{query(asked)}"
    following = here + query(asked, line=spot.line, column=spot.column, after=rows.following)
    fields = [
        [Field(heads[n], word.text, word.ltr, "" if n else row.url) for n, word in enumerate(row.words)]
        for row in rows.rows
    ]
    return Opened(report.column(spot.column), asked, heads, fields, following if rows.following else "", back)
