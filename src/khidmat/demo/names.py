"""Names as families in Kasur give them, drawn by frequency; pure, standard library only.

`tradition` in the lists keeps made-up combinations believable (no Muhammad before Pervaiz Masih). It stays in
here: no person carries it, and a clan word is a word of a name and nothing else.
"""

import csv
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Generic, Literal, TypeVar

DATA = Path(__file__).parent / "data"

Sex = Literal["M", "F"]
TRADITIONS = (("muslim", 955), ("christian", 43), ("sikh", 2))
#: Words that stand before the name in the list of tokens, but are titles or need a second half of their own.
NOT_A_CLAN = frozenset(
    (
        *("Muhammad", "Ghulam", "Abdul", "Umme", "Sardar", "Nawab", "Makhdoom"),
        *("Hafiz", "Hafiza", "Qari", "Haji", "Babu", "Master", "Maulvi", "Sufi", "Pir", "Ghazi", "Sahibzada"),
    )
)
#: Second halves of one certain first: Allah Ditta, Noor Din, Zeb-un-Nisa stand whole in the list.
HALVES = frozenset(
    (
        "Ullah",
        "Din",
        "Ditta",
        "Rakha",
        "Bakhsh",
        "Haq",
        "Ram",
        "Kumar",
        "Lal",
        "Ara",
        "Nisa",
        "Daraz",
        "Islam",
    )
)
HALVES_FIRST = frozenset(("Muhammad", "Ghulam", "Shams", "Umme"))

T = TypeVar("T")


class Pool(Generic[T]):
    """Things to draw by weight."""

    def __init__(self, weighted: Iterable[tuple[T, float]]) -> None:
        pairs = list(weighted)
        self._things = [thing for thing, _ in pairs]
        self._upto = list(accumulate(weight for _, weight in pairs))

    def draw(self, rng: Random) -> T:
        """Draw one of them."""
        return self._things[bisect(self._upto, rng.random() * self._upto[-1])]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name in both scripts, with other Roman spellings that clerks use."""

    roman: str
    urdu: str
    others: tuple[str, ...] = ()
    is_clan: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A full name in the order the person uses it. There is no surname."""

    words: tuple[Word, ...]

    @property
    def roman(self) -> str:
        """The name in Roman letters, as the family spells it."""
        return " ".join(word.roman for word in self.words)

    @property
    def urdu(self) -> str:
        """The name in Urdu."""
        return " ".join(word.urdu for word in self.words)

    def without_clan(self) -> "Name":
        """Leave the clan word out, as clerks do."""
        return Name(tuple(word for word in self.words if not word.is_clan))

    def respelled(self, rng: Random) -> str:
        """Spell the name in Roman as another clerk may."""
        return " ".join(
            rng.choice(word.others) if word.others and rng.random() < 0.5 else word.roman
            for word in self.words
        )


MUHAMMAD = Word("Muhammad", "محمد", ("Mohammad", "Muhammed", "Mohd", "M."))


@dataclass(frozen=True, slots=True)
class Style:
    """What one family's names have in common: the tradition they are drawn from, a clan word or none."""

    tradition: str
    clan: Word | None
    clan_first: bool


def style(rng: Random) -> Style:
    """Draw the style of a family."""
    tradition = _traditions().draw(rng)
    if tradition != "muslim" or rng.random() < 0.4:
        return Style(tradition, None, clan_first=False)
    word, first = _clans().draw(rng)
    return Style(tradition, word, first)


def man(rng: Random, of: Style, born: int) -> Name:
    """Draw a man's name, with or without the clan word."""
    given = _given("M", of.tradition, _age(born)).draw(rng)
    words = [given]
    if " " not in given.roman and "-" not in given.roman:
        words = _man_words(rng, of.tradition, given)
    return _with_clan(rng, of, words, share=0.45)


def woman(rng: Random, of: Style, born: int) -> Name:
    """Draw a woman's name: one word, or a second one after it; the clan word is rarer than with men."""
    given = _given("F", of.tradition, _age(born)).draw(rng)
    words = [given]
    if " " not in given.roman and "-" not in given.roman and rng.random() < 0.7:
        second = _second("F", of.tradition).draw(rng)
        words = [given] if second.roman == given.roman else [given, second]
    return _with_clan(rng, of, words, share=0.12)


def _man_words(rng: Random, tradition: str, given: Word) -> list[Word]:
    """Choose Muhammad and given, given and second, all three or one word."""
    second = _second("M", tradition).draw(rng)
    if tradition != "muslim":
        words = [given, _last(tradition).draw(rng)] if rng.random() < 0.6 else [given, second]
    else:
        words = rng.choices(
            ([MUHAMMAD, given], [MUHAMMAD, given, second], [given, second], [given]), weights=(40, 10, 30, 20)
        )[0]
    repeats = len(words) > 1 and words[-1].roman == words[-2].roman
    return words[:-1] if repeats else words


def _with_clan(rng: Random, of: Style, words: list[Word], *, share: float) -> Name:
    if of.clan is None or rng.random() >= share or of.clan.roman in (word.roman for word in words):
        return Name(tuple(words))
    return Name((of.clan, *words) if of.clan_first else (*words, of.clan))


def _age(born: int) -> str:
    return "older" if born < 1970 else "younger" if born >= 2000 else "all"


@lru_cache(maxsize=4)
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def _word(row: dict[str, str], *, is_clan: bool = False) -> Word:
    return Word(row["roman"], row["urdu"], tuple(filter(None, row["other_roman"].split("|"))), is_clan)


@lru_cache(maxsize=1)
def _traditions() -> Pool[str]:
    return Pool(TRADITIONS)


@lru_cache(maxsize=32)
def _given(sex: Sex, tradition: str, age: str) -> Pool[Word]:
    return Pool(
        (_word(row), float(row["relative_frequency"]))
        for row in _rows("given_names.csv")
        if row["sex"] == sex and row["tradition"] == tradition and row["cohort"] in ("all", age)
        if row["roman"] not in HALVES_FIRST
    )


@lru_cache(maxsize=8)
def _second(sex: Sex, tradition: str) -> Pool[Word]:
    return Pool(
        (_word(row), float(row["relative_frequency"]))
        for row in _rows("name_tokens.csv")
        if row["position"] == "second" and row["used_with_sex"] in (sex, "B")
        if row["tradition"] in (tradition, "shared") and row["roman"] not in HALVES
    )


@lru_cache(maxsize=2)
def _last(tradition: str) -> Pool[Word]:
    return Pool(
        (_word(row), float(row["relative_frequency"]))
        for row in _rows("name_tokens.csv")
        if row["position"] == "last" and row["tradition"] == tradition and row["used_with_sex"] != "F"
    )


@lru_cache(maxsize=1)
def _clans() -> Pool[tuple[Word, bool]]:
    return Pool(_weighted_clans())


def _weighted_clans() -> Iterator[tuple[tuple[Word, bool], float]]:
    for row in _rows("name_tokens.csv"):
        if row["tradition"] not in ("muslim", "shared") or row["position"] == "second":
            continue
        if row["roman"] not in NOT_A_CLAN and row["used_with_sex"] == "B":
            first = row["position"] == "prefix" or row["roman"] in ("Malik", "Chaudhry", "Sheikh")
            yield (_word(row, is_clan=True), first), float(row["relative_frequency"])
