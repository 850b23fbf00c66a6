"""Photographs and card scans of applicants, drawn ahead in processes of their own: they are half of the whole work."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import khidmat.documents
from khidmat.demo.population import Inhabitant
from khidmat.demo.portraits import portrait_of
from khidmat.demo.scans import scan

FONTS = Path(khidmat.documents.__path__[0]) / "fonts"
#: Pictures drawn and not yet used; each is 200 kB in memory.
AHEAD = 12
#: Width of a scan in pixels: readable on an officer's screen; 1,500 full ones would take 200 MB of the disk.
WIDTH = 720


@dataclass(frozen=True, slots=True)
class Pictures:
    """JPEGs of a photograph and of a card."""

    photo: bytes
    card: bytes


def drawn(people: Sequence[Inhabitant], *, processes: int) -> Iterator[Pictures]:
    """The pictures of each person, in order; with 0 processes they are drawn as they are asked for."""
    if not processes:
        yield from map(draw, people)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), _humble, (os.nice(0),)) as pool:
        waiting: list[Future[Pictures]] = []
        for person in people:
            waiting.append(pool.submit(draw, person))
            if len(waiting) > AHEAD:
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()


def draw(person: Inhabitant) -> Pictures:
    """Draw one person's photograph and card."""
    photo = portrait_of(person)
    return Pictures(photo, scan(person, fonts=FONTS, portrait=photo, width=WIDTH))


def _humble(nice: int) -> None:
    """Be no more pressing than the process that asked."""
    os.nice(max(0, nice - os.nice(0)))
