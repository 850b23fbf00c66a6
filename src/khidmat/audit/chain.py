"""The stored text form of an event: one line of canonical JSON, which the database hashes as it stands.

Every column of `audit_event` is generated from this text, so no column can say something the hash does not cover.
"""

import json
from datetime import UTC, datetime

ZERO = bytes(32)


def instant(at: datetime) -> str:
    """UTC with six decimals and Z, so that text order is time order."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def canonical(content: dict[str, object]) -> str:
    """Sorted keys, no spaces, UTF-8 letters as they are."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
