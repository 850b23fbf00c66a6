"""Facts, photograph and QR become a PDF/A-3 page, its words as large as the page allows."""

import re
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont

from khidmat.documents.facts import CertificateFacts
from khidmat.documents.fit import Fit, candidates
from khidmat.documents.qr import svg
from khidmat.documents.setting import FONTS, HERE, Unprintable, typesetter
from khidmat.documents.view import view

if TYPE_CHECKING:  # the name is in the stub only
    from typst import PDFStandard

TEMPLATES = HERE / "templates" / "typst"
SHARED = "paper.typ"  # what all papers import; not a paper itself
STANDARDS: "tuple[PDFStandard, ...]" = ("a-3a", "ua-1")
PAGES = re.compile(rb"/Type ?/Pages\b[^>]*?/Count (\d+)|/Count (\d+)[^>]*?/Type ?/Pages\b")
NOON = timedelta(hours=7)  # noon in Pakistan, so that the date reads the same in every time zone of a reader


def render(facts: CertificateFacts, *, photo: bytes, qr: str, qr_certificate: bytes, base_url: str) -> bytes:
    """The unsigned PDF with facts, QR text and QR key attached. Equal input gives equal bytes.

    `photo` is JPEG or PNG, `qr_certificate` PEM. Raises `Unprintable`.
    """
    if facts.kind not in papers():
        raise Unprintable(f"there is no template of a {facts.kind}")
    words = {
        "facts": facts.canonical().decode(),
        "qr": qr,
        "qr_svg": svg(qr),
        "qr_key": qr_certificate.decode(),
    }
    at = datetime.combine(facts.issued_on, time(), UTC) + NOON

    def fitted(fit: Fit) -> bytes:
        content = {"view": view(facts, base_url, fit), **words}
        template = f"{facts.kind}.typ"
        return typesetter(TEMPLATES).set(
            template, content, files={"photo": photo}, at=at, standards=STANDARDS
        )

    for fit in candidates(facts):
        if fit.overleaf:  # first see whether the front page holds without the list
            front = fitted(Fit(fit.scale, overleaf=True, listed=False))
            if pages(front) == 1:
                return fitted(fit)
        else:
            paper = fitted(fit)
            if pages(paper) == 1:
                return paper
    raise Unprintable("the certificate does not fit its page")


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
def _letters() -> frozenset[int]:
    found: set[int] = set()
    for file in FONTS.glob("*.ttf"):
        with TTFont(file, lazy=True) as font:
            found.update(font.getBestCmap() or ())
    return frozenset(found)


def missing_letters(*texts: str) -> str:
    """Letters of these texts that no font of ours can draw, each once; empty when all can be printed."""
    return "".join(dict.fromkeys(c for text in texts for c in text if ord(c) not in _letters()))
