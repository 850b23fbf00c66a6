"""A written name, read once: its words, their sound, their weight and their keys."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from khidmat.kernel.names import compounds, dictionary, sounds
from khidmat.kernel.names.dictionary import Kind

# A longer word is no name; the caps keep hostile input cheap.
_LONGEST = 40
_MOST_WORDS = 12
_WEIGHTS = {Kind.NAME: 1.0, Kind.LIGHT: 0.35, Kind.FAINT: 0.15}
_INITIAL_WEIGHT = 0.5
_ALIAS_WEIGHT = 0.35
# Bits that a word tells which is not listed: as one that two in a thousand names hold. An initial tells one.
_UNLISTED_BITS, _INITIAL_BITS = 9.0, 1.0
_ALIAS = frozenset(["عرف", "urf", "alias", "aka"])


@dataclass(slots=True, eq=False)
class Token:
    """One word of a name.

    `names` are the numbers of the listed names it is or, unless `listed`, may be meant for; `keys` go into
    blocks; `bits` is how much it tells. `initial` says that it is a letter that stands for a name, `knit`
    that it must be read together with its neighbours.
    """

    text: str
    urdu: bool
    sound: str
    skeleton: str
    keys: tuple[str, ...]
    names: frozenset[int]
    listed: bool
    kind: Kind
    weight: float
    bits: float
    initial: bool
    knit: bool


@dataclass(slots=True, eq=False)
class Name:
    """A whole name: `weights` stand beside `tokens`; the first `own` are the name, the rest an alias.

    `weight` is the sum, `carrying` the kind of the words that carry the name; `listed` says that all are known.
    """

    tokens: tuple[Token, ...]
    weights: tuple[float, ...]
    weight: float
    own: int
    carrying: Kind
    listed: bool


@lru_cache(maxsize=16384)
def read(text: str) -> Name:
    """Read a name of either script; never fails, and an empty or unreadable name has no tokens."""
    tokens: list[Token] = []
    for written in text.split():
        tokens += _spaced(written)
    for token in tokens:
        if token.knit:
            return _knit([token.text for token in tokens[:_MOST_WORDS]])
    return _name(tokens[:_MOST_WORDS], [])


def keys(name: Name) -> tuple[str, ...]:
    """Return the key of each word that carries the name, and of its alias."""
    alias = [token for token in name.tokens[name.own :] if token.kind is Kind.NAME]
    return tuple(dict.fromkeys(key for token in (*_carriers(name), *alias) for key in token.keys))


def full_key(name: Name) -> str:
    """Return the key of all carrying words written as one word, where inner first vowels and h are lost."""
    found = [token.keys[0] for token in _carriers(name)]
    return "".join(key[1:] if place and key[:1] in "ahvy" else key for place, key in enumerate(found))


def full_sound(name: Name) -> str:
    """Return the sound of all carrying words written as one word."""
    return "".join(token.sound for token in _carriers(name))


def bits(name: Name) -> float:
    """Return how much the whole name tells, in bits."""
    return sum(token.bits * weight for token, weight in zip(name.tokens, name.weights, strict=True))


def _carriers(name: Name) -> list[Token]:
    return [token for token in name.tokens[: name.own] if token.kind is name.carrying and not token.initial]


@lru_cache(maxsize=65536)
def _spaced(written: str) -> tuple[Token, ...]:
    """Read what stands between two spaces; "M.Akram" and "Zia-ul-Haq" are several words."""
    words = sounds.plain(written.replace("@", " عرف ")).split()
    return tuple(_token(part[:_LONGEST]) for word in words[:_MOST_WORDS] for part in compounds.split(word))


def _knit(words: list[str]) -> Name:
    """Read words that belong together (بی بی, A.D., Noor ud Din) or that an alias parts."""
    alias: list[str] = []
    for place, word in enumerate(words):
        if place and word in _ALIAS:
            words, alias = words[:place], [other for other in words[place + 1 :] if other not in _ALIAS]
            break
    return _name(map(_token, compounds.atoms(words)), [_token(word) for word in compounds.atoms(alias)])


def _name(own: Iterable[Token], alias: list[Token]) -> Name:
    tokens = tuple(own)
    carrying = Kind.FAINT
    listed = True
    for token in tokens:
        if token.kind > carrying and not token.initial:
            carrying = token.kind
        listed = listed and token.listed
    weights = [1.0 if token.kind is carrying else token.weight for token in tokens]
    if not alias:
        return Name(tokens, tuple(weights), sum(weights), len(tokens), carrying, listed)
    weights += [_ALIAS_WEIGHT] * len(alias)
    return Name((*tokens, *alias), tuple(weights), sum(weights), len(tokens), carrying, listed)


@lru_cache(maxsize=65536)
def _token(word: str) -> Token:
    code = sounds.sound(word)
    names = dictionary.known(word) or dictionary.words().by_sound.get(code, ())
    guesses: tuple[dictionary.Word, ...] = () if names else dictionary.nearest(word, code)
    initial = len(word) == 1 and not names
    skeleton = sounds.skeleton(code)
    keys = {name.key for name in names or guesses} | (set() if names or initial else {skeleton})
    kind = min((name.kind for name in names), default=_guessed_kind(guesses))
    if initial:
        # An initial never carries a name, whatever else the name holds.
        kind = Kind.FAINT
    return Token(
        text=word,
        urdu=sounds.is_urdu(word),
        sound=code,
        skeleton=skeleton,
        keys=tuple(sorted(keys)),
        names=frozenset(name.number for name in names or guesses),
        listed=bool(names),
        kind=kind,
        weight=_INITIAL_WEIGHT if initial else _WEIGHTS[kind],
        bits=min(
            (-math.log2(name.share) for name in names or guesses),
            default=_INITIAL_BITS if initial else _UNLISTED_BITS,
        ),
        initial=initial,
        knit=word in _ALIAS or compounds.knits(word),
    )


def _guessed_kind(guesses: tuple[dictionary.Word, ...]) -> Kind:
    """Return how much a misspelt word says; never the least, since it may be a rare name after all."""
    return max((*(word.kind for word in guesses), Kind.LIGHT)) if guesses else Kind.NAME
