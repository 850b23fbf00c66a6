"""The worker's press: facts and photograph in, signed paper out. Holds no lock and touches no table."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from khidmat.documents.codes import grouped
from khidmat.documents.copies import CopyFacts
from khidmat.documents.facts import CertificateFacts
from khidmat.documents.keys import load_qr_key
from khidmat.documents.qr import qr_text, svg
from khidmat.documents.render import NOON, STANDARDS, render
from khidmat.documents.setting import typesetter

if TYPE_CHECKING:
    from khidmat.documents.sign import Sealer


@cache
def tools(folder: Path, _process: int) -> "tuple[Sealer, Ed25519PrivateKey, bytes]":
    """The sealer, QR key and QR certificate of a key folder, loaded once for each process."""
    # Only a worker signs; the web server would load pyHanko at every start for nothing (0.25 s of 2).
    from khidmat.documents.sign import sealer_from

    return sealer_from(folder), load_qr_key(folder), (folder / "qr.pem").read_bytes()


Issued = TypeVar("Issued", CertificateFacts, CopyFacts)


def as_issued(facts: Issued) -> Issued:
    """The facts as they go to paper: outside production every paper says that it is a specimen."""
    return facts if settings.PRODUCTION else replace(facts, specimen=True)


def produce(facts: CertificateFacts, photo: Path) -> bytes:
    """The signed PDF of a certificate. Raises `Unprintable`; ValueError when the photograph is another one."""
    picture = photo.read_bytes()
    if sha256(picture).hexdigest() != facts.photo_sha256:
        raise ValueError("the photograph is not the one that the facts name")
    sealer, key, certificate = tools(Path(settings.KEYS), os.getpid())
    paper = as_issued(facts)
    unsigned = render(
        paper,
        photo=picture,
        qr=qr_text(paper, base_url=settings.BASE_URL, key=key),
        qr_certificate=certificate,
        base_url=settings.BASE_URL,
    )
    return sealer.seal(unsigned)


def produce_copy(facts: CopyFacts, *, templates: Path, template: str, words: Mapping[str, object]) -> bytes:
    """The signed PDF of a copy, set from a template of the app whose book it is. Raises `Unprintable`.

    The template finds its own `words` in input.json and beside them `seal`: facts, qr, qr_key to attach; qr_svg, code,
    number, issued and verify_at to print.
    """
    sealer, key, certificate = tools(Path(settings.KEYS), os.getpid())
    paper = as_issued(facts)
    qr, parts = qr_text(paper, base_url=settings.BASE_URL, key=key), urlsplit(settings.BASE_URL)
    seal = {
        "facts": paper.canonical().decode(),
        "qr": qr,
        "qr_svg": svg(qr),
        "qr_key": certificate.decode(),
        "code": grouped(paper.code),
        "number": paper.number,
        "issued": paper.issued_on.strftime("%d-%m-%Y"),
        "verify_at": f"{parts.netloc}{parts.path.rstrip('/')}/v/",
    }
    at = datetime.combine(paper.issued_on, time(), UTC) + NOON
    unsigned = typesetter(templates).set(template, {**words, "seal": seal}, at=at, standards=STANDARDS)
    return sealer.seal(unsigned)
