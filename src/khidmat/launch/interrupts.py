"""INT, TERM and HUP as an exception wherever the program is, except where that would leave a lock behind."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class _Gate:
    """Closed while a signal has to wait; then it is remembered here."""

    closed = False
    waiting = ""


_GATE = _Gate()


class Interrupted(BaseException):
    """INT, TERM or HUP arrived. Not an `Exception`, so that no handler on the way swallows it."""


@contextmanager
def interruptible() -> Iterator[None]:
    """Turn INT, TERM and HUP into `Interrupted` inside the block, and ignore them in the clean-up after it.

    Installed explicitly: a process begun with `&` in a shell inherits an ignored INT.
    """
    wanted = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def interrupt(number: int, _frame: FrameType | None) -> None:
        for each in wanted:
            signal.signal(each, signal.SIG_IGN)
        if _GATE.closed:
            _GATE.waiting = signal.Signals(number).name
            return
        raise Interrupted(signal.Signals(number).name)

    for each in wanted:
        signal.signal(each, interrupt)
    try:
        yield
    finally:
        for each in wanted:
            signal.signal(each, signal.SIG_IGN)


def ended(child: subprocess.Popen[bytes]) -> bool:
    """Say whether a child ended; a signal that comes meanwhile is raised afterwards.

    `poll` takes a lock and a signal can come before it is in the block that releases it: whoever waited for this
    child later would wait for ever.
    """
    _GATE.closed = True
    try:
        return child.poll() is not None
    finally:
        _GATE.closed = False
        if _GATE.waiting:
            name, _GATE.waiting = _GATE.waiting, ""
            raise Interrupted(name)
