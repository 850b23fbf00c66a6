"""Keeping what persons are found by in step with their facts."""

from khidmat.people import keys
from khidmat.people.identity import OtherName
from khidmat.people.models import Person


def renew_keys(person: Person) -> None:
    """Make the keys of a person and of all who are one with him anew from their facts.

    Every one of them is found by any name of any; only the surviving one is compared with others. Locked, or of two
    statements at once one's words would be lost.
    """
    root_id = Person.objects.values_list("merged_into_id", flat=True).get(pk=person.pk) or person.pk
    held = Person.objects.select_for_update(of=("self",)).select_related("district")
    group = list(held.filter(pk=root_id) | held.filter(merged_into_id=root_id))
    whole = keys.joined(_own(one) for one in sorted(group, key=lambda one: (one.pk != root_id, one.pk)))
    for one in group:
        one.words, one.blocks = whole.words, sorted(whole.blocks) if one.pk == root_id else []
    Person.objects.bulk_update(group, ["words", "blocks"])


def _own(person: Person) -> keys.Keys:
    aliases = [OtherName(one.name, one.name_ur) for one in person.aliases.order_by("pk")]
    return keys.made(person, aliases, person.district.code if person.district else "")
