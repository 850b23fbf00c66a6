"""`command`: the district's day as its DPO opens it, and a month's statement, 100,000 applications stored.

Served as production serves it, by the clock. A miss prints where the page's time goes, function by function.
"""

import argparse
import time
from itertools import cycle

from django.utils import timezone

from bench import ground, pages
from bench.client import Answer, Client, Request, get
from bench.serving import Served, server, sign_in

GOAL_P95 = 100.0
RATE = 5.0
PAGES = {
    "day": "/duty/today/",
    "statement": "/duty/reports/statement-of-services/",
    "lateness": "/duty/reports/lateness/?by=office",
    "work": "/duty/reports/work-of-officers/",
    "rows": "/duty/reports/statement-of-services/rows/?column=pending",
}


def main() -> None:
    """Store, serve, measure each page, compare the day with its goal."""
    given = options()
    ground.begin("command")
    began = time.perf_counter()
    found = pages.store(given.applications)
    cookies = [dpo(number) for number in range(4)]
    print(
        f"{found['stored']:,} applications ({found['open']:,} open) in {time.perf_counter() - began:.0f} s\n"
    )
    report = ground.Report()
    table = ground.Table((f"{RATE:.0f} requests/s, open loop", "answers", "p50 ms", "p95 ms", "p99 ms", "KB"))
    answers = {}
    with server() as site:
        for name, path in PAGES.items():
            ask(site, [get(name, path, cookie) for cookie in cookies], seconds=3)
            answers[name] = ask(site, [get(name, path, cookie) for cookie in cookies], seconds=given.seconds)
            size = ground.median([one.size / 1024 for one in answers[name]])
            table.add(name, len(answers[name]), *quantiles(answers[name]), size)
    table.print()
    fine = all(one.status == 200 for found in answers.values() for one in found)
    report.holds("every answer was 200", met=fine)
    p95 = quantiles(answers["day"])[1]
    report.at_most("the DPO's day, p95", p95, GOAL_P95, "ms")
    if p95 > GOAL_P95:
        profile()
    report.end()


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./khidmat bench command")
    parser.add_argument("--applications", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=15.0, help="each page")
    return parser.parse_args()


def dpo(number: int) -> str:
    """A browser of the district's officer, who is posted when the first one signs in."""
    from bench import district
    from khidmat.accounts.public import User
    from khidmat.kernel.roles import Role
    from khidmat.org.public import office

    name = "dpo.bench"
    if number == 0 and not User.objects.filter(username=name).exists():
        district.engage(name, Role.DISTRICT_OFFICER, office(district.KASUR), timezone.now())
    return sign_in(name)


def ask(site: Served, requests: list[Request], *, seconds: float) -> list[Answer]:
    """The requests in turn, by the clock."""
    return Client(site.port).open_loop(cycle(requests), rate=RATE, seconds=seconds)


def quantiles(answers: list[Answer]) -> tuple[float, ...]:
    """Milliseconds of the middle, the 95th and the 99th hundredth."""
    times = [one.seconds * 1e3 for one in answers]
    return tuple(ground.quantile(times, share) for share in (0.5, 0.95, 0.99))


def profile() -> None:
    """Print where the day's time goes."""
    from pyinstrument import Profiler

    from khidmat.accounts.public import User, actor_for
    from khidmat.command.day import day

    now = timezone.now()
    actor = actor_for(User.objects.get(username="dpo.bench"), now=now)
    with Profiler() as profiler:
        for _page in range(20):
            day(actor, chosen="", now=now)
    print(profiler.output_text(unicode=True, show_all=False))


if __name__ == "__main__":
    main()
