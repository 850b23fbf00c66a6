"""`ledger`: how fast the ledger is checked from its first event, by the program and by the second verifier.

Events have the keys and the length of real ones. They are brought in by COPY in one transaction for each chain,
and the ledger's own trigger makes every link at its commit.
"""

import argparse
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID, uuid5

from bench import ground, processors

GOAL = 200_000.0
CHAINS = 60
#: Events of one transaction while the ledger is filled.
TOGETHER = 200
NAMES = UUID("6b1f9a52-6c1d-4a37-9b21-0f3b6f6f6a10")
#: Code, subject, and what real events of that kind carry.
KINDS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("services.submitted", "application", {"ref": "KH4TRWXY", "service": "PCC", "answers_sha256": "9f" * 32}),
    (
        "clocks.started",
        "clock",
        {"rule": "verification.station", "version": 1, "due": "2026-11-27T17:00+05:00"},
    ),
    ("notify.queued", "message", {"template": "submitted", "channel": "sms"}),
    ("services.reported", "verification", {"finding": "confirmed", "report_sha256": "5d" * 32}),
    (
        "documents.sealed",
        "certificate",
        {"number": "PCC-KSR-2026-004711", "sha256": "a1" * 32, "facts": "b2" * 32},
    ),
    ("services.read", "application", {}),
)


def main() -> None:
    """Fill the ledger, check it both ways, compare with the goal."""
    given = options()
    ground.begin("ledger")
    began = time.perf_counter()
    fill(given.events)
    ground.settle("audit_event", "audit_link", "audit_head")
    print(
        f"{given.events:,} events in {CHAINS} chains, linked by the trigger in {time.perf_counter() - began:.0f} s\n"
    )
    report = ground.Report()
    with TemporaryDirectory() as folder:
        bundle = Path(folder) / "bundle"
        first = program(given.rounds)
        second = tool(bundle, given.rounds)
    for name, found in (("audit_verify", first), ("tools/verify_ledger.py", second)):
        report.holds(
            f"{name} saw every event and no fault", met=found.events == given.events and not found.faults
        )
        report.at_least(f"{name}, events for a second of one core", found.best, GOAL, "/s")
    report.end()


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./khidmat bench ledger")
    parser.add_argument("--events", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def fill(events: int) -> None:
    """Bring the events in as the serving role, a few hundred of one chain at a time, as acts come too.

    One transaction for a whole chain would take quadratic time: each link looks through all versions of the head
    that its own transaction left behind.
    """
    from django.db import connection, transaction

    rng, begin = Random(7), datetime(2026, 1, 1, tzinfo=UTC)
    mine = [range(chain, events, CHAINS) for chain in range(CHAINS)]
    for start in range(0, len(mine[0]), TOGETHER):
        for chain, numbers in enumerate(mine):
            name = uuid5(NAMES, str(chain))
            with (
                transaction.atomic(),
                connection.cursor() as cursor,
                cursor.copy("copy audit_event (body) from stdin") as copy,
            ):
                for number in numbers[start : start + TOGETHER]:
                    copy.write_row([body(name, number, begin + timedelta(seconds=number), rng)])


def body(chain: UUID, number: int, at: datetime, rng: Random) -> str:
    """An event's text as `audit.record` writes it."""
    from khidmat.audit.chain import canonical, instant

    code, subject, data = KINDS[number % len(KINDS)]
    return canonical(
        {
            "v": 1,
            "id": _key(at, rng),
            "chain": str(chain),
            "at": instant(at),
            "code": code,
            "actor": str(UUID(int=rng.getrandbits(128))),
            "posting": str(UUID(int=rng.getrandbits(128))),
            "role": "station_officer",
            "office": str(chain),
            "subject": subject,
            "subject_id": _key(at, rng),
            "request": f"{rng.getrandbits(64):016x}",
            "reason": "",
            "data": data,
        }
    )


def _key(at: datetime, rng: Random) -> str:
    """A UUIDv7 of that moment."""
    value = (
        int(at.timestamp() * 1000) << 80 | 7 << 76 | rng.getrandbits(12) << 64 | 2 << 62 | rng.getrandbits(62)
    )
    return str(UUID(int=value))


class Found:
    """What a verifier saw, and its rates: events for a second of wall and of one core."""

    def __init__(self) -> None:
        self.events, self.faults = 0, 0
        self.walls: list[float] = []
        self.cores: list[float] = []

    @property
    def best(self) -> float:
        """The best rate for a second of one core."""
        return max(self.cores)

    def add(self, wall: float, taken: float) -> None:
        """Take a round in."""
        self.walls.append(self.events / wall)
        self.cores.append(self.events / taken)

    def print(self, name: str, more: str) -> None:
        """Print the rounds."""
        table = ground.Table((name, "best", "median", "worst"))
        for head, rates in (("events a second", self.walls), ("events for a second of one core", self.cores)):
            table.add(head, *(f"{one:,.0f}" for one in (max(rates), ground.median(rates), min(rates))))
        table.print()
        print(f"  {more}\n")


def program(rounds: int) -> Found:
    """`audit.verifying.verify`; a core's time is that of this process and of its database process together."""
    from django.db import connection

    from khidmat.audit.verifying import verify

    found, parts = Found(), ""
    verify()
    with ground.watching() as link:
        connection.close()
        for _round in range(rounds):
            with connection.cursor() as cursor:
                cursor.execute("set max_parallel_workers_per_gather = 0")  # helpers would escape the meter
            before, watch = processors.of_database(link), ground.Stopwatch()
            verdict = verify()
            wall, mine = watch.read()
            theirs = processors.of_database(link) - before
            found.events, found.faults = verdict.events, len(verdict.faults)
            found.add(wall, mine + theirs)
            parts = f"last round: {wall:.2f} s, processor {mine:.2f} s here and {theirs:.2f} s in PostgreSQL"
    found.print("audit_verify", parts)
    return found


def tool(bundle: Path, rounds: int) -> Found:
    """The second verifier over an exported bundle, as its own process, start-up left out."""
    from khidmat.audit.exporting import export_bundle

    found = Found()
    export_bundle(bundle)
    script = str(ground.ROOT / "tools" / "verify_ledger.py")
    empty = bundle.with_name("empty")
    empty.write_bytes(b"")
    idle = min(_spent(script, empty)[0] for _round in range(3))
    for _round in range(rounds):
        taken, wall, said = _spent(script, bundle)
        words = said.split()
        found.events, found.faults = int(words[-4]), int(words[-2])
        found.add(wall, max(taken - idle, 1e-9))
    found.print(
        "verify_ledger.py", f"{bundle.stat().st_size / 1e6:.0f} MB of text; starting Python took {idle:.2f} s"
    )
    return found


def _spent(script: str, bundle: Path) -> tuple[float, float, str]:
    """Processor and wall seconds of a run, and what it printed."""
    code = (
        "import runpy,sys,time,contextlib\n"
        "sys.argv=sys.argv[1:]\n"
        "with contextlib.suppress(SystemExit): runpy.run_path(sys.argv[0], run_name='__main__')\n"
        "print(time.process_time(), file=sys.stderr)"
    )
    since = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, script, str(bundle)], capture_output=True, text=True, check=True
    )
    return float(done.stderr.split()[-1]), time.perf_counter() - since, done.stdout


if __name__ == "__main__":
    main()
