"""What other apps may use of screening. Approvers and certificates see a check through `disclosure` alone."""

from datetime import datetime
from uuid import UUID

from khidmat.kernel.actor import Actor
from khidmat.screening import hooks, operations
from khidmat.screening.hooks import HitResolved, hit_resolved
from khidmat.screening.models import Candidate, Check
from khidmat.screening.operations import reconsider, screen
from khidmat.screening.queries import Disclosure, disclosure, due_of, waiting_count
from khidmat.screening.states import Answer, CheckState

__all__ = [
    "Answer",
    "Candidate",
    "Check",
    "CheckState",
    "Disclosure",
    "HitResolved",
    "adjudicate",
    "disclosure",
    "due_of",
    "hit_resolved",
    "reconsider",
    "screen",
    "waiting_count",
]


def adjudicate(
    *, candidate_id: UUID, same: bool, reason: str, actor: Actor, now: datetime, key: UUID | None = None
) -> Candidate:
    """Say whether a candidate is the person (`operations.adjudicate`); `hit_resolved` is told of the last one."""
    return operations.adjudicate(
        candidate_id=candidate_id,
        same=same,
        reason=reason,
        tell=hooks.hit_resolved,
        actor=actor,
        now=now,
        key=key,
    )
