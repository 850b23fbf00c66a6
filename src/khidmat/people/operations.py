"""Writing the index of persons."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid
from khidmat.kernel.ids import uuid7
from khidmat.kernel.names import blocks
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import fold
from khidmat.people import events, queries
from khidmat.people.identity import Identity, Residence
from khidmat.people.models import Address, Alias, Person, Phone
from khidmat.people.states import THIRTEEN_DIGITS, Purpose

#: As much as the column holds.
LONGEST_WORDS = 2000
#: Letters of a name that is worth looking for.
SHORTEST_NAME = 3


@transaction.atomic
def register(
    *,
    identity: Identity,
    district_id: UUID,
    actor: Actor,
    now: datetime,
    residences: Iterable[Residence] = (),
    phones: Iterable[str] = (),
) -> Person:
    """The person of this identity number, or a new one; addresses and phones are added as stated today.

    What an earlier statement says of the person is never overwritten here: a second application under the same
    number finds the same person, and differences stay visible in the application's own answers.
    """
    person = _insert(identity, district_id, now)
    fresh = person is not None
    if person is None:
        person = Person.objects.get(cnic=identity.cnic)
    added = _state(person, residences, phones, now)
    aliases = _also_known(person, identity, now)
    if fresh:
        record(events.REGISTERED, subject=person, actor=actor, at=now, id_kind=identity.id_kind)
    elif any(added) or aliases:
        addresses, numbers = added
        record(
            events.STATED,
            subject=person,
            actor=actor,
            at=now,
            addresses=addresses,
            phones=numbers,
            aliases=aliases,
        )
    return person


def _insert(identity: Identity, district_id: UUID, now: datetime) -> Person | None:
    """Insert on conflict do nothing: two clerks at the same moment make one person (get-or-create races)."""
    person = Person(
        id=uuid7(),
        name=identity.name,
        name_ur=identity.name_ur,
        relation=identity.relation,
        relation_name=identity.relation_name,
        relation_name_ur=identity.relation_name_ur,
        id_kind=identity.id_kind,
        cnic=identity.cnic or None,
        id_number="" if identity.id_kind in THIRTEEN_DIGITS else identity.number,
        sex=identity.sex,
        birth_date=identity.birth_date,
        birth_year=identity.birth_year,
        stated_on=None if identity.birth_date else localdate(now),
        district_id=district_id,
        created_at=now,
        words=words(identity),
        blocks=_blocks(identity, identity.name, identity.name_ur),
    )
    columns = [str(field.column) for field in Person._meta.concrete_fields]
    values = [getattr(person, field.attname) for field in Person._meta.concrete_fields]
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into people_person ({', '.join(columns)}) values ({marks}) on conflict (cnic) do nothing",
            values,
        )
        return person if cursor.rowcount == 1 else None


def _blocks(identity: Identity, name: str, name_ur: str) -> list[int]:
    return blocks(
        name=name,
        name_ur=name_ur,
        father=identity.relation_name,
        father_ur=identity.relation_name_ur,
        birth_year=identity.birth_date.year if identity.birth_date else identity.birth_year,
        district=identity.district,
        cnic=identity.cnic,
    )


def words(identity: Identity) -> str:
    """The words of the names in both scripts as the search box compares them, each once."""
    return _words(identity.name, identity.name_ur, identity.relation_name, identity.relation_name_ur)


def _words(*names: str) -> str:
    found = dict.fromkeys(word for name in names for word in fold(name).split())
    text = " ".join(found)
    return text if len(text) <= LONGEST_WORDS else text[:LONGEST_WORDS].rpartition(" ")[0]


def _also_known(person: Person, identity: Identity, now: datetime) -> int:
    """Keep other names that are new, and let search and likeness find the person by them."""
    known = {(person.name, person.name_ur), *person.aliases.values_list("name", "name_ur")}
    fresh = [one for one in dict.fromkeys(identity.aliases) if (one.name, one.name_ur) not in known]
    if not fresh:
        return 0
    Alias.objects.bulk_create(
        [Alias(person=person, name=one.name, name_ur=one.name_ur, stated_at=now) for one in fresh],
        ignore_conflicts=True,
    )
    held = Person.objects.select_for_update().get(pk=person.pk)  # or two statements at once lose one's words
    held.words = _words(held.words, *(name for one in fresh for name in (one.name, one.name_ur)))
    more = {number for one in fresh for number in _blocks(identity, one.name, one.name_ur)}
    held.blocks = sorted(more.union(held.blocks))
    held.save(update_fields=["words", "blocks"])
    person.words, person.blocks = held.words, held.blocks
    return len(fresh)


def _state(
    person: Person, residences: Iterable[Residence], phones: Iterable[str], now: datetime
) -> tuple[int, int]:
    stated = set(person.addresses.values_list("kind", "line", "station_id"))
    addresses = [
        Address(
            person=person,
            kind=one.kind,
            line=one.line,
            place_id=one.place_id,
            station_id=one.station_id,
            since=one.since,
            stated_at=now,
        )
        for one in residences
        if (one.kind, one.line, one.station_id) not in stated
    ]
    known = set(person.phones.values_list("number", flat=True))
    numbers = [Phone(person=person, number=number, stated_at=now) for number in phones if number not in known]
    Address.objects.bulk_create(addresses)
    Phone.objects.bulk_create(numbers)
    return len(addresses), len(numbers)


@transaction.atomic
def look_up(*, cnic: str, purpose: str, reference: str, actor: Actor, now: datetime) -> Person | None:
    """The person of an exact number, anywhere in the province; the look-up is in the ledger whether he is found or not.

    Raises `Forbidden` without the right, `Invalid` without a purpose of the list or without a reference.
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
    found = Person.objects.filter(cnic=cnic).first()
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


@transaction.atomic
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


@transaction.atomic
def check_statement(*, stated: Identity, actor: Actor, now: datetime) -> bool:
    """Whether the index says otherwise of the stated number; what it says is not told.

    The warning stands in the ledger: it tells that the number is known, so nobody may try numbers unseen.
    """
    person, parts = queries.contradictions(stated)
    if person is None or not parts:
        return False
    record(events.CONTRADICTED, subject=person, actor=actor, at=now, parts=" ".join(parts))
    return True


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
