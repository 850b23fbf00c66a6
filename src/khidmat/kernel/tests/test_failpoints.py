"""The failpoints kill where and when they are asked to, and are nothing in production."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import khidmat
from khidmat.kernel.failpoints import POINTS

SOURCE = Path(khidmat.__path__[0])
THREE_TIMES = "from khidmat.kernel.failpoints import reach\nfor n in range(3): reach('job.done'); print(n)"


def _run(failpoint: str, mode: str = "demo") -> subprocess.CompletedProcess[str]:
    """A process that comes to one point three times."""
    environment = os.environ | {
        "PYTHONPATH": str(SOURCE.parent),
        "KHIDMAT_MODE": mode,
        "KHIDMAT_FAILPOINT": failpoint,
    }
    command = [sys.executable, "-uc", THREE_TIMES]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_process_dies_when_it_comes_to_the_point_for_the_named_time() -> None:
    done = _run("job.done@2")
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, "0\n")
    assert "killed at the failpoint job.done" in done.stderr


def test_other_points_and_other_times_do_nothing() -> None:
    assert [_run(asked).returncode for asked in ("", "job.fetched@1", "job.done@4")] == [0, 0, 0]


def test_production_has_no_failpoints() -> None:
    assert _run("job.done@1", mode="production").stdout == "0\n1\n2\n"


def test_a_misspelt_point_or_count_stops_the_program_at_its_start() -> None:
    for wrong in ("job.dune@1", "job.done", "job.done@0", "job.done@x"):
        assert "NoSuchPoint" in _run(wrong).stderr


def test_every_point_stands_at_one_place_of_the_program() -> None:
    programs = (path for path in SOURCE.rglob("*.py") if "tests" not in path.parts)
    text = "".join(path.read_text(encoding="utf-8") for path in programs)
    assert sorted(re.findall(r'failpoints\.reach\("([a-z.]+)"\)', text)) == sorted(POINTS)
