"""The world of the whole-station run: matters under way, the hour, and one event after another on committed data."""

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.db import transaction

from bench.whole import posts
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import DomainError
from khidmat.org.public import office

#: Matters that somebody may still turn to; older ones rest.
OPEN = 14
#: Three times of four the right hand acts: by chance alone nothing would come to a verdict.
LUCK = 0.75


@dataclass
class Matter:
    """A complaint, then its FIR, at a station; `planted`: the name that may stand nowhere open."""

    complaint: UUID
    station: str
    planted: str = ""
    fir: UUID | None = None


@dataclass
class World:
    """Everything that the acts need to know."""

    now: datetime
    #: Two worlds of different seeds go different ways.
    seed: int = 0
    people: dict[str, Actor] = field(default_factory=dict)
    matters: deque[Matter] = field(default_factory=lambda: deque(maxlen=OPEN))
    arrests: deque[tuple[UUID, str]] = field(default_factory=lambda: deque(maxlen=OPEN))
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    planted: int = 0

    def begin(self) -> "World":
        """Post everybody, a month before the first act."""
        with transaction.atomic():
            self.people = posts.engage(self.now - timedelta(days=30))
        self.stations = {code: office(code) for code in posts.STATIONS}
        self.skews = {
            name: timedelta(seconds=Random(name).randint(*posts.SKEW)) for name in sorted(self.people)
        }
        return self

    def name(self) -> str:
        """A name that is found again wherever it is written."""
        self.planted += 1
        return f"Zqx{self.planted:06}q"

    def attempt(self, what: str, act: Callable[[], object]) -> object:
        """Do it, or have it refused in words: a refusal by the database alone is a fault and is not caught."""
        try:
            made = act()
        except DomainError:
            self.refused[what] += 1
            return None
        self.done[what] += 1
        return made

    def who(self, right: str, station: str, chance: Random) -> tuple[str, Actor, datetime]:
        """The right hand, or anybody; the hour of his machine."""
        name = posts.hand(right, station)
        if chance.random() > LUCK:
            name = chance.choice(sorted(self.people))
        return name, self.people[name], self.now + self.skews[name]

    def passes(self, minutes: int) -> None:
        """Time passes."""
        self.now += timedelta(minutes=minutes)
