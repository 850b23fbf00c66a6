"""Templates become PDFs by a typst compiler that stays warm as long as the process.

Words and pictures lie in a folder of this process, 0700, only while a page is set; why in files, and not as inputs of
typst's own, is in docs/decisions/documents-typst-memory.md.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import typst

if TYPE_CHECKING:  # the name is in the stub only
    from typst import PDFStandard

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"
CONTENT = "input.json"


class Unprintable(ValueError):
    """What should be printed cannot be set: a letter is in no font, or it does not fit the paper."""


class Typesetter:
    """One compiler with a folder of templates; used by one thread at a time."""

    def __init__(self, templates: Path, fonts: Path = FONTS) -> None:
        if not any(fonts.glob("*.ttf")):
            raise FileNotFoundError(
                f"no fonts in {fonts.name}: set-up makes them (python -m khidmat.ui.assets)"
            )
        self._lock = Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="khidmat-paper-")
        self.place = Path(self._folder.name)
        for part in templates.iterdir():
            shutil.copy(part, self.place)
        self._compiler = typst.Compiler(
            root=str(self.place), font_paths=[str(fonts)], ignore_system_fonts=True
        )

    def set(
        self,
        template: str,
        content: Mapping[str, object],
        *,
        files: Mapping[str, bytes] | None = None,
        at: datetime | None = None,
        standards: "tuple[PDFStandard, ...]" = (),
    ) -> bytes:
        """The PDF of a template that reads `content` from input.json and `files` by their names.

        `at` is the time that the PDF bears. Raises `Unprintable`.
        """
        written = {**(files or {}), CONTENT: json.dumps(content, ensure_ascii=False).encode()}
        with self._lock:
            try:
                for name, data in written.items():
                    (self.place / name).write_bytes(data)
                paper = self._compiler.compile(
                    str(self.place / template), format="pdf", pdf_standards=list(standards), timestamp=at
                )
            except typst.TypstError as error:
                raise Unprintable(error.message) from error
            finally:
                for name in written:
                    (self.place / name).unlink(missing_ok=True)
        if not isinstance(paper, bytes):
            raise Unprintable("typst made no single file")
        return paper


@cache
def _typesetter(templates: Path, _process: int) -> Typesetter:
    return Typesetter(templates)


def typesetter(templates: Path) -> Typesetter:
    """The typesetter of these templates in the present process, made at the first call."""
    return _typesetter(templates, os.getpid())
