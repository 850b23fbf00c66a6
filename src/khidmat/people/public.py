"""What other apps may use of the index of persons."""

from datetime import datetime
from uuid import UUID

from khidmat.kernel.actor import Actor
from khidmat.people import evidence, hooks, operations
from khidmat.people.identity import Identity, OtherName, Residence
from khidmat.people.likeness import Lookalike, contradicted, evidence_of
from khidmat.people.models import Address, Merge, Person, Phone
from khidmat.people.operations import (
    check_statement,
    correct,
    look_up,
    note_number,
    open_person,
    open_photo,
    register,
    search,
    unmerge,
)
from khidmat.people.queries import Sheet, lookalikes, named, other_names, persons, same, why_not_one
from khidmat.people.states import AddressKind, IdKind, Purpose, Relation

__all__ = [
    "Address",
    "AddressKind",
    "IdKind",
    "Identity",
    "Lookalike",
    "Merge",
    "OtherName",
    "Person",
    "Phone",
    "Purpose",
    "Relation",
    "Residence",
    "Sheet",
    "check_statement",
    "contradicted",
    "correct",
    "evidence",
    "evidence_of",
    "look_up",
    "lookalikes",
    "merge",
    "named",
    "note_number",
    "open_person",
    "open_photo",
    "other_names",
    "persons",
    "register",
    "same",
    "search",
    "unmerge",
    "why_not_one",
]


def merge(*, gone_id: UUID, kept_id: UUID, reason: str, actor: Actor, now: datetime) -> Merge:
    """Say that one person is another one (`operations.merge`); `hooks.merged` is told."""
    return operations.merge(
        gone_id=gone_id, kept_id=kept_id, reason=reason, tell=hooks.merged, actor=actor, now=now
    )
