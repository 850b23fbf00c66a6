"""Reading the index of persons: names inside the actor's district, a paper's exact number anywhere."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.db import connection
from django.db.models import (
    BooleanField,
    Func,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.names import Party, search
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import fold
from khidmat.org.public import within
from khidmat.people.identity import Identity, OtherName
from khidmat.people.likeness import Lookalike, bare, contradicted, lookalike, miscopied, parties
from khidmat.people.models import BARE_NUMBER, LEXEMES, Address, Alias, Merge, Person, Phone

#: More look-alikes than this are not read by anybody.
SHOWN = 6
#: More than an eye can go through at a counter; who finds so many asks for the number.
FOUND = 20
#: No word of a name is longer, and the database knows no lexeme of 2 kB.
LONGEST = 300
#: What hangs on a person.
PARTS = ("aliases", "addresses", "phones")
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
    if not words or max(map(len, words)) > LONGEST:
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


def persons(actor: Actor, permission: str = "people.person.read") -> QuerySet[Person]:
    """Persons of the territory that this right of the actor's reaches, merged ones too."""
    scope = TABLE.scope(actor, permission)
    if scope is None:
        return Person.objects.none()
    return Person.objects.filter(district_id__in=within(actor, scope).values("pk"))


def same(person_id: UUID) -> list[UUID]:
    """The ids of a person and of all who are one with him: what hangs on any of them is his."""
    return list(Person.objects.filter(_one_with(person_id)).values_list("pk", flat=True))


def _one_with(person_id: UUID) -> Q:
    """One value, not a set of them: only then the database looks by its two indexes instead of at everybody."""
    one = Person.objects.filter(pk=person_id).annotate(root=Coalesce("merged_into_id", "pk"))
    root = Subquery(one.values("root")[:1])
    return Q(pk=root) | Q(merged_into_id=root)


@dataclass(frozen=True, slots=True)
class Stated:
    """What was stated of one row of the index; `merged` when it is one with the person of the page."""

    person: Person
    aliases: list[Alias]
    addresses: list[Address]
    phones: list[Phone]
    merged: Merge | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A person with everything the index has, by where it came from; `merges` are all there ever were."""

    person: Person
    survivor: Person
    parts: list[Stated]
    merges: list[Merge]


def sheet(person: Person) -> Sheet:
    """A person's own statements first, then those of the persons merged into him."""
    parts = list(
        Person.objects.filter(Q(pk=person.pk) | Q(merged_into=person)).prefetch_related(
            "aliases",
            "phones",
            Prefetch(
                "addresses", Address.objects.select_related("place", "station").order_by("-stated_at", "pk")
            ),
        )
    )
    merges = list(
        Merge.objects.filter(Q(gone=person) | Q(kept=person))
        .select_related("gone", "kept")
        .order_by("-merged_at", "pk")
    )
    open_ones = {one.gone_id: one for one in merges if one.unmerged_at is None and one.kept_id == person.pk}
    parts.sort(key=lambda one: (one.pk != person.pk, one.pk))
    return Sheet(
        person=person,
        survivor=person.survivor,
        parts=[
            Stated(
                one,
                list(one.aliases.all()),
                list(one.addresses.all()),
                list(one.phones.all()),
                open_ones.get(one.pk),
            )
            for one in parts
        ],
        merges=merges,
    )


def why_not_one(one: Person, two: Person, actor: Actor) -> str:
    """Why this actor cannot say that two persons are one; empty when he can."""
    if one.cnic and two.cnic and not TABLE.may(actor, "people.person.merge_cards"):
        return _("The two have different card numbers. Only the district officer may say that they are one.")
    return ""


def other_names(person: Person) -> list[OtherName]:
    """Every name beside his first that a person is known by, also those of persons who are one with him."""
    group = list(Person.objects.filter(_one_with(person.pk)).prefetch_related("aliases"))
    names = [OtherName(one.name, one.name_ur) for one in group if one.pk != person.pk]
    names += [OtherName(alias.name, alias.name_ur) for one in group for alias in one.aliases.all()]
    return [one for one in dict.fromkeys(names) if one != OtherName(person.name, person.name_ur)]


def find(*, name: str, relation_name: str, actor: Actor) -> QuerySet[Person]:
    """Persons of the actor's territory in whose names, own and second, every word of both texts begins one."""
    scope = TABLE.scope(actor, "people.person.search")
    if scope is None:
        return Person.objects.none()
    found = named(f"{name} {relation_name}").filter(
        district_id__in=within(actor, scope).values("pk"), merged_into=None
    )
    return found.order_by("name_ur", "birth_year", "pk")[:FOUND]


def lookalikes(person: Person, actor: Actor) -> list[Lookalike]:
    """Persons who may be the same one: by name inside the actor's district, by the number of a paper anywhere.

    A likeness is a reason to look; nothing is decided or stored. Of merged persons the surviving one is compared.
    """
    person = person.survivor
    here: _Here = {"office": actor.office_id, "person": person.pk}
    keys = _alike(parties(person), here)
    keys.update(_same_number(person).values_list("pk", flat=True))
    if person.cnic:
        slips = Person.objects.filter(cnic__in=miscopied(person.cnic))
        keys.update(slips.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(_BY_PHONE, here)
        keys.update(key for (key,) in cursor.fetchall())
    roots = Person.objects.filter(pk__in=keys).annotate(root=Coalesce("merged_into_id", "pk")).values("root")
    others = (
        list(Person.objects.filter(pk__in=roots).exclude(pk=person.pk).select_related("district"))
        if keys
        else []
    )
    if not others:
        return []
    prefetch_related_objects([person, *others], *PARTS, *(f"merged_from__{part}" for part in PARTS))
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
