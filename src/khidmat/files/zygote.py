"""A small process that has the picture libraries loaded and forks a limited child for every file.

It reads one JSON line per file from standard input and answers with one on standard output. A fork costs 3 ms where
a new interpreter costs 200. A child that eats too much memory or time dies alone.
"""

import json
import os
import resource
import select
import signal
import sys
import time
from pathlib import Path

from khidmat.files import limits
from khidmat.files.rewriting import Refused, rewrite


def main() -> None:
    """Serve until standard input closes."""
    for line in sys.stdin:
        asked = json.loads(line)
        answer = _in_child(asked["source"], asked["target"], asked["kind"])
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _in_child(source: str, target: str, kind: str) -> dict[str, object]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(source, target, kind, writing)
    os.close(writing)
    try:
        said = _read(reading, time.monotonic() + limits.WALL_SECONDS)
    finally:
        os.close(reading)
        _end(child)
    return dict(json.loads(said)) if said else {"refused": "broken"}


def _work(source: str, target: str, kind: str, writing: int) -> None:
    """The child: limits first, then the file, then out without any clean-up of the parent's."""
    answer: dict[str, object] = {"refused": "broken"}
    try:
        for what, limit in (
            (resource.RLIMIT_AS, limits.MEMORY),
            (resource.RLIMIT_CPU, limits.CPU_SECONDS),
            (resource.RLIMIT_FSIZE, 4 * limits.MAX_BYTES),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(what, (limit, limit))
        done = rewrite(Path(source).read_bytes(), kind)
        Path(target).write_bytes(done.data)
        answer = {
            "media_type": done.media_type,
            "width": done.width,
            "height": done.height,
            "pages": done.pages,
        }
    except Refused as error:
        answer = {"refused": error.code}
    except MemoryError:
        answer = {"refused": "pixels"}
    finally:
        os.write(writing, json.dumps(answer).encode())
        os._exit(0)


def _read(reading: int, until: float) -> bytes:
    said = b""
    while (left := until - time.monotonic()) > 0 and select.select([reading], [], [], left)[0]:
        chunk = os.read(reading, 65536)
        if not chunk:
            break
        said += chunk
    return said


def _end(child: int) -> None:
    """Kill and reap; a child that has ended is only reaped."""
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


if __name__ == "__main__":
    main()
