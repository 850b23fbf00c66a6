"""What a crash leaves lying about must not fool a start."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from khidmat.launch import processes
from khidmat.launch.cluster import Cluster
from khidmat.launch.data import Data
from khidmat.launch.supervise import Service
from khidmat.launch.users import accounts

pytestmark = pytest.mark.slow


@pytest.fixture
def data(place: Path) -> Data:
    """A data directory with a cluster that was started once."""
    made = Data(place / "data", accounts())
    made.settle()
    made.make()
    made.cluster.initialise()
    return made


def start(cluster: Cluster, log: Path) -> Service:
    service = Service("database", lambda: cluster.start(log), log, signal.SIGINT, 60)
    service.start()
    assert service.child is not None
    cluster.wait_ready(service.child, log)
    return service


@pytest.fixture
def another_process(data: Data) -> Iterator[int]:
    """Somebody else's program, of the very user that runs the database."""
    who = data.who.db
    sleeper = subprocess.Popen(["sleep", "600"], user=who.uid if who else None)
    yield sleeper.pid
    sleeper.kill()
    sleeper.wait()


def test_a_pid_file_that_names_another_process_stops_nobody_and_nothing(
    data: Data, another_process: int
) -> None:
    path = data.cluster.pgdata / "postmaster.pid"
    path.write_text(f"{another_process}\n{data.cluster.pgdata}\n", encoding="utf-8")
    if data.who.db:
        os.chown(path, data.who.db.uid, data.who.db.gid)
    service = start(data.cluster, data.log("postgres"))
    service.stop()
    assert processes.alive(another_process)


def test_a_server_left_by_a_killed_supervisor_is_stopped_before_ours_begins(data: Data) -> None:
    left = start(data.cluster, data.log("postgres"))
    assert left.child is not None
    service = start(data.cluster, data.log("postgres"))
    assert left.child.wait(10) == 0
    assert service.child is not None
    assert service.child.poll() is None
    service.stop()


def test_a_cut_off_initialisation_is_begun_again(place: Path) -> None:
    data = Data(place / "cut", accounts())
    data.settle()
    data.make()
    part = data.home / "pg18.part"
    part.mkdir()
    (part / "PG_VERSION").write_text("18\n", encoding="ascii")
    data.cluster.initialise()
    assert not part.exists()
    start(data.cluster, data.log("postgres")).stop()


def test_a_dead_process_that_nobody_asked_after_does_not_count_as_alive() -> None:
    child = subprocess.Popen(["true"])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not processes.alive(child.pid)
    child.wait()
