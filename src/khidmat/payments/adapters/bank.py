"""A bank's or wallet's signed word that money came: JSON to our address, with time and signature over the raw body.

`POST {"event": NAME, "state": "begun" | "paid" | "failed", "reference": DIGITS, "rupees": N, "at": ISO TIME}` with
`X-Time: UNIX SECONDS` and `X-Signature-256: sha256=` and the HMAC-SHA256, in hex, of the time, a full stop and the
body under the shared secret. A repeat carries the same event and body and a fresh time.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

#: Older or newer than this, a message is a replay or comes from a clock that is wrong.
TOLERANCE = timedelta(minutes=5)


class Notice(BaseModel):
    """What a message says. `event` names it, however often it is sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    event: str = Field(pattern=r"^[A-Za-z0-9._:-]{1,64}$")
    state: Literal["begun", "paid", "failed"]
    reference: str = Field(pattern=r"^[0-9A-Za-z-]{1,40}$")
    rupees: int = Field(ge=0, le=1_000_000_000, strict=True)
    at: AwareDatetime


def signature(secret: str, moment: str, body: bytes) -> str:
    """What `X-Signature-256` must say."""
    made = hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256)
    return f"sha256={made.hexdigest()}"


def signed(secret: str, moment: str, body: bytes, given: str) -> bool:
    """Whether time and body are those that were signed."""
    return hmac.compare_digest(signature(secret, moment, body).encode(), given.encode())


def fresh(moment: str, now: datetime) -> bool:
    """Whether the time of signing is near enough to now; digits only, so that it has one spelling."""
    if not (moment.isascii() and moment.isdecimal() and len(moment) <= 12):
        return False
    return abs(int(moment) - now.timestamp()) <= TOLERANCE.total_seconds()


def read(body: bytes) -> Notice:
    """Return what a body says. Raises ValueError."""
    return Notice.model_validate_json(body)
