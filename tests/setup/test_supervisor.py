"""The supervisor against kills, signals and second starts, with the real database, worker and web."""

import os
import signal

import pytest

from khidmat.launch.tests.house import House, until

pytestmark = pytest.mark.slow


def test_a_second_start_on_the_same_data_says_so_and_fails(running: House) -> None:
    second = running.run("up", "--port", str(running.port + 1), "--data", str(running.home))
    assert second.returncode == 1
    assert f"already runs on {running.home} (process {running.holder()})" in second.stderr
    assert running.answers()


def test_a_killed_database_comes_back_with_its_rows(running: House) -> None:
    sql = running.cluster.sql
    sql(
        "CREATE SCHEMA many; CREATE TABLE many.rows (n int); INSERT INTO many.rows SELECT generate_series(1, 1000)",
        "khidmat",
    )
    killed = running.postmaster()
    os.kill(killed, signal.SIGKILL)
    until(lambda: running.cluster.ready() and running.postmaster() != killed)
    assert sql("SELECT count(*), sum(n) FROM many.rows", "khidmat") == "1000|500500"
    until(running.answers)


@pytest.mark.parametrize(("name", "own"), [("granian", "web"), ("manage worker", "worker")])
def test_a_killed_child_is_begun_again_once_without_what_it_had_in_hand(
    running: House, name: str, own: str
) -> None:
    until(lambda: len(running.children(name)) == 1)  # a killed database may have ended it just now
    (killed,) = running.children(name)
    upload = running.home / "tmp" / own / "half an upload"
    upload.write_bytes(b"a person's photograph")
    os.kill(killed, signal.SIGKILL)
    until(lambda: bool(running.children(name) - {killed}))
    until(running.answers)
    assert len(running.children(name)) == 1
    assert not upload.exists()


def test_down_leaves_nothing_behind_and_the_next_start_serves(running: House) -> None:
    assert running.run("down", "--data", str(running.home)).returncode == 0
    assert running.stop() == 0
    assert running.left() == []
    assert list(running.cluster.socket.glob(".s.PGSQL*")) == []
    assert not (running.cluster.pgdata / "postmaster.pid").exists()
    assert running.holder() is None
    running.up("--no-demo")
    assert running.answers()


def test_a_start_that_inherits_an_ignored_interrupt_still_obeys_it(running: House) -> None:
    running.stop()
    running.up("--no-demo", before=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
    assert running.stop(signal.SIGINT) == 0
    assert running.left() == []
    running.up("--no-demo")


def test_the_children_of_a_killed_supervisor_end_and_the_next_start_succeeds(running: House) -> None:
    running.stop(signal.SIGKILL)
    until(lambda: running.left() == [])
    running.up("--no-demo")
    assert running.answers()
