"""One holder for each data directory. The kernel frees the lock when the holder dies, however it dies."""

import fcntl
import os
import time
from pathlib import Path

from khidmat.launch.say import fail


class Lock:
    """The lock of a data directory. The number in its file is believed only while the lock is held."""

    def __init__(self, home: Path) -> None:
        self.path = home / "lock"
        self._handle = -1

    def take(self) -> bool:
        """Hold the lock and write our number into it; False when another process holds it."""
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        self._handle = handle
        return True

    def release(self) -> None:
        """Free the lock."""
        os.ftruncate(self._handle, 0)
        os.close(self._handle)

    def holder(self) -> int | None:
        """Return the number of the process that holds the lock, None when it is free."""
        try:
            handle = os.open(self.path, os.O_RDONLY)
        except FileNotFoundError:
            return None
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return self._number()
        finally:
            os.close(handle)
        return None

    def _number(self) -> int:
        """Read the holder's number; it is written right after the lock is taken, so wait for that instant."""
        for _ in range(100):
            text = self.path.read_text(encoding="ascii").strip()
            if text.isdigit():
                return int(text)
            time.sleep(0.02)
        return fail(f"{self.path} is held by a process that did not write its number into it")
