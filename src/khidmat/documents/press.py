"""The worker's press: facts and photograph in, signed paper out. Holds no lock and touches no table."""

import os
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from khidmat.documents.facts import CertificateFacts
from khidmat.documents.keys import load_qr_key
from khidmat.documents.qr import qr_text
from khidmat.documents.render import render
from khidmat.documents.sign import Sealer, sealer_from


@cache
def tools(folder: Path, _process: int) -> tuple[Sealer, Ed25519PrivateKey, bytes]:
    """The sealer, QR key and QR certificate of a key folder, loaded once for each process."""
    return sealer_from(folder), load_qr_key(folder), (folder / "qr.pem").read_bytes()


def as_issued(facts: CertificateFacts) -> CertificateFacts:
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
