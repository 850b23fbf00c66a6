"""`year`: a year of a district, 16,828 cases of twenty stations, through the operations that officers use.

Every case is told, registered with its diary entries, its number, its accused, its message and its ledger events, and
every day is closed. Then the report of crime by head must show the published column to the digit.
"""

import argparse
import os
import time
from datetime import date

from django.utils import timezone

from bench import ground

GOAL = 15 * 60


def main() -> None:
    """Play it, time it, compare what the report counts with what was printed."""
    parser = argparse.ArgumentParser(prog="./khidmat bench year")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    ground.begin("year")
    from khidmat.demo.loading import year
    from khidmat.demo.year import PRINTED

    began = time.perf_counter()
    year.engage(2)
    made = year.load(
        2, processes=given.processes, say=lambda done, total, text: print(f"{done:>7,} of {total:,} {text}")
    )
    took = time.perf_counter() - began
    report = ground.Report()
    report.at_most("a year of Kasur", took, GOAL, "s")
    report.holds(f"{made:,} FIRs", met=made == sum(PRINTED))
    began = time.perf_counter()
    found = column()
    print(f"the report took {(time.perf_counter() - began) * 1e3:.0f} ms")
    report.holds(f"the column of 2022 as printed: {found}", met=found == PRINTED)
    report.end()


def column() -> list[object]:
    """What the report of crime counts for 2022, head by head in the order of the table."""
    from khidmat.accounts.public import User, actor_for
    from khidmat.kernel.reports import Asked, by_code, sheet

    now = timezone.now()
    hina = actor_for(User.objects.get(username="hina"), now=now)
    asked = Asked(date(2022, 1, 1), date(2022, 12, 31), "KSR-DPO", "head", now)
    return [one.cells["registered"] for one in sheet(by_code("crime-by-head", hina), hina, asked).lines]


if __name__ == "__main__":
    main()
