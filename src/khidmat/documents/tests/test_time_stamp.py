"""B-T: the signature with a time authority's stamp, asked for over HTTP."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

from khidmat.documents import cms
from khidmat.documents.envelope import open_envelope
from khidmat.documents.sign import Sealer, sealer_from
from khidmat.documents.tests.samples import NOW, Office, facts
from khidmat.documents.verify import verify


def authority() -> DummyTimeStamper:
    """A time authority with a certificate of its own."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A clock")])
    purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=900))
        .not_valid_after(today + timedelta(days=900))
        .add_extension(purpose, critical=True)
        .sign(key, SHA256())
    )
    raw = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return DummyTimeStamper(
        asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)), asn1_keys.PrivateKeyInfo.load(raw)
    )


@pytest.fixture(scope="module")
def clock() -> Iterator[str]:
    """Its address on this machine."""
    stamper = authority()

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(stamper.request_tsa_response(asked).dump())

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Desk)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def stamped(kasur: Office, clock: str) -> bytes:
    """A paper with a time-stamp."""
    return Sealer(kasur.places.secret, tsa_url=clock).seal(kasur.unsigned(facts()))


def test_a_stamped_paper_is_genuine_and_carries_the_token(kasur: Office, stamped: bytes) -> None:
    assert open_envelope(stamped, kasur.root).container.token
    assert verify(stamped, root=kasur.root, now=NOW).check == "genuine"


def test_a_token_for_another_signature_is_refused(kasur: Office, stamped: bytes, clock: str) -> None:
    unsigned, mine = (
        kasur.unsigned(facts(name="Omar Farooq")),
        open_envelope(stamped, kasur.root).container.token,
    )
    # A token's own signature is a byte shorter now and then: take one of the same length to put in its place.
    others = (Sealer(kasur.places.secret, tsa_url=clock).seal(unsigned) for _try in range(50))
    tokens = (open_envelope(other, kasur.root).container.token for other in others)
    theirs = next(token for token in tokens if len(token) == len(mine))
    mixed = stamped.replace(mine.hex().upper().encode(), theirs.hex().upper().encode())
    assert mixed != stamped
    assert verify(mixed, root=kasur.root, now=NOW).check == "changed"


def test_a_token_that_is_no_token_is_refused_without_a_traceback(kasur: Office, stamped: bytes) -> None:
    token = open_envelope(stamped, kasur.root).container.token
    for junk in (
        cms.tlv(0x30, bytes(len(token) - 4)),
        cms.tlv(0x30, b"\xff" * (len(token) - 4)),
        token[:-40] + bytes(40),
    ):
        changed = stamped.replace(token.hex().upper().encode(), junk.hex().upper().encode())
        assert len(changed) == len(stamped)
        assert verify(changed, root=kasur.root, now=NOW).check == "changed"


def test_the_environment_names_the_time_authority(
    kasur: Office, clock: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder: Path = kasur.places.secret
    monkeypatch.setenv("KHIDMAT_TSA_URL", clock)
    assert open_envelope(sealer_from(folder).seal(kasur.unsigned(facts())), kasur.root).container.token
    monkeypatch.delenv("KHIDMAT_TSA_URL")
    assert not open_envelope(sealer_from(folder).seal(kasur.unsigned(facts())), kasur.root).container.token
