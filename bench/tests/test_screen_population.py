"""The bench's own people: their shares, their determinism, and that tuning never sees the evaluation."""

import hashlib
import os
import subprocess
import sys
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from bench.screen_population import Record, Split, plan, queries, query_kinds, register, subject, tallied
from bench.screen_population.people import person
from bench.screen_population.spelling import KEYS, Rates, Speller, all_spellings, spellings

ROOT = Path(__file__).resolve().parents[2]
SIZE = 20_000

DIGEST = """
import hashlib
from bench.screen_population import queries, register
text = repr(list(register(2_000, 11))) + repr(queries(200, 5, "eval", 2_000, 11))
print(hashlib.sha256(text.encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(register(SIZE, seed=7))


@pytest.fixture(scope="module")
def noise() -> dict[Split, Counter[str]]:
    splits: tuple[Split, ...] = ("tune", "eval")
    return {split: tallied(5_000, 3, split, SIZE, 7, 0.5, 0.25)[1] for split in splits}


def test_the_same_seed_gives_the_same_bytes_in_every_process() -> None:
    digests = set()
    for hash_seed in ("0", "1", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        command = [sys.executable, "-c", DIGEST]
        digests.add(subprocess.check_output(command, cwd=ROOT, env=environment, text=True))
    here = repr(list(register(2_000, 11))) + repr(queries(200, 5, "eval", 2_000, 11))
    assert digests == {hashlib.sha256(here.encode()).hexdigest() + "\n"}


def test_another_seed_gives_other_people(records: list[Record]) -> None:
    other = list(register(1_000, seed=8))
    assert sum(a["name_ur"] == b["name_ur"] for a, b in zip(records, other, strict=False)) < 250


def test_a_longer_register_begins_with_the_shorter(records: list[Record]) -> None:
    assert list(register(1_003, seed=7)) == records[:1_003]


def test_a_record_can_be_called_up_without_those_before_it(records: list[Record]) -> None:
    for record in islice(records, 5_000, 5_100):
        who = person(Random(), 7, record["record_id"])
        assert who.district == record["district"]
        assert record["birth_year"] in (None, who.birth_year)
        assert (who.scripts == "urdu") == (record["name"] == "")


def test_every_record_has_a_name_in_some_script(records: list[Record]) -> None:
    assert all(record["name"] or record["name_ur"] for record in records)
    assert all(bool(record["name"]) == bool(record["father"]) for record in records)
    assert [record["record_id"] for record in records] == list(range(SIZE))


def test_cnics_begin_with_nought_and_are_unique(records: list[Record]) -> None:
    cnics = [record["cnic"] for record in records if record["cnic"]]
    assert all(len(cnic) == 13 and cnic.isdigit() and cnic[0] == "0" for cnic in cnics)
    assert len(set(cnics)) == len(cnics)


@pytest.mark.parametrize(
    ("field", "empty", "share"),
    [("name", "", 0.25), ("name_ur", "", 0.15), ("birth_year", None, 0.12), ("cnic", "", 0.30)],
)
def test_the_register_leaves_out_what_registers_leave_out(
    records: list[Record], field: str, empty: str | None, share: float
) -> None:
    missing = sum(dict(record)[field] == empty for record in records) / SIZE
    assert missing == pytest.approx(share, abs=0.015)


def test_districts_have_people_by_the_census(records: list[Record]) -> None:
    count = Counter(record["district"] for record in records)
    assert len(count) == 36
    assert count["PB-LHR"] / SIZE == pytest.approx(0.102, abs=0.012)
    assert count["PB-KSR"] / SIZE == pytest.approx(0.032, abs=0.008)


@pytest.mark.parametrize("split", ["tune", "eval"])
@pytest.mark.parametrize(
    ("what", "of", "share"),
    [
        ("sound roman", "words roman", 0.18),
        ("sound urdu", "words urdu", 0.08),
        ("slip roman", "words roman", 0.065),
        ("slip urdu", "words urdu", 0.043),
        ("spelling roman", "words roman", 0.45),
        ("clan dropped", "clan", 0.30),
        ("muhammad left out", "muhammad", 0.15),
        ("muhammad short", "muhammad", 0.19),
        ("joined", "spaced", 0.06),
    ],
)
def test_the_noise_is_as_loud_as_the_table_says(
    noise: dict[Split, Counter[str]], split: Split, what: str, of: str, share: float
) -> None:
    assert noise[split][what] / noise[split][of] == pytest.approx(share, abs=0.04)


@pytest.mark.parametrize(
    ("what", "share"),
    [("district wrong", 0.13), ("year missing", 0.10), ("year off", 0.27), ("other script only", 0.20)],
)
def test_persons_are_misdescribed_as_often_as_the_table_says(
    noise: dict[Split, Counter[str]], what: str, share: float
) -> None:
    assert noise["tune"][what] / 5_000 == pytest.approx(share, abs=0.02)
    assert noise["eval"][what] / 5_000 == pytest.approx(share, abs=0.02)


def test_only_the_evaluation_shows_its_own_kinds_of_error(noise: dict[Split, Counter[str]]) -> None:
    own = {"title added", "alias added", "initial", "invisible"}
    assert own.isdisjoint(noise["tune"])
    assert own <= set(noise["eval"])


@pytest.mark.parametrize("script", ["roman", "urdu"])
def test_tuning_never_writes_a_held_out_spelling(script: str) -> None:
    held = {row[1:3] for row in all_spellings() if row[0] == script and row[3] == "eval"}
    written = {False: set[tuple[str, str]](), True: set[tuple[str, str]]()}
    for held_out in written:
        speller = Speller(Random(1), script, Rates(1, 0, 0), Counter(), held_out=held_out)
        words = [word for word in spellings(held_out=True)[script] if " " not in word]
        written[held_out] = {(word, speller.write(word)) for word in words for _ in range(20)}
    assert not written[False] & held
    assert len(written[True] & held) > len(held) / 2


def test_the_two_splits_ask_for_different_people() -> None:
    asked = {}
    splits: tuple[Split, ...] = ("tune", "eval")
    for split in splits:
        chosen = plan(3_000, 3, split, SIZE, 0.5, 0.25)
        asked[split] = {(kind == "stranger", index) for kind, index in chosen}
        assert len(asked[split]) == 3_000
    assert not asked["tune"] & asked["eval"]


def test_half_are_members_and_their_answer_is_their_record(records: list[Record]) -> None:
    asked = queries(2_000, 9, "eval", SIZE, 7)
    kinds = query_kinds(2_000, 9, "eval", SIZE)
    assert Counter(kinds) == {"member": 1_000, "stranger": 500, "kin": 500}
    for (query, answer), kind in zip(asked, kinds, strict=True):
        assert (answer is not None) == (kind == "member")
        assert query["cnic"] == ""
        assert query["name"] or query["name_ur"]
    same = [records[answer]["district"] == query["district"] for query, answer in asked if answer is not None]
    assert sum(same) / len(same) == pytest.approx(0.87, abs=0.04)


def test_kin_share_the_father_or_are_the_sons_of_somebody_recorded() -> None:
    for kind, index in plan(400, 3, "tune", SIZE, 0.5, 0.25):
        if kind == "kin":
            of, who = person(Random(), 7, index), subject(Random(), 7, kind, index)
            assert who.father in (of.father, of.own)
            assert who.clan == of.clan


def test_more_members_than_the_register_has_are_refused() -> None:
    with pytest.raises(ValueError, match="a register of 100 has 52 people for tune"):
        queries(200, 1, "tune", 100, 7)


def test_keyboards_know_no_key_that_is_its_own_neighbour() -> None:
    assert not [key for keys in KEYS.values() for key, near in keys.items() if key in near]


def test_a_record_costs_less_than_sixty_millionths_of_a_second() -> None:
    start = time.process_time()
    count = sum(1 for _ in register(SIZE, seed=3))
    assert (time.process_time() - start) / count < 60e-6
