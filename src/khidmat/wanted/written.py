"""Files that go out: refused rows with their reasons, verdicts of a dry run, the template. Safe in a spreadsheet."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Sequence

from khidmat.wanted.columns import COLUMNS
from khidmat.wanted.kept import Kept
from khidmat.wanted.reasons import Fault, Reason
from khidmat.wanted.sentences import say
from khidmat.wanted.weighing import Line, Weighed
from khidmat.wanted.workbook import FORMULA

#: What makes a spreadsheet take a cell for a formula, full-width forms included.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BOM = "\ufeff"


def guarded(cell: str) -> str:
    """The cell as text for every spreadsheet: an apostrophe before what it would run."""
    cell = cell.replace("\x00", "").replace(FORMULA, "")
    return f"'{cell}" if cell.lstrip(" ").startswith(_RUNS) else cell


def table(rows: Iterable[Sequence[str]]) -> bytes:
    """CSV in UTF-8 with a byte-order mark, by which spreadsheets know Urdu."""
    out = io.StringIO()
    out.write(_BOM)
    csv.writer(out, lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")


def pack(weighed: Weighed, lines: Iterable[Line]) -> bytes:
    """Refused rows as they were sent, with the codes of their reasons: the language is chosen when they are read."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packed:
        packed.write(_line(list(weighed.heading)))
        for row, outcome in lines:
            reasons = [[reason.fault, dict(reason.values)] for reason in outcome.reasons]
            packed.write(_line([row.number, reasons, list(row.cells)]))
    return out.getvalue()


def _line(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode() + b"\n"


def refused(packed: bytes) -> bytes:
    """The CSV of refused rows in the reader's language; mended, it can be sent as it is."""
    heading, *lines = map(json.loads, gzip.decompress(packed).decode().rstrip("\n").split("\n"))

    def rows() -> Iterable[Sequence[str]]:
        yield ("row", "reason", *heading)
        for number, reasons, cells in lines:
            said = " ".join(say(Reason(Fault(fault), values)) for fault, values in reasons)
            yield (str(number), said, *cells)

    return table(rows())


def verdicts(kept: Kept) -> bytes:
    """The CSV of a dry run: every row with its verdict and reasons in front."""

    def rows() -> Iterable[Sequence[str]]:
        yield ("row", "verdict", "reason", *kept.heading)
        for line in kept.lines:
            yield (str(line.number), str(line.verdict.label), " ".join(map(say, line.reasons)), *line.cells)

    return table(rows())


def template_csv() -> bytes:
    """The template: every column of ours and one row to show how it is filled."""
    return table([[c.key for c in COLUMNS], [c.example for c in COLUMNS]])


def template_xlsx() -> bytes:
    """The same as a workbook whose cells are text, so that a leading zero stays and 3/12 is not a day."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "records"
    for at, column in enumerate(COLUMNS, 1):
        for line, value in ((1, column.key), (2, column.example)):
            cell = sheet.cell(line, at, value)
            cell.number_format = "@"
        whole = sheet.column_dimensions[get_column_letter(at)]
        whole.number_format, whole.width = "@", 20
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
