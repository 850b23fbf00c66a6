"""The first look at a PDF: one signature of ours has to cover every byte of it.

Nothing here parses the PDF. The file is searched for the signature's place, the digest is taken, and only if
our root's key stands behind the signature do the parsers see the file: a hostile file never reaches them.
"""

import re
from binascii import unhexlify
from dataclasses import dataclass
from hashlib import sha256

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import BasicConstraints, ExtendedKeyUsage, ExtensionNotFound, KeyUsage

from khidmat.documents.cms import BadCms, Container, decode, lower_s, signed_attributes, whole
from khidmat.documents.keys import DOCUMENT_SIGNING

LARGEST = 5 * 1024 * 1024
RANGE = re.compile(rb"/ByteRange ?\[ ?0 (\d{1,8}) (\d{1,8}) (\d{1,8}) *\]")
HEX = re.compile(rb"[0-9A-F]*")


class Refused(Exception):
    """A check that failed: `check` names it, see `verdict.SENTENCES`."""

    def __init__(self, check: str) -> None:
        super().__init__(check)
        self.check = check


@dataclass(frozen=True, slots=True)
class Sealed:
    """What stands behind a file that is ours to the last byte."""

    certificate: x509.Certificate
    container: Container


def open_envelope(data: bytes, root: x509.Certificate) -> Sealed:
    """Check that one signature by a key of this root covers the whole file. Raises `Refused`."""
    first, after = _place(data)
    try:
        digits = data[first + 1 : after - 1]
        if len(digits) % 2 or not HEX.fullmatch(digits):
            raise Refused("changed")
        packet = unhexlify(digits)
        der = whole(packet)
        if packet[len(der) :].strip(b"\0"):
            raise Refused("changed")
        digest = sha256(data[:first] + data[after:]).digest()
        container = decode(der, digest)
    except BadCms as error:
        raise Refused("changed") from error
    certificate = _of_our_root(container.certificate, root)
    _holds(container, certificate, digest)
    return Sealed(certificate, container)


def issued_by(certificate: x509.Certificate, root: x509.Certificate) -> bool:
    """Whether this very root key signed the certificate; an equal name counts for nothing."""
    key = root.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey) or certificate.issuer != root.subject:
        return False
    try:
        key.verify(certificate.signature, certificate.tbs_certificate_bytes, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _place(data: bytes) -> tuple[int, int]:
    """Where the signature's hexadecimal string begins and ends."""
    if not data.startswith(b"%PDF-"):
        raise Refused("not_pdf")
    count = data.count(b"/ByteRange")
    if count != 1:
        raise Refused("unsigned" if count == 0 else "several")
    found = RANGE.search(data)
    if found is None:
        raise Refused("changed")
    first, after, length = (int(number) for number in found.groups())
    if after + length != len(data):
        raise Refused("cut" if after + length > len(data) else "added")
    if not 0 < first < after < len(data) or data[first : first + 1] + data[after - 1 : after] != b"<>":
        raise Refused("changed")
    return first, after


def _of_our_root(der: bytes, root: x509.Certificate) -> x509.Certificate:
    try:
        certificate = x509.load_der_x509_certificate(der)
        ours = issued_by(certificate, root) and _may_sign(certificate)
    except (ValueError, ExtensionNotFound) as error:
        raise Refused("foreign") from error
    if not ours:
        raise Refused("foreign")
    return certificate


def _may_sign(certificate: x509.Certificate) -> bool:
    find = certificate.extensions.get_extension_for_class
    return (
        not find(BasicConstraints).value.ca
        and find(KeyUsage).value.digital_signature
        and DOCUMENT_SIGNING in find(ExtendedKeyUsage).value
    )


def _holds(container: Container, certificate: x509.Certificate, digest: bytes) -> None:
    key = certificate.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise Refused("foreign")
    attributes = signed_attributes(digest, container.certificate)
    try:
        key.verify(container.signature, attributes, ec.ECDSA(SHA256()))
        if lower_s(container.signature) != container.signature:
            raise Refused("changed")
    except (InvalidSignature, ValueError) as error:
        raise Refused("changed") from error
