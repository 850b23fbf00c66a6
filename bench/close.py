"""`close`: a day of 2,000 receipts at one centre is closed and balances, drawers and refunds included.

Every receipt was taken by the operation that the counter calls, one after the other; what is timed is the in-charge's
close, the counting of a drawer before it, and the page from which he closes.
"""

import argparse
import time
from collections.abc import Callable
from functools import partial

from bench import ground

GOAL = 1.0
TELLERS, REFUNDS, ROUNDS = 10, 20, 5
OFFICE = "PB-KSR-KM01"


def main() -> None:
    """Take the money of a day, close it, compare with the goal."""
    given = options()
    ground.begin("close")
    from bench import paying

    report, counter = ground.Report(), paying.Counter(OFFICE, TELLERS)
    pages, counts, closes = [], [], []
    for number in range(given.rounds):
        day = counter.day(ago=number, receipts=given.receipts, refunds=REFUNDS)
        ground.settle()
        counts += counter.count(day)
        pages.append(_timed(partial(counter.look, day)))
        closes.append(_timed(partial(counter.close, day)))
        report.holds(
            f"day {number + 1} balances to the rupee", met=counter.balances(day, given.receipts, REFUNDS)
        )
    report.holds("receipts and refunds have their numbers in a row", met=counter.numbers_run())
    print(f"  each receipt was taken in {ground.median(counter.taken) * 1e3:.1f} ms, one after the other")
    report.at_most(
        f"closing {given.receipts:,} receipts, the slowest of {given.rounds}", max(closes), GOAL, "s"
    )
    report.at_most("its page, the slowest", max(pages), GOAL, "s")
    report.at_most(f"counting one of {TELLERS} drawers, the slowest", max(counts), GOAL, "s")
    report.end()


def _timed(act: Callable[[], None]) -> float:
    since = time.perf_counter()
    act()
    return time.perf_counter() - since


def options() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--receipts", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
