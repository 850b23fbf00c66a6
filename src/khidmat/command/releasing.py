"""Files of a report, each read again by a second parser before it leaves.

What was printed by mistake behind a visible table has done harm elsewhere: a hidden sheet with the rows of 9,483
officers went out in 2023 past six people. Here a file is built up from the figures alone, and refused when reading
it finds anything more, anything less or anything else.
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pypdfium2
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from khidmat.command.grid import Grid, Plain, shown
from khidmat.documents.public import Table, print_table
from khidmat.kernel.errors import DomainError

#: Everything that an honest workbook with one sheet of figures is made of.
PARTS = frozenset(
    {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/theme/theme1.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
    }
)
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


class NotReleased(DomainError):
    """The file, read again, did not say what the report says."""

    status = 500


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of file: how it is made, how it is read back into cells, its type."""

    code: str
    media_type: str
    write: Callable[[Grid], bytes]
    agrees: Callable[[bytes, Grid], bool]


def release(form: Form, grid: Grid) -> bytes:
    """The file. Raises `NotReleased` when the second parser does not find exactly the grid in it."""
    data = form.write(grid)
    if not form.agrees(data, grid):
        raise NotReleased(
            _(
                "The file did not read back as it was written, so it was not given out. Tell the administrator."
            )
        )
    return data


def _write_csv(grid: Grid) -> bytes:
    """Comma-separated, with the mark of UTF-8: without it Excel shows Urdu as rubbish (docs/decisions)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(grid.heads)
    writer.writerows([_as_text(cell) for cell in row] for row in grid.rows)
    return out.getvalue().encode("utf-8-sig")


def _csv_agrees(data: bytes, grid: Grid) -> bool:
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    return read == [list(grid.heads), *([_as_text(cell) for cell in row] for row in grid.rows)]


def _as_text(cell: Plain) -> str:
    return "" if cell is None else str(cell)


def _table(grid: Grid) -> list[list[Plain]]:
    """Every row of the workbook's sheet, padded: title, notes, an empty row, heads, figures."""
    width = len(grid.heads)
    rows: list[Sequence[Plain]] = [[grid.title]]
    rows += [[note] for note in grid.notes]
    rows += [[], grid.heads, *grid.rows]
    return [[*(cell if cell != "" else None for cell in row), *[None] * (width - len(row))] for row in rows]


def _write_xlsx(grid: Grid) -> bytes:
    book = Workbook()
    made = book.active
    if not isinstance(made, Worksheet):
        raise AssertionError("a new workbook has a sheet")
    made.title = "1"
    made.sheet_view.rightToLeft = grid.rtl
    for n, row in enumerate(_table(grid), start=1):
        for m, value in enumerate(row, start=1):
            box = made.cell(n, m, value)
            if isinstance(value, str) and isinstance(box, Cell):
                box.data_type = "s"  # a text stays one, whatever it begins with
    heads = len(grid.notes) + 3
    for n in (1, heads, *([made.max_row] if grid.total else [])):
        for m in range(1, len(grid.heads) + 1):
            made.cell(n, m).font = Font(bold=True)
            made.cell(n, m).alignment = Alignment(wrap_text=n == heads, vertical="top")
    made.freeze_panes = f"B{heads + 1}"
    made.column_dimensions["A"].width = 32
    for n in range(2, len(grid.heads) + 1):
        made.column_dimensions[get_column_letter(n)].width = 14
    book.properties.creator = "Khidmat"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xlsx_agrees(data: bytes, grid: Grid) -> bool:
    """One visible sheet with exactly these cells: no formula, comment, link, name, hidden row, column or part."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if not set(parts.namelist()) <= PARTS:
            return False
    book = load_workbook(io.BytesIO(data))
    if len(book.worksheets) != 1 or book.defined_names or book.worksheets[0].sheet_state != "visible":
        return False
    made = book.worksheets[0]
    hidden = [*made.row_dimensions.values(), *made.column_dimensions.values()]
    if any(one.hidden for one in hidden) or made.merged_cells.ranges:
        return False
    boxes = [box for row in made.iter_rows() for box in row]
    if any(box.data_type == "f" or box.comment or box.hyperlink for box in boxes):
        return False
    return [[box.value for box in row] for row in made.iter_rows()] == _table(grid)


def _write_pdf(grid: Grid) -> bytes:
    rows = [[shown(cell) for cell in row] for row in grid.rows]
    table = Table(grid.title, tuple(grid.notes), tuple(grid.heads), rows, rtl=grid.rtl, at=grid.made_at)
    return print_table(table)


def _pdf_agrees(data: bytes, grid: Grid) -> bool:
    """Every row's figures stand on the pages, row after row; names with digits may stand between them.

    Of a line that holds both scripts the figures are read from either side, always in one order.
    """
    paper = pypdfium2.PdfDocument(data)
    try:
        text = " ".join(page.get_textpage().get_text_range() for page in paper)
    finally:
        paper.close()
    printed, at = FIGURE.findall(text), 0
    for row in grid.rows:
        wanted = [shown(cell) for cell in row[1:] if isinstance(cell, int | float)]
        ends = [end for order in (wanted, wanted[::-1]) if (end := _after(printed, at, order)) is not None]
        if not ends:
            return False
        at = min(ends)
    return True


def _after(printed: Sequence[str], at: int, wanted: Sequence[str]) -> int | None:
    """Where the figures end that are printed in this order from a place on, or None."""
    for figure in wanted:
        try:
            at = printed.index(figure, at) + 1
        except ValueError:
            return None
    return at


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {
    one.code: one
    for one in (
        Form("csv", "text/csv; charset=utf-8", _write_csv, _csv_agrees),
        Form("xlsx", XLSX, _write_xlsx, _xlsx_agrees),
        Form("pdf", "application/pdf", _write_pdf, _pdf_agrees),
    )
}
