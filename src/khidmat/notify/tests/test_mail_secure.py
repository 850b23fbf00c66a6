"""E-mail over an encrypted line: the server shows who it is, and so do we."""

import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django.fixtures import Settings

from khidmat.notify.states import MessageStatus
from khidmat.notify.tests.conftest import EMAIL, Send, Sweep
from khidmat.notify.tests.servers import Mail

S = MessageStatus


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of 127.0.0.1, signed by itself, with its key in one file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "mail.pem"
    kind, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    file.write_bytes(key.private_bytes(pem, kind, plain) + made.public_bytes(pem))
    return file


def knows(_server: SMTP, _session: Session, _envelope: Envelope, _way: str, given: object) -> AuthResult:
    assert isinstance(given, LoginPassword)
    right = (given.login, given.password) == (b"khidmat", b"secret of smtp")
    return AuthResult(success=right, handled=False)


@pytest.fixture
def secure(certificate: Path, settings: Settings) -> Iterator[Mail]:
    """A mail server that talks only after STARTTLS and only with somebody it knows."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    server = Mail()
    with ExitStack() as running:
        ways = {"require_starttls": True, "auth_required": True, "authenticator": knows}
        settings.SMTP_URL = running.enter_context(server.serve(tls_context=context, **ways))
        yield server


def test_a_mail_goes_to_a_server_that_proves_who_it_is(
    send: Send, sweep: Sweep, secure: Mail, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    message = send(email=EMAIL)
    sweep()
    message.refresh_from_db()
    assert (message.status, len(secure.arrived)) == (S.ACCEPTED, 1)


def test_a_server_with_a_strange_certificate_is_told_nothing(send: Send, sweep: Sweep, secure: Mail) -> None:
    message = send(email=EMAIL)
    sweep()
    message.refresh_from_db()
    assert (message.status, message.error, secure.arrived) == (S.QUEUED, "connection", [])


def test_a_wrong_password_is_not_the_readers_fault(
    send: Send,
    sweep: Sweep,
    secure: Mail,
    certificate: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    (Path(settings.SECRETS) / "smtp_password").write_text("another")
    message = send(email=EMAIL)
    sweep()
    message.refresh_from_db()
    assert (message.status, message.attempts, message.error) == (S.QUEUED, 0, "smtp 535")
