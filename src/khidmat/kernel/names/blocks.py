"""Blocks: small numbers that two records of one person share, whichever way the name was written.

A register keeps `blocks(...)` of each person in an `int[]` column under a GIN index (`gin__int_ops`); a
search asks for the rows that share some of `ranked_blocks(...)`. The numbers are stored, so they must be
equal in every process and release: when keys or listed words change, the column is computed again.

======== ===================================================== =======================================
kind     made of                                               finds the person, although
======== ===================================================== =======================================
PAIR     a word of the name, a word of the father's name       year and district are wrong or missing
NAME     a word of the name, district, year of birth           the father's name is wrong or missing
FATHER   a word of the father's name, district, year of birth  the name is wrong
YEAR     the whole name, year of birth                         father and district are missing
ALONE    the whole name                                        nothing else is known
CNIC     the thirteen digits                                   everything else is wrong
======== ===================================================== =======================================
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple
from zlib import crc32

from khidmat.kernel.names import dictionary
from khidmat.kernel.names.tokens import full_key, keys, read
from khidmat.kernel.urdu import ascii_digits

CNIC_DIGITS = 13
YEARS_OFF = 2
_UNKNOWN_YEAR = 0
# Expected shares of a register, for the order of a search: an unlisted key, one district, one year of birth.
_UNLISTED_SHARE = 2e-4
_DISTRICT_SHARE = 1 / 25
_YEAR_SHARE = 1 / 40


class BlockKind(StrEnum):
    """What a block is made of; the letter is part of what is hashed."""

    PAIR = "P"
    NAME = "N"
    FATHER = "F"
    YEAR = "Y"
    ALONE = "A"
    CNIC = "C"


class Block(NamedTuple):
    """One number to search by, and the share of a register that is expected to carry it."""

    number: int
    kind: BlockKind
    share: float


class _Keys(NamedTuple):
    """The keys of a name's words, and of the whole name written as one word, over both scripts."""

    words: tuple[str, ...]
    whole: tuple[str, ...]


_Made = tuple[BlockKind, str, float]


def blocks(
    *, name: str, name_ur: str, father: str, father_ur: str, birth_year: int | None, district: str, cnic: str
) -> list[int]:
    """Return the sorted signed 32-bit numbers to store with a person; any argument may be empty or None."""
    years = (birth_year or _UNKNOWN_YEAR,)
    made = _made(_keys(name, name_ur), _keys(father, father_ur), years, district, cnic)
    return sorted({number(kind, text) for kind, text, _ in made})


def query_blocks(
    *, name: str, name_ur: str, father: str, father_ur: str, birth_year: int | None, district: str, cnic: str
) -> list[int]:
    """Return all numbers to search by, the most selective first; years of birth up to two off as well."""
    made = _made(_keys(name, name_ur), _keys(father, father_ur), _years(birth_year), district, cnic)
    return [block.number for block in _ranked(made)]


def ranked_blocks(
    *, name: str, name_ur: str, father: str, father_ur: str, birth_year: int | None, district: str, cnic: str
) -> list[Block]:
    """Return what `query_blocks` does, with the kind and the expected share of each."""
    return _ranked(_made(_keys(name, name_ur), _keys(father, father_ur), _years(birth_year), district, cnic))


def number(kind: BlockKind, text: str) -> int:
    """Return the signed 32-bit number of a block, the same in every process."""
    unsigned = crc32(f"{kind}|{text}".encode("utf-8", "replace"))
    return unsigned - (1 << 32) if unsigned >> 31 else unsigned


def cnic_digits(cnic: str) -> str:
    """Return the thirteen digits of a CNIC, or nothing when it has not exactly thirteen."""
    digits = "".join(letter for letter in ascii_digits(cnic) if "0" <= letter <= "9")
    return digits if len(digits) == CNIC_DIGITS else ""


def _years(birth_year: int | None) -> tuple[int, ...]:
    if not birth_year:
        return (_UNKNOWN_YEAR,)
    return (*range(birth_year - YEARS_OFF, birth_year + YEARS_OFF + 1), _UNKNOWN_YEAR)


def _keys(*written: str) -> _Keys:
    names = [read(text) for text in written if text]
    words = dict.fromkeys(key for name in names for key in keys(name))
    return _Keys(tuple(words), tuple(dict.fromkeys(whole for name in names if (whole := full_key(name)))))


def _ranked(made: Iterator[_Made]) -> list[Block]:
    found = {number(kind, text): (kind, share) for kind, text, share in made}
    return sorted((Block(hashed, *rest) for hashed, rest in found.items()), key=_most_selective)


def _most_selective(block: Block) -> tuple[float, int]:
    return block.share, block.number


def _made(name: _Keys, father: _Keys, years: tuple[int, ...], district: str, cnic: str) -> Iterator[_Made]:
    fathers = dict.fromkeys(father.words + father.whole)
    for mine in dict.fromkeys(name.words + name.whole):
        for his in fathers:
            yield BlockKind.PAIR, f"{mine}|{his}", _share(mine) * _share(his)
    for year in years:
        near = _YEAR_SHARE if year else 1.0
        yield from _placed(BlockKind.NAME, name.words, district, year, near)
        yield from _placed(BlockKind.FATHER, father.words, district, year, near)
        for key in name.whole:
            yield BlockKind.YEAR, f"{key}|{year}", _share(key) * near
    for key in name.whole:
        yield BlockKind.ALONE, key, _share(key)
    if digits := cnic_digits(cnic):
        yield BlockKind.CNIC, digits, 0.0


def _placed(
    kind: BlockKind, words: tuple[str, ...], district: str, year: int, near: float
) -> Iterator[_Made]:
    if district:
        for key in words:
            yield kind, f"{key}|{district}|{year}", _share(key) * _DISTRICT_SHARE * near


def _share(key: str) -> float:
    return dictionary.words().key_share.get(key, _UNLISTED_SHARE)
