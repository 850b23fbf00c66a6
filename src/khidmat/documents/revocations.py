"""The signed list of papers that no longer count, for verifiers without a network.

It names no code and no number, only a mark that is computed from the code: whoever holds the paper can
look it up, nobody can read the list as a list of people. A paper leaves the list when its own validity
has ended.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from khidmat.documents.codes import key_of
from khidmat.documents.qr import key_id

DOMAIN = b"khidmat/revocations/1\x00"
FRESH = timedelta(days=2)


class BadList(ValueError):
    """The revocation list is damaged or not signed by a published key."""


@dataclass(frozen=True, slots=True)
class Revocations:
    """A list as of a moment; after `next_at` a newer one is there to be fetched."""

    issued_at: datetime
    next_at: datetime
    marks: frozenset[str]

    def holds(self, code: str) -> bool:
        """Whether the paper with this code is on the list."""
        return mark(code) in self.marks


def mark(code: str) -> str:
    """What stands in the list for a code."""
    return sha256(b"khidmat/revoked/1\x00" + key_of(code)).hexdigest()[:32]


def write_list(codes: Iterable[str], *, key: Ed25519PrivateKey, now: datetime) -> bytes:
    """A signed list of these codes as a JSON file."""
    content = {
        "v": 1,
        "issued_at": now.isoformat(),
        "next_at": (now + FRESH).isoformat(),
        "marks": sorted(mark(code) for code in codes),
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    signature = key.sign(DOMAIN + text.encode())
    sealed = {
        "list": text,
        "key": key_id(key.public_key()).hex(),
        "signature": b64encode(signature).decode(),
    }
    return json.dumps(sealed).encode() + b"\n"


def read_list(data: bytes, keys: Iterable[Ed25519PublicKey]) -> Revocations:
    """A list from its file. Raises `BadList` unless one of the keys signed it."""
    try:
        sealed = json.loads(data)
        text, name, signature = sealed["list"], sealed["key"], b64decode(sealed["signature"], validate=True)
        key = next(one for one in keys if key_id(one).hex() == name)
        key.verify(signature, DOMAIN + text.encode())
        content = json.loads(text)
        times = [datetime.fromisoformat(content[word]) for word in ("issued_at", "next_at")]
        return Revocations(times[0], times[1], frozenset(content["marks"]))
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration, InvalidSignature) as error:
        raise BadList("the revocation list is damaged or not signed by a published key") from error
