"""One start of Khidmat: its checkout, its data, its mode, and how its programs are called."""

import ipaddress
import os
import sys
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
        log = self.data.log("setup")
        lines: list[str] = []
        with step(title) as shown:
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
                for raw in child.stdout or ():
                    lines.append(raw.decode(errors="replace").rstrip())
                    shown.note(lines[-1][:60])
                child.wait()
            finally:
                processes.stop(child, SIGTERM, seconds=5)
        if child.returncode:
            said = "\n".join([*lines[-10:], processes.tail(log)])
            fail(f"{title} failed (code {child.returncode}). What it said, also in {log}:\n{said}")
        return lines

    def call(self, reader: str, *arguments: str, cwd: Path | None = None) -> int:
        """Run `python -m ARGUMENTS` on the caller's terminal and return its code."""
        command = [sys.executable, "-m", *arguments]
        environment = {**os.environ, **self.environment(reader)}
        return processes.attend(command, environment, cwd=cwd, umask=0o007)
