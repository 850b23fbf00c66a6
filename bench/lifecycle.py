"""`lifecycle`: complete certificates a second, from the citizen's "send" to a signed PDF that was verified.

Two processes play citizens and officers through the operations that the pages call, one worker makes and signs
the papers, PostgreSQL keeps every commit. Every life is a new person with an own photograph and own words, over
eighty offices. A life counts when its file was read back and verified in the process that began it. Drafts with
answers and papers are there beforehand; what is timed begins with `submit`. No message service is connected:
messages are worded, logged and wait in the outbox.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from bench import ground, processors

GOAL = 30.0
#: Lives that one player leaves waiting for their paper: more would only fill the queue.
WAITING = 40
#: After so many approvals a player looks for finished papers.
LOOK_EVERY = 8
MOST_A_SECOND = 40


def main() -> None:
    """Prepare, measure, profile, compare with the goal."""
    given = options()
    ground.begin("lifecycle")
    started = time.perf_counter()
    offices = prepare(given)
    print(f"{given.lives} drafts over {offices} offices made in {time.perf_counter() - started:.0f} s")
    with worker(given.concurrency) as work:
        found = measure(given, work)
    if given.profile:
        profile(given.profile)
    report = ground.Report()
    report.holds(f"{offices} offices (goal ≥ 64)", met=offices >= 64)
    report.holds("every paper counted was genuine and its person's", met=not found["wrong"])
    report.at_least("complete certificates", found["rate"], GOAL, "/s")
    report.end()


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./khidmat bench lifecycle")
    parser.add_argument("--seconds", type=float, default=60.0, help="measured time")
    parser.add_argument("--warm", type=float, default=8.0, help="seconds before it")
    parser.add_argument("--players", type=int, default=2)
    parser.add_argument("--concurrency", type=int, default=2, help="the worker's")
    parser.add_argument("--lives", type=int, default=0, help="drafts; 0: as many as could be used up")
    parser.add_argument("--profile", type=int, default=100, help="lives profiled alone, one after another")
    parser.add_argument("--play", nargs=2, metavar=("WHAT", "FILE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if not given.lives:
        given.lives = int((given.seconds + given.warm) * MOST_A_SECOND) + given.profile
    return given


def prepare(given: argparse.Namespace) -> int:
    """Offices, officers, drafts. Returns how many offices verify."""
    from bench import district

    stations = district.build()
    share = given.lives // given.players + 1
    parts = [{"first": 1 + n * share, "count": share} for n in range(given.players)]
    for child in [_child("drafts", part) for part in parts]:
        if child.wait():
            raise RuntimeError("making the drafts failed")
    ground.settle("services_application", "services_attachment", "accounts_user", "files_blob", "org_office")
    return len(stations)


def _child(what: str, ask: dict[str, float]) -> subprocess.Popen[bytes]:
    """One more process of this bench. It reads what to do from a file and writes what it found there."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
        json.dump(ask, file)
    command = [sys.executable, "-m", "bench.lifecycle", "--play", what, file.name]
    child = subprocess.Popen(command, cwd=ground.ROOT)
    child.args = file.name
    return child


def _answer(child: subprocess.Popen[bytes]) -> dict[str, object]:
    code, file = child.wait(), Path(str(child.args))
    said: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    file.unlink()
    if code:
        raise RuntimeError("a process of the bench failed")
    return said


@contextmanager
def worker(concurrency: int) -> Iterator[int]:
    """The worker of production, as its own process. Gives its process id."""
    with tempfile.TemporaryFile() as log:
        command = [sys.executable, "-m", "khidmat.config.manage", "worker", "--concurrency", str(concurrency)]
        child = subprocess.Popen(command, stderr=log, cwd=ground.ROOT)
        try:
            yield child.pid
        finally:
            child.terminate()
            child.wait(60)
            log.seek(0)
            if errors := [line for line in log.read().decode().splitlines() if '"ERROR"' in line]:
                print("the worker said:", *errors[:5], sep="\n  ")


def measure(given: argparse.Namespace, work: int) -> dict[str, float]:
    """Let the players play; count the lives that end within the measured time."""
    begin = time.time() + 4 + given.warm
    ask = {"begin": begin, "end": begin + given.seconds, "stop_before": given.profile}
    children = [_child("play", {**ask, "part": n, "parts": given.players}) for n in range(given.players)]
    time.sleep(max(0.0, begin - time.time()))
    with ground.watching() as link:
        meter = processors.Meter(_taken(link, work, children))
        time.sleep(given.seconds)
        spent = meter.taken(_taken(link, work, children))
    said = [_answer(child) for child in children]
    ends = sorted(moment for one in said for moment in one["ends"])  # type: ignore[attr-defined]
    last = min(ends[-1], begin + given.seconds) if ends else begin
    count = sum(begin <= moment <= begin + given.seconds for moment in ends)
    rate = count / given.seconds
    print(
        f"{count} lives in {given.seconds:.0f} s: {rate:.1f} a second; waited for the worker: "
        f"{sum(float(str(one['idle'])) for one in said) / len(said):.1f} s a player"
    )
    if last < begin + given.seconds - 2:
        print(f"  the drafts were used up {begin + given.seconds - last:.0f} s early: the number is too low")
    _print_processors(spent, count, given.seconds)
    _print_stages(said)
    return {"rate": rate, "wrong": sum(float(str(one["wrong"])) for one in said)}


def _taken(link: ground.Owner, work: int, children: list[subprocess.Popen[bytes]]) -> dict[str, float]:
    return {
        "citizens, officers, verification": sum(processors.of_tree(one.pid) for one in children),
        "worker": processors.of_tree(work),
        "PostgreSQL": processors.of_database(link),
    }


def _print_processors(spent: dict[str, float], count: int, seconds: float) -> None:
    table = ground.Table(("processor time", "ms a life", "share of the cores"))
    for name, taken in spent.items():
        table.add(name, taken * 1e3 / max(count, 1), f"{taken / seconds / (os.cpu_count() or 1):.0%}")
    whole = sum(spent.values())
    table.add("all", whole * 1e3 / max(count, 1), f"{whole / seconds / (os.cpu_count() or 1):.0%}")
    table.print()


def _print_stages(said: list[dict[str, object]]) -> None:
    """Stages of all players together: what a life took, from the first to the last of the run."""
    whole: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for one in said:
        for stage, cost in one["costs"].items():  # type: ignore[attr-defined]
            for name, value in cost.items():
                whole[stage][name] += value
    stages_table(whole, max(whole["approve"]["times"], 1))


def stages_table(costs: dict[str, dict[str, float]], lives: float) -> None:
    """Print milliseconds a life by stage."""
    heads = ("stage", "wall ms", "processor ms", "database wait ms", "queries")
    table = ground.Table(heads)
    columns = ("wall", "cpu", "database", "queries")
    sums = dict.fromkeys(columns, 0.0)
    for stage, cost in costs.items():
        row = {name: cost[name] / lives * (1 if name == "queries" else 1e3) for name in columns}
        table.add(stage, *row.values())
        sums = {name: sums[name] + row[name] for name in columns}
    table.add("a life", *sums.values())
    table.print()


def profile(lives: int) -> None:
    """The same lives in one process with nothing beside it, issuing included: where the time goes."""
    said = _answer(_child("alone", {"lives": lives}))
    print(f"{lives} lives in one process, alone:")
    stages_table(said["costs"], lives)  # type: ignore[arg-type]


def play(what: str, file: Path) -> None:
    """A process of the bench: does its part and writes what it found."""
    ground.program()
    from bench import parts

    ask = json.loads(file.read_text(encoding="utf-8"))
    part = {"drafts": parts.drafts, "play": parts.together, "alone": parts.alone}[what]
    found = part(ask)
    file.write_text(json.dumps(found, default=asdict), encoding="utf-8")


if __name__ == "__main__":
    asked = options()
    if asked.play:
        play(asked.play[0], Path(asked.play[1]))
    else:
        main()
