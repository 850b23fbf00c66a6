"""How much processor time groups of processes took: from /proc, for children and database alike."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

TICK = os.sysconf("SC_CLK_TCK")


def of_tree(pid: int) -> float:
    """Seconds that a process, its threads and its children took so far; 0 for one that is gone."""
    return sum(_seconds(one) for one in (pid, *_children(pid)))


def of_database(link: psycopg.Connection) -> float:  # type: ignore[type-arg]  # any rows
    """Seconds of the server processes that work for this database, and of the writers all share."""
    rows = link.execute(
        "select pid from pg_stat_activity where datname = current_database() or backend_type in "
        "('checkpointer', 'background writer', 'walwriter', 'autovacuum launcher', 'io worker')"
    ).fetchall()
    return sum(_seconds(int(str(pid))) for (pid,) in rows)


def _seconds(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    parts = text.rpartition(") ")[2].split()
    return (int(parts[11]) + int(parts[12])) / TICK


def _children(pid: int) -> Iterable[int]:
    try:
        lists = [path.read_text(encoding="ascii") for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    direct = [int(one) for text in lists for one in text.split()]
    return [*direct, *(below for one in direct for below in _children(one))]


@dataclass
class Meter:
    """Processor seconds by name between two readings."""

    before: dict[str, float] = field(default_factory=dict)

    def start(self, now: dict[str, float]) -> None:
        """Take the first reading."""
        self.before = now

    def taken(self, now: dict[str, float]) -> dict[str, float]:
        """What each took since the first reading."""
        return {name: seconds - self.before.get(name, 0.0) for name, seconds in now.items()}
