"""`station-pages`: the pages of a station, and saving an FIR, with 1,000,000 FIRs and 20,000,000 diary entries stored.

Served as production serves them, to officers who are signed in, one request after another: what is held to the goal is
the page, not the queue. An FIR is saved by the operations that its page calls, with its diary entry, its number, its
ledger events and its message, on the same full store.
"""

import argparse
import time
from dataclasses import replace
from datetime import timedelta
from random import Random

from bench import ground, station_books
from bench.counter import Browser
from bench.serving import server, sign_in

GOAL_PAGE, GOAL_SAVE = 100.0, 150.0
HERE = "KSR-PS-01"
WHO = {"clerk": "rashid", "officer": "aslam", "circle": "farah", "district": "hina"}
WARM = 3
SAVED = 200


def main() -> None:
    """Store, serve, measure, compare with the goals."""
    given = options()
    ground.begin("station-pages", empty=not given.again)
    began = time.perf_counter()
    if not given.again:
        store(station_books.Size(given.firs, given.entries, given.days))
        print(f"{given.firs:,} FIRs and {given.entries:,} entries in {time.perf_counter() - began:.0f} s\n")
    times = pages(given.rounds)
    times |= saving()
    tell(times)


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./khidmat bench station-pages")
    parser.add_argument("--firs", type=int, default=1_000_000)
    parser.add_argument("--entries", type=int, default=20_000_000)
    parser.add_argument("--days", type=int, default=7_000, help="over which they lie")
    parser.add_argument("--again", action="store_true", help="measure what is stored there already")
    parser.add_argument("--rounds", type=int, default=60, help="requests of each page")
    return parser.parse_args()


def store(size: station_books.Size) -> None:
    """The posts of Kasur, one real case of today, and everything before it."""
    from django.utils import timezone

    from khidmat.demo import year as of_year
    from khidmat.demo.loading import year

    year.engage(2)
    case = next(case for case in of_year.cases(HERE, 2) if case.head == "THEFT")
    year.register(replace(case, at=timezone.now()), year.staff_of(HERE))
    with ground.superuser() as link:
        station_books.fill(link, size)
    ground.settle()


def pages(rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each page, by page and post."""
    found: dict[str, list[float]] = {}
    with server() as site:
        browsers = {who: Browser(site.port, sign_in(name)) for who, name in WHO.items()}
        rng = Random(3)
        for number in range(rounds + WARM):
            for who, kind, path in asked(rng):
                browsers[who].get(kind, path)
            if number + 1 == WARM:  # the first ones fill the server's own memory
                for browser in browsers.values():
                    browser.times.clear()
        for browser in browsers.values():
            found |= {kind: [one * 1e3 for one in each] for kind, each in browser.times.items()}
    return found


def asked(rng: Random) -> list[tuple[str, str, str]]:
    """Who opens which page, the old ones as likely as the new."""
    from khidmat.station.models import DiaryDay, Fir

    mine = Fir.objects.filter(station__code=HERE)
    newest = mine.order_by("-registered_at")[rng.randrange(50)]
    old = mine.filter(registered_at__lt=newest.registered_at - timedelta(days=rng.randint(30, 2000)))
    any_one = old.order_by("-registered_at").first() or newest
    day = DiaryDay.objects.filter(station__code=HERE, closed_at__isnull=False).order_by("-day")[
        rng.randrange(400)
    ]
    number = f"?number={any_one.number}&year={any_one.year}"
    return [
        ("clerk", "desk list", "/duty/desk/"),
        ("circle", "desk list, circle", "/duty/desk/"),
        ("district", "desk list, district", "/duty/desk/"),
        ("district", "all complaints, district", "/duty/desk/?show=all"),
        ("clerk", "FIR list, register I", "/duty/fir/"),
        ("district", "FIR list, district", "/duty/fir/"),
        ("clerk", "FIR search by number", f"/duty/fir/{number}"),
        ("district", "FIR search, district", f"/duty/fir/{number}"),
        ("clerk", "FIR page", f"/duty/fir/{any_one.pk}/"),
        ("clerk", "diary today", "/duty/diary/"),
        ("clerk", "diary day", f"/duty/diary/days/{day.pk}/"),
        ("clerk", "diary days", "/duty/diary/days/"),
        ("officer", "my cases", "/duty/investigation/"),
        ("officer", "pending cases", "/duty/cases/"),
        ("district", "pending cases, district", "/duty/cases/"),
        ("circle", "cases to review, circle", "/duty/investigation/review/"),
        ("clerk", "home", "/duty/"),
        ("district", "figures: pendency", "/duty/reports/pendency/"),
    ]


def saving() -> dict[str, list[float]]:
    """Milliseconds of taking a complaint and of registering it, at each station in turn."""
    from django.utils import timezone

    from khidmat.demo import year as of_year
    from khidmat.demo.loading import year
    from khidmat.station import public as station

    codes = of_year.stations()
    staff = {code: year.staff_of(code) for code in codes}
    cases = {code: of_year.cases(code, 3) for code in codes}
    found: dict[str, list[float]] = {"take a complaint": [], "save an FIR": []}
    for number in range(SAVED + len(codes)):
        code = codes[number % len(codes)]
        case, mine, now = next(cases[code]), staff[code], timezone.now()
        typed = station.Typed(
            case.sections, mine.officer.user_id, accused=case.accused, steps=station.STEPS, head=case.head
        )
        began = time.perf_counter()
        complaint = station.take(told=case.told, actor=mine.desk, now=now)
        taken = time.perf_counter()
        station.register(complaint_id=complaint.pk, typed=typed, actor=mine.clerk, now=now)
        if number >= len(codes):  # the first at each station opens its day
            found["take a complaint"].append((taken - began) * 1e3)
            found["save an FIR"].append((time.perf_counter() - taken) * 1e3)
    return found


def tell(times: dict[str, list[float]]) -> None:
    """Print each page and hold its p95 against the goal."""
    table, report = ground.Table(("milliseconds", "p50", "p95", "longest")), ground.Report()
    for name, each in times.items():
        table.add(name, ground.quantile(each, 0.5), ground.quantile(each, 0.95), max(each))
    table.print()
    for name, each in times.items():
        goal = GOAL_SAVE if name in ("save an FIR", "take a complaint") else GOAL_PAGE
        report.at_most(f"{name}, p95", ground.quantile(each, 0.95), goal, "ms")
    report.end()


if __name__ == "__main__":
    main()
