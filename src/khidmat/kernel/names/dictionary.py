"""The known words of names: which spellings are one name, how much a word says, how common it is.

`data/words.csv` has one row a name: `kind`, `per_million` (an estimate of its share among all words of
names), its Urdu and its Roman spellings, the usual one first. A spelling may belong to two names (Rashid is
راشد or رشید): that is so in life, and both are returned. Names that are not listed work by their sound. The
list is kept by hand, compiled first from the project's own lists of given names and name words; a new
spelling is a new entry in its row, and stored blocks of that name must be computed again.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import resources

from rapidfuzz.distance import OSA

from khidmat.kernel import urdu
from khidmat.kernel.names import sounds

_SHORTEST_SLIP, _LONG = 4, 7
_MOST_MEANT = 4


class Kind(IntEnum):
    """How much a word says about who the person is; the order matters."""

    FAINT = 0  # Muhammad, Abdul, titles: written or left out at will
    LIGHT = 1  # honour, community and women's second words: often dropped or added
    NAME = 2


@dataclass(frozen=True, slots=True)
class Word:
    """One name of the list; `number` identifies it within this process, `key` in stored blocks."""

    number: int
    kind: Kind
    share: float
    key: str
    spelling: str


@dataclass(frozen=True, slots=True)
class Dictionary:
    """All known words, by spelling and by sound.

    `joined` are words also written as two, `joins` the second of the two; `key_share` is how common a key is.
    """

    by_spelling: dict[str, tuple[Word, ...]]
    by_sound: dict[str, tuple[Word, ...]]
    joined: frozenset[str]
    joins: frozenset[str]
    key_share: dict[str, float]


@cache
def words() -> Dictionary:
    """Load the list, once a process (about 60 ms)."""
    spellings: dict[str, list[Word]] = defaultdict(list)
    heard: dict[str, list[Word]] = defaultdict(list)
    joined = set()
    shares: dict[str, float] = defaultdict(float)
    for number, row in enumerate(_rows()):
        in_urdu = row["urdu"].split("|")
        key = sounds.skeleton(sounds.sound(sounds.plain(in_urdu[0]).replace(" ", "")))
        word = Word(number, Kind[row["kind"].upper()], int(row["per_million"]) / 1e6, key, in_urdu[0])
        shares[key] += word.share
        for spelling in [*in_urdu, *row["roman"].split("|")]:
            _enter(spelling, word, spellings, heard)
            if " " in spelling:
                joined.add(spelling)
    return Dictionary(
        {spelling: tuple(found) for spelling, found in spellings.items()},
        {code: tuple(found) for code, found in heard.items()},
        frozenset(spelling.replace(" ", "") for spelling in joined),
        frozenset(spelling.split()[-1] for spelling in joined),
        dict(shares),
    )


def known(spelling: str) -> tuple[Word, ...]:
    """Return the words that a folded spelling may be; empty when it is not listed."""
    return words().by_spelling.get(spelling) or words().by_spelling.get(urdu.loose(spelling), ())


def nearest(spelling: str, code: str) -> tuple[Word, ...]:
    """Return the words that an unlisted spelling probably means: one slip of the pen, two in a long word.

    Those that keep its consonants go first.
    """
    if len(spelling) < _SHORTEST_SLIP:
        return ()
    slips = 1 if len(spelling) < _LONG else 2
    near = {choice for shortened in _shortened(spelling) for choice in _by_shortened().get(shortened, ())}
    found = {choice: OSA.distance(spelling, choice, score_cutoff=slips) for choice in near}
    least = min(found.values(), default=slips + 1)
    if least > slips:
        return ()
    best = sorted(choice for choice, distance in found.items() if distance == least)
    skeleton = sounds.skeleton(code)
    alike = [choice for choice in best if sounds.skeleton(sounds.sound(choice)) == skeleton]
    meant = {word.number: word for choice in alike or best for word in words().by_spelling[choice]}
    return tuple(meant.values())[:_MOST_MEANT]


@cache
def _by_shortened() -> dict[str, list[str]]:
    """Index every spelling under itself and itself less one letter: two words one slip apart meet there."""
    index: dict[str, list[str]] = defaultdict(list)
    for spelling in words().by_spelling:
        for shortened in _shortened(spelling):
            index[shortened].append(spelling)
    return dict(index)


def _shortened(spelling: str) -> set[str]:
    return {spelling, *(spelling[:at] + spelling[at + 1 :] for at in range(len(spelling)))}


def _rows() -> list[dict[str, str]]:
    listed = resources.files(__package__).joinpath("data/words.csv").read_text("utf-8")
    return list(csv.DictReader(listed.splitlines()))


def _enter(spelling: str, word: Word, spellings: dict[str, list[Word]], heard: dict[str, list[Word]]) -> None:
    spelling = spelling.replace(" ", "")
    code = sounds.sound(spelling)
    for table, entry in ((spellings, spelling), (spellings, urdu.loose(spelling)), (heard, code)):
        if word not in table[entry]:
            table[entry].append(word)
