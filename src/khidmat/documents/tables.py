"""A table of figures on A4, set by typst: for exports that are printed or sent, not signed."""

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock

import typst

from khidmat.documents.render import FONTS, HERE, Unprintable

MAIN = "table.typ"


@dataclass(frozen=True, slots=True)
class Table:
    """Title, notes below it, column heads, rows of printed cells; the last row is the total, the first cell words."""

    title: str
    notes: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    rtl: bool
    at: datetime


class Press:
    """One compiler with a folder of its own; used by one thread at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="khidmat-table-")
        self._place = Path(self._folder.name)
        shutil.copy(HERE / "templates" / "tables" / MAIN, self._place)
        self._compiler = typst.Compiler(
            input=str(self._place / MAIN),
            root=str(self._place),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
        )

    def set(self, table: Table) -> bytes:
        """The PDF. Raises `Unprintable`."""
        words = asdict(table) | {"at": ""}
        file = self._place / "input.json"
        with self._lock:
            try:
                file.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
                paper = self._compiler.compile(
                    format="pdf", timestamp=table.at.astimezone(UTC).replace(microsecond=0)
                )
            except typst.TypstError as error:
                raise Unprintable(error.message) from error
            finally:
                file.unlink(missing_ok=True)
        if not isinstance(paper, bytes):
            raise Unprintable("typst made no single file")
        return paper


@cache
def _press(_process: int) -> Press:
    return Press()


def print_table(table: Table) -> bytes:
    """The table as a PDF, as many pages as it needs. Raises `Unprintable`."""
    return _press(os.getpid()).set(table)
