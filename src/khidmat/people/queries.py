"""Reading the index of persons: names inside the actor's district, a paper's exact number anywhere."""

from collections.abc import Collection
from typing import cast
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Func, QuerySet, Value, prefetch_related_objects

from khidmat.kernel.actor import Actor
from khidmat.kernel.names import Party, search
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import fold
from khidmat.org.public import within
from khidmat.people.identity import Identity
from khidmat.people.likeness import Lookalike, bare, contradicted, lookalike, miscopied, parties
from khidmat.people.models import BARE_NUMBER, LEXEMES, Person

#: More look-alikes than this are not read by anybody.
SHOWN = 6
#: More than an eye can go through at a counter; who finds so many asks for the number.
FOUND = 20
_Parameters = dict[str, int | str | list[int] | UUID | None]
_Here = dict[str, UUID | None]
_MINE = "district_id = (select district_id from org_office where id = %(office)s)"
#: Two cards are two persons, unless one was miscopied: a person with a card is compared by name with those without,
#: of whom there are few. Among all, a common name would cost every page of an application 10 ms.
_ALIKE = {
    True: search.candidate_sql("people_party", scope=f"cnic is null and {_MINE}"),
    False: search.candidate_sql("people_party", scope=_MINE),
}
#: A family shares a phone; a shop's number that hundreds gave says nothing.
_BY_PHONE = f"""
select person_id from people_phone join people_person p on p.id = person_id
where number in (select number from people_phone where person_id = %(person)s) and {_MINE} limit 40
"""


def named(text: str) -> QuerySet[Person]:
    """Persons with a name, in either script, for each of these words to begin; the caller scopes what hangs on them."""
    words = fold(text).split()
    if not words:
        return Person.objects.none()
    wanted = Value(" & ".join(f"'{word}':*" for word in words))
    held = Func(
        LEXEMES,
        wanted,
        template="(%(expressions)s::tsquery)",
        arg_joiner=" @@ ",
        output_field=BooleanField(),
    )
    return Person.objects.filter(held)


def find(*, name: str, relation_name: str, actor: Actor) -> QuerySet[Person]:
    """Persons of the actor's territory in whose names, own and second, every word of both texts begins one."""
    scope = TABLE.scope(actor, "people.person.search")
    if scope is None:
        return Person.objects.none()
    found = named(f"{name} {relation_name}").filter(district_id__in=within(actor, scope).values("pk"))
    return found.order_by("name_ur", "birth_year", "pk")[:FOUND]


def lookalikes(person: Person, actor: Actor) -> list[Lookalike]:
    """Persons who may be the same one: by name inside the actor's district, by the number of a paper anywhere.

    A likeness is a reason to look; nothing is decided or stored.
    """
    here: _Here = {"office": actor.office_id, "person": person.pk}
    keys = _alike(parties(person), here)
    keys.update(_same_number(person).values_list("pk", flat=True))
    if person.cnic:
        slips = Person.objects.filter(cnic__in=miscopied(person.cnic))
        keys.update(slips.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(_BY_PHONE, here)
        keys.update(key for (key,) in cursor.fetchall())
    keys.discard(person.pk)
    if not keys:
        return []
    others = list(Person.objects.filter(pk__in=keys).select_related("district"))
    prefetch_related_objects([person, *others], "aliases", "addresses", "phones")
    compared = [lookalike(person, one) for one in others]
    return sorted((one for one in compared if one), key=_most_alike)[:SHOWN]


def _most_alike(found: Lookalike) -> tuple[float, str]:
    return -found.score, str(found.person.pk)


def _alike(mine: Collection[Party], here: _Here) -> set[UUID]:
    keys: set[UUID] = set()
    with connection.cursor() as cursor:
        for party in mine:
            cursor.execute(
                _ALIKE[bool(party.cnic)], {**cast(_Parameters, search.candidate_parameters(party)), **here}
            )
            keys.update(row[0] for row in cursor.fetchall())
    return keys


def _same_number(person: Person) -> QuerySet[Person]:
    """Persons with this person's passport or other paper, however its number was written."""
    if not bare(person.id_number):
        return Person.objects.none()
    return Person.objects.exclude(id_number="").alias(bare=BARE_NUMBER).filter(bare=bare(person.id_number))


def contradictions(stated: Identity) -> tuple[Person | None, Collection[str]]:
    """The person of the stated number, and what of the statement does not agree with the index."""
    person = Person.objects.filter(cnic=stated.cnic).first() if stated.cnic else None
    return person, contradicted(person, stated) if person else ()
