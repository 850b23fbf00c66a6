"""Photographs and card scans of applicants, drawn ahead in processes of their own: they are half of the whole work."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeAlias

import khidmat.documents
from khidmat.demo.population import Inhabitant
from khidmat.demo.portraits import portrait_of
from khidmat.demo.scans import scan

FONTS = Path(khidmat.documents.__path__[0]) / "fonts"
#: Requests that lie with the drawing processes.
AHEAD = 12
#: Width of a scan in pixels: readable on an officer's screen; 1,500 full ones would take 200 MB of the disk.
WIDTH = 720


@dataclass(frozen=True, slots=True)
class Pictures:
    """JPEGs of a photograph and of a card."""

    photo: bytes
    card: bytes


Link: TypeAlias = "Connection[Inhabitant, Pictures]"


def drawn(people: Sequence[Inhabitant], *, processes: int) -> Iterator[Pictures]:
    """The pictures of each person, in order; with 0 processes they are drawn as they are asked for.

    The processes begin now, not with the first question: what else is to be done first is done meanwhile.
    """
    if not processes or not people:
        return (draw(person) for person in people)
    links = [_artist() for _number in range(processes)]
    asked = [(links[at % processes], person) for at, person in enumerate(people)]
    for link, person in asked[:AHEAD]:
        link.send(person)
    return _collected(links, asked)


def _collected(links: list[Link], asked: list[tuple[Link, Inhabitant]]) -> Iterator[Pictures]:
    """Give what was asked for, in order; for every picture that comes another is asked for."""
    try:
        for at, (link, _person) in enumerate(asked):
            for later, person in asked[at + AHEAD : at + AHEAD + 1]:
                later.send(person)
            yield link.recv()
    finally:
        for link in links:
            link.close()


def draw(person: Inhabitant) -> Pictures:
    """Draw one person's photograph and card."""
    photo = portrait_of(person)
    return Pictures(photo, scan(person, fonts=FONTS, portrait=photo, width=WIDTH))


def _artist() -> Link:
    """Start a process that draws whoever is sent to it, as pressing as we are.

    It has one end of a pipe and nothing else of ours, so that it ends when we do, killed or not.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    context.Process(target=_draw_until_closed, args=(theirs, os.nice(0)), daemon=True).start()
    theirs.close()
    return ours


def _draw_until_closed(link: "Connection[Pictures, Inhabitant]", nice: int) -> None:
    os.nice(max(0, nice - os.nice(0)))
    try:
        while True:
            link.send(draw(link.recv()))
    except (EOFError, OSError):
        return
