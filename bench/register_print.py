"""`register-print`: each of the 25 registers of a station and a year on paper, the facts in and the PDF out.

Everything is written through the operations that officers use; what is timed is the printing, as its page does it.
"""

import argparse
import time
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from bench import ground

GOAL = 3.0
STATION = "KSR-PS-01"
LETTER = {"sender": "ڈی پی او آفس قصور", "subject": "ماہانہ گوشوارہ", "action": "محرر"}


def main() -> None:
    """Fill a station's year, print every register, compare the slowest with the goal."""
    given = options()
    ground.begin("register-print")
    from khidmat.station.operations.registers import print_book
    from khidmat.station.public import every_register

    now = timezone.now()
    began = time.perf_counter()
    head = fill(given, now)
    print(f"{given.cases:,} cases, {given.letters:,} letters in {time.perf_counter() - began:.0f} s\n")
    report = ground.Report()
    table = ground.Table(("register", "lines", "s", "KB"))
    slowest = 0.0
    for one in every_register():
        since = time.perf_counter()
        paper = print_book(register=one.number, code=STATION, year=str(now.year), actor=head, now=now)
        took = time.perf_counter() - since
        slowest = max(slowest, took)
        table.add(one.roman, lines(one.number, head, now), took, len(paper) / 1024)
    table.print()
    report.at_most("the register of a station and a year, the slowest of 25", slowest, GOAL, "s")
    report.end()


def lines(number: int, head: Any, now: datetime) -> int:
    """How many lines a register has."""
    from khidmat.station.public import register_book

    found = register_book(head, number, STATION, str(now.year), now, of_whole_year=True)
    return sum(len(part.lines) for part in found.parts)


def fill(given: argparse.Namespace, now: datetime) -> Any:
    """Cases with an article each, and letters; gives the SHO."""
    from bench import district
    from khidmat.accounts.public import User, actor_for
    from khidmat.kernel.roles import Role
    from khidmat.org.public import office
    from khidmat.station import public as station

    district.engage("sho.bench", Role.STATION_HEAD, office(STATION), now - timedelta(days=400))
    head = actor_for(User.objects.get(username="sho.bench"), now=now)
    for number in range(given.cases):
        told = station.Told(
            told="سائیکل دکان کے باہر سے چوری ہوئی۔", matter="theft", name=f"اکرم {number}", father="اسلم",
            place_text="سبزی منڈی کے سامنے", offences="379 PPC",
        )  # fmt: skip
        complaint = station.take(told=told, actor=head, now=now)
        typed = station.Typed("379 PPC", head.user)
        case = station.register(complaint_id=complaint.pk, typed=typed, actor=head, now=now)
        station.deposit_all(
            station_id=head.office,
            fir_id=case.pk,
            articles=[station.Article("other", f"سائیکل نمبر {number}")],
            from_whom="اکرم ولد اسلم",
            happened_at=now,
            actor=head,
            now=now,
        )
    for number in range(given.letters):
        values = {**LETTER, "letter": f"{number}/R", "dated": date(now.year, 1, 1)}
        station.write_line(register=5, part="received", values=values, actor=head, now=now)
    return head


def options() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="./khidmat bench register_print")
    parser.add_argument("--cases", type=int, default=850, help="Kasur in 2022: 16,828 cases at 20 stations")
    parser.add_argument("--letters", type=int, default=1000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
