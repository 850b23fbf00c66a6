"""`integrity`: the whole station under random and hostile acts; nothing that the law forbids is ever in the books.

    ./khidmat bench integrity [--events 1000000] [--every 5000] [--processes 2]

Each process plays a world of its own in a database of its own. Every line of `./khidmat manage books_verify` is counted
over what is new while it runs, over everything at each quarter, and every link of the ledger at the end.
"""

import argparse
import gc
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context

from bench import ground
from khidmat.ui.formats import KARACHI

#: A million events in ninety minutes.
GOAL_RATE = 1_000_000 / (90 * 60)
NAME = "bench_integrity_{}"


@dataclass(frozen=True, slots=True)
class Played:
    """What one process did, and how long it took."""

    posts: int
    done: int
    refused: int
    ledger: int
    linked: bool
    seconds: float
    counting: dict[str, float]


def main() -> None:
    """Play, count, verify, say how fast."""
    given = options()
    ground.begin("integrity")
    numbers = range(1, given.processes + 1)
    share = -(-given.events // given.processes)
    with ground.copies([NAME.format(number) for number in numbers]):
        jobs = [(number, share, given.every) for number in numbers]
        with get_context("fork").Pool(given.processes) as pool:
            played = pool.map(play, jobs, chunksize=1)
    say(played, share * given.processes)


def play(job: tuple[int, int, int]) -> Played:
    """One world from its first event to its last. Raises AssertionError where a line is not zero."""
    number, events, every = job
    ground.use(NAME.format(number))
    from bench.whole.machine import run
    from bench.whole.world import World
    from khidmat.audit.verifying import verify

    world = World(datetime(2026, 1, 5, 10, tzinfo=KARACHI), seed=number).begin()
    gc.freeze()
    began = time.perf_counter()

    def told(happened: int) -> None:
        rate = happened / (time.perf_counter() - began)
        print(f"  world {number}: {happened:9,} events, {rate:6.1f}/s", flush=True)

    with ground.watching() as owner:
        counting = run(world, events, owner, every, told)
    seconds = time.perf_counter() - began
    verdict = verify()
    done, refused = sum(world.done.values()), sum(world.refused.values())
    return Played(len(world.people), done, refused, verdict.events, verdict.faults == (), seconds, counting)


def say(played: Iterable[Played], events: int) -> None:
    """The figures of all worlds, and leave."""
    worlds = list(played)
    sums = {
        name: sum(getattr(one, name) for one in worlds) for name in ("posts", "done", "refused", "ledger")
    }
    print(
        "\n{posts} posts, {done:,} acts done, {refused:,} refused, {ledger:,} events of the ledger".format(
            **sums
        )
    )
    seconds = max(one.seconds for one in worlds)
    for what in ("new", "whole"):
        print(f"  counting what is {what}: {sum(one.counting[what] for one in worlds):,.1f} s in all worlds")
    report = ground.Report()
    report.holds("every line of books_verify is zero", met=True)
    report.holds("every link of the ledger holds", met=all(one.linked for one in worlds))
    report.at_least("events", events / seconds, GOAL_RATE, "/s")
    print(f"  at this rate 1,000,000 events take {1_000_000 / (events / seconds) / 60:,.0f} minutes")
    report.end()


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./khidmat bench integrity")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--every", type=int, default=5_000, help="events of a world between two counts")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
