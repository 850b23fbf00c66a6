"""The QR on the paper: an address to ask, and after its # a signed summary that needs nobody to ask.

What follows the # never reaches a server or its logs. The summary says nothing that the paper does not
show, and of the person only initials. Signed with Ed25519 by a key of its own: 64 bytes whatever the
key, and always the same, so that a repeat prints the same symbol; see docs/decisions/documents-two-
keys.md.

Layout, then the 64 bytes of the signature over DOMAIN + the code's 16 bytes + this: version 1, key 4,
issued 2 (days from 2020-01-01), valid days 2 (all ones: no end), facts 16, number length 1, number, initials.
"""

import re
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Protocol
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from khidmat.documents import symbol
from khidmat.documents.codes import key_of, parse_code
from khidmat.documents.facts import EPOCH

DOMAIN = b"khidmat/qr/1\x00"
HEAD = struct.Struct(">B4sHH16sB")
SIGNATURE = 64
NO_END = 0xFFFF
LONGEST = 400  # characters of a QR text; ours have about 230
DARK = re.compile(rb"\x01+")


class BadQR(ValueError):
    """The text of a QR is not one of ours, or was changed."""


class Facts(Protocol):
    """What the QR tells of a certificate or of a copy, and how it vouches for the rest."""

    @property
    def code(self) -> str:
        """The code on the paper."""
        ...

    @property
    def number(self) -> str:
        """The paper's number."""
        ...

    @property
    def issued_on(self) -> date:
        """The day of issue."""
        ...

    @property
    def valid_until(self) -> date | None:
        """The last valid day; None when there is no end."""
        ...

    @property
    def initials(self) -> str:
        """The first letters of the Roman name, or none."""
        ...

    def digest(self) -> bytes:
        """SHA-256 of everything the paper says."""
        ...


@dataclass(frozen=True, slots=True)
class Summary:
    """What the QR alone vouches for."""

    code: str
    number: str
    issued_on: date
    valid_until: date | None
    facts_digest: bytes
    initials: str
    key: bytes

    def speaks_of(self, facts: Facts) -> bool:
        """Whether these are the facts that were signed for."""
        same = (self.code, self.number, self.issued_on, self.valid_until, self.initials)
        theirs = (facts.code, facts.number, facts.issued_on, facts.valid_until, facts.initials)
        return same == theirs and facts.digest()[:16] == self.facts_digest


def key_id(key: Ed25519PublicKey) -> bytes:
    """Four bytes that tell the keys of different years apart."""
    return sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).digest()[:4]


def qr_text(facts: Facts, *, base_url: str, key: Ed25519PrivateKey) -> str:
    """The text to print as a QR."""
    number = facts.number.encode()
    days = (facts.issued_on - EPOCH).days
    life = (facts.valid_until - facts.issued_on).days if facts.valid_until else NO_END
    head = HEAD.pack(
        1,
        key_id(key.public_key()),
        days,
        life,
        facts.digest()[:16],
        len(number),
    )
    body = head + number + facts.initials.encode()
    signature = key.sign(DOMAIN + key_of(facts.code) + body)
    return f"{base_url.rstrip('/')}/v/{facts.code}#{_letters(body + signature)}"


def read_qr(text: str, keys: Iterable[Ed25519PublicKey]) -> Summary:
    """Check a QR's text against the published keys, with no network. Raises `BadQR`."""
    if len(text) > LONGEST:
        raise BadQR("the text is too long for a certificate's QR")
    try:
        address, letters = text.split("#")
        code = urlsplit(address).path.rpartition("/v/")[2]
    except ValueError as error:
        raise BadQR("the text is not a certificate's QR") from error
    if parse_code(code) != code:
        raise BadQR("the code in the QR is damaged")
    packet = _bytes(letters)
    body, signature = packet[:-SIGNATURE], packet[-SIGNATURE:]
    if len(body) < HEAD.size or body[0] != 1:
        raise BadQR("the summary in the QR is not of a known version")
    for key in keys:
        if key_id(key) == body[1:5]:
            return _vouched(key, code, body, signature)
    raise BadQR("the QR was signed with a key that is not published")


def _vouched(key: Ed25519PublicKey, code: str, body: bytes, signature: bytes) -> Summary:
    try:
        key.verify(signature, DOMAIN + key_of(code) + body)
    except InvalidSignature as error:
        raise BadQR("the signature in the QR does not hold") from error
    _version, name, days, life, digest, length = HEAD.unpack_from(body)
    rest = body[HEAD.size :]
    issued = EPOCH + timedelta(days=days)
    until = None if life == NO_END else issued + timedelta(days=life)
    return Summary(code, rest[:length].decode(), issued, until, digest, rest[length:].decode(), name)


def _letters(packet: bytes) -> str:
    return urlsafe_b64encode(packet).decode().rstrip("=")


def _bytes(letters: str) -> bytes:
    try:
        packet = urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
    except ValueError as error:
        raise BadQR("the summary in the QR is damaged") from error
    if _letters(packet) != letters:  # one spelling only: no letter may change unnoticed
        raise BadQR("the summary in the QR is damaged")
    return packet


def svg(text: str) -> str:
    """The QR as SVG, error level M, one unit a module, without a border: the paper has white around it."""
    rows = symbol.rows(text)
    runs = (
        f"M{run.start()} {y}h{len(run[0])}v1h-{len(run[0])}z"
        for y, row in enumerate(rows)
        for run in DARK.finditer(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}">'
        f'<path fill="#0c3b2e" d="{"".join(runs)}"/></svg>'
    )
