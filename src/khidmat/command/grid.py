"""A sheet as plain cells: the one form from which every file is made and against which it is read again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from khidmat.kernel.hiding import HIDDEN, Cell
from khidmat.kernel.reports import Sheet
from khidmat.ui.formats import date_words, datetime_words, language_or, number

Plain = str | int | float | None

#: What a spreadsheet takes for the beginning of a formula, in ASCII and in full width.
FORMULA = re.compile(r"^[\s\u200e\u200f\u2066-\u2069]*[=+\-@|\uff1d\uff0b\uff0d\uff20]")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class Grid:
    """Heading lines, column heads, and rows; `name` is the file's without its ending. `total`: the last row is one."""

    name: str
    title: str
    notes: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[Sequence[Plain]]
    rtl: bool
    made_at: datetime
    total: bool = True


def grid(sheet: Sheet) -> Grid:
    """The sheet in the reader's language."""
    report, asked = sheet.report, sheet.asked
    codes = [one.code for one in report.columns]
    least = report.least
    first = next((str(one.label) for one in report.by if one.code == asked.by), "")
    rows = [[plain(one.label), *(_cell(one.cells.get(code), least) for code in codes)] for one in sheet.lines]
    rows.append([_("Total"), *(_cell(sheet.total.get(code), least) for code in codes)])
    return Grid(
        name=f"{report.code}_{asked.office}_{asked.since}_{asked.until}",
        title=plain(str(report.title)),
        notes=[
            plain(str(sheet.office)),
            _("%(since)s to %(until)s")
            % {"since": date_words(asked.since), "until": date_words(asked.until)},
            _("As the books stood on %(moment)s") % {"moment": datetime_words(asked.now)},
        ],
        heads=[first, *(plain(str(one.title)) for one in report.columns)],
        rows=rows,
        rtl=language_or() == "ur",
        made_at=asked.now,
    )


def plain(text: str) -> str:
    """A text that no spreadsheet runs: without control marks, and quoted where it looks like a formula."""
    clean = CONTROL.sub(" ", text).strip()
    return f"'{clean}" if FORMULA.match(clean) else clean


def shown(cell: Plain) -> str:
    """A cell as it is printed: thousands apart, days with one decimal, nothing for nothing."""
    if cell is None:
        return "–"
    if isinstance(cell, float):
        return f"{cell:,.1f}"
    return number(cell) if isinstance(cell, int) else cell


def _cell(cell: Cell, least: int) -> Plain:
    if cell is HIDDEN:
        return _("under %(least)s or covering one") % {"least": least}
    return cell
