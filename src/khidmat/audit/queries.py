"""Reading single things of the ledger: the end of a chain, a link, what was said of some rows."""

import json
from collections.abc import Collection, Mapping
from uuid import UUID

from khidmat.audit.events import EventType
from khidmat.audit.models import Event, Head, Link


def head(chain: UUID) -> tuple[int, str]:
    """Number and hash of the last link of a chain; (0, "") before its first."""
    found = Head.objects.filter(chain=chain).first()
    return (found.seq, bytes(found.hash).hex()) if found else (0, "")


def link(chain: UUID, seq: int) -> str:
    """The hash of one link; empty when the chain has none of this number."""
    found = Link.objects.filter(chain=chain, seq=seq).first()
    return bytes(found.hash).hex() if found else ""


def told(kind: EventType, subjects: Collection[UUID]) -> dict[UUID, Mapping[str, object]]:
    """What events of a kind carry about each of these subjects; the last of them, where there are several."""
    found = Event.objects.filter(subject_id__in=subjects, code=kind.code).order_by("at", "id")
    return {one.subject_id: json.loads(one.body)["data"] for one in found if one.subject_id}
