"""A signal never leaves a child that nobody can wait for any more."""

import signal
import subprocess
import threading
from collections.abc import Iterator

import pytest

from khidmat.launch.interrupts import Interrupted, ended, interruptible


@pytest.fixture(autouse=True)
def _own_handlers() -> Iterator[None]:
    """The suite's own answers to signals, given back: a launcher that is ending ignores them for good."""
    kept = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for each, answer in kept.items():
        signal.signal(each, answer)


class Bell:
    """The lock inside a child's object: a signal comes right after it was taken for the first time."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.rung = False

    def acquire(self, *how: bool) -> bool:
        """Take it, and ring."""
        taken = self.lock.acquire(*how)
        if not self.rung:
            self.rung = True
            signal.raise_signal(signal.SIGTERM)
        return taken

    def release(self) -> None:
        """Give it back."""
        self.lock.release()


def test_a_signal_in_the_middle_of_a_look_leaves_a_child_that_can_be_waited_for() -> None:
    child = subprocess.Popen(["sleep", "60"])
    child.__dict__["_waitpid_lock"] = Bell()
    with pytest.raises(Interrupted, match="SIGTERM"), interruptible():
        ended(child)
    child.kill()
    assert child.wait(10) == -signal.SIGKILL


def test_a_signal_elsewhere_is_raised_where_it_comes() -> None:
    with pytest.raises(Interrupted, match="SIGHUP"), interruptible():
        signal.raise_signal(signal.SIGHUP)
