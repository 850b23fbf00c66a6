"""Finding records: by card, by case, by a name in either script; through the index, within the district."""

import pytest
from django.db import connection

from khidmat.kernel.actor import Actor
from khidmat.kernel.names import Party, search
from khidmat.wanted import matching, operations, queries
from khidmat.wanted.models import CriminalRecord
from khidmat.wanted.tests.samples import GOOD

pytestmark = pytest.mark.django_db

FIRST = ("Akbar", "Bashir", "Daniyal", "Ejaz", "Faisal", "Ghafoor", "Hamza", "Imran", "Junaid", "Kaleem")


def crowd(many: int) -> list[dict[str, str]]:
    """Persons who are not Muhammad Aslam son of Ghulam Rasool."""
    return [
        {
            "case_ref": f"{at + 1}/20",
            "year": "2020",
            "decided_on": "01-02-2021",
            "cnic": f"09{at:011d}",
            "name": f"{FIRST[at % 10]} {FIRST[at // 10 % 10]}",
            "father": f"{FIRST[at // 100 % 10]} {FIRST[at // 1000 % 10]}",
            "name_ur": "",
            "father_ur": "",
        }
        for at in range(many)
    ]


@pytest.mark.parametrize(
    "words",
    [
        "0123456789012",
        "01234-5678901-2",
        "۰۱۲۳۴-۵۶۷۸۹۰۱-۲",
        "354/12",
        " 354 / 2012 ",
        "محمد اسلم",
        "Mohd Aslam",
        "Aslam s/o G. Rasool",
        "اسلم ولد غلام رسول",
    ],
)
def test_a_record_is_found_by_card_case_and_name(take, nadia: Actor, now, words: str) -> None:
    take({}, *crowd(20))
    found = operations.search(words=words, actor=nadia, now=now)
    assert [one.case_ref for one in found][:1] == ["354/12"]


@pytest.mark.parametrize(
    "words", ["", "%", "'; drop table", "\x00", "٪" * 300, "0000000000000", "99999999999999/12"]
)
def test_odd_words_find_nothing_and_break_nothing(take, nadia: Actor, now, words: str) -> None:
    take({})
    assert operations.search(words=words, actor=nadia, now=now) == []


@pytest.mark.parametrize(
    "person",
    [
        Party(name="Mohammad Aslam", father="Gh. Rasool", birth_year=1985),
        Party(name_ur="محمد أسلم", father_ur="غلام رسول"),
        Party(name="Somebody Else", cnic="0123456789012"),
    ],
)
def test_screening_fetches_another_spelling_and_an_equal_card(take, person: Party) -> None:
    take({}, *crowd(20))
    wanted = CriminalRecord.objects.get(case_ref="354/12")
    assert wanted.pk in [found.record_id for found in matching.alike(person)]


def test_a_person_without_a_card_is_not_found_by_records_without_one(take) -> None:
    take({"cnic": ""})
    assert matching.alike(Party(name="Xerxes Quill", father="Ulf Vang")) == []


def test_a_superseded_version_is_met_by_no_search(take, nadia: Actor) -> None:
    take({})
    take({"address": "elsewhere"})
    person = Party(name=GOOD["name"], father=GOOD["father"], cnic="0123456789012")
    (found,) = matching.alike(person)
    assert CriminalRecord.objects.get(pk=found.record_id).superseded_by is None
    assert len(queries.search(nadia, "Muhammad Aslam")) == 1


def test_the_search_of_a_screening_goes_through_the_index_of_blocks(take) -> None:
    take({}, *crowd(4000))
    person = Party(name=GOOD["name"], father=GOOD["father"], birth_year=1984, district="KSR-DPO")
    with connection.cursor() as cursor:
        cursor.execute(f"explain {matching.BY_NAME}", search.candidate_parameters(person))
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Bitmap Index Scan on wanted_record_blocks" in plan
    assert "Seq Scan" not in plan
