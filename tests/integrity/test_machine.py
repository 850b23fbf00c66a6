"""The whole station, 24 posts, any order: nothing that section 9 forbids is ever in the books."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from bench.whole.machine import run
from bench.whole.world import World
from khidmat.audit.verifying import verify

pytestmark = pytest.mark.usefixtures("committed")
#: Without these the run would have shown nothing.
REACHED = ("register", "take", "refuse", "_zimni", "_arrest", "produce", "_report", "prepare")


@pytest.mark.parametrize("events", [1000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_the_books_are_whole_whatever_happens(
    now: datetime, as_owner: Callable[[], Any], events: int
) -> None:
    world = World(now).begin()
    assert len(world.people) == 24
    with as_owner() as owner:
        owner.autocommit = True
        run(world, events, owner, every=250)
    assert [act for act in REACHED if not world.done[act]] == []
    assert sum(world.refused.values()) > events / 20
    assert verify().faults == ()
