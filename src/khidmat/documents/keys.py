"""`python -m khidmat.documents.keys`: make what is missing of the root, the signing key and the QR key.

KHIDMAT_KEYS (0700, files 0600) takes the secrets, KHIDMAT_PUBLIC what verifiers need. What is there is
never touched, so that the program may run at every start; the root's key may be taken to a safe once the
two keys below it exist. In demo and test mode every subject is marked DEMO, and production refuses such
keys.
"""

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from cryptography.x509.oid import NameOID

from khidmat.documents.revocations import write_list

Private = ec.EllipticCurvePrivateKey | Ed25519PrivateKey
DEMO_MARK = "DEMO"
DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
QR_SIGNING = x509.ObjectIdentifier("2.25.329800735698586629295641978511506172918.1")  # a UUID's own arc
ROOT_YEARS, LEAF_YEARS = 30, 5
PEM_END = b"-----END PUBLIC KEY-----\n"


class KeysError(Exception):
    """The keys cannot be made or read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where secrets and public material lie, who issues, and whether it is a demonstration."""

    secret: Path
    public: Path
    issuer: str = "Khidmat"
    demo: bool = False

    @classmethod
    def from_environment(cls) -> "Places":
        """The places that set-up names. Raises `KeysError`."""
        try:
            secret, public = Path(os.environ["KHIDMAT_KEYS"]), Path(os.environ["KHIDMAT_PUBLIC"])
        except KeyError as error:
            raise KeysError(f"{error.args[0]} is not set; start the program with ./khidmat") from error
        demo = os.environ.get("KHIDMAT_MODE", "demo") != "production"
        return cls(secret, public, os.environ.get("KHIDMAT_ISSUER", "Khidmat"), demo)


def ensure(places: Places, *, now: datetime) -> list[str]:
    """Make what is missing and publish what verifiers need. Returns the names of the keys that were made.

    Raises `KeysError` when a key would have to be issued and the root's key is in its safe.
    """
    places.secret.mkdir(mode=0o700, parents=True, exist_ok=True)
    places.public.mkdir(mode=0o755, parents=True, exist_ok=True)
    with _locked(places.secret):
        made = [name for name in ("root", "signer", "qr") if _one(places, name, now)]
        _publish(places, now)
    return made


def is_demo(certificate: x509.Certificate) -> bool:
    """Whether the certificate is a demonstration's."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return any(DEMO_MARK in str(name.value) for name in names)


def demo_keys(public: Path) -> bool:
    """Whether what is published in this folder are a demonstration's keys. Raises `KeysError`."""
    return any(is_demo(load_certificate(public / f"{name}.pem")) for name in ("root", "signer", "qr"))


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the public key in groups of four, for a person to compare aloud."""
    digest = sha256(_spki(certificate)).hexdigest().upper()
    return " ".join(digest[i : i + 4] for i in range(0, 64, 4))


def load_certificate(file: Path) -> x509.Certificate:
    """A PEM certificate. Raises `KeysError`."""
    try:
        return x509.load_pem_x509_certificate(file.read_bytes())
    except (OSError, ValueError) as error:
        raise KeysError(f"the certificate {file.name} cannot be read") from error


def load_signer(folder: Path) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """The PDF signing key and its certificate. Raises `KeysError`."""
    key = _load_key(folder / "signer.key")
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise KeysError("signer.key is not an elliptic curve key")
    return key, load_certificate(folder / "signer.pem")


def load_qr_key(folder: Path) -> Ed25519PrivateKey:
    """The key that signs QR summaries and the revocation list. Raises `KeysError`."""
    key = _load_key(folder / "qr.key")
    if not isinstance(key, Ed25519PrivateKey):
        raise KeysError("qr.key is not an Ed25519 key")
    return key


def load_qr_public(file: Path) -> list[Ed25519PublicKey]:
    """All published QR keys, the present one first. Raises `KeysError`."""
    try:
        parts = file.read_bytes().split(PEM_END)
        keys = [load_pem_public_key(part + PEM_END) for part in parts if part.strip()]
    except (OSError, ValueError) as error:
        raise KeysError(f"the public keys in {file.name} cannot be read") from error
    return [key for key in keys if isinstance(key, Ed25519PublicKey)]


def _one(places: Places, name: str, now: datetime) -> bool:
    key_file, certificate_file = places.secret / f"{name}.key", places.secret / f"{name}.pem"
    if certificate_file.exists() and (key_file.exists() or name == "root"):
        return False
    if not key_file.exists():
        fresh: Private = (
            Ed25519PrivateKey.generate() if name == "qr" else ec.generate_private_key(ec.SECP256R1())
        )
        _write(key_file, _pem(fresh), 0o600)
    certificate = _issue(places, name, _load_key(key_file), now)
    _write(certificate_file, certificate.public_bytes(Encoding.PEM), 0o600)
    return True


def _issue(places: Places, name: str, key: Private, now: datetime) -> x509.Certificate:
    begin = now - timedelta(days=800 if places.demo else 1)  # a demonstration has a past to sign
    years = ROOT_YEARS if name == "root" else LEAF_YEARS
    root_key = key if name == "root" else _root_key(places)
    root_name = (
        _name(places, "root") if name == "root" else load_certificate(places.secret / "root.pem").subject
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(places, name))
        .issuer_name(root_name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(now + timedelta(days=365 * years + years // 4))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
        )
        .add_extension(
            x509.BasicConstraints(ca=name == "root", path_length=0 if name == "root" else None), critical=True
        )
        .add_extension(_usage(authority=name == "root"), critical=True)
    )
    if name == "signer":
        builder = builder.add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=False)
    return builder.sign(root_key, SHA256())


def _root_key(places: Places) -> ec.EllipticCurvePrivateKey:
    file = places.secret / "root.key"
    if not file.exists():
        raise KeysError(
            "a key has to be issued, but root.key is not here: bring it from its safe, then run again"
        )
    key = _load_key(file)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise KeysError("root.key is not an elliptic curve key")
    return key


def _name(places: Places, name: str) -> x509.Name:
    what = {"root": "root", "signer": "document signing", "qr": "QR signing"}[name]
    mark = f" {DEMO_MARK} - not an authority" if places.demo else ""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "PK"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, places.issuer),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{places.issuer} {what}{mark}"),
        ]
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _publish(places: Places, now: datetime) -> None:
    for name in ("root", "signer", "qr"):
        _write_if_other(places.public / f"{name}.pem", (places.secret / f"{name}.pem").read_bytes())
    root = load_certificate(places.secret / "root.pem")
    _write_if_other(places.public / "fingerprint", f"{fingerprint(root)}\n".encode())
    key = load_qr_key(places.secret)
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    file = places.public / "qr.pub"
    earlier = file.read_bytes() if file.exists() else b""
    if pem not in earlier:  # papers of an earlier key stay readable
        _write_if_other(file, pem + earlier)
    if not (places.public / "revocations.json").exists():  # from now on the worker writes it
        _write(places.public / "revocations.json", write_list([], key=key, now=now), 0o644)


def _load_key(file: Path) -> Private:
    try:
        key = load_pem_private_key(file.read_bytes(), None)
    except (OSError, ValueError) as error:
        raise KeysError(f"the key {file.name} cannot be read: {error}") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey | Ed25519PrivateKey):
        raise KeysError(f"{file.name} is of an unknown kind")
    return key


def _pem(key: Private) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _spki(certificate: x509.Certificate) -> bytes:
    return certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _write(file: Path, content: bytes, mode: int) -> None:
    part = file.with_name(f".{file.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as out:
        os.fchmod(out.fileno(), mode)
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    part.replace(file)


def _write_if_other(file: Path, content: bytes) -> None:
    if not file.exists() or file.read_bytes() != content:
        _write(file, content, 0o644)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> int:
    """Make the keys that are missing and say which. Returns the exit code."""
    try:
        places = Places.from_environment()
        made = ensure(places, now=datetime.now(UTC))
    except (KeysError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    root = load_certificate(places.public / "root.pem")
    sys.stdout.write(f"keys made: {', '.join(made) or 'none'}\nroot fingerprint: {fingerprint(root)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
