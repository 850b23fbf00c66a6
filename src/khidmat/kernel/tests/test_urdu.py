"""The rules of Urdu text: the agreed pairs, then properties on hostile strings."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khidmat.kernel import urdu

LINES = Path(__file__).with_name("urdu_cases.jsonl").read_text("utf-8").splitlines()
CASES = [json.loads(line) for line in LINES]
CHECKS = {
    "clean": lambda case: urdu.clean(case["a"]),
    "fold": lambda case: urdu.fold(case["a"]),
    "same": lambda case: urdu.fold(case["a"]) == urdu.fold(case["b"]),
    "squeeze_same": lambda case: urdu.squeeze(case["a"]) == urdu.squeeze(case["b"]),
    "loose_same": lambda case: urdu.loose(case["a"]) == urdu.loose(case["b"]),
    "sorts_before": lambda case: urdu.sort_key(case["a"]) < urdu.sort_key(case["b"]),
}

# Letters, marks, look-alikes, invisible signs, presentation forms, controls and lone surrogates, in one soup.
SOUP = (
    "ابپتٹجچحخدڈرڑزسشعغفقکگلمنںوہھءیےۃ آأؤئۂۓ"
    "\u064a\u0649\u0643\u06aa\u0647\u06d5\u0629\u06c0\u0625\u0671\u0653\u0654\u064e\u0651\u0670\u0610\u0640"
    "\u200b\u200c\u200d\u202e\u2066\ufeff\u00a0\u00ad\ufefb\ufdf2\ufdfa\ufb50\ufc5e\u0000\u0007\u0085\ud800"
    "\udfff\u0663\u06f3\uff13aZé\u0301İß²½'_-.\u1100\u1161\u0300\u0930\u093e"
)
hostile = st.text(alphabet=st.one_of(st.sampled_from(SOUP), st.characters()), max_size=24)
names = st.text(alphabet="اآأبپتٹجدڑکگلمنںوؤہھھھھیئےaz7 ")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}-{case['op']}")
def test_the_agreed_pairs_hold(case: dict[str, str | bool]) -> None:
    assert CHECKS[str(case["op"])](case) == case["expect"]


def test_all_agreed_pairs_are_here() -> None:
    assert [case["id"] for case in CASES] == list(range(1, 79))


@given(hostile)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = urdu.clean(text)
    assert urdu.clean(once) == once


@given(hostile)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = urdu.fold(text)
    assert urdu.fold(once) == once


@given(hostile)
def test_the_stored_form_and_what_was_typed_have_the_same_key(text: str) -> None:
    assert urdu.fold(urdu.clean(text)) == urdu.fold(text)


@given(hostile)
def test_what_is_stored_can_always_be_stored(text: str) -> None:
    for form in (urdu.clean(text), urdu.fold(text), urdu.loose(text), urdu.sort_text(text)):
        assert "\x00" not in form
        form.encode("utf-8")


@given(st.one_of(hostile, names), st.one_of(hostile, names))
def test_a_column_sorts_as_python_does(one: str, two: str) -> None:
    by_key = urdu.sort_key(one) < urdu.sort_key(two)
    assert (urdu.sort_text(one) < urdu.sort_text(two)) == by_key


@given(st.one_of(hostile, names), st.one_of(hostile, names))
def test_the_bytes_of_a_column_sort_as_python_does(one: str, two: str) -> None:
    columns = [urdu.sort_text(text).encode() for text in (one, two)]
    assert (columns[0] < columns[1]) == (urdu.sort_key(one) < urdu.sort_key(two))


def test_a_list_of_names_stands_in_dictionary_order() -> None:
    order = [
        "7 اپ",
        "علی احمد",
        "علیم",
        "غلام رسول",
        "غلامی",
        "کوثر",
        "کھوکھر",
        "مقداد",
        "ہاشم",
        "یاسین",
        "Ahmed",
    ]
    assert all(one < two for one, two in pairwise(map(urdu.sort_text, order)))


def test_a_superscript_number_is_a_sign_and_not_a_digit() -> None:
    assert urdu.sort_key("²") < urdu.sort_key("1")


def test_digits_of_every_keyboard_become_ascii_and_nothing_else_changes() -> None:
    assert urdu.ascii_digits("۳۵\u0662\uff10-علی ") == "3520-علی "


def test_a_joined_foreign_mark_does_not_split_a_word() -> None:
    assert urdu.fold("İlham q\u0323amar") == "ilham qamar"


def test_an_isolated_number_carries_its_direction() -> None:
    assert urdu.isolate("35202-1234567-1") == "\u206635202-1234567-1\u2069"
