"""Looking for persons: an act, which stands in the ledger before anything is shown."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.files.public import Blob
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound
from khidmat.kernel.policy import TABLE
from khidmat.kernel.transactions import as_one
from khidmat.kernel.urdu import fold
from khidmat.people import events, queries
from khidmat.people.identity import Identity
from khidmat.people.models import Comparison, Person
from khidmat.people.states import Purpose

#: Letters of a name that is worth looking for.
SHORTEST_NAME = 3
#: Numbers that one citizen's statements are compared with in a day: a family's; and those of a busy counter.
MOST_COMPARED, MOST_AT_A_COUNTER = 6, 300


@transaction.atomic
def look_up(*, cnic: str, purpose: str, reference: str, actor: Actor, now: datetime) -> Person | None:
    """The person of an exact number, the surviving one, anywhere in the province; the look-up is in the ledger.

    So is one that found nobody. Raises `Forbidden` without the right, `Invalid` without a purpose of the list or
    without a reference.
    """
    TABLE.require(actor, "people.person.look_up")
    if purpose not in Purpose.values or not reference.strip():
        raise Invalid(
            _("A look-up by number needs a purpose and a reference."),
            fields={
                "purpose": _("Choose what the look-up is for."),
                "reference": _("Write the number of the application, case or letter that it is for."),
            },
        )
    named = Person.objects.select_related("merged_into").filter(cnic=cnic).first()
    found = named and named.survivor
    record(
        events.LOOKED_UP,
        subject=found,
        actor=actor,
        at=now,
        purpose=purpose,
        reference=reference.strip()[:60],
        found=found is not None,
    )
    return found


@as_one
def note_number(*, person: Person, purpose: str, reference: str, actor: Actor, now: datetime) -> None:
    """Record that a person's passport or other paper is compared with the whole province's, before it is shown."""
    if person.id_number:
        record(
            events.LOOKED_UP,
            subject=person,
            actor=actor,
            at=now,
            purpose=purpose,
            reference=reference,
            found=True,
        )


@as_one
def check_statement(*, stated: Identity, actor: Actor, now: datetime) -> bool:
    """Whether the index says otherwise of the stated number; what it says is not told.

    The warning stands in the ledger: it tells that the number is known, so nobody may try numbers unseen. After some
    numbers in a day nothing is told any more; the officer who decides compares all the same.
    """
    if not stated.cnic:
        return False
    person, parts = queries.contradictions(stated)
    found = " ".join(parts)
    compared = _compared(stated.cnic, actor, now)
    if compared is None:
        return False
    if person is not None and found and found != compared.parts:
        record(events.CONTRADICTED, subject=person, actor=actor, at=now, parts=found)
    if compared.parts != found:
        compared.parts = found
        compared.save(update_fields=["parts"])
    return bool(found)


def _compared(cnic: str, actor: Actor, now: datetime) -> Comparison | None:
    """Today's row for this number, made when there is none; None when the actor has tried too many others."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"compared:{actor.user}"])
    today = Comparison.objects.filter(user=actor.user, day=localdate(now))
    digest = sha256(cnic.encode()).hexdigest()
    if seen := today.filter(number_sha256=digest).first():
        return seen
    if today.count() >= (MOST_AT_A_COUNTER if actor.is_officer else MOST_COMPARED):
        return None
    return Comparison.objects.create(user=actor.user, day=localdate(now), number_sha256=digest)


@transaction.atomic
def search(*, name: str, relation_name: str, actor: Actor, now: datetime) -> list[Person]:
    """Persons of the territory by name and father's or husband's name, both needed; the search is in the ledger."""
    TABLE.require(actor, "people.person.search")
    if len(fold(name)) < SHORTEST_NAME or len(fold(relation_name)) < SHORTEST_NAME:
        raise Invalid(
            _("Two names are needed: the person's own, and the father's or husband's."),
            fields={"name": _("Write both names; one name alone is that of hundreds.")},
        )
    found = list(queries.find(name=name, relation_name=relation_name, actor=actor))
    digest = sha256(f"{name}/{relation_name}".encode()).hexdigest()
    record(events.SEARCHED, subject=None, actor=actor, at=now, query_sha256=digest, hits=len(found))
    return found


@transaction.atomic
def open_person(*, person_id: UUID, actor: Actor, now: datetime) -> queries.Sheet:
    """Everything the index has of a person of the territory, its reading recorded. Raises `NotFound`."""
    person = queries.persons(actor).filter(pk=person_id).first()
    if person is None:
        raise NotFound(_("This person was not found."))
    record(events.READ, subject=person, actor=actor, at=now)
    return queries.sheet(person)


@transaction.atomic
def open_photo(*, person_id: UUID, actor: Actor, now: datetime) -> Blob:
    """The photograph of a person of the territory, its reading recorded. Raises `NotFound`."""
    person = queries.persons(actor).select_related("photo").filter(pk=person_id).first()
    if person is None or person.photo is None:
        raise NotFound(_("There is no photograph."))
    record(events.READ, subject=person, actor=actor, at=now)
    return person.photo
