"""How alike two written names are, word by word."""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from khidmat.kernel.names import sounds
from khidmat.kernel.names.tokens import Name, Token, bits, full_sound

# Likeness of two words: listed spellings of one name, equal sound, misspelt, a slip, an initial.
LISTED, HEARD, MEANT, SLIP, INITIAL, TWO_SLIPS, NEAR = 0.98, 0.93, 0.92, 0.88, 0.85, 0.8, 0.75
# Below this two words are two names. Listed names always are two: Akram and Ikram, راشد and رشید.
PAIRED = 0.7
# The same words, written joined in one name and apart in the other.
_JOINED = 0.92
# How much a word counts that one name has and the other leaves out.
_LEFT_OUT = 0.4
# Evidence in bits, fitted on made-up persons (bench/screen.py, split "tune"). A word that both have gives half
# of what its rarity would, for namesakes run in families and places; words that differ or are left out take.
_SHARED, _CONFLICT_BITS, _LEFT_OUT_BITS = 0.5, 6.5, 4.3
_JOINED_LENGTH = 5
_SLIP_LENGTH, _TWO_SLIPS_LENGTH, _SKELETON_LENGTH = 4, 7, 3


class Alike(NamedTuple):
    """`score` is 0 to 1; `bits` is the evidence for one name: more when it is rare, below 0 against."""

    score: float
    bits: float


_Pair = tuple[float, int, int]


def alike(one: Name, two: Name) -> Alike:
    """Compare two names word by word, in whichever order fits best."""
    if one.tokens == two.tokens:
        return Alike(1.0, _SHARED * bits(one))
    matched = shared = evidence = 0.0
    over_one, over_two = one.weight, two.weight
    for likeness, at, to in _pairs(one.tokens, two.tokens):
        mine, other = one.weights[at], two.weights[to]
        both = (mine + other) / 2
        shared += both
        matched += likeness * both
        # Nothing at `PAIRED`, all that the word tells at 1.
        evidence += (likeness - PAIRED) * both * min(one.tokens[at].bits, two.tokens[to].bits)
        over_one -= mine
        over_two -= other
    conflict, left_out = (
        (over_one, over_two - over_one) if over_one < over_two else (over_two, over_one - over_two)
    )
    score = matched / (shared + conflict + _LEFT_OUT * left_out) if matched else 0.0
    if score < _JOINED and not (one.listed and two.listed) and _joined(one, two):
        return Alike(_JOINED, _SHARED * (_JOINED - PAIRED) / (1 - PAIRED) * max(bits(one), bits(two)))
    return Alike(
        score, _SHARED * evidence / (1 - PAIRED) - _CONFLICT_BITS * conflict - _LEFT_OUT_BITS * left_out
    )


def similar(one: Token, two: Token) -> float:
    """Return how alike two words are, 0 to 1; at least `PAIRED` when they may be one name."""
    if one is two:
        return 1.0
    if one.listed and two.listed:
        return 0.0 if one.names.isdisjoint(two.names) else LISTED
    return _guessed(one, two)


def _pairs(one: tuple[Token, ...], two: tuple[Token, ...]) -> list[_Pair]:
    """Pair the words, the likest first; each word stands in one pair at most."""
    found = [
        (likeness, at, to)
        for at, left in enumerate(one)
        for to, right in enumerate(two)
        if (likeness := similar(left, right)) >= PAIRED
    ]
    if len(found) < 2:
        return found
    found.sort(key=_likest)
    kept: list[_Pair] = []
    for pair in found:
        if all(pair[1] != other[1] and pair[2] != other[2] for other in kept):
            kept.append(pair)
    return kept


def _likest(pair: _Pair) -> tuple[float, int]:
    return -pair[0], abs(pair[1] - pair[2])


def _joined(one: Name, two: Name) -> bool:
    """Say whether the words sound alike without spaces; listed words were taken apart when they were read."""
    if len(one.tokens) == len(two.tokens):
        return False
    mine, other = full_sound(one), full_sound(two)
    return min(len(mine), len(other)) >= _JOINED_LENGTH and sounds.fits(mine, other)


def _initial(one: Token, two: Token) -> float:
    if one.initial and two.initial:
        return INITIAL if one.sound == two.sound else 0.0
    short, full = (one, two) if one.initial else (two, one)
    return INITIAL if sounds.begins(full.sound, short.sound) else 0.0


@lru_cache(maxsize=16384)
def _guessed(one: Token, two: Token) -> float:
    if one.text == two.text:
        return 1.0
    if not one.names.isdisjoint(two.names):
        return MEANT
    return _initial(one, two) if one.initial or two.initial else _unlisted(one, two)


def _unlisted(one: Token, two: Token) -> float:
    """Compare two words of which at least one is not listed: by sound, then by slips of the pen."""
    one_key, two_key = one.skeleton, two.skeleton
    if one_key == two_key:
        return HEARD if sounds.fits(one.sound, two.sound) else NEAR
    if one.urdu == two.urdu:
        length = max(len(one.text), len(two.text))
        slips = OSA.distance(one.text, two.text, score_cutoff=2)
        if slips == 1 and length >= _SLIP_LENGTH:
            return SLIP
        if slips == 2 and length >= _TWO_SLIPS_LENGTH:
            return TWO_SLIPS
        return 0.0
    near = (
        min(len(one_key), len(two_key)) >= _SKELETON_LENGTH
        and OSA.distance(one_key, two_key, score_cutoff=1) == 1
    )
    return NEAR if near else 0.0
