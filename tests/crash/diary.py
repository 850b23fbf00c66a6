"""The outside client's own list of what it asked for and what was acknowledged, on the disk before it goes on."""

import json
import os
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

INTENT, ACK, UNKNOWN, FOUND = "intent", "ack", "unknown", "found"


@dataclass
class Act:
    """One act of a person: what was sent, how often no answer came, and whether one came at last.

    `thing` is the id of what it is about; `found`: for each try without an answer, how often it was in the database.
    """

    key: str
    kind: str
    thing: str
    data: dict[str, Any]
    acked: bool = False
    unknown: int = 0
    found: list[int] = field(default_factory=list)


class Diary:
    """A file of JSON lines, each fsynced. Many threads write; what is counted is read back from the file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("ab", buffering=0)
        self._change = threading.Condition()
        self._acked = 0

    def write(self, said: str, key: str, **more: object) -> None:
        """Put one line on the disk."""
        line = json.dumps({"said": said, "key": key, **more}, ensure_ascii=False) + "\n"
        with self._change:
            self._file.write(line.encode())
            os.fsync(self._file.fileno())
            self._acked += said == ACK
            self._change.notify_all()

    def wait(self, acks: int, patience: float, and_then: float = 0) -> bool:
        """Wait for so many acknowledgements more, and some seconds; False when they do not come."""
        with self._change:
            goal = self._acked + acks
            came = self._change.wait_for(lambda: self._acked >= goal, patience)
        time.sleep(and_then)
        return came

    def close(self) -> None:
        """Nothing more is written."""
        self._file.close()

    def acts(self) -> list[Act]:
        """What stands on the disk, act by act."""
        found: dict[str, Act] = {}
        for line in self.path.read_text("utf-8").splitlines():
            row = json.loads(line)
            said, key = row["said"], row["key"]
            if said == INTENT:
                found.setdefault(key, Act(key, row["kind"], row["thing"], row["data"]))
                continue
            act = found[key]
            act.acked |= said == ACK
            act.unknown += said == UNKNOWN
            if said == FOUND:
                act.found.append(row["times"])
            if said == ACK and row.get("thing"):
                act.thing = row["thing"]
        return list(found.values())


@dataclass
class Score:
    """A line of the table that is printed at the end."""

    name: str
    kills: int
    acts: list[Act]
    lost: int
    doubled: int

    def cells(self) -> tuple[str, ...]:
        """Failpoint, kills, acknowledged, unanswered, of them found, lost, doubled."""
        acked, unknown = sum(act.acked for act in self.acts), sum(act.unknown for act in self.acts)
        found = sum(sum(act.found) for act in self.acts)
        return (self.name, *map(str, (self.kills, acked, unknown, found, self.lost, self.doubled)))


HEADS = ("killed at", "kills", "acked", "unknown", "of them done", "lost", "doubled")


def table(scores: list[Score]) -> list[str]:
    """The lines of the table, the first column to the left."""
    rows = [HEADS, *(score.cells() for score in scores)]
    wide = [max(len(row[n]) for row in rows) for n in range(len(HEADS))]
    return [
        "  ".join(
            cell.rjust(w) if n else cell.ljust(w) for n, (cell, w) in enumerate(zip(row, wide, strict=True))
        )
        for row in rows
    ]
