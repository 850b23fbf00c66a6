"""One person once: the number decides, statements are added and never overwritten, the database refuses the rest."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from khidmat.audit.models import Event
from khidmat.kernel.errors import Forbidden, Invalid
from khidmat.kernel.ids import uuid7
from khidmat.people import operations
from khidmat.people.identity import OtherName
from khidmat.people.models import Alias, Person
from khidmat.people.tests.conftest import home

pytestmark = pytest.mark.django_db
MANY = 16


def noted(code: str) -> list[dict[str, object]]:
    """What the ledger took down of one kind of event."""
    return [json.loads(one.body)["data"] for one in Event.objects.filter(code=code).order_by("pk")]


def test_the_same_number_finds_the_same_person(known) -> None:
    first = known(phones=["+923001234567"])
    second = known(name="Bilal A.", name_ur="بلال", phones=["+923007654321"])
    assert second.pk == first.pk
    assert second.name == "Bilal Ahmad"
    assert {one.number for one in first.phones.all()} == {"+923001234567", "+923007654321"}


def test_sixteen_clerks_at_once_make_one_person(committed: None, known) -> None:
    known(id_kind="none", cnic="")  # makes the clerk before the race

    def alone(_n: int) -> object:
        try:
            return known(residences=[home()]).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        assert len(set(pool.map(alone, range(MANY)))) == 1
    assert Person.objects.filter(cnic="0123456789012").count() == 1
    assert Event.objects.filter(code="people.registered").count() == 2


def test_two_persons_without_a_card_are_two_persons(known) -> None:
    assert known(id_kind="none", cnic="").pk != known(id_kind="none", cnic="").pk


def test_what_is_stated_twice_is_kept_once(known) -> None:
    person = known(residences=[home()], phones=["+923001234567"])
    known(residences=[home(), home("چک 12")], phones=["+923001234567"])
    assert (person.addresses.count(), person.phones.count()) == (2, 1)
    [stated] = noted("people.stated")
    assert stated == {"addresses": 1, "phones": 0, "aliases": 0}


def test_another_name_is_kept_and_found(known) -> None:
    person = known()
    again = known(aliases=(OtherName("Billu Pehlwan", "بلو پہلوان"),))
    known(aliases=(OtherName("Billu Pehlwan", "بلو پہلوان"), OtherName("Bilal Ahmad", "بلال احمد")))
    assert [one.name for one in Alias.objects.filter(person=person)] == ["Billu Pehlwan"]
    assert {"billu", "پہلوان", "bilal"} <= set(again.words.split())
    assert set(person.blocks) < set(again.blocks)


def test_an_exact_number_is_found_anywhere_and_the_look_up_is_in_the_ledger(known, cast, now) -> None:
    known("PB-LHR", cnic="0999999999999")
    asked = {"purpose": "certificate", "reference": "PCC 7", "actor": cast.kamran, "now": now}
    assert operations.look_up(cnic="0999999999999", **asked)
    assert operations.look_up(cnic="0888888888888", **asked) is None
    assert [one["found"] for one in noted("people.looked_up")] == [True, False]


def test_a_look_up_needs_the_right_a_purpose_and_a_reference(cast, now: datetime) -> None:
    asked = {"cnic": "0999999999999", "purpose": "certificate", "reference": "PCC 7", "now": now}
    with pytest.raises(Forbidden):
        operations.look_up(**asked, actor=cast.bilal)
    for wrong in ({"purpose": "curiosity"}, {"reference": " "}):
        with pytest.raises(Invalid):
            operations.look_up(**{**asked, **wrong}, actor=cast.kamran)
    assert not Event.objects.filter(code="people.looked_up").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "", "name_ur": ""},
        {"cnic": "012345678901"},
        {"cnic": "01234567890ab"},
        {"id_kind": "passport"},
        {"id_kind": "cnic", "cnic": None},
    ],
)
def test_the_database_refuses_a_person_that_cannot_be(known, wrong: dict[str, object]) -> None:
    row = Person.objects.values().get(pk=known().pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(**{**row, "id": uuid7(), "cnic": "0111111111111", **wrong})
