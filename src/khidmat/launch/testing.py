"""`./khidmat test [--all] [pytest arguments]`: the suite with the browser, on the kept test cluster."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from khidmat.launch import assets, processes, running, testdb
from khidmat.launch.checkout import Checkout, here
from khidmat.launch.say import fail, line, step
from khidmat.launch.users import is_root

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
#: Tests that start and kill whole programs, by the clock.
ALONE = ("tests/setup", "tests/crash")
#: Processes of a whole run at most: each holds a database and perhaps a browser.
MOST = 4
INSTALL = ("apt-get", "install", "-y", "--no-install-recommends", "chromium")


def command(arguments: list[str]) -> int:
    """Bring browser, assets and cluster, then run pytest with what the caller adds."""
    slow = "--all" in arguments
    rest = [each for each in arguments if each != "--all"]
    browser = chromium()
    checkout = here()
    assets.ensure(checkout)
    tests = testdb.data(checkout)
    with running.database(tests):
        testdb.sweep(tests)
        environment = {**os.environ, **testdb.write_environment(tests), "KHIDMAT_CHROMIUM": browser}
        codes = [
            run(checkout, [sys.executable, "-m", "pytest", *each, *rest], environment)
            for each in runs(rest, slow=slow)
        ]
        return next(filter(None, codes), 0)


def runs(arguments: list[str], *, slow: bool) -> list[list[str]]:
    """Return what each pytest of a run is given besides what the caller adds.

    A whole run is spread over the cores; what starts and kills whole programs by the clock comes after it, alone. A
    run of named files starts sooner in one process.
    """
    marks = ["-m", ""] if slow else []
    if any(each.startswith("-n") or Path(each.partition("::")[0]).exists() for each in arguments):
        return [marks]
    spread = ["-n", str(min(os.cpu_count() or 1, MOST)), "--dist", "loadscope", "--no-loadscope-reorder"]
    if not slow:
        return [[*marks, *spread]]
    return [[*marks, *spread, *(f"--ignore={each}" for each in ALONE)], [*marks, *ALONE]]


def run(checkout: Checkout, command: list[str], environment: dict[str, str]) -> int:
    """Run a program of ours on the caller's terminal, from the checkout."""
    paths = os.pathsep.join([str(checkout.root / "src"), str(checkout.root)])
    return processes.attend(command, {**environment, "PYTHONPATH": paths}, cwd=checkout.root)


def chromium() -> str:
    """Return the browser's path: found, installed when root, or named as missing; never skipped."""
    if found := _find():
        return found
    if not is_root() or not shutil.which("apt-get"):
        fail("The tests need Chromium, and none was found. Mend: apt-get install -y chromium (as root)")
    with step("Installing Chromium"):
        for arguments in (("apt-get", "update"), INSTALL):
            quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            done = subprocess.run(arguments, env=quiet, capture_output=True, text=True, check=False)
            if done.returncode:
                fail(f"{' '.join(arguments)} failed: {done.stderr.strip()}")
    found = _find()
    line(f"  Browser: {found}")
    return found or fail("Chromium was installed but is not on PATH")


def _find() -> str | None:
    chosen = [os.environ.get("KHIDMAT_CHROMIUM"), *map(shutil.which, BROWSERS)]
    return next((path for path in chosen if path), None)
