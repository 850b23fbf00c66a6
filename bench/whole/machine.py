"""The machine: Hypothesis draws what happens next, and the books are counted while it runs."""

from collections.abc import Callable
from random import Random
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from bench.whole import investigating, keeping, meddling, telling
from bench.whole.world import Matter, World
from khidmat.station import integrity
from khidmat.station.models import Complaint

#: Events of one example: more would not fit what Hypothesis draws for one.
STEPS = 100
SEED, MINUTES = st.integers(0, 2**40), st.integers(0, 4)
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

    @rule(seed=SEED, minutes=MINUTES)
    def something_happens(self, seed: int, minutes: int) -> None:
        """The next event. One rule: of many, Hypothesis leaves some out for a whole example."""
        self.watch.event(lambda: self._happens(seed, minutes))

    def _happens(self, seed: int, minutes: int) -> None:
        # Hypothesis likes to draw a number again; what it decides differs all the same.
        chance = Random(f"{seed}/{self.watch.happened}")
        self.world.passes(600 if chance.random() < NIGHT else minutes)
        chance.choices(list(ACTS), list(ACTS.values()))[0](self.world, chance)


class Watch:
    """Counts the events and the books. After a fault, or when it is enough, nothing happens any more.

    Hypothesis plays what raises once more, to make it small; but here the world has gone on, and cannot.
    """

    def __init__(self, events: int, every: int, ask: integrity.Ask, told: Callable[[int], None]) -> None:
        self.events, self.every, self.ask, self.told = events, every, ask, told
        self.happened = 0
        self.fault: Exception | None = None

    def event(self, act: Callable[[], None]) -> None:
        """One event, and now and then the count."""
        if self.fault or self.happened == self.events:
            return
        try:
            act()
            self.happened += 1
            if self.happened % self.every == 0 or self.happened == self.events:
                whole(self.ask)
                self.told(self.happened)
        except Exception as fault:  # noqa: BLE001
            self.fault = fault


def run(
    world: World, events: int, ask: integrity.Ask, every: int, told: Callable[[int], None] = print
) -> None:
    """Let so many events happen; count every line after each `every` of them, and at the end."""
    watch = Watch(events, every, ask, told)
    bound: Any = type("Bound", (Station,), {"world": world, "watch": watch})
    how = settings(
        max_examples=events // STEPS * 3 + 10, stateful_step_count=STEPS, deadline=None, database=None,
        derandomize=True, phases=(Phase.generate,), suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(bound, settings=how)
    if watch.fault:
        raise watch.fault
    if watch.happened < events:
        raise AssertionError(f"only {watch.happened} of {events} events happened")


def whole(ask: integrity.Ask) -> None:
    """Raise AssertionError where a line is not zero."""
    wrong = {name: found[:3] for name, found in integrity.counts(ask).items() if found}
    if wrong:
        raise AssertionError(f"the books do not hold: {wrong}")
