"""The foreground process that keeps its children running and takes all of them with it when it ends."""

import os
import select
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from khidmat.launch import processes
from khidmat.launch.interrupts import ended
from khidmat.launch.say import LaunchError, line

PAUSES = (0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
STEADY_SECONDS = 60.0
TURN_LOGS_SECONDS = 60.0


@dataclass
class Service:
    """A child that is to run always. `begin` starts it; it is asked to end by `farewell`, then killed."""

    name: str
    begin: Callable[[], subprocess.Popen[bytes]]
    log: Path
    farewell: signal.Signals = signal.SIGTERM
    seconds: float = 15.0
    child: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    failures: int = 0
    due: float | None = None

    def start(self) -> None:
        """Begin the child now."""
        self.child = self.begin()
        self.began = time.monotonic()
        self.due = None

    def tend(self, now: float) -> None:
        """Notice that it ended, and start it again after a pause that grows while it keeps ending."""
        if self.due is not None:
            if now >= self.due:
                self._start_again(now)
            return
        if self.child is None or not ended(self.child):
            return
        if now - self.began > STEADY_SECONDS:
            self.failures = 0
        processes.sweep(self.child.pid)
        pause = PAUSES[min(self.failures, len(PAUSES) - 1)]
        self.failures += 1
        self.due = now + pause
        line(f"! {self.name} ended ({_cause(self.child.returncode)}); again in {pause:g} s. Log: {self.log}")

    def _start_again(self, now: float) -> None:
        """Try; what keeps it from beginning now (a full disk) may be gone in half a minute."""
        try:
            self.start()
        except (OSError, LaunchError) as fault:
            self.due = now + PAUSES[-1]
            line(f"! {self.name} could not begin: {fault}")

    def stop(self) -> None:
        """End the child; it is not begun again."""
        if self.child is not None:
            processes.stop(self.child, self.farewell, seconds=self.seconds)
        self.child, self.due = None, None


def _cause(code: int) -> str:
    return f"code {code}" if code >= 0 else signal.Signals(-code).name


@dataclass
class Supervisor:
    """Services in the order they were added; stopped in the opposite order."""

    services: list[Service] = field(default_factory=list)

    def add(self, service: Service) -> None:
        """Start a service and keep it."""
        self.services.append(service)
        service.start()

    def watch(self, listener: Callable[[], bool] | None = None, pipe: int | None = None) -> None:
        """Tend the services for ever; `listener` reads what `pipe` gives until it says False."""
        with _woken_by_children() as bell:
            turned = time.monotonic()
            while True:
                sources = [bell] if pipe is None else [bell, pipe]
                heard, _, _ = select.select(sources, [], [], self._patience())
                if bell in heard:
                    os.read(bell, 4096)
                if pipe in heard and listener is not None and not listener():
                    pipe = None
                now = time.monotonic()
                for service in self.services:
                    service.tend(now)
                if now - turned > TURN_LOGS_SECONDS:
                    turned = now
                    for service in self.services:
                        processes.turn(service.log)

    def _patience(self) -> float:
        now = time.monotonic()
        return min([max(0.0, s.due - now) for s in self.services if s.due is not None] + [TURN_LOGS_SECONDS])

    def stop(self) -> None:
        """End all, the last started first."""
        for service in reversed(self.services):
            service.stop()


@contextmanager
def _woken_by_children() -> Iterator[int]:
    """Give a pipe that gets a byte whenever a child ends."""
    reader, writer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC) if hasattr(os, "pipe2") else _pipe()
    before = signal.signal(signal.SIGCHLD, _nothing)
    old = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    os.write(writer, b"\0")  # a child may have ended before the bell was hung
    try:
        yield reader
    finally:
        signal.set_wakeup_fd(old)
        signal.signal(signal.SIGCHLD, before)
        os.close(reader)
        os.close(writer)


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """Let the signal arrive: without a handler CHLD is dropped before it reaches the pipe."""


def _pipe() -> tuple[int, int]:
    """Do the same where there is no pipe2 (macOS)."""
    ends = os.pipe()
    for end in ends:
        os.set_blocking(end, False)
    return ends
