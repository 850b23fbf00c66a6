"""Facts, photograph and QR become a PDF/A-3 page, by a typst compiler that stays warm as long as the process.

The photograph and the words lie in a folder of this process, 0700, only while a page is set.
"""

import json
import os
import re
import shutil
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import typst
from fontTools.ttLib import TTFont

from khidmat.documents.facts import CertificateFacts
from khidmat.documents.fit import Fit, candidates
from khidmat.documents.qr import svg
from khidmat.documents.view import view

if TYPE_CHECKING:  # the name is in the stub only
    from typst import PDFStandard

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"
TEMPLATES = HERE / "templates" / "typst"
SHARED = "paper.typ"  # what all papers import; not a paper itself
STANDARDS: "list[PDFStandard]" = ["a-3a", "ua-1"]
PAGES = re.compile(rb"/Type ?/Pages\b[^>]*?/Count (\d+)|/Count (\d+)[^>]*?/Type ?/Pages\b")
NOON = timedelta(hours=7)  # noon in Pakistan, so that the date reads the same in every time zone of a reader


class Unprintable(ValueError):
    """The facts cannot be set: a letter is in no font, or they do not fit the paper."""


class Renderer:
    """One compiler with its folder; used by one thread at a time."""

    def __init__(self, fonts: Path = FONTS) -> None:
        if not any(fonts.glob("*.ttf")):
            raise FileNotFoundError(
                f"no fonts in {fonts.name}: set-up makes them (python -m khidmat.ui.assets)"
            )
        self._lock = Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="khidmat-paper-")
        self.place = Path(self._folder.name)
        for part in TEMPLATES.iterdir():
            shutil.copy(part, self.place)
        self._compiler = typst.Compiler(
            root=str(self.place),
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
        )

    def render(
        self, facts: CertificateFacts, *, photo: bytes, qr: str, qr_certificate: bytes, base_url: str
    ) -> bytes:
        """The unsigned PDF with facts, QR text and QR key attached. Equal input gives equal bytes.

        `photo` is JPEG or PNG, `qr_certificate` PEM. Raises `Unprintable`.
        """
        words = {
            "facts": facts.canonical().decode(),
            "qr": qr,
            "qr_svg": svg(qr),
            "qr_key": qr_certificate.decode(),
        }
        with self._lock:
            try:
                (self.place / "photo").write_bytes(photo)
                return self._fitted(facts, words, base_url)
            finally:
                for name in ("photo", "input.json"):
                    with suppress(FileNotFoundError):
                        (self.place / name).unlink()

    def _fitted(self, facts: CertificateFacts, words: dict[str, str], base_url: str) -> bytes:
        for fit in candidates(facts):
            if fit.overleaf:  # first see whether the front page holds without the list
                front = self._compile(facts, words, base_url, Fit(fit.scale, overleaf=True, listed=False))
                if pages(front) == 1:
                    return self._compile(facts, words, base_url, fit)
            else:
                paper = self._compile(facts, words, base_url, fit)
                if pages(paper) == 1:
                    return paper
        raise Unprintable("the certificate does not fit its page")

    def _compile(self, facts: CertificateFacts, words: dict[str, str], base_url: str, fit: Fit) -> bytes:
        content = {"view": view(facts, base_url, fit), **words}
        (self.place / "input.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        at = datetime.combine(facts.issued_on, time(), UTC) + NOON
        template = self.place / f"{facts.kind}.typ"
        if facts.kind not in papers():
            raise Unprintable(f"there is no template of a {facts.kind}")
        try:
            paper = self._compiler.compile(str(template), format="pdf", pdf_standards=STANDARDS, timestamp=at)
        except typst.TypstError as error:
            raise Unprintable(error.message) from error
        if not isinstance(paper, bytes):
            raise Unprintable("typst made no single file")
        return paper


@cache
def papers() -> frozenset[str]:
    """The kinds of paper that can be printed: one template each."""
    return frozenset(file.stem for file in TEMPLATES.glob("*.typ") if file.name != SHARED)


def pages(paper: bytes) -> int:
    """How many pages a PDF of typst's has; it writes its page tree as one plain object."""
    found = PAGES.search(paper)
    if found is None:
        raise Unprintable("the paper has no pages")
    return int(found[1] or found[2])


@cache
def _renderer(_process: int) -> Renderer:
    return Renderer()


def renderer() -> Renderer:
    """The renderer of the present process, made at the first call."""
    return _renderer(os.getpid())


@cache
def _letters() -> frozenset[int]:
    found: set[int] = set()
    for file in FONTS.glob("*.ttf"):
        with TTFont(file, lazy=True) as font:
            found.update(font.getBestCmap() or ())
    return frozenset(found)


def missing_letters(*texts: str) -> str:
    """Letters of these texts that no font of ours can draw, each once; empty when all can be printed."""
    return "".join(dict.fromkeys(c for text in texts for c in text if ord(c) not in _letters()))
