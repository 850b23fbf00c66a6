"""Searching is an act: what was shown to whom stands in the ledger."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import ascii_digits
from khidmat.people.public import Person, look_up
from khidmat.portal import events
from khidmat.services.public import Hit, find, of_person


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of a search: rows, and the person when a number was looked up."""

    hits: list[Hit]
    person: Person | None = None


def cnic_in(text: str) -> str:
    """Thirteen digits when the text is a CNIC, else empty."""
    digits = "".join(c for c in ascii_digits(text) if c not in "- ")
    return digits if len(digits) == 13 and digits.isdecimal() else ""


@transaction.atomic
def search(*, text: str, purpose: str, reference: str, actor: Actor, now: datetime) -> Found:
    """By reference or name inside the territory; by exact CNIC anywhere, with purpose and reference."""
    TABLE.require(actor, "portal.search.use")
    number = cnic_in(text)
    if number:
        person = look_up(cnic=number, purpose=purpose, reference=reference, actor=actor, now=now)
        return Found(of_person(actor, person.pk) if person else [], person)
    hits = find(actor, text)
    digest = sha256(text.encode()).hexdigest()
    record(events.SEARCHED, subject=None, actor=actor, at=now, query_sha256=digest, hits=len(hits))
    return Found(hits)
