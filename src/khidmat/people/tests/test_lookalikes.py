"""Who may be the same person: found inside the district, said in words, never by a number alone."""

from datetime import date

import pytest
from django.db import connection

from khidmat.people import evidence
from khidmat.people.identity import OtherName
from khidmat.people.queries import contradictions, lookalikes, named
from khidmat.people.tests.conftest import home, identity

pytestmark = pytest.mark.django_db
NO_CARD = {"id_kind": "none", "cnic": ""}


def words(person: object, actor: object) -> list[str]:
    [found] = lookalikes(person, actor)
    return [str(word.text) for word in found.reasons]


def test_a_name_written_otherwise_is_found_with_its_reasons(known, cast) -> None:
    person = known(residences=[home()], phones=["+923001234567"])
    other = known(
        **NO_CARD,
        name="Bilaal Ahmed",
        residences=[home()],
        phones=["+923001234567"],
        birth_date=date(1995, 1, 1),
    )
    [found] = lookalikes(person, cast.kamran)
    assert found.person == other
    assert {evidence.FATHER["same"], evidence.BIRTH["near"], evidence.PHONE, evidence.ADDRESS} <= set(
        found.reasons
    )


def test_a_namesake_with_another_card_is_another_person(known, cast) -> None:
    person = known()
    known(cnic="0555555555555")
    assert lookalikes(person, cast.kamran) == []


def test_a_slip_in_the_card_number_is_seen(known, cast) -> None:
    person = known()
    known(cnic="0123456789021")
    assert evidence.SLIP in lookalikes(person, cast.kamran)[0].reasons


def test_a_brother_with_the_same_phone_and_house_is_not_the_same_person(known, cast) -> None:
    person = known(residences=[home()], phones=["+923001234567"])
    known(**NO_CARD, name="Usman", name_ur="عثمان", residences=[home()], phones=["+923001234567"])
    assert lookalikes(person, cast.kamran) == []


def test_names_end_at_the_border_and_a_passport_does_not(known, cast) -> None:
    person = known(id_kind="passport", cnic="", number="AB-1234567")
    known("PB-LHR", **NO_CARD)
    assert lookalikes(person, cast.kamran) == []
    far = known("PB-LHR", id_kind="passport", cnic="", number="ab 1234567")
    [found] = lookalikes(person, cast.kamran)
    assert (found.person, evidence.NUMBER in found.reasons) == (far, True)


def test_another_name_that_was_stated_agrees(known, cast) -> None:
    person = known(aliases=(OtherName("Waris Pehlwan", "وارث پہلوان"),))
    known(**NO_CARD, name="Waris Pehlwan", name_ur="وارث پہلوان")
    assert evidence.ALIAS in lookalikes(person, cast.kamran)[0].reasons


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ({}, ()),
        ({"name": "Bilaal Ahmed", "name_ur": ""}, ()),
        ({"name": "Usman Ghani", "name_ur": "عثمان غنی"}, ("name",)),
        ({"relation_name": "Nazir", "relation_name_ur": "نذیر"}, ("father",)),
        ({"relation": "w/o", "relation_name": "Nazir", "relation_name_ur": "نذیر"}, ()),
        ({"birth_date": date(1994, 4, 28)}, ("birth",)),
        ({"birth_date": None, "birth_year": 1996}, ()),
        ({"birth_date": None, "birth_year": 1984}, ("birth",)),
        ({"cnic": "0777777777777", "name": "Usman"}, ()),
    ],
)
def test_a_statement_that_contradicts_the_index_is_seen(known, said, parts) -> None:
    known()
    assert tuple(contradictions(identity(**said))[1]) == parts


@pytest.mark.parametrize("text", ["bilal ahm", "بلال اکر", "BILAL", "بِلال"])
def test_a_name_is_found_by_the_beginnings_of_its_words_in_either_script(known, text: str) -> None:
    person = known()
    assert [one.pk for one in named(text)] == [person.pk]
    assert not named("lal").exists()
    assert not named("' | !(").exists()


@pytest.mark.parametrize("text", ["zulfiq", "ذوالفق"])
def test_searching_a_name_reads_an_index_in_both_scripts(known, text: str) -> None:
    person = known(name="Zulfiqar", name_ur="ذوالفقار")
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into people_person (id, name, name_ur, relation, relation_name, relation_name_ur, id_kind, cnic,"
            " id_number, sex, stated_on, district_id, blocks, words, created_at)"
            " select gen_random_uuid(), name, name_ur, relation, relation_name, relation_name_ur, id_kind,"
            " lpad(n::text, 13, '0'), '', '', stated_on, district_id, blocks, 'name' || n || ' نام' || n, created_at"
            " from people_person, generate_series(1, 5000) n where id = %s",
            [person.pk],
        )
    assert "people_person_lexemes" in named(text).explain()
    assert [one.pk for one in named(text)] == [person.pk]
