"""Entering persons: one for each number, with what is stated of them today."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.ids import uuid7
from khidmat.kernel.transactions import as_one
from khidmat.people import events, keys
from khidmat.people.identity import Identity, Residence
from khidmat.people.models import Address, Alias, Person, Phone
from khidmat.people.operations.keeping import renew_keys
from khidmat.people.states import THIRTEEN_DIGITS


@as_one
def register(
    *,
    identity: Identity,
    district_id: UUID,
    actor: Actor,
    now: datetime,
    residences: Iterable[Residence] = (),
    phones: Iterable[str] = (),
    photo_id: UUID | None = None,
) -> Person:
    """The person of this identity number, or a new one; addresses and phones are added as stated today.

    What an earlier statement says of the person is never overwritten here: a second application under the same
    number finds the same person, and differences stay visible in the application's own answers. A person who was
    merged into another one keeps what is stated under his number, so that the merge can be undone.
    """
    person = _insert(identity, district_id, photo_id, now)
    fresh = person is not None
    if person is None:
        person = Person.objects.get(cnic=identity.cnic)
    added = _state(person, residences, phones, now, fresh=fresh)
    aliases = _also_known(person, identity, now, fresh=fresh)
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


def _insert(identity: Identity, district_id: UUID, photo_id: UUID | None, now: datetime) -> Person | None:
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
        photo_id=photo_id,
    )
    own = keys.made(person, [], identity.district)
    person.words, person.blocks = own.words, sorted(own.blocks)
    columns = [str(field.column) for field in Person._meta.concrete_fields]
    values = [getattr(person, field.attname) for field in Person._meta.concrete_fields]
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into people_person ({', '.join(columns)}) values ({marks}) on conflict (cnic) do nothing",
            values,
        )
        return person if cursor.rowcount == 1 else None


def _also_known(person: Person, identity: Identity, now: datetime, *, fresh: bool) -> int:
    """Keep other names that are new, and let search and likeness find the person by them."""
    known = {(person.name, person.name_ur)}
    known |= set() if fresh else set(person.aliases.values_list("name", "name_ur"))
    added = [one for one in dict.fromkeys(identity.aliases) if (one.name, one.name_ur) not in known]
    if not added:
        return 0
    Alias.objects.bulk_create(
        [Alias(person=person, name=one.name, name_ur=one.name_ur, stated_at=now) for one in added],
        ignore_conflicts=True,
    )
    renew_keys(person)
    person.refresh_from_db(fields=["words", "blocks"])
    return len(added)


def _state(
    person: Person, residences: Iterable[Residence], phones: Iterable[str], now: datetime, *, fresh: bool
) -> tuple[int, int]:
    """Keep what is stated for the first time; of somebody new, whose row nobody else sees yet, that is all."""
    stated = set() if fresh else set(person.addresses.values_list("kind", "line", "station_id"))
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
    known = set() if fresh else set(person.phones.values_list("number", flat=True))
    numbers = [Phone(person=person, number=number, stated_at=now) for number in phones if number not in known]
    Address.objects.bulk_create(addresses)
    Phone.objects.bulk_create(numbers)
    return len(addresses), len(numbers)
