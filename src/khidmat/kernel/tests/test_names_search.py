"""The search statement against a real PostgreSQL: what it fetches, in which order, and what it leaves out."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from django.db import connection

from khidmat.kernel.names import Party, blocks, search

pytestmark = pytest.mark.django_db

TABLE = """
create temporary table kept (
    id int, name text, name_ur text, father text, father_ur text, born int, district text, cnic text, blocks int[]
) on commit drop
"""
STATEMENT = search.candidate_sql("kept", columns={"birth_year": "born"})
AKRAM = Party("Muhammad Akram", "", "Bashir Ahmad", "", 1980, "PB-KSR", "0123412345671")
ANYBODY = Party("Yaqub Masih", "", "Sadiq Masih", "", 1950, "PB-LHR", "0999999999991")


def keep(parties: Iterable[Party]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        for number, party in enumerate(parties):
            values = [getattr(party, name) for name in search.COLUMNS]
            numbers = blocks(**dict(zip(search.COLUMNS, values, strict=True)))
            cursor.execute(
                "insert into kept values (%s, %s, %s, %s, %s, %s, %s, %s, %s)", [number, *values, numbers]
            )


def found(party: Party, statement: str = STATEMENT, **also: object) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {**search.candidate_parameters(party), **also})
        rows = [(row[0], Party(*row[1:])) for row in cursor.fetchall()]
    return [key for key, _ in search.rank(party, rows)]


def test_the_person_written_in_the_other_script_comes_first_and_strangers_not_at_all() -> None:
    namesake = Party("Mohd Akram", "", "Bashir", "", 1955, "PB-LHR")
    keep([namesake, ANYBODY, AKRAM])
    assert found(Party("", "محمد اکرم", "", "بشیر احمد", 1981, "PB-KSR")) == [2, 0]


def test_an_equal_cnic_is_fetched_before_any_number_of_namesakes() -> None:
    keep([ANYBODY, *[AKRAM] * (search.CANDIDATES + 5)])
    wrongly_typed = Party("Muhammad Akram", "", "Bashir Ahmad", "", 1980, "PB-KSR", ANYBODY.cnic)
    rows = found(wrongly_typed)
    assert len(rows) == search.CANDIDATES
    assert 0 in rows


@pytest.mark.parametrize(
    "asked",
    [
        Party("Md Akram", "", "Bashir"),
        Party("Akram", "", "", "", 1979, "PB-KSR"),
        Party("Akram", "", "", "", 1979, ""),
        Party("Akram"),
        Party("Akram", "", "Sadiq", "", 1982, "PB-KSR"),
        Party("Yaqub", "", "Basheer Ahmed", "", 1980, "PB-KSR"),
        Party(cnic="01234-1234567-1"),
    ],
)
def test_he_is_found_by_whatever_is_known(asked: Party) -> None:
    keep([AKRAM, ANYBODY])
    assert found(asked) == [0]


def test_a_record_without_a_year_is_fetched_before_namesakes_of_another_age() -> None:
    keep([replace(AKRAM, birth_year=None), *[replace(AKRAM, birth_year=1995)] * search.CANDIDATES])
    assert 0 in found(replace(AKRAM, cnic=""))


def test_the_callers_condition_limits_the_search() -> None:
    keep([AKRAM, AKRAM])
    only = search.candidate_sql("kept", columns={"birth_year": "born"}, scope="id = any(%(ids)s)")
    assert found(AKRAM, only, ids=[1]) == [1]


def test_a_crowded_block_is_left_out_unless_nothing_else_is_known() -> None:
    whole = search.candidate_parameters(AKRAM)
    crowded = set(whole["pairs"])
    assert not crowded & set(search.candidate_parameters(AKRAM, crowded=crowded)["wanted"])
    alone = search.candidate_parameters(Party("Akram"))["wanted"]
    assert search.candidate_parameters(Party("Akram"), crowded=set(alone))["wanted"] == alone


def test_crowded_blocks_are_told_from_the_statistics_of_the_table() -> None:
    others = [Party(f"Akram {letter}ilawar", father="Bashir") for letter in "bcdfghjklmnp"]
    keep([*[Party("Akram", father="Bashir")] * 40, *others])
    with connection.cursor() as cursor:
        cursor.execute("analyze kept")
        cursor.execute(search.crowded_sql(), {"table": "kept", "rows": 45})
        crowded = {row[0] for row in cursor.fetchall()}
    assert crowded
    assert crowded <= set(search.candidate_parameters(Party("Akram", father="Bashir"))["wanted"])


def test_only_plain_names_become_sql() -> None:
    with pytest.raises(ValueError, match="plain SQL name"):
        search.candidate_sql("kept; drop table kept")
