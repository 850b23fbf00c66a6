"""`year`: a year of a district, 16,828 cases of twenty stations, through the operations that officers use.

Every case is told, registered with its diary entries, its number, its accused, its message and its ledger events, and
every day is closed; at the stations that are followed each case goes on to its end. Then the report of crime by head
must show the published column to the digit, and every case of the year stands in one column of the outcomes.
"""

import argparse
import os
import time
from datetime import date

from django.utils import timezone

from bench import ground
from khidmat.kernel.reports import Asked, Sheet, by_code, sheet

GOAL = 15 * 60
#: The columns of the outcomes that divide the cases among themselves.
STANDS = ("investigated", "challaned", "cancelling", "cancelled", "untraced", "transferred", "decided")


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
    found_at = outcomes()
    print("what became of them:", ", ".join(f"{code} {count:,}" for code, count in found_at.items()))
    ends = sum(found_at[code] for code in STANDS)
    report.holds("every case stands in one column", met=found_at["registered"] == ends == made)
    report.end()


def column() -> list[object]:
    """What the report of crime counts for 2022, head by head in the order of the table."""
    return [one.cells["registered"] for one in _sheet("crime-by-head").lines]


def outcomes() -> dict[str, int]:
    """What became of the cases of 2022 by its last day."""
    return {code: int(str(cell)) for code, cell in _sheet("outcomes-of-cases").total.items()}


def _sheet(code: str) -> Sheet:
    """A report of the district for 2022."""
    from khidmat.accounts.public import User, actor_for

    now = timezone.now()
    hina = actor_for(User.objects.get(username="hina"), now=now)
    asked = Asked(date(2022, 1, 1), date(2022, 12, 31), "KSR-DPO", "head", now)
    return sheet(by_code(code, hina), hina, asked)


if __name__ == "__main__":
    main()
