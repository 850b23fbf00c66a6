"""The machine: Hypothesis draws what happens next, and the books are counted while it runs."""

from collections.abc import Callable
from random import Random
from time import perf_counter
from typing import Any, ClassVar

import psycopg
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from bench.whole import investigating, keeping, meddling, telling
from bench.whole.world import Matter, World
from khidmat.station import integrity
from khidmat.station.models import Complaint

Owner = psycopg.Connection[tuple[Any, ...]]

#: Events of one example: more would not fit what Hypothesis draws for one.
STEPS = 100
#: Examples of one run of Hypothesis, which remembers all that it drew.
EXAMPLES = 100
#: How often in a run everything is counted.
WHOLE = 4
DRAWN, MINUTES = st.integers(0, 2**40), st.integers(0, 4)
#: How often half a day passes.
NIGHT = 0.01
#: How often nobody comes back to a matter that is decided.
RESTS = 0.4


def matter_goes_on(world: World, chance: Random) -> None:
    """One of the open matters takes its next step."""
    if not world.matters:
        telling.take(world, chance)
        return
    one: Matter = chance.choice(world.matters)
    if one.fir is not None:
        investigating.goes_on(world, one, chance)
    elif Complaint.objects.get(pk=one.complaint).status == "received":
        telling.decide(world, one, chance)
    else:
        telling.reopen(world, one, chance)
        if chance.random() < RESTS:
            world.matters.remove(one)


#: What happens, and how often.
ACTS: dict[Callable[[World, Random], None], int] = {
    matter_goes_on: 60,
    telling.take: 5,
    keeping.hold: 16,
    keeping.keep: 12,
    telling.keep_diary: 5,
    meddling.meddle: 5,
}


class Station(RuleBasedStateMachine):
    """On committed data that stays from example to example: one world, as old as the run."""

    world: ClassVar[World]
    watch: ClassVar["Watch"]

    @rule(drawn=DRAWN, minutes=MINUTES)
    def something_happens(self, drawn: int, minutes: int) -> None:
        """The next event. One rule: of many, Hypothesis leaves some out for a whole example."""
        self.watch.event(lambda: self._happens(drawn, minutes))

    def _happens(self, drawn: int, minutes: int) -> None:
        # Hypothesis likes to draw a number again; what it decides differs all the same.
        chance = Random(f"{self.world.seed}/{drawn}/{self.watch.happened}")
        self.world.passes(600 if chance.random() < NIGHT else minutes)
        chance.choices(list(ACTS), list(ACTS.values()))[0](self.world, chance)


class Watch:
    """Counts the events and the books. After a fault, or when it is enough, nothing happens any more.

    Hypothesis plays what raises once more, to make it small; but here the world has gone on, and cannot.
    """

    def __init__(self, events: int, every: int, owner: Owner, told: Callable[[int], None]) -> None:
        self.events, self.every, self.told = events, every, told
        self.ask: integrity.Ask = lambda sql: [str(row[0]) for row in owner.execute(sql).fetchall()]
        self.lately = integrity.Lately(self.ask, owner.execute)
        self.happened = 0
        #: Seconds spent counting: what is new, and everything.
        self.counting = {"new": 0.0, "whole": 0.0}
        self.fault: Exception | None = None

    def event(self, act: Callable[[], None]) -> None:
        """One event, and now and then the count."""
        if self.fault or self.happened == self.events:
            return
        try:
            act()
            self.happened += 1
            self._count()
        except Exception as fault:  # noqa: BLE001
            self.fault = fault

    def _count(self) -> None:
        """What is new each time; everything a few times, for what was undone or is gone, and at the end."""
        last = self.happened == self.events
        if last or self.happened % self.every == 0:
            self._hold("new", lambda: self.lately.counts(integrity.LINES))
            self.told(self.happened)
        if last or self.happened % max(self.every, self.events // WHOLE) == 0:
            self._hold("whole", lambda: integrity.counts(self.ask))

    def _hold(self, what: str, count: Callable[[], dict[str, list[str]]]) -> None:
        began = perf_counter()
        wrong = {name: found[:3] for name, found in count().items() if found}
        self.counting[what] += perf_counter() - began
        if wrong:
            raise AssertionError(f"the books do not hold: {wrong}")


def run(
    world: World, events: int, owner: Owner, every: int, told: Callable[[int], None] = print
) -> dict[str, float]:
    """Let so many events happen; count after each `every` of them, and at the end. Returns the seconds of counting."""
    watch = Watch(events, every, owner, told)
    bound: Any = type("Bound", (Station,), {"world": world, "watch": watch})
    while watch.happened < events and not watch.fault:
        before = watch.happened
        how = settings(
            max_examples=min(EXAMPLES, -(-(events - before) // STEPS)), stateful_step_count=STEPS, deadline=None,
            database=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        run_state_machine_as_test(seed(world.seed + before)(bound), settings=how)
        if watch.happened == before:
            raise watch.fault or AssertionError(f"only {before} of {events} events happened")
    if watch.fault:
        raise watch.fault
    return watch.counting
