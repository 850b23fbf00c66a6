"""`pages`: the certificate officer's worklist and the page of an application, 100,000 applications stored.

Served as production serves them, to officers who are signed in. First by the clock, 100 requests a second; then 32
clients who each ask again at once, beside a bare list page on the same server, database and packages.
"""

import argparse
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import cycle
from random import Random
from typing import Any

from bench import ground, processors
from bench.client import Answer, Client, Request, get
from bench.cloning import multiply, stored
from bench.serving import BARE, Served, server, sign_in

Found = dict[str, Any]

GOAL_P95, GOAL_SHARE = 100.0, 0.4
RATE, CLIENTS = 100.0, 32
#: Of the applications stored, how many are still open.
OPEN_SHARE = 0.05
TEMPLATES, OPEN_TEMPLATES = 60, 40


def main() -> None:
    """Store, serve, measure, compare with the goals."""
    given = options()
    ground.begin("pages")
    began = time.perf_counter()
    found = store(given.applications)
    print(
        f"{found['stored']:,} applications ({found['open']:,} open) in {time.perf_counter() - began:.0f} s\n"
    )
    report = ground.Report()
    with server() as site:
        measure(site, found, "warm", rate=20, seconds=min(5, given.seconds))
        by_the_clock = measure(site, found, "both", rate=RATE, seconds=given.seconds)
        runs = {k: measure(site, found, k, seconds=given.closed) for k in ("worklist", "application")}
    with server(BARE) as site:
        measure(site, found, "bare", seconds=1)
        runs["bare"] = measure(site, found, "bare", seconds=given.closed)
    tell_open(by_the_clock, report)
    tell_closed(runs, report)
    report.end()


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./khidmat bench pages")
    parser.add_argument("--applications", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=30.0, help="open loop")
    parser.add_argument("--closed", type=float, default=10.0, help="closed loop, each page")
    parser.add_argument("--client", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def store(applications: int) -> Found:
    """Play a hundred lives in Kasur, multiply them, sign officers in."""
    from bench import district
    from bench.playing import Player
    from bench.templates import play_some
    from khidmat.org.public import office
    from khidmat.services.models import Application
    from khidmat.services.states import OPEN

    district.build()
    player = Player()
    play_some(player, issued=TEMPLATES, waiting=OPEN_TEMPLATES)
    still_open = int(applications * OPEN_SHARE)
    with ground.owner() as link:
        multiply(
            link,
            stored(link, ["issued"]),
            copies=(applications - still_open) // TEMPLATES,
            hours_apart=2,
            first=100_000_000,
        )
        multiply(
            link,
            stored(link, [str(one) for one in OPEN]),
            copies=still_open // OPEN_TEMPLATES,
            hours_apart=1,
            first=500_000_000,
        )
    ground.settle()
    shown = Application.objects.filter(submitted_at__isnull=False)
    keys = [str(key) for key in shown.order_by("ref").values_list("pk", flat=True)[::97]]
    return {
        "stored": shown.count(),
        "open": shown.filter(status__in=OPEN).count(),
        "district": str(office(district.KASUR).pk),
        "cookies": [sign_in(f"dsp.{district.KASUR.lower()}") for _browser in range(8)],
        "keys": keys,
    }


@dataclass(frozen=True)
class Run:
    """Answers, and what a request took of the processors, in the server and in the database, in milliseconds."""

    answers: list[Answer]
    seconds: float
    server: float
    database: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.answers) / self.seconds

    @property
    def fine(self) -> bool:
        """Whether every answer was a page."""
        return all(one.status == 200 for one in self.answers)

    def quantiles(self, kind: str = "") -> tuple[float, ...]:
        """Milliseconds of the middle, the 95th and the 99th hundredth, of one kind of page or all."""
        times = [one.seconds * 1e3 for one in self.answers if kind in (one.kind, "")]
        return tuple(ground.quantile(times, share) for share in (0.5, 0.95, 0.99))


def measure(site: Served, found: Found, what: str, *, rate: float = 0.0, seconds: float) -> Run:
    """Ask from a process of its own, so that the measuring does not wait for the bench."""
    ask = {"port": site.port, "what": what, "rate": rate, "seconds": seconds, **found}
    command = [sys.executable, "-m", "bench.pages", "--client"]
    with ground.watching() as link:
        before = processors.of_tree(site.pid), processors.of_database(link)
        done = subprocess.run(
            command, input=json.dumps(ask), capture_output=True, text=True, check=False, cwd=ground.ROOT
        )
        after = processors.of_tree(site.pid), processors.of_database(link)
    if done.returncode:
        raise RuntimeError(f"the client failed: {done.stderr[-500:]}")
    answers = [Answer(*one) for one in json.loads(done.stdout)]
    each = [(late - early) * 1e3 / max(len(answers), 1) for early, late in zip(before, after, strict=True)]
    return Run(answers, seconds, *each)


def ask_pages() -> None:
    """The client's process: the requests it was told, by the clock or from so many clients."""
    ask = json.load(sys.stdin)
    client = Client(ask["port"])
    requests = cycle(requests_for(ask))
    if ask["rate"]:
        answers = client.open_loop(requests, rate=ask["rate"], seconds=ask["seconds"])
    else:
        answers = client.closed_loop(requests, clients=CLIENTS, seconds=ask["seconds"])
    json.dump(answers, sys.stdout)


def requests_for(ask: Found) -> list[Request]:
    """Worklists as officers open them, applications at random, or the bare page."""
    rng, cookies, keys = Random(3), list(ask["cookies"]), list(ask["keys"])
    if ask["what"] == "bare":
        return [get("bare", f"/bare/?district={ask['district']}", cookie) for cookie in cookies]
    lists = [
        get("worklist", f"/duty/applications/{show}", cookie)
        for cookie in cookies
        for show in ("", "", "?show=late", "?show=ready")
    ]
    files = [get("application", f"/duty/applications/{key}/", rng.choice(cookies)) for key in keys]
    if ask["what"] == "worklist":
        return lists
    if ask["what"] == "application":
        return files
    return [one for pair in zip(cycle(lists), files) for one in pair]


def tell_open(run: Run, report: ground.Report) -> None:
    """Print the open loop."""
    table = ground.Table((f"{RATE:.0f} requests/s, open loop", "answers", "p50 ms", "p95 ms", "p99 ms", "KB"))
    for kind in ("worklist", "application", ""):
        mine = [one for one in run.answers if kind in (one.kind, "")]
        size = ground.median([one.size / 1024 for one in mine])
        table.add(kind or "both", len(mine), *run.quantiles(kind), size)
    table.print()
    report.holds("every answer by the clock was 200", met=run.fine)
    report.at_most(f"open loop at {RATE:.0f}/s, p95", run.quantiles()[1], GOAL_P95, "ms")


def tell_closed(runs: dict[str, Run], report: ground.Report) -> None:
    """Print the closed loop and compare with the bare page."""
    heads = ("requests/s", "p50 ms", "p95 ms", "processor ms: server", "PostgreSQL", "of the bare page")
    table = ground.Table((f"{CLIENTS} clients, closed loop", *heads))
    bare = runs["bare"].rate
    for kind, run in runs.items():
        table.add(kind, run.rate, *run.quantiles()[:2], run.server, run.database, f"{run.rate / bare:.2f}")
    print()
    table.print()
    report.holds("every answer to the clients was 200", met=all(run.fine for run in runs.values()))
    for kind in ("worklist", "application"):
        report.at_least(f"{kind} beside the bare page", runs[kind].rate / bare, GOAL_SHARE, "x")


if __name__ == "__main__":
    if options().client:
        ask_pages()
    else:
        main()
