"""Setting and signing a paper: in the worker alone, which alone can read the keys."""

from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from khidmat.documents.facts import CertificateFacts
from khidmat.documents.keys import load_qr_key
from khidmat.documents.qr import qr_text
from khidmat.documents.render import renderer
from khidmat.documents.sign import Sealer, sealer_from


@cache
def _keys(folder: Path, public: Path) -> tuple[Sealer, Ed25519PrivateKey, bytes]:
    return sealer_from(folder), load_qr_key(folder), (public / "qr.pem").read_bytes()


def produce(facts: CertificateFacts, photo: Path) -> bytes:
    """The signed PDF. Holds no lock and touches no row. Raises `Unprintable`, `KeysError`."""
    sealer, key, certificate = _keys(Path(settings.KEYS), Path(settings.PUBLIC_KEYS))
    text = qr_text(facts, base_url=settings.BASE_URL, key=key)
    paper = renderer().render(
        facts, photo=photo.read_bytes(), qr=text, qr_certificate=certificate, base_url=settings.BASE_URL
    )
    return sealer.seal(paper)
