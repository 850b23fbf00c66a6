"""An XLSX file as CSV on standard output: `python -m khidmat.wanted.workbook FILE MAX_ROWS`, in a process of its own.

A workbook is a program's input from a stranger, so this process has limits of memory, processor and file size that
end it and nothing else. No Django, no database, no settings. Formulas are never evaluated and their stored results
never believed: such a cell is passed on as text after the mark `FORMULA`. Leaves with one of the codes
below, or with Python's own 1 when the reader library stumbled over what is inside.
"""

import csv
import io
import resource
import sys
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path

#: Stands before the text of a formula; a private-use letter cannot be in a register.
FORMULA = "\ue000"

BROKEN, SWELLS, TOO_MANY, PROTECTED = 10, 11, 12, 13
MEMORY = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 90
#: A register of 200,000 rows unpacks to about 180 MB of XML; a bomb of 50 KB to gigabytes.
UNPACKED = 400 * 1024 * 1024
PARTS = 500
COLUMNS = 60
CELL = 2000


class Refused(Exception):
    """The workbook is not opened; `code` is the exit code that says why."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def bind() -> None:
    """Take the limits on; they cannot be taken off again."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def inspect(path: Path) -> None:
    """Refuse by the archive's own list, before anything is unpacked; reading later stops at these sizes."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refused(BROKEN) from error
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(PROTECTED)
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise Refused(SWELLS)
    if "[Content_Types].xml" not in {part.filename for part in parts}:
        raise Refused(BROKEN)


def text(value: object, kind: str) -> str:
    """One cell as it would be typed: whole numbers without a point, dates as ISO."""
    if value is None:
        return ""
    if kind == "f":
        return FORMULA + str(value)[:CELL]
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)[:CELL]


def rows(path: Path) -> Iterable[list[str]]:
    """The rows of the first sheet, without the empty cells at their ends."""
    from openpyxl import load_workbook

    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        # What the file says of its own size is not believed: it may claim a million empty rows.
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_col=COLUMNS):
            cells = [text(cell.value, getattr(cell, "data_type", "n")) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            yield cells


def write(path: Path, most: int, out: io.TextIOBase) -> None:
    """All rows up to the last that has something in it, and `TOO_MANY` beyond `most`."""
    writer = csv.writer(out, lineterminator="\n")
    empty = 0
    for number, row in enumerate(rows(path)):
        if not any(row):
            empty += 1
            if empty > 1000:
                return
            continue
        if number - empty > most:
            raise Refused(TOO_MANY)
        writer.writerows([[]] * empty)
        empty = 0
        writer.writerow(row)


def main(arguments: list[str]) -> int:
    """Exit code 0, or one of the codes above; nothing but the rows on standard output."""
    path, most = Path(arguments[0]), int(arguments[1])
    bind()
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace", newline="")
    try:
        inspect(path)
        write(path, most, out)
        out.flush()
    except Refused as refused:
        return refused.code
    except MemoryError:
        return SWELLS
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
