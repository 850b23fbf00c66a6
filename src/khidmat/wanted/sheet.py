"""An uploaded table as rows of text, whatever it pretends to be: CSV in two encodings, or XLSX through `workbook`."""

import csv
import hashlib
import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from khidmat.wanted import workbook
from khidmat.wanted.reasons import BadFile, FileFault

MEGABYTE = 1024 * 1024
MOST_BYTES = 40 * MEGABYTE
MOST_ROWS = 120_000
#: A row of a register has a few hundred letters; the csv module's own limit is 131,072 for one cell.
MOST_IN_CELL = 8000
SECONDS = 120

UTF8, WINDOWS_1256 = "utf-8", "windows-1256"
ENCODINGS = (UTF8, WINDOWS_1256)

_ZIP, _OLD_EXCEL, _UTF16 = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", (b"\xff\xfe", b"\xfe\xff")
_FAULTS = {
    workbook.SWELLS: FileFault.SWELLS,
    workbook.PROTECTED: FileFault.OLD_EXCEL,
    -signal.SIGXCPU: FileFault.TOO_SLOW,
    -signal.SIGKILL: FileFault.SWELLS,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: its number as the spreadsheet shows it, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The heading and the rows that have something in them."""

    heading: tuple[str, ...]
    rows: tuple[Row, ...]


def digest(path: Path) -> str:
    """SHA-256 of the file as it was sent."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read(path: Path, encoding: str = UTF8) -> Table:
    """The table in a file. `encoding` counts for CSV only. Raises `BadFile` with what to do about it."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise BadFile(FileFault.TOO_BIG, size=size // MEGABYTE, max=MOST_BYTES // MEGABYTE)
    with path.open("rb") as stream:
        start = stream.read(8)
    if start.startswith(_ZIP):
        return _table(_lines(io.StringIO(_unpacked(path), newline=""), ","))
    if start.startswith(_OLD_EXCEL):
        raise BadFile(FileFault.OLD_EXCEL)
    if start.startswith(_UTF16):
        encoding = "utf-16"
    return _read_csv(path, encoding)


def _unpacked(path: Path) -> str:
    command = [sys.executable, "-P", "-s", "-m", workbook.__name__, str(path.absolute()), str(MOST_ROWS)]
    environment = {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
    try:
        child = subprocess.run(command, capture_output=True, timeout=SECONDS, env=environment, check=False)
    except subprocess.TimeoutExpired as error:
        raise BadFile(FileFault.TOO_SLOW) from error
    if child.returncode == workbook.TOO_MANY:
        raise BadFile(FileFault.TOO_MANY_ROWS, max=MOST_ROWS)
    if child.returncode:
        raise BadFile(_FAULTS.get(child.returncode, FileFault.BROKEN_XLSX))
    return child.stdout.decode("utf-8")


def _read_csv(path: Path, encoding: str) -> Table:
    """Read as it is decoded: a whole register as one text takes four bytes a letter."""
    try:
        with path.open(encoding="utf-8-sig" if encoding == UTF8 else encoding, newline="") as text:
            delimiter = _delimiter(text.readline(MOST_IN_CELL))
            text.seek(0)
            return _table(_lines(text, delimiter))
    except UnicodeError as error:
        wrong = FileFault.NOT_1256 if encoding == WINDOWS_1256 else FileFault.NOT_UTF8
        raise BadFile(wrong) from error


def _delimiter(first: str) -> str:
    """What the first line is divided by most: some countries' spreadsheets write semicolons."""
    return max(",;\t", key=first.count)


def _lines(text: TextIO, delimiter: str) -> Iterator[Row]:
    """Every row that is not blank, numbered as a spreadsheet does."""
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    known: dict[str, str] = {}
    try:
        for number, cells in enumerate(reader, 1):
            if any("\x00" in cell for cell in cells):
                raise BadFile(FileFault.NOT_A_TABLE)
            if any(cell.strip() for cell in cells):
                # Stations, sections and courts repeat: kept once, a register takes half the memory.
                yield Row(number, tuple(known.setdefault(cell, cell) for cell in map(_plain, cells)))
    except csv.Error as error:
        raise BadFile(FileFault.BROKEN_CSV, line=reader.line_num) from error


def _plain(cell: str) -> str:
    """Without the apostrophe that our own files put before what a spreadsheet would run (`written.guarded`)."""
    cell = cell[:MOST_IN_CELL].strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


def _table(lines: Iterator[Row]) -> Table:
    heading = next(lines, None)
    if heading is None:
        raise BadFile(FileFault.EMPTY)
    rows: list[Row] = []
    for row in lines:
        if len(rows) == MOST_ROWS:
            raise BadFile(FileFault.TOO_MANY_ROWS, max=MOST_ROWS)
        rows.append(row)
    if not rows:
        raise BadFile(FileFault.EMPTY)
    return Table(heading.cells, tuple(rows))
