"""The demo's people: always the same, none of them real, all of them at home somewhere."""

import csv
import os
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import fields
from pathlib import Path

import pytest

import khidmat.org
from khidmat.demo.caseload import CHARGES, LAWS, CaseRecord, records
from khidmat.demo.population import AS_OF, MOST_PEOPLE, Inhabitant, inhabitants
from khidmat.law.public import listed as offences

SOURCE = Path(__file__).resolve().parents[3]
LISTS = Path(khidmat.org.__path__[0]) / "data"
DIGEST = """
import hashlib
import django
django.setup()
from khidmat.demo.caseload import records
from khidmat.demo.population import inhabitants
people = inhabitants(5, 400)
print(hashlib.sha256(repr((people, records(5, people))).encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def people() -> tuple[Inhabitant, ...]:
    return inhabitants(1, 3000)


@pytest.fixture(scope="module")
def cases(people: tuple[Inhabitant, ...]) -> tuple[CaseRecord, ...]:
    return records(1, people)


def listed(path: Path, column: str) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return {row[column]: row for row in csv.DictReader(lines)}


def test_the_same_seed_means_the_same_people_in_every_process() -> None:
    digests = {
        subprocess.check_output(
            [sys.executable, "-c", DIGEST],
            env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONHASHSEED": hash_seed},
        )
        for hash_seed in ("0", "7", "99")
    }
    assert len(digests) == 1
    assert inhabitants(5, 400) == inhabitants(5, 400)
    assert inhabitants(5, 400) != inhabitants(6, 400)


def test_a_larger_demo_keeps_the_people_of_the_smaller(people: tuple[Inhabitant, ...]) -> None:
    assert inhabitants(1, 500) == people[:500]


def test_nobody_has_a_number_that_could_be_real(people: tuple[Inhabitant, ...]) -> None:
    cnics = [person.cnic for person in people if person.cnic]
    assert all(len(cnic) == 13 and cnic.isdigit() and cnic[0] == "0" for cnic in cnics)
    assert len(set(cnics)) == len(cnics)
    assert all(person.mobile.startswith("+9230000") for person in people if person.mobile)
    assert all(len(person.mobile) in (0, 13) for person in people)


def test_some_have_no_card_and_only_children_have_a_b_form(people: tuple[Inhabitant, ...]) -> None:
    kinds = Counter(person.id_kind for person in people)
    assert set(kinds) == {"cnic", "b_form", "none"}
    assert 0.05 < kinds["none"] / len(people) < 0.2
    for person in people:
        assert (person.id_kind == "none") == (person.cnic == "")
        if person.id_kind == "b_form":
            assert person.birth_date is not None
            assert person.birth_date > AS_OF.replace(year=AS_OF.year - 18)


def test_a_household_shares_its_address_and_perhaps_a_telephone(people: tuple[Inhabitant, ...]) -> None:
    homes: dict[int, list[Inhabitant]] = defaultdict(list)
    for person in people:
        homes[person.household].append(person)
    assert all(len({one.address for one in home}) == 1 for home in homes.values())
    shared = [
        home
        for home in homes.values()
        if Counter(one.mobile for one in home if one.mobile).most_common(1)[0][1] > 1
    ]
    assert len(shared) > len(homes) / 4
    owners = defaultdict(set)
    for person in people:
        owners[person.mobile].add(person.household)
    assert all(len(home) == 1 for mobile, home in owners.items() if mobile)


def test_wives_and_children_name_somebody_of_the_household(people: tuple[Inhabitant, ...]) -> None:
    for person in people:
        if person.relation == "w/o" and person.birth_year > 1990:
            same = [one for one in people if one.household == person.household]
            assert person.relative in [one.called for one in same] + [one.relative for one in same]


def test_places_and_stations_are_those_of_the_lists(people: tuple[Inhabitant, ...]) -> None:
    known = listed(LISTS / "kasur_places.csv", "place_code")
    stations = listed(LISTS / "kasur_offices.csv", "office_code")
    for person in people:
        assert known[person.place_code]["station_code"] == person.station_code
        assert stations[person.station_code]["kind"] == "station"
    assert len({person.station_code for person in people}) == 20


def test_planted_namesakes_share_both_names_and_nothing_else(people: tuple[Inhabitant, ...]) -> None:
    planted = [person for person in people if person.namesake_of is not None]
    assert len(planted) >= 20
    for person in planted:
        other = people[person.namesake_of or 0]
        assert (person.called, person.relative) == (other.called, other.relative)
        assert person.household != other.household
        assert person.birth_year != other.birth_year
        assert person.cnic != other.cnic or not person.cnic


def test_sex_is_stated_or_blank_whatever_the_number_says(people: tuple[Inhabitant, ...]) -> None:
    stated = Counter(person.sex for person in people)
    assert set(stated) <= {"", "male", "female", "x"}
    assert stated[""] > len(people) / 4
    odd = [person.sex for person in people if person.cnic and person.cnic[-1] in "13579"]
    assert {"male", "female"} <= set(odd)


@pytest.mark.parametrize("kind", [Inhabitant, CaseRecord])
def test_nothing_is_kept_of_faith_or_descent(kind: type) -> None:
    kept = {field.name for field in fields(kind)}
    assert kept.isdisjoint({"caste", "sect", "tribe", "religion", "tradition", "ethnicity", "clan"})


def test_more_people_than_fictitious_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="not 100001"):
        inhabitants(1, MOST_PEOPLE + 1)


def test_records_belong_to_people_to_their_namesakes_and_to_strangers(
    people: tuple[Inhabitant, ...], cases: tuple[CaseRecord, ...]
) -> None:
    assert {case.whose for case in cases} == {"inhabitant", "namesake", "stranger"}
    cards = {person.cnic: person.number for person in people if person.cnic}
    for case in cases:
        assert (case.person is None) == (case.whose == "stranger")
        assert case.name or case.name_ur
        assert case.father or case.father_ur
        if case.cnic:
            assert cards.get(case.cnic) == (case.person if case.whose == "inhabitant" else None)


def test_one_of_a_planted_pair_has_a_record_and_the_other_has_none(
    people: tuple[Inhabitant, ...], cases: tuple[CaseRecord, ...]
) -> None:
    recorded = {case.person for case in cases if case.whose == "inhabitant"}
    planted = [person for person in people if person.namesake_of is not None]
    assert not recorded & {person.number for person in planted}
    assert len([person for person in planted if person.namesake_of in recorded]) > len(planted) / 4


def test_every_stage_occurs_and_a_decision_has_its_court_and_day(cases: tuple[CaseRecord, ...]) -> None:
    assert {case.stage for case in cases} == {"pending", "convicted", "acquitted", "discharged", "cancelled"}
    for case in cases:
        assert (case.decided_on is None) == (case.stage == "pending")
        if case.decided_on:
            assert case.court
            assert case.year <= case.decided_on.year
            assert case.decided_on < AS_OF


def test_whoever_was_under_eighteen_is_recorded_as_a_juvenile(
    people: tuple[Inhabitant, ...], cases: tuple[CaseRecord, ...]
) -> None:
    assert 0 < len([case for case in cases if case.juvenile]) < len(cases) / 10
    for case in cases:
        if case.whose == "inhabitant":
            assert case.juvenile == (case.year - people[case.person or 0].birth_year < 18)
        assert case.birth_year is None or case.year - case.birth_year >= 18 or case.juvenile


def test_a_case_number_is_used_once_a_year_at_a_station(cases: tuple[CaseRecord, ...]) -> None:
    assert len({(case.station_code, case.case_ref, case.year) for case in cases}) == len(cases)
    assert all(case.case_ref.endswith(f"/{case.year % 100:02d}") for case in cases)


def test_charges_are_sections_of_the_table_of_offences() -> None:
    table = {(row["law_code"], row["section"]): row for row in offences()}
    for law, sections, _, _ in CHARGES:
        assert law in LAWS
        assert all((law, section) in table for section in sections)
        assert table[law, sections[0]]["kind"] == "offence"


def test_nobody_is_charged_under_a_law_that_was_not_yet_or_no_longer_law(
    cases: tuple[CaseRecord, ...],
) -> None:
    for case in cases:
        if case.sections.startswith("9("):
            assert 1998 <= case.year <= 2021
        if "489-F" in case.sections:
            assert case.year >= 2003
        if "PITRA" in case.sections or "کرایہ" in case.sections:
            assert case.year >= 2016
