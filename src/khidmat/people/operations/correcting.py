"""Setting right what the index says of a person; what it said before stays in the history, a name as another name."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid
from khidmat.people import events
from khidmat.people.identity import Identity
from khidmat.people.models import Alias, Person
from khidmat.people.operations.keeping import renew_keys

#: What of a statement a correction takes over, by the part of it that was other.
PARTS = {
    "name": ("name", "name_ur"),
    "father": ("relation", "relation_name", "relation_name_ur"),
    "birth": ("birth_date", "birth_year"),
}


@transaction.atomic
def correct(
    *,
    person_id: UUID,
    identity: Identity,
    parts: list[str],
    district_id: UUID,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Person:
    """Take these parts (`name`, `father`, `birth`) over from a statement. The caller asks for the right.

    Raises `Forbidden` for a person whom another district entered, `Invalid` when nothing would be other.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    if person.district_id != district_id:
        raise Forbidden(
            _("Another district entered this person; only its officers may correct what it wrote.")
        )
    before = {name: getattr(person, name) for part in parts for name in PARTS[part]}
    for name in before:
        setattr(person, name, getattr(identity, name))
    if before == {name: getattr(person, name) for name in before}:
        raise Invalid(_("The index says this already."))
    if "birth" in parts:
        person.stated_on = None if person.birth_date else localdate(now)
    person.save(update_fields=[*before, "stated_on"])
    if "name" in before:
        _keep_name(person, str(before["name"]), str(before["name_ur"]), now)
    renew_keys(person)
    record(events.CORRECTED, subject=person, actor=actor, at=now, reason=reason, parts=" ".join(parts))
    return person


def _keep_name(person: Person, name: str, name_ur: str, now: datetime) -> None:
    """The earlier name, under which papers and records may still stand, goes on being found."""
    kept = Alias(person=person, name=name, name_ur=name_ur, stated_at=now)
    Alias.objects.bulk_create([kept], ignore_conflicts=True)
