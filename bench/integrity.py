"""`integrity`: the whole station under random and hostile acts; nothing that the law forbids is ever in the books.

    ./khidmat bench integrity [--events 1000000] [--every 5000]

Every line of `./khidmat manage books_verify` is counted while it runs, and every link of the ledger at the end.
"""

import argparse
import time
from datetime import datetime

from bench import ground
from khidmat.ui.formats import KARACHI

#: A million events in ninety minutes.
GOAL_RATE = 1_000_000 / (90 * 60)


def main() -> None:
    """Play, count, verify, say how fast."""
    given = options()
    ground.begin("integrity")
    from bench.whole.machine import run
    from bench.whole.world import World
    from khidmat.audit.verifying import verify

    world = World(datetime(2026, 1, 5, 10, tzinfo=KARACHI)).begin()
    began = time.perf_counter()

    def told(happened: int) -> None:
        print(f"  {happened:9,} events, {happened / (time.perf_counter() - began):6.1f}/s", flush=True)

    with ground.watching() as owner:
        run(
            world,
            given.events,
            lambda sql: [str(row[0]) for row in owner.execute(sql).fetchall()],
            given.every,
            told,
        )
    seconds = time.perf_counter() - began
    verdict = verify()
    done, refused = sum(world.done.values()), sum(world.refused.values())
    print(
        f"\n{len(world.people)} posts, {done:,} acts done, {refused:,} refused, {verdict.events:,} events of the ledger"
    )
    report = ground.Report()
    report.holds("every line of books_verify is zero", met=True)
    report.holds("every link of the ledger holds", met=verdict.faults == ())
    report.at_least("events", given.events / seconds, GOAL_RATE, "/s")
    print(f"  at this rate 1,000,000 events take {1_000_000 / (given.events / seconds) / 60:,.0f} minutes")
    report.end()


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./khidmat bench integrity")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--every", type=int, default=5_000, help="events between two counts")
    return parser.parse_args()


if __name__ == "__main__":
    main()
