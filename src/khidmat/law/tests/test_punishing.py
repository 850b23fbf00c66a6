"""Punishments of the table, as the reader is told them."""

import re

import pytest
from django.utils import translation

from khidmat.law.models import Section
from khidmat.law.punishing import NotUnderstood, Part, parts, said

LATIN = re.compile("[A-Za-z]")
ISLAND = re.compile("\u2066[^\u2069]*\u2069")


@pytest.mark.django_db
def test_every_punishment_of_the_law_is_said_in_urdu() -> None:
    written = set(Section.objects.values_list("punishment", flat=True))
    assert len(written) > 100
    with translation.override("ur"):
        spoken = {text: said(text) for text in written}
    assert {text: one for text, one in spoken.items() if LATIN.search(ISLAND.sub("", one))} == {}


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("7 years and fine", "7 سال قید اور جرمانہ"),
        ("death, life or 7 to 14 years", "سزائے موت، عمر قید یا 7 سے 14 سال تک قید"),
        ("7 days to 6 months; Rs 10,000 to 50,000", "7 دن سے 6 مہینے تک قید؛ 10,000 سے 50,000 روپے تک"),
        ("10 years to life", "10 سال سے عمر قید تک"),
        ("1 year (1 to 3 years as substituted in 2016)", "1 سال قید (1 سے 3 سال تک قید 2016 کی ترمیم سے)"),
        ("", ""),
    ],
)
def test_a_punishment_is_said_by_its_parts(written: str, spoken: str) -> None:
    with translation.override("ur"):
        assert re.sub("[\u2066\u2069]", "", said(written)) == spoken
    with translation.override("en"):
        assert said(written) == written


def test_a_term_is_numbers_and_not_a_text() -> None:
    assert parts("3 to 7 years and fine") == (
        Part("%(a)s to %(b)s years in prison", ("3", "7")),
        Part("and"),
        Part("fine"),
    )


def test_what_is_not_of_the_list_is_not_guessed() -> None:
    with pytest.raises(NotUnderstood, match="banishment"):
        parts("7 years and banishment")
