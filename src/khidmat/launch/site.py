"""One start of Khidmat: its checkout, its data, its mode, and how its programs are called."""

import ipaddress
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGTERM

from khidmat.launch import processes
from khidmat.launch.checkout import Checkout
from khidmat.launch.data import Data
from khidmat.launch.say import fail, step
from khidmat.launch.users import Account

HOSTS = "localhost,127.0.0.1,[::1]"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def everywhere(host: str) -> bool:
    """Say whether a host means every interface."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def data_folder(given: Path | None, checkout: Checkout) -> Path:
    """Choose the data directory: the one given, KHIDMAT_DATA, or the checkout's own."""
    named = os.environ.get("KHIDMAT_DATA")
    return (given or (Path(named) if named else checkout.var / "data")).absolute()


@dataclass(frozen=True)
class Site:
    """What is started, where, and under which address."""

    checkout: Checkout
    data: Data
    mode: str
    port: int = 8000
    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The address to print: `localhost`, because passkeys and the camera need a secure context."""
        own = self.host in LOOPBACK or everywhere(self.host)
        return f"http://{'localhost' if own else self.host}:{self.port}"

    def environment(self, reader: str) -> dict[str, str]:
        """Return what `web`, `work` or `owner` gets; only `owner` may change the database's shape."""
        give = self.data.owner_environment if reader == "owner" else None
        values = give(self.mode, self.url) if give else self.data.environment(reader, self.mode, self.url)
        hosts = ",".join((HOSTS, *self.names))
        return {"KHIDMAT_HOSTS": hosts, **values, "PYTHONPATH": str(self.checkout.src)}

    def account(self, reader: str) -> Account | None:
        """Return the system user of a reader; the owner's work is done by the caller himself."""
        return {"web": self.data.who.web, "work": self.data.who.work}.get(reader)

    def follow(self, title: str, reader: str, *arguments: str, umask: int = 0o007) -> list[str]:
        """Run `python -m ARGUMENTS` as a step, its last line shown behind the title; return its lines."""
        with self.errand(title, reader, *arguments, umask=umask) as errand:
            return errand.result()

    @contextmanager
    def errand(self, title: str, reader: str, *arguments: str, umask: int = 0o007) -> Iterator["Errand"]:
        """Begin `python -m ARGUMENTS`; other steps can run until its result is asked for."""
        log = self.data.log("setup")
        child = processes.spawn(
            [sys.executable, "-m", *arguments],
            environment=self.environment(reader),
            account=self.account(reader),
            log=log,
            piped=True,
            umask=umask,
            cwd=self.checkout.src,
        )
        try:
            yield Errand(title, child, log)
        finally:
            processes.stop(child, SIGTERM, seconds=5)

    def call(self, reader: str, *arguments: str, cwd: Path | None = None) -> int:
        """Run `python -m ARGUMENTS` on the caller's terminal and return its code."""
        command = [sys.executable, "-m", *arguments]
        environment = {**os.environ, **self.environment(reader)}
        return processes.attend(command, environment, cwd=cwd, umask=0o007)


@dataclass(frozen=True)
class Errand:
    """A program of ours that runs to its end."""

    title: str
    child: subprocess.Popen[bytes]
    log: Path

    def result(self) -> list[str]:
        """Wait for the end as a step, the last line shown behind the title; return the lines."""
        lines: list[str] = []
        with step(self.title) as shown:
            for raw in self.child.stdout or ():
                lines.append(raw.decode(errors="replace").rstrip())
                shown.note(lines[-1][:60])
            self.child.wait()
        if self.child.returncode:
            said = "\n".join([*lines[-10:], processes.tail(self.log)])
            fail(
                f"{self.title} failed (code {self.child.returncode}). What it said, also in {self.log}:\n{said}"
            )
        return lines
