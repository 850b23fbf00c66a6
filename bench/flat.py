"""`flat`: does the journey slow down as files pile up? Its p95 by step at 10,000 and at 2,000,000 stored applications.

The same lives and the same pages, one after another with nothing beside them, before and after the store is made two
hundred times as large. The rows are copies of real ones and lie in the past, as in a district after many years; how
many are open stays what it is. A step that grows by more than the goal is named, with its two numbers.
"""

import argparse
import time
from random import Random
from uuid import UUID

from bench import ground
from bench.cloning import multiply, stored
from bench.counter import Browser
from bench.serving import server, sign_in

GOAL = 1.3
TEMPLATES, OPEN = 60, 2_000
#: Copies made in one transaction, and the number of the first one in the larger store.
STEP, SECOND = 2_000, 1_000
#: What a step may differ by chance alone: below it a ratio says nothing.
NOISE_MS = 2.0
Times = dict[str, list[float]]


def main() -> None:
    """Store a little, measure, store much, measure again, compare."""
    given = options()
    ground.begin("flat", empty=not given.again)
    if given.again:
        tell_one(measured(given, held()))
        return
    played = prepare(given)
    small = measured(given, given.small)
    grow(played, given.large - given.small, first=300_000_000, start=SECOND)
    large = measured(given, given.large)
    tell(given, small, large)


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./khidmat bench flat")
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=2_000_000)
    parser.add_argument("--lives", type=int, default=100, help="lives and rounds of pages at each size")
    parser.add_argument("--again", action="store_true", help="measure only, on what an earlier run stored")
    return parser.parse_args()


def held() -> int:
    """How many applications are stored."""
    from khidmat.services.models import Application

    return Application.objects.count()


def prepare(given: argparse.Namespace) -> list[UUID]:
    """Offices and the smaller store; the lives that were played and may be copied further."""
    from bench import district
    from bench.playing import Player
    from bench.templates import play_some

    district.build()
    play_some(Player(), issued=TEMPLATES, waiting=OPEN // 50)
    with ground.owner() as link:
        waiting = stored(link, ["under_verification"])
        multiply(link, waiting, copies=49, hours_apart=1, first=100_000_000)
        played = stored(link, ["issued"])
    grow(played, given.small - OPEN, first=200_000_000, start=1)
    return played


def grow(played: list[UUID], applications: int, *, first: int, start: int) -> None:
    """So many more that have ended, each copy an hour older than the one before."""
    began = time.perf_counter()
    with ground.superuser() as link:
        for begin in range(0, applications // TEMPLATES, STEP):
            copies = min(STEP, applications // TEMPLATES - begin)
            multiply(
                link, played, copies=copies, hours_apart=1, first=first, start=start + begin, checked=False
            )
    ground.settle()
    print(f"{applications:,} applications more in {time.perf_counter() - began:.0f} s")


def measured(given: argparse.Namespace, stored: int) -> Times:
    """Lives and pages at this size, each time in milliseconds by step."""
    from bench.playing import Player
    from bench.templates import kasur

    player = Player()
    for key, citizen in fresh_drafts(given.lives, first=stored):
        player.approve(str(key), citizen)
        player.issue(str(key))
        player.finished([str(key)])
    with server() as site:
        names = {"officer": "dsp.ksr-dpo", "station": f"sho.{kasur()[0][0].code.lower()}"}
        browsers = {who: Browser(site.port, sign_in(name)) for who, name in names.items()}
        rng = Random(stored)
        for number in range(given.lives + 5):
            if number == 5:  # the first ones fill the server's own memory
                for browser in browsers.values():
                    browser.times.clear()
            for who, kind, path in pages(rng):
                browsers[who].get(kind, path)
    took = dict(player.costs.walls)
    for browser in browsers.values():
        took |= browser.times
    return {name: [one * 1e3 for one in each] for name, each in took.items()}


def fresh_drafts(count: int, *, first: int) -> list[tuple[str, object]]:
    """Drafts of new people, ready to be sent."""
    from bench.lives import Seed, drafts
    from bench.templates import kasur
    from khidmat.services.models import Application

    made = drafts(Seed(600_000_000 + first, count), *kasur())
    return [
        (key, citizen)
        for key, citizen in Application.objects.filter(pk__in=made).values_list("pk", "citizen_id")
    ]


def pages(rng: Random) -> list[tuple[str, str, str]]:
    """Who opens which page: lists, a file, its paper, the day and its rows, a verification."""
    from khidmat.documents.models import Certificate
    from khidmat.services.models import Application

    sent = Application.objects.filter(district__code="KSR-DPO", submitted_at__isnull=False)
    file = sent.filter(status="under_verification").order_by("due_at", "id")[rng.randrange(50)]
    paper = Certificate.objects.filter(status="valid").order_by("-pk")[rng.randrange(50)]
    statement = "/duty/reports/statement-of-services/"
    return [
        ("officer", "worklist", "/duty/applications/"),
        ("officer", "ready to decide", "/duty/applications/?show=ready"),
        ("officer", "file", f"/duty/applications/{file.pk}/"),
        ("officer", "certificates", "/duty/certificates/"),
        ("officer", "the district's day", "/duty/today/"),
        ("officer", "verify a code", f"/v/{paper.code}"),
        ("station", "verifications", "/duty/verifications/"),
        ("officer", "rows behind a figure", f"{statement}rows/?column=pending"),
    ]


def tell_one(times: Times) -> None:
    """Print each step's p95, for who looks for what is slow in a large store."""
    table = ground.Table(("step, p95 ms", f"{held():,}"))
    for step, each in times.items():
        table.add(step, ground.quantile(each, 0.95))
    table.print()


def tell(given: argparse.Namespace, small: Times, large: Times) -> None:
    """Print each step's p95 at both sizes, and hold the ratio of the whole and of each step against the goal."""
    heads = ("step, p95 ms", f"{given.small:,}", f"{given.large:,}", "ratio")
    table, report = ground.Table(heads), ground.Report()
    sums, grown = [0.0, 0.0], []
    for step in small:
        one, other = (ground.quantile(times[step], 0.95) for times in (small, large))
        table.add(step, one, other, other / one)
        sums = [sums[0] + one, sums[1] + other]
        if other > one * GOAL and other - one > NOISE_MS:
            grown.append(step)
    table.add("the whole journey", *sums, sums[1] / sums[0])
    table.print()
    report.at_most("the journey's p95, larger store beside smaller", sums[1] / sums[0], GOAL, "x")
    report.holds(f"no step grows by more ({', '.join(grown) or 'none does'})", met=not grown)
    report.end()


if __name__ == "__main__":
    main()
