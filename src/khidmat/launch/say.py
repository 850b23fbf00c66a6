"""What the person at the terminal reads: steps with their time, one moving line, plain failures."""

import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn, TextIO

FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
WIDTH = 100
QUIET_SECONDS = 10.0
BAR = 20
PROGRESS = re.compile(r"progress (\d+) (\d+) ?(.*)")
CLEAR = "\r\x1b[K"


class LaunchError(Exception):
    """A fault a person can mend: its text says what, why and with which command."""


def line(text: str) -> None:
    """Print one line now, also when the output is a file or a pipe."""
    print(text, flush=True)


def fail(text: str) -> NoReturn:
    """Stop with a fault that names its cure."""
    raise LaunchError(text)


class Step:
    """One running step with its clock."""

    def __init__(self, title: str, out: TextIO) -> None:
        self.title = title
        self.out = out
        self.live = out.isatty()
        self.began = time.monotonic()
        self.over = threading.Event()
        self.detail = ""

    def note(self, detail: str) -> None:
        """Change the words behind the title."""
        self.detail = detail

    def _text(self, mark: str) -> str:
        words = f"{mark} {self.title}{' · ' if self.detail else ''}{self.detail}"
        return f"{words[:WIDTH]} · {time.monotonic() - self.began:.0f} s"

    def draw(self) -> None:
        """Move one line on a terminal; in a file write one every ten seconds, lest slow be taken for dead."""
        turn = 0
        while not self.over.wait(0.1 if self.live else QUIET_SECONDS):
            turn += 1
            if self.live:
                self.out.write(CLEAR + self._text(FRAMES[turn % len(FRAMES)]))
                self.out.flush()
            else:
                print(self._text("…"), file=self.out, flush=True)

    def close(self, mark: str) -> None:
        """Replace the moving line by the title, its mark and its time."""
        self.detail = ""
        clear = CLEAR if self.live else ""
        print(
            f"{clear}{mark} {self.title} · {time.monotonic() - self.began:.1f} s", file=self.out, flush=True
        )


@contextmanager
def step(title: str, out: TextIO | None = None) -> Iterator[Step]:
    """Show `title` with a running clock while the block works, then its time, or a cross when it failed."""
    shown = Step(title, out or sys.stdout)
    if not shown.live:
        print(f"· {title}", file=shown.out, flush=True)
    drawer = threading.Thread(target=shown.draw, daemon=True)
    drawer.start()
    mark = "✗"
    try:
        yield shown
        mark = "✓"
    finally:
        shown.over.set()
        drawer.join()
        shown.close(mark)


class Progress:
    """One line that stands for background work; in a file, a line every ten seconds."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.live = sys.stdout.isatty()
        self.said = 0.0

    def show(self, detail: str) -> None:
        """Draw the line with the newest detail."""
        now = time.monotonic()
        if self.live:
            sys.stdout.write(CLEAR + f"… {self.title} · {detail}"[:WIDTH])
            sys.stdout.flush()
        elif now - self.said > QUIET_SECONDS:
            self.said = now
            line(f"… {self.title} · {detail}")

    def hear(self, row: str) -> None:
        """Show what a child said: `progress DONE TOTAL WORDS` as a bar, anything else as it is."""
        found = PROGRESS.fullmatch(row.strip())
        if not found:
            self.show(row.strip())
            return
        done, total = int(found[1]), max(1, int(found[2]))
        full = min(BAR, BAR * done // total)
        self.show(f"{'█' * full}{'░' * (BAR - full)} {done} of {total} · {found[3]}")

    def close(self, text: str) -> None:
        """Replace the line by its last word."""
        line(f"{CLEAR if self.live else ''}{text}")
