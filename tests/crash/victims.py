"""What is killed: a database cluster of its own, the web server and the worker, begun again as often as they die."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import psycopg

from khidmat.kernel.failpoints import VARIABLE
from khidmat.launch import files, processes
from khidmat.launch.credentials import APP, OWNER
from khidmat.launch.data import Data
from khidmat.launch.say import LaunchError
from khidmat.launch.users import Accounts, accounts
from tests.installation import ROOT, WORKER, Installation

#: Generous, because other people's work may be on the machine; what is waited for takes a second or two.
PATIENCE = 120.0


def until(true: Callable[[], bool], what: str, *, patience: float = PATIENCE, pause: float = 0.02) -> None:
    """Poll what other processes do; there is no event of theirs to wait for."""
    end = time.monotonic() + patience
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"waited {patience:.0f} s in vain: {what}")
        time.sleep(pause)


@dataclass
class Process:
    """The web server or the worker, with everything that it began in its session."""

    name: str
    command: tuple[str, ...]
    env: Mapping[str, str]
    log: Path
    child: "subprocess.Popen[bytes] | None" = None
    began: int = 0
    since: datetime | None = None

    def start(self, failpoint: str = "") -> None:
        """Begin, armed or not; one that still runs is killed first."""
        self.kill()
        self.began = self.log.stat().st_size if self.log.exists() else 0
        environment = {**self.env, **({VARIABLE: failpoint} if failpoint else {})}
        self.since = datetime.now(UTC)
        self.child = processes.spawn(
            self.command, environment=environment, account=None, log=self.log, cwd=ROOT
        )

    def kill(self) -> None:
        """SIGKILL, and the same for what it began."""
        if self.child is not None:
            processes.sweep(self.child.pid)
            self.child.wait()
        self.child = None

    def ended(self) -> bool:
        """Whether it ended by itself."""
        return self.child is not None and self.child.poll() is not None

    def killed_itself_at(self, point: str) -> bool:
        """Whether a process of this start came to its failpoint."""
        with self.log.open("rb") as log:
            log.seek(self.began)
            return f"killed at the failpoint {point}\n".encode() in log.read()


@dataclass
class Database:
    """A cluster made as `./khidmat up` makes one; as root it runs as the launcher's system user."""

    home: Path
    child: "subprocess.Popen[bytes] | None" = None

    def __post_init__(self) -> None:
        self.data = Data(self.home, Accounts(accounts().db, None, None, None))
        self.cluster = self.data.cluster

    def make(self) -> None:
        """The cluster with its roles, not yet its tables."""
        self.data.settle()
        self.data.make()
        self.cluster.initialise()
        self.start()
        self.cluster.bootstrap()

    @property
    def urls(self) -> dict[str, str]:
        """The two URLs as the program takes them."""
        return {
            name: self.cluster.url(role, self.data.secrets.passfile(role))
            for name, role in (("DATABASE_URL", APP), ("DATABASE_OWNER_URL", OWNER))
        }

    def start(self) -> None:
        """Begin and wait for the end of its recovery. Back ends of a killed server may hold its memory a moment."""
        end = time.monotonic() + PATIENCE
        while True:
            self.child = self.cluster.start(self.data.log("postgres"))
            try:
                self.cluster.wait_ready(self.child, self.data.log("postgres"))
            except LaunchError:
                self.child.wait()
                if time.monotonic() > end:
                    raise
            else:
                return

    def stop(self) -> None:
        """Stop as the launcher does."""
        if self.child is not None:
            processes.stop(self.child, signal.SIGINT, seconds=30)
        self.child = None

    def _server(self) -> int:
        if self.child is None:
            raise AssertionError("the database runs")
        return self.child.pid

    def _backends(self) -> list[int]:
        pid = self._server()
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]

    def kill_postmaster(self) -> None:
        """The server alone; its back ends notice."""
        os.kill(self._server(), signal.SIGKILL)
        self._buried([])

    def kill_backend(self, rng: Random) -> None:
        """One connection's process: the server ends all others and recovers by itself."""
        os.kill(rng.choice(self._serving()), signal.SIGKILL)
        until(lambda: not self.cluster.ready(), "the server notices that a back end was killed")
        until(self.cluster.ready, "the server recovers by itself")

    def cut(self, rng: Random) -> None:
        """One connection, as an administrator or a broken line would; the others go on."""
        os.kill(rng.choice(self._serving()), signal.SIGTERM)

    def _serving(self) -> list[int]:
        return [pid for pid in self._backends() if APP in _title(pid)]

    def kill_all(self) -> None:
        """The server and every process of it at once: nothing is left that could still write."""
        both = [self._server(), *self._backends()]
        for pid in both:
            os.kill(pid, signal.SIGKILL)
        self._buried(both[1:])

    def _buried(self, orphans: list[int]) -> None:
        if self.child is not None:
            self.child.wait()
        self.child = None
        until(lambda: not any(processes.alive(pid) for pid in orphans), "killed back ends are gone")

    def set_commits(self, setting: str) -> None:
        """Whether commits wait until they are on the disk; in force after the next start."""
        text = f"synchronous_commit = {setting}\n"
        files.write(self.cluster.pgdata / "local.conf", text, account=self.cluster.account)


def _title(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8", errors="replace")
    except OSError:
        return ""


@dataclass
class Victims:
    """All three, and who asks the database as its owner."""

    database: Database
    installation: Installation
    logs: Path
    web: Process = field(init=False)
    worker: Process = field(init=False)
    fallen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        env = self.installation.env
        self.web = Process("web", self.installation.web, env, self.logs / "web.log")
        self.worker = Process("worker", WORKER, env, self.logs / "worker.log")

    def start(self, name: str, failpoint: str = "") -> None:
        """Begin one of the two; the web server is waited for."""
        self.process(name).start(failpoint)
        if name == "web":
            self.installation.answers(PATIENCE)

    def process(self, name: str) -> Process:
        """The web server or the worker."""
        return {"web": self.web, "worker": self.worker}[name]

    def tend(self) -> None:
        """What a supervisor does: begin again whatever ended by itself, and note that it did."""
        for process in (self.web, self.worker):
            if process.ended():
                self.fallen.append(process.name)
                process.start()

    def revive(self) -> None:
        """Begin again whatever was killed."""
        if self.database.child is None:
            self.database.start()
        for process in (self.web, self.worker):
            if process.child is None:
                process.start()
        self.tend()
        self.installation.answers(PATIENCE)

    def strike(self, target: str, rng: Random) -> None:
        """Kill from outside."""
        match target:
            case "web server":
                self.web.kill()
            case "worker":
                self.worker.kill()
            case "postmaster":
                self.database.kill_postmaster()
            case "one back end":
                self.database.kill_backend(rng)
            case "one connection":
                self.database.cut(rng)
            case "all of the database":
                self.database.kill_all()
            case "everything":
                self.database.kill_all()
                self.web.kill()
                self.worker.kill()

    def owner(self) -> "psycopg.Connection[tuple[object, ...]]":
        """A connection of the owner."""
        return psycopg.connect(self.database.urls["DATABASE_OWNER_URL"], autocommit=True)

    def end(self) -> None:
        """Leave nothing behind."""
        for process in (self.web, self.worker):
            process.kill()
        self.database.stop()
