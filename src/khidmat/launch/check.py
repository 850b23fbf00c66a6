"""`./khidmat check`: every rule a machine can hold, one line each; non-zero when one is broken."""

import os
import subprocess
import sys
from pathlib import Path

from khidmat.launch import assets, running, testdb
from khidmat.launch.checkout import here
from khidmat.launch.say import line, step

CHECKS = (
    ("Lint", ("ruff", "check", ".")),
    ("Format", ("ruff", "format", "--check", ".")),
    ("Types", ("mypy",)),
    ("Import contracts", ("importlinter",)),
    ("House rules", ("pytest", "-q", "tests/rules")),
)


def command(_arguments: list[str]) -> int:
    """Run every check, also after one failed, and say at the end which did."""
    checkout = here()
    assets.ensure(checkout)
    tests = testdb.data(checkout)
    with running.database(tests):
        paths = os.pathsep.join([str(checkout.root / "src"), str(checkout.root)])
        environment = {**os.environ, **testdb.write_environment(tests), "PYTHONPATH": paths}
        broken = [title for title, tool in CHECKS if not _holds(title, tool, checkout.root, environment)]
    line("✓ Every check holds" if not broken else f"✗ Broken: {', '.join(broken)}")
    return int(bool(broken))


def _holds(title: str, tool: tuple[str, ...], root: Path, environment: dict[str, str]) -> bool:
    command = [sys.executable, "-m", *tool]
    if tool == ("importlinter",):
        command = [str(Path(sys.executable).with_name("lint-imports"))]
    with step(title):
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        line((done.stdout + done.stderr).rstrip())
    return done.returncode == 0
