"""Names across scripts, spellings and habits: the agreed pairs, then what a search may rely on."""

import csv
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khidmat.kernel.names import ALERT, REASONS, SAME_NAME, Party, blocks, compare, query_blocks

with Path(__file__).with_name("names_pairs.csv").open(encoding="utf-8", newline="") as lines:
    PAIRS = [(row["urdu"], row["roman"], row["same"]) for row in csv.DictReader(lines)]

AKRAM = Party("Muhammad Akram", "محمد اکرم", "Bashir Ahmad", "بشیر احمد", 1980, "PB-KSR", "0123412345671")
LETTERS = "ابتجدرسعقکلمنوہھیے آئ\u064e\u0670\u200c abdehikmnrsuz.@'-1\x00\ud800é"
texts = st.one_of(st.text(LETTERS, max_size=30), st.text(max_size=30))
parties = st.builds(
    Party,
    name=texts,
    name_ur=texts,
    father=texts,
    father_ur=texts,
    birth_year=st.one_of(st.none(), st.integers(1900, 2026)),
    district=st.sampled_from(["", "PB-KSR", "PB-LHR"]),
    cnic=st.one_of(st.just(""), st.from_regex(r"[0-9]{13}", fullmatch=True), texts),
)


def stored(party: Party) -> set[int]:
    return set(blocks(**fields(party)))


def asked(party: Party) -> set[int]:
    return set(query_blocks(**fields(party)))


def fields(party: Party) -> dict[str, object]:
    return {name: getattr(party, name) for name in party.__dataclass_fields__}


@pytest.mark.parametrize(("urdu", "roman", "same"), PAIRS)
def test_the_agreed_pairs_score_as_agreed_both_ways(urdu: str, roman: str, same: str) -> None:
    one, two = Party(name_ur=urdu), Party(name=roman)
    assert (compare(one, two).name_score >= SAME_NAME) == (same == "yes")
    assert compare(two, one).name_score == compare(one, two).name_score


@pytest.mark.parametrize(("urdu", "roman"), [(urdu, roman) for urdu, roman, same in PAIRS if same == "yes"])
def test_the_agreed_pairs_are_fetched_in_both_directions(urdu: str, roman: str) -> None:
    in_urdu, in_roman = Party(name_ur=urdu, father="Bashir"), Party(name=roman, father_ur="بشیر")
    assert stored(in_urdu) & asked(in_roman)
    assert stored(in_roman) & asked(in_urdu)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Zorawar Chanan", "Zorawer Chanan"),
        ("Zorawar Chanan", "زورآور چنن"),
        ("Lashkari", "لشکری"),
        ("Phullan", "پھلاں"),
        ("Dharmu Bhagat", "دھرمو بھگت"),
    ],
)
def test_names_that_nobody_listed_match_by_their_sound(one: str, two: str) -> None:
    first, second = Party(name=one, father="Bashir"), Party(name=two, father="Basheer")
    assert compare(first, second).name_score >= SAME_NAME
    assert stored(first) & asked(second)


@pytest.mark.parametrize(
    "written",
    [
        "Mohd. Akram",
        "M.Akram",
        "AKRAM MUHAMMAD",
        "Muhammadakram",
        "Miohd Akram",
        "Akram @ Pappu",
        "Haji Akram",
    ],
)
def test_one_man_is_found_and_known_however_his_name_was_written(written: str) -> None:
    other = replace(AKRAM, name=written, name_ur="", cnic="")
    assert stored(AKRAM) & asked(other)
    assert compare(AKRAM, other).name_score >= SAME_NAME


@pytest.mark.parametrize(
    ("joined", "apart"),
    [
        ("Abdussattar", "Abdul Sattar"),
        ("Nooruddin", "نور الدین"),
        ("Mahnoor", "ماہ نور"),
        ("Saifullah", "سیف اللہ"),
        ("Akramali", "Akram Ali"),
        ("غلامرسول", "Ghulam Rasool"),
        ("B.B. Zainab", "زینب بی بی"),
    ],
)
def test_a_name_written_joined_is_the_name_written_apart(joined: str, apart: str) -> None:
    assert compare(Party(name=joined), Party(name=apart)).name_score >= SAME_NAME


@pytest.mark.parametrize(
    "other", ["Muhammad Aslam", "Mahmood Akram", "محمد اکرام", "Ahmad Karam", "Muhammad"]
)
def test_another_name_is_not_taken_for_it(other: str) -> None:
    assert compare(Party(name="Muhammad Akram"), Party(name=other)).name_score < SAME_NAME


def test_a_father_of_another_name_makes_a_namesake_no_alert() -> None:
    namesake = replace(AKRAM, father="Ghulam Rasool", father_ur="غلام رسول", birth_year=1961, cnic="")
    assert compare(AKRAM, namesake).score < ALERT
    assert "father_different" in compare(AKRAM, namesake).reasons


def test_the_same_person_written_again_raises_an_alert() -> None:
    again = Party(name="Mohd Akram", father="Basheer Ahmed", birth_year=1981, district="PB-KSR")
    assert compare(AKRAM, again).score >= ALERT
    assert compare(AKRAM, again).reasons == (
        "name_variant",
        "father_variant",
        "birth_near",
        "district_same",
        "cnic_unknown",
    )


def test_an_equal_cnic_is_found_although_everything_else_is_wrong() -> None:
    stranger = Party("Yaqub Masih", "", "Sadiq Masih", "", 1950, "PB-LHR", "01234-1234567-1")
    assert stored(AKRAM) & asked(stranger)
    assert compare(AKRAM, stranger).cnic == "same"
    assert compare(AKRAM, stranger).score >= ALERT


def test_another_cnic_speaks_against_and_a_slip_in_it_less() -> None:
    slip = compare(AKRAM, replace(AKRAM, cnic="0123412345617"))
    other = compare(AKRAM, replace(AKRAM, cnic="0999988888771"))
    assert compare(AKRAM, AKRAM).score > slip.score > other.score


def test_what_is_not_known_is_called_unknown() -> None:
    likeness = compare(Party(name="Muhammad Akram"), Party(name="Muhammad Akram"))
    assert likeness.reasons[1:] == ("father_unknown", "birth_unknown", "district_unknown", "cnic_unknown")
    assert likeness.birth_gap is None


@pytest.mark.parametrize("year", [1978, 1979, 1981, 1982, None])
def test_a_year_two_off_or_missing_still_finds_him_when_his_father_is_wrong(year: int | None) -> None:
    record = replace(AKRAM, birth_year=year, father="Sadiq", father_ur="", cnic="")
    assert stored(record) & asked(replace(AKRAM, cnic=""))


def test_blocks_are_the_same_numbers_in_every_process() -> None:
    code = f"from khidmat.kernel.names import blocks; print(blocks(**{fields(AKRAM)!r}))"
    other = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": "src", "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"},
    )
    assert other.stdout.strip() == str(blocks(**fields(AKRAM)))


def test_stored_blocks_stay_valid() -> None:
    """When this fails, a change of keys or words needs a migration that computes every `blocks` column again."""
    assert blocks(**fields(AKRAM)) == [
        *(-2048860590, -1594439790, -1410204967, -1128565450, -840525193),
        *(-481557611, 214005611, 1111179413, 1530213449),
    ]
    unlisted = Party("Zorawar Khan", father="Miohd Nooruddin")
    assert blocks(**fields(unlisted)) == [-676096847, -338713374, 2017230626]


@given(parties, parties)
def test_nothing_that_is_typed_breaks_a_comparison(one: Party, two: Party) -> None:
    likeness, reverse = compare(one, two), compare(two, one)
    assert 0 <= likeness.score <= 1
    assert 0 <= likeness.name_score <= 1
    assert likeness.score == pytest.approx(reverse.score)
    assert set(likeness.reasons) <= set(REASONS)


@given(parties)
def test_a_person_is_always_found_by_what_was_stored(party: Party) -> None:
    numbers = blocks(**fields(party))
    assert set(numbers) <= asked(party)
    assert numbers == sorted(set(numbers))
    assert all(-(2**31) <= number < 2**31 for number in numbers)


def test_a_name_of_three_hundred_letters_is_read_in_reasonable_time() -> None:
    long = Party(name="aiuey" * 60, father="a i u " * 50)
    assert compare(long, replace(long, name="uaiey" * 60)).score <= 1
    assert len(blocks(**fields(long))) < 200
