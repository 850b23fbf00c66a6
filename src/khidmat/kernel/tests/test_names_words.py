"""The list of words and the sounds: what whoever adds a spelling may rely on."""

import csv
from collections import Counter
from importlib import resources

import pytest

from khidmat.kernel import urdu
from khidmat.kernel.names import dictionary, sounds
from khidmat.kernel.names.dictionary import Kind

LISTED = resources.files("khidmat.kernel.names").joinpath("data/words.csv").read_text("utf-8")
ROWS = list(csv.DictReader(LISTED.splitlines()))


def test_every_row_can_be_read() -> None:
    assert {row["kind"].upper() for row in ROWS} == {kind.name for kind in Kind}
    assert all(int(row["per_million"]) > 0 and row["urdu"] and row["roman"] for row in ROWS)


def test_every_spelling_is_written_as_a_search_would_write_it() -> None:
    spellings = [word for row in ROWS for word in f"{row['urdu']}|{row['roman']}".split("|")]
    assert [word for word in spellings if sounds.plain(word) != word] == []


def test_no_name_is_listed_twice_in_urdu() -> None:
    usual = Counter(urdu.loose(row["urdu"].split("|")[0]) for row in ROWS)
    assert [word for word, times in usual.items() if times > 1] == []


@pytest.mark.parametrize(
    ("word", "code"),
    [("راشد", "rAxd"), ("رشید", "rxId"), ("rashid", "raxid"), ("rasheed", "raxId"), ("عنبرین", "ambrIn")],
)
def test_a_word_has_its_sound(word: str, code: str) -> None:
    assert sounds.sound(word) == code


@pytest.mark.parametrize(
    ("urdu_word", "roman"), [("راشد", "rashid"), ("رشید", "rashid"), ("رشید", "rasheed")]
)
def test_a_sound_fits_every_word_it_may_be(urdu_word: str, roman: str) -> None:
    assert sounds.fits(sounds.sound(urdu_word), sounds.sound(roman))


@pytest.mark.parametrize(("urdu_word", "roman"), [("راشد", "rasheed"), ("ماجد", "majeed"), ("بٹ", "bhatti")])
def test_a_long_vowel_that_is_not_written_does_not_fit(urdu_word: str, roman: str) -> None:
    assert not sounds.fits(sounds.sound(urdu_word), sounds.sound(roman))


def test_one_roman_spelling_may_be_two_names() -> None:
    assert {word.spelling for word in dictionary.known("rashid")} == {"راشد", "رشید"}


@pytest.mark.parametrize(("slip", "meant"), [("muhamemd", "محمد"), ("mslik", "ملک"), ("ممحد", "محمد")])
def test_a_slip_of_the_pen_is_understood(slip: str, meant: str) -> None:
    assert meant in {word.spelling for word in dictionary.nearest(slip, sounds.sound(slip))}


def test_a_name_that_is_far_from_all_listed_ones_stays_itself() -> None:
    assert dictionary.nearest("zorawar", sounds.sound("zorawar")) == ()
