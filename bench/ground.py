"""What every bench stands on: a database of its own that is emptied first, proof that it is durable, one report.

A bench runs as the serving role, as the program does. The owner's password, which only `./khidmat bench` hands
out, is used to empty tables and to load bulk.
"""

import logging
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django
import django.db
import psycopg
import psycopg.conninfo

from bench import emptying

ROOT = Path(__file__).resolve().parent.parent
#: With any of these off, a number would say nothing about a machine that may lose power.
DURABLE = ("fsync", "full_page_writes", "synchronous_commit", "data_checksums")

Owner = psycopg.Connection[tuple[Any, ...]]


class NotABench(Exception):
    """The database is not one that a bench may empty."""


def begin(title: str, *, empty: bool = True) -> None:
    """Set the program up on the bench's database, empty it, and print where this runs.

    Raises `NotABench` for a database that may hold anybody's data, and when a durability setting is off.
    """
    program()
    refuse_other_databases()
    with owner() as link:
        settings = durability(link)
        if empty:
            emptying.empty(link)
    print(f"{title}: {where()}")
    print(f"durable: {', '.join(f'{name} {value}' for name, value in settings.items())}\n")


def program() -> None:
    """Set the program up, its quieter libraries silent."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khidmat.config.settings")
    django.setup()
    logging.getLogger("pikepdf").setLevel(logging.WARNING)


def refuse_other_databases() -> None:
    """Let through the data directory of `./khidmat bench` and databases named bench_*, nothing else."""
    name = psycopg.conninfo.conninfo_to_dict(os.environ["DATABASE_OWNER_URL"]).get("dbname", "")
    outside = "DATABASE_URL" in os.environ and Path(os.environ["KHIDMAT_DATA"]).name != "bench"
    if outside and not str(name).startswith("bench_"):
        raise NotABench("a bench empties its database: start it with ./khidmat bench")


@contextmanager
def owner() -> Iterator[Owner]:
    """A connection of the owner, for loading and emptying; commits at the end."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as link:
        yield link


@contextmanager
def superuser() -> Iterator[Owner]:
    """A connection of the bench's own superuser, who may load rows without looking every bond of theirs up."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"].replace("khidmat_owner", "khidmat_boot")) as link:
        yield link


@contextmanager
def copies(names: Sequence[str]) -> Iterator[None]:
    """Databases that are copies of the bench's own as it is now; dropped at the end."""
    django.db.connections.close_all()
    owner_url = os.environ["DATABASE_OWNER_URL"]
    here = psycopg.conninfo.conninfo_to_dict(owner_url)
    boot = owner_url.replace("khidmat_owner", "khidmat_boot")
    with psycopg.connect(psycopg.conninfo.make_conninfo(boot, dbname="postgres"), autocommit=True) as link:
        for name in names:
            link.execute(f'drop database if exists "{name}" with (force)')
            link.execute(f'create database "{name}" template "{here["dbname"]}" owner "{here["user"]}"')
        try:
            yield
        finally:
            for name in names:
                link.execute(f'drop database "{name}" with (force)')


def use(name: str) -> None:
    """Work in another database from now on, in this process."""
    django.db.connection.close()
    django.db.connection.settings_dict["NAME"] = name
    url = os.environ["DATABASE_OWNER_URL"]
    os.environ["DATABASE_OWNER_URL"] = psycopg.conninfo.make_conninfo(url, dbname=name)


@contextmanager
def watching() -> Iterator[Owner]:
    """A connection of the owner that sees what happens while it is held: no transaction is open on it."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as link:
        yield link


def durability(link: Owner) -> dict[str, str]:
    """The settings that make a commit survive the machine. Raises `NotABench` when one is off."""
    found = {name: str(_one(link, f"show {name}")) for name in DURABLE}
    off = [name for name, value in found.items() if value != "on"]
    if off:
        raise NotABench(f"{', '.join(off)} is off: this would measure another database than the one in use")
    return found


def settle(*tables: str) -> None:
    """Give the planner statistics of these tables, or of all, outside the measured time."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as link:
        link.execute(f"vacuum (analyze) {', '.join(tables)}")


def _one(link: Owner, query: str) -> object:
    row = link.execute(query).fetchone()
    return row[0] if row else None


def where() -> str:
    """Commit, processor, cores, database and the load that was there before we came."""
    load = os.getloadavg()[0]
    return (
        f"commit {_commit()}, {_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"2,000,000 additions take {_additions() * 1e3:.0f} ms of processor, load before {load:.1f}"
        + ("  (others are at work: numbers are too low)" if load > 0.7 else "")
    )


def _additions() -> float:
    """Processor seconds of a plain loop, the best of three: how fast this machine is while it measures."""
    taken = []
    for _round in range(3):
        since, total = time.process_time(), 0
        for number in range(2_000_000):
            total += number
        taken.append(time.process_time() - since)
    return min(taken)


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "processor ?")


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share of them lies; nan for none."""
    if not values:
        return float("nan")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values: Sequence[float]) -> float:
    """The middle of them; nan for none."""
    return statistics.median(values) if values else float("nan")


@dataclass
class Report:
    """Numbers against their goals; the exit code of a bench says whether all were met."""

    missed: list[str] = field(default_factory=list)

    def at_least(self, name: str, value: float, goal: float, unit: str) -> None:
        """Print a number that should be high."""
        self._say(name, value, f"≥ {goal:g}", unit, met=value >= goal)

    def at_most(self, name: str, value: float, goal: float, unit: str) -> None:
        """Print a number that should be low."""
        self._say(name, value, f"≤ {goal:g}", unit, met=value <= goal)

    def holds(self, name: str, *, met: bool) -> None:
        """Print something that is so or not."""
        print(f"  {'met   ' if met else 'MISSED'}  {name}")
        if not met:
            self.missed.append(name)

    def _say(self, name: str, value: float, goal: str, unit: str, *, met: bool) -> None:
        self.holds(f"{name}: {value:,.4g} {unit} (goal {goal} {unit})".replace("  ", " "), met=met)

    def end(self) -> None:
        """Leave with 0 when every goal was met."""
        sys.stdout.flush()
        sys.exit(1 if self.missed else 0)


@dataclass(frozen=True)
class Table:
    """Columns of text, the first to the left, the others to the right."""

    heads: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, first: str, *rest: float | str) -> None:
        """Add a row; numbers get three digits that mean something."""
        self.rows.append((first, *(one if isinstance(one, str) else f"{one:,.4g}" for one in rest)))

    def print(self) -> None:
        """Print it."""
        wide = [max(len(row[n]) for row in (self.heads, *self.rows)) for n in range(len(self.heads))]
        for row in (self.heads, *self.rows):
            right = (cell.rjust(width) for cell, width in zip(row[1:], wide[1:], strict=True))
            print("  " + "  ".join([row[0].ljust(wide[0]), *right]))
        print()


class Stopwatch:
    """Wall and processor time of this process since it was made, in seconds."""

    def __init__(self) -> None:
        self.wall, self.cpu = time.perf_counter(), time.process_time()

    def read(self) -> tuple[float, float]:
        """Seconds of wall and of processor time."""
        return time.perf_counter() - self.wall, time.process_time() - self.cpu
