"""The QR symbol of a paper (ISO/IEC 18004): bytes, error level M, one fixed mask.

A general encoder works out for every symbol what is the same for all of its size: where the patterns lie, in which
order the free modules are filled, what the mask adds. That is kept here, so a paper costs its bytes and their check
bytes: 0.5 ms instead of 4. What is kept is made with the general encoder, and a test compares the two.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest
from operator import itemgetter

import segno
from segno import consts

MASK = 4  # trying all eight costs four times as much and gains nothing a reader notices
LEVEL = consts.ERROR_LEVEL_M
FIRST, LAST = 2, 40  # sizes; the very first has a pattern less, and no text of ours is so short
#: Before the bytes stand four bits that say "bytes" and the bytes' number; after them come four empty bits.
SAYS_BYTES, EVEN, ODD = 0b0100, 0xEC, 0x11
FIELD = 0x11D  # the polynomial of the check bytes' arithmetic


@dataclass(frozen=True, slots=True)
class Sheet:
    """What symbols of one size share."""

    side: int
    #: Every module without a message: patterns, format, and the mask on what is free.
    blank: int
    #: Which bit of the message each module shows; one past the last for none.
    order: Callable[[bytes], tuple[int, ...]]


def rows(text: str) -> list[bytes]:
    """The symbol row by row, a byte for a module, 1 is dark. Raises ValueError when it is too long, or not ASCII."""
    data = text.encode("ascii")
    version = next((one for one in range(FIRST, LAST + 1) if len(data) <= _room(one)), None)
    if version is None:
        raise ValueError("the text is too long for a QR")
    sheet = _sheet(version)
    shown = int.from_bytes(bytes(sheet.order(_bits(data, version))), "big") ^ sheet.blank
    modules = shown.to_bytes(sheet.side**2, "big")
    return [modules[start : start + sheet.side] for start in range(0, len(modules), sheet.side)]


def _counter(version: int) -> int:
    return 8 if version < 10 else 16


@cache
def _blocks(version: int) -> tuple[tuple[int, int], ...]:
    """Data bytes and check bytes of each block of a size."""
    kinds: Iterable[tuple[int, int, int]] = consts.ECC[version][LEVEL]  # type: ignore[index]  # segno's has no types
    return tuple((data, total - data) for blocks, total, data in kinds for _again in range(blocks))


def _room(version: int) -> int:
    """How many bytes of text fit."""
    return (sum(data for data, _check in _blocks(version)) * 8 - 4 - _counter(version)) // 8


def _bits(data: bytes, version: int) -> bytes:
    """The message as its bits, a byte each, 0 or 1; and a 0 for modules that show none."""
    words = bytes(_words(data, version))
    bits = f"{int.from_bytes(words, 'big'):0{len(words) * 8}b}".encode()
    return bits.translate(_DIGITS) + b"\0" * 8


_DIGITS = bytes.maketrans(b"01", b"\0\1")


def _words(data: bytes, version: int) -> Iterator[int]:
    """Bytes of the message as they are placed: the blocks' first bytes, their second ones, then the check bytes."""
    whole = sum(count for count, _check in _blocks(version))
    head = (SAYS_BYTES << _counter(version) | len(data)) << len(data) * 8 | int.from_bytes(data, "big")
    used = (4 + _counter(version)) // 8 + len(data) + 1
    # Readers skip what follows the end; the empty byte there is the general encoder's, so that both can be compared.
    begun = ((head << 4).to_bytes(used, "big") + b"\0")[:whole]
    padding = (EVEN if place % 2 == 0 else ODD for place in range(whole - len(begun)))
    filled, blocks, checks = begun + bytes(padding), [], []
    for count, check in _blocks(version):
        block, filled = filled[:count], filled[count:]
        blocks.append(block)
        checks.append(_check(block, check))
    return chain(_in_turns(blocks), _in_turns(checks))


def _in_turns(parts: Iterable[bytes]) -> Iterator[int]:
    return (one for turn in zip_longest(*parts) for one in turn if one is not None)


def _check(block: bytes, count: int) -> bytes:
    """The check bytes of a block (Reed and Solomon)."""
    table, top, rest = _multiples(count), 8 * (count - 1), 0
    below = (1 << top) - 1
    for one in block:
        rest = (rest & below) << 8 ^ table[one ^ rest >> top]
    return rest.to_bytes(count, "big")


@cache
def _multiples(count: int) -> tuple[int, ...]:
    """Each byte times the polynomial that makes so many check bytes, without its highest term."""
    generator = [1]
    root = 1
    for _degree in range(count):
        generator = [
            above ^ _times(below, root) for above, below in zip([*generator, 0], [0, *generator], strict=True)
        ]
        root = _times(root, 2)
    return tuple(
        int.from_bytes(bytes(_times(one, byte) for one in generator[1:]), "big") for byte in range(256)
    )


def _times(one: int, other: int) -> int:
    """A product in the field of 256."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one = one << 1 ^ (FIELD if one & 0x80 else 0)
        other >>= 1
    return product


@cache
def _sheet(version: int) -> Sheet:
    side = 17 + 4 * version
    free = [-1] * side**2
    for number, place in enumerate(_free(version)):
        free[place] = number
    last = sum(data + check for data, check in _blocks(version)) * 8
    order = itemgetter(*(min(number, last) if number >= 0 else last for number in free))
    sample = b"A" * _room(version)
    made = segno.make(
        sample.decode(),
        mode="byte",
        error="m",
        version=version,
        mask=MASK,
        micro=False,
        boost_error=False,
    )
    seen = int.from_bytes(b"".join(bytes(row) for row in made.matrix), "big")
    return Sheet(side, seen ^ int.from_bytes(bytes(order(_bits(sample, version))), "big"), order)


def _free(version: int) -> Iterator[int]:
    """Modules for the message in the order they are filled: columns two by two from the right, up and down."""
    side = 17 + 4 * version
    taken = _taken(version)
    upwards = True
    for right in (*range(side - 1, 6, -2), 5, 3, 1):
        for row in range(side - 1, -1, -1) if upwards else range(side):
            yield from (row * side + column for column in (right, right - 1) if (row, column) not in taken)
        upwards = not upwards


def _taken(version: int) -> set[tuple[int, int]]:
    """Modules of the patterns and of what is said about format and version."""
    side = 17 + 4 * version
    line = range(side)
    taken = {(6, one) for one in line} | {(one, 6) for one in line}
    for top, left in ((0, 0), (0, side - 8), (side - 8, 0)):
        taken |= {(top + row, left + column) for row in range(8) for column in range(8)}
    taken |= {(8, one) for one in line if one < 9 or one > side - 9}
    taken |= {(one, 8) for one in line if one < 9 or one > side - 9}
    centres = consts.ALIGNMENT_POS[version - 2]
    ends = {(centres[0], centres[0]), (centres[0], centres[-1]), (centres[-1], centres[0])}
    for row, column in {(one, other) for one in centres for other in centres} - ends:
        taken |= {(row + down, column + across) for down in range(-2, 3) for across in range(-2, 3)}
    if version >= 7:
        block = {(row, side - 11 + column) for row in range(6) for column in range(3)}
        taken |= block | {(column, row) for row, column in block}
    return taken
