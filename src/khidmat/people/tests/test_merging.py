"""Two rows that are one person: one step, never a chain, by those who may, taken apart without a trace in the facts."""

import contextlib
import random
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import DatabaseError, transaction

from khidmat.audit.public import disagreements
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.people import hooks, keys, operations, public
from khidmat.people.identity import OtherName
from khidmat.people.models import Merge, Person
from khidmat.people.queries import find, lookalikes, named, other_names, same
from khidmat.people.tests.conftest import home

pytestmark = pytest.mark.django_db
NO_CARD = {"id_kind": "none", "cnic": ""}
WHY = "Both papers show the same face and the same father."
Act = Callable[..., Merge]


@pytest.fixture
def merge(cast, now: datetime) -> Act:
    def act(gone: Person, kept: Person, actor=None, reason: str = WHY) -> Merge:
        return public.merge(
            gone_id=gone.pk, kept_id=kept.pk, reason=reason, actor=actor or cast.nadia, now=now
        )

    return act


@pytest.fixture
def apart(cast, now: datetime) -> Act:
    def act(gone: Person, actor=None, reason: str = WHY) -> Merge:
        return operations.unmerge(gone_id=gone.pk, reason=reason, actor=actor or cast.nadia, now=now)

    return act


def by_hand(gone: Person, kept: Person) -> None:
    """A merge by somebody who writes SQL."""
    said = {"reason": WHY, "merged_by": gone.pk, "merged_at": gone.created_at}
    Merge.objects.create(gone=gone, kept=kept, two_cards=False, **said)
    Person.objects.filter(pk=gone.pk).update(merged_into=kept)


@pytest.fixture
def pair(known) -> tuple[Person, Person]:
    """Bilal without a card, known in Lahore's streets as Billu; Bilal with one."""
    gone = known(**NO_CARD, aliases=(OtherName("Billu", "بلو"),), residences=[home("چک 12")])
    return gone, known(residences=[home()])


def test_the_surviving_person_is_found_by_every_name_and_shown_alone(pair, merge, cast, known) -> None:
    gone, kept = pair
    merge(gone, kept)
    found = find(name="Billu", relation_name="Akram", actor=cast.sana)
    assert [one.pk for one in found] == [kept.pk]
    assert {one.pk for one in named("بلو")} == {gone.pk, kept.pk}
    stranger = known(id_kind="none", cnic="", name="Billu", name_ur="بلو")
    assert [one.person.pk for one in lookalikes(stranger, cast.kamran)] == [kept.pk]
    assert set(same(gone.pk)) == set(same(kept.pk)) == {gone.pk, kept.pk}
    assert OtherName("Billu", "بلو") in other_names(kept)


def test_both_pages_show_what_came_from_where(pair, merge, cast, now: datetime) -> None:
    gone, kept = pair
    merge(gone, kept)
    seen = operations.open_person(person_id=kept.pk, actor=cast.kamran, now=now)
    assert [(part.person.pk, part.addresses[0].line) for part in seen.parts] == [
        (kept.pk, "مکان 12، گلی 3"),
        (gone.pk, "چک 12"),
    ]
    assert [part.merged and part.merged.reason for part in seen.parts] == [None, WHY]
    assert operations.open_person(person_id=gone.pk, actor=cast.kamran, now=now).survivor == kept


def test_two_cards_are_one_person_only_by_the_district_officer(known, merge, cast) -> None:
    one, two = known(), known(cnic="0123456789021")
    with pytest.raises(Forbidden):
        merge(one, two)
    assert merge(one, two, cast.hina).two_cards
    three = known(cnic="0123456789121")
    with pytest.raises(DatabaseError, match="supervising officer"), transaction.atomic():
        by_hand(three, two)


def test_who_has_the_card_is_kept(pair, merge) -> None:
    gone, kept = pair
    with pytest.raises(Invalid):
        merge(kept, gone)


def test_a_merge_needs_a_reason_the_right_and_the_territory(pair, merge, cast) -> None:
    for actor in (cast.kamran, cast.sana, cast.ali):
        with pytest.raises(Forbidden):
            merge(*pair, actor)
    with pytest.raises(NotFound):
        merge(*pair, cast.lubna)
    with pytest.raises(Invalid):
        merge(*pair, reason="same")
    with pytest.raises(NotFound):
        merge(pair[0], pair[0])


def test_there_is_no_chain_and_no_circle(known, merge) -> None:
    one, two, three = (known(**NO_CARD) for _n in range(3))
    merge(one, two)
    for gone, kept in ((one, three), (two, three), (two, one), (three, one)):
        with pytest.raises(Stale):
            merge(gone, kept)
    for gone, kept in ((two, three), (two, one), (three, one), (three, three)):
        with pytest.raises(DatabaseError, match=r"chain|_of_two|one_open"), transaction.atomic():
            by_hand(gone, kept)


def test_the_pointer_is_what_the_merge_says(pair, merge, cast) -> None:
    gone, kept = pair
    with pytest.raises(DatabaseError, match="what the merge says"), transaction.atomic():
        Person.objects.filter(pk=gone.pk).update(merged_into=kept)
    merge(gone, kept)
    with pytest.raises(DatabaseError, match="what the merge says"), transaction.atomic():
        Person.objects.filter(pk=gone.pk).update(merged_into=None)
    with pytest.raises(DatabaseError, match="only ended"), transaction.atomic():
        Merge.objects.update(reason="Another reason altogether")


def test_the_hook_is_told_inside_the_transaction(pair, merge, monkeypatch) -> None:
    def refuse(*_news: object) -> None:
        raise Stale("no")

    monkeypatch.setattr(hooks, "merged", [refuse])
    with pytest.raises(Stale), transaction.atomic():
        merge(*pair)
    assert Person.objects.filter(merged_into=None).count() == 2


def test_a_number_stated_again_keeps_its_own_statements(known, merge, apart, cast) -> None:
    one, two = known(), known(cnic="0123456789021")
    merge(one, two, cast.hina)
    again = known(phones=["+923001234567"], aliases=(OtherName("Billu", "بلو"),))
    assert (again.pk, [p.number for p in again.phones.all()]) == (one.pk, ["+923001234567"])
    assert two.pk in {person.pk for person in named("billu")}
    apart(one)
    assert {person.pk for person in named("billu")} == {one.pk}


def facts(first: str) -> list[object]:
    """All that is known of the persons whose number begins so, without what names or times the rows."""
    return [
        (
            person.cnic[2:],
            person.words,
            sorted(person.aliases.values_list("name", "name_ur")),
            sorted(person.addresses.values_list("line")),
            sorted(person.phones.values_list("number")),
        )
        for person in Person.objects.filter(cnic__startswith=first, merged_into=None).order_by("cnic")
    ]


def edit(rng: random.Random, turn: int) -> dict[str, object]:
    aliases = (OtherName(f"Name{turn}", f"نام {turn}"),) if rng.random() < 0.5 else ()
    return {
        "aliases": aliases,
        "residences": [home(f"گھر {turn}")],
        "phones": [f"+92300{rng.randrange(3):07d}"],
    }


@pytest.mark.parametrize("seed", range(8))
def test_merges_edits_and_unmerges_by_chance_leave_the_facts_as_edits_alone(
    seed: int, committed, known, merge, apart, cast
) -> None:
    rng, cards = random.Random(seed), [f"{n}" * 11 for n in range(1, 6)]
    for turn in range(30):
        card = rng.choice(cards)
        if turn < len(cards) or rng.random() < 0.4:
            card, stated = (cards[turn] if turn < len(cards) else card), edit(rng, turn)
            known(cnic=f"01{card}", **stated)
            known(cnic=f"02{card}", **stated)  # the same again, never merged
        else:
            one, two = (Person.objects.get(cnic=f"01{number}") for number in (card, rng.choice(cards)))
            with contextlib.suppress(Stale, NotFound):
                apart(one) if one.merged_into_id else merge(one, two, cast.hina)
    assert disagreements() == []
    for person in Person.objects.exclude(merged_into=None):
        apart(person)
    assert facts("01") == facts("02")
    assert all(set(person.blocks) == keys_of(person) for person in Person.objects.all())


def keys_of(person: Person) -> set[int]:
    aliases = [OtherName(one.name, one.name_ur) for one in person.aliases.all()]
    return set(keys.made(person, aliases, person.district.code).blocks)
