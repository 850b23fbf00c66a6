"""The test cluster in var/test, kept between runs, and `var/test/env`, by which the tests find it."""

import os
import signal
import subprocess
import sys
import time

from khidmat.launch import files, processes, running
from khidmat.launch.checkout import Checkout, here
from khidmat.launch.data import Data
from khidmat.launch.interrupts import Interrupted, interruptible
from khidmat.launch.locks import Lock
from khidmat.launch.say import fail, line
from khidmat.launch.supervise import Supervisor
from khidmat.launch.users import accounts

NAMES = ("DATABASE_URL", "DATABASE_OWNER_URL")


def data(checkout: Checkout) -> Data:
    """Return the tests' data directory."""
    return Data(checkout.var / "test", accounts(), for_tests=True)


def write_environment(tests: Data) -> dict[str, str]:
    """Write `var/test/env`, one NAME=value a line, which the root conftest reads for absent variables."""
    values = tests.owner_environment("test")
    kept = {name: value for name, value in values.items() if name in NAMES or name.startswith("KHIDMAT_")}
    text = "".join(f"{name}={value}\n" for name, value in sorted(kept.items()))
    files.write(tests.home / "env", text, mode=0o600)
    return kept


def sweep(tests: Data) -> None:
    """Drop the databases of test runs that were killed."""
    named = "SELECT datname FROM pg_database WHERE datname ~ '^khidmat_(test|whole)_[0-9]+'"
    for name in tests.cluster.sql(named).split():
        if not processes.alive(int(name.split("_")[2])):
            tests.cluster.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def serve() -> int:
    """Hold the test cluster until a signal comes."""
    tests = data(here())
    tests.settle()
    lock, supervisor = Lock(tests.home), Supervisor()
    if not lock.take():
        fail(f"The test cluster in {tests.home} already runs")
    try:
        with interruptible():
            tests.make()
            running.start(tests, supervisor)
            write_environment(tests)
            supervisor.watch()
    except Interrupted:
        pass
    finally:
        supervisor.stop()
        lock.release()
    return 0


def start() -> int:
    """Start the cluster in the background; nothing to do when it runs."""
    tests = data(here())
    tests.settle()
    if Lock(tests.home).holder() is None:
        log = os.open(tests.home / "testdb.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
        child = subprocess.Popen(
            [sys.executable, "-m", "khidmat", "testdb", "serve"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        _wait(tests, child)
    line(f"The test cluster answers; its URLs are in {tests.home / 'env'}")
    return 0


def _wait(tests: Data, child: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while not (
        Lock(tests.home).holder() == child.pid and tests.cluster.ready() and (tests.home / "env").exists()
    ):
        if child.poll() is not None or time.monotonic() > until:
            fail(f"The test cluster did not start:\n{processes.tail(tests.home / 'testdb.log')}")
        time.sleep(0.05)


def stop() -> int:
    """Stop it; the data stay."""
    pid = Lock(data(here()).home).holder()
    if pid is None:
        line("The test cluster does not run")
    elif not processes.end(pid, signal.SIGTERM, seconds=90):
        fail(f"Process {pid}, which holds the test cluster, did not end")
    return 0


def command(arguments: list[str]) -> int:
    """Start or stop the cluster: `./khidmat testdb start|stop`."""
    acts = {"start": start, "stop": stop, "serve": serve}
    if len(arguments) != 1 or arguments[0] not in acts:
        fail("Usage: ./khidmat testdb start|stop")
    return acts[arguments[0]]()
