"""Search over applications and verifications, inside what the officer may know exists."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import fold
from khidmat.people.public import named as persons_named
from khidmat.people.public import same
from khidmat.services import queries
from khidmat.services.models import Application
from khidmat.ui.formats import bilingual

REF = re.compile(r"[A-HJ-NP-Z][A-HJ-NP-Z2-9]{7}")
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: the route that opens it, and what a row shows."""

    route: str
    pk: UUID
    ref: str
    name: str
    status: str
    at: datetime | None


def find(actor: Actor, text: str) -> list[Hit]:
    """By reference, or by name in either script (never by number: that is a look-up with a purpose)."""
    wanted = _wanted(text)
    if wanted is None:
        return []
    return [*_applications(actor, wanted), *_verifications(actor, wanted)][:SHOWN]


def of_person(actor: Actor, person_id: UUID) -> list[Hit]:
    """What the officer may know of a person's applications."""
    wanted = Q(person_id__in=same(person_id))
    return [*_applications(actor, wanted), *_verifications(actor, wanted)][:SHOWN]


def _wanted(text: str) -> Q | None:
    ref = text.strip().upper()
    if REF.fullmatch(ref):
        return Q(ref=ref)
    words = fold(text)
    return Q(person__in=persons_named(text)) if len(words) >= 2 else None


def _applications(actor: Actor, wanted: Q) -> list[Hit]:
    if not TABLE.may(actor, "services.application.read"):
        return []
    rows = (
        queries.applications(actor)
        .filter(wanted)
        .select_related("person__merged_into")
        .order_by("-submitted_at", "pk")
    )
    return [
        Hit(
            "services:application",
            one.pk,
            one.ref,
            bilingual(one.person and one.person.survivor),
            str(one.get_status_display()),
            one.submitted_at,
        )
        for one in rows[:SHOWN]
    ]


def _verifications(actor: Actor, wanted: Q) -> list[Hit]:
    if not TABLE.may(actor, "services.verification.read"):
        return []
    inside = Application.objects.filter(wanted).values("pk")
    rows = (
        queries.verifications(actor)
        .filter(application__in=inside)
        .select_related("application__person__merged_into")
    )
    return [
        Hit(
            "services:visit",
            one.pk,
            one.application.ref,
            bilingual(one.application.person and one.application.person.survivor),
            str(one.get_status_display()),
            one.due_at,
        )
        for one in rows.order_by("-due_at", "pk")[:SHOWN]
    ]
