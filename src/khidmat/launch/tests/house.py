"""Real starts of the launcher: the commands a person types, and a look at what they left."""

import http.client
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from khidmat.launch.cluster import Cluster
from khidmat.launch.data import Data
from khidmat.launch.locks import Lock
from khidmat.launch.tests.ports import free_port
from khidmat.launch.users import NO_WALL, accounts

ROOT = Path(__file__).resolve().parents[4]
OURS = ("KHIDMAT_", "DATABASE_", "DJANGO_", "PYTHON", "PYTEST")


def shell(home: Path | None = None) -> dict[str, str]:
    """Return what a person's shell holds: the suite's own variables are taken out."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**kept, **({"HOME": str(home)} if home else {})}


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    """Poll what another process does; there is no event of it to wait for."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.05)


def words(pid: int) -> str:
    """Return a process's command line, empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").replace("\0", " ")
    except OSError:
        return ""


def processor_seconds(pid: int) -> float:
    """Return what a process, the children it waited for and its living descendants used."""
    try:
        numbers = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0.0
    own = sum(map(int, numbers[11:15])) / os.sysconf("SC_CLK_TCK")
    return own + sum(processor_seconds(int(each)) for each in below)


@dataclass
class House:
    """A checkout, its data, and who types: `user`, or we ourselves; `prefix` leads into another root."""

    home: Path
    checkout: Path = ROOT
    user: str | None = None
    environment: dict[str, str] = field(default_factory=shell)
    prefix: tuple[str, ...] = ()
    port: int = field(default_factory=free_port)
    child: subprocess.Popen[str] | None = None
    said: list[str] = field(default_factory=list)

    def run(self, *arguments: str, seconds: float = 600) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [*self.prefix, str(self.checkout / "khidmat"), *arguments],
            capture_output=True,
            text=True,
            timeout=seconds,
            env=self.environment,
            cwd=None if self.prefix else self.checkout,
            user=self.user,
            group=self.user,
            extra_groups=[] if self.user else None,
            check=False,
        )

    def up(self, *arguments: str, before: Callable[[], object] | None = None) -> float:
        """Start, read until the address is printed, and return the seconds that took."""
        began = time.monotonic()
        where = ("--port", str(self.port), "--data", str(self.home))
        self.child = subprocess.Popen(
            [*self.prefix, str(self.checkout / "khidmat"), "up", *where, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=self.environment,
            cwd=None if self.prefix else self.checkout,
            user=self.user,
            group=self.user,
            extra_groups=[] if self.user else None,
            preexec_fn=before,
        )
        for row in self.child.stdout or ():
            self.said.append(row.rstrip())
            if row.strip() == f"http://localhost:{self.port}":
                return time.monotonic() - began
        raise AssertionError("up ended:\n" + "\n".join(self.said))

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal to the supervisor and return the code with which it ended."""
        assert self.child is not None
        if self.child.poll() is None:
            self.child.send_signal(how)
        rest, _ = self.child.communicate(timeout=120)
        self.said += rest.splitlines()
        return self.child.returncode

    @property
    def data(self) -> Data:
        """The data directory as the launcher sees it."""
        return Data(self.home, NO_WALL if self.user else accounts())

    @property
    def cluster(self) -> Cluster:
        """Its cluster."""
        return self.data.cluster

    def postmaster(self) -> int:
        """Return the number of the database server."""
        return int((self.cluster.pgdata / "postmaster.pid").read_text(encoding="utf-8").split()[0])

    def holder(self) -> int | None:
        """Return the number of the supervisor."""
        return Lock(self.home).holder()

    def children(self, word: str) -> set[int]:
        """Return the supervisor's own children whose command line holds a word."""
        pid = self.holder()
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        return {int(each) for each in listed if word in words(int(each))}

    def busy(self) -> float:
        """Return the processor seconds of this start so far, ended children included.

        They stand in for the clock where other programs share the machine.
        """
        assert self.child is not None
        return processor_seconds(self.child.pid)

    def page(self, path: str) -> tuple[int, str]:
        """Ask the web server; 0 when nobody answers."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            link.request("GET", path, headers={"Host": f"localhost:{self.port}"})
            answer = link.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            link.close()

    def answers(self) -> bool:
        """Say whether the program is ready to serve."""
        return self.page("/readyz")[0] == 200

    def left(self) -> list[str]:
        """Return the command line of every process that belongs to the data directory."""
        found = []
        for each in Path("/proc").glob("[0-9]*"):
            try:
                environment = (each / "environ").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            line = words(int(each.name))
            if str(self.home) in line or f"KHIDMAT_DATA={self.home}\0" in environment:
                found.append(line)
        return found


def copy_checkout(target: Path) -> Path:
    """Copy what a clone holds, and what is not committed yet."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target
