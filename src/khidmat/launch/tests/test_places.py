"""Locks, sockets, and what each process is told."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from khidmat.launch.cluster import SOCKET_LIMIT
from khidmat.launch.data import Data, external
from khidmat.launch.locks import Lock
from khidmat.launch.packages import Environment
from khidmat.launch.say import LaunchError
from khidmat.launch.users import NO_WALL, closed_parent, reachable


@pytest.fixture(autouse=True)
def _without_the_suites_database(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        monkeypatch.delenv(name, raising=False)


def data(home: Path) -> Data:
    return Data(home, NO_WALL)


def test_a_lock_has_one_holder_and_names_it(tmp_path: Path) -> None:
    first, second = Lock(tmp_path), Lock(tmp_path)
    assert first.take()
    assert not second.take()
    assert second.holder() == os.getpid()
    first.release()
    assert second.holder() is None


def test_the_number_in_a_lock_nobody_holds_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("1\n", encoding="ascii")
    assert Lock(tmp_path).holder() is None


def test_a_lock_ends_with_its_killed_holder(tmp_path: Path) -> None:
    take = "from khidmat.launch.locks import Lock; from pathlib import Path; import os, signal\n"
    take += f"assert Lock(Path({str(tmp_path)!r})).take(); os.kill(os.getpid(), signal.SIGKILL)"
    killed = subprocess.run(
        [sys.executable, "-c", take], env={**os.environ, "PYTHONPATH": "src"}, check=False
    )
    assert killed.returncode == -9
    assert Lock(tmp_path).take()


def test_a_socket_path_that_the_kernel_would_cut_goes_to_a_short_folder(tmp_path: Path) -> None:
    short, long = data(Path("/srv/khidmat")).cluster, data(tmp_path / ("long" * 30)).cluster
    assert short.socket == Path("/srv/khidmat/run")
    assert len(os.fsencode(long.socket)) <= SOCKET_LIMIT
    assert data(tmp_path / ("long" * 31)).cluster.socket != long.socket


def test_a_url_survives_a_folder_with_a_space(tmp_path: Path) -> None:
    url = data(tmp_path / "a folder").environment("web", "demo")["DATABASE_URL"]
    said = parse_qs(urlsplit(url).query)
    assert said["passfile"] == [str(tmp_path / "a folder" / "secrets" / "web" / "pgpass")]
    assert " " not in url


def test_only_the_owner_is_told_the_owners_url_and_nobody_the_callers_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "root's own")
    monkeypatch.setenv("KHIDMAT_SMTP", "ours")
    web, owner = data(tmp_path).environment("web", "demo"), data(tmp_path).owner_environment("demo")
    assert "DATABASE_OWNER_URL" not in web
    assert owner["DATABASE_OWNER_URL"].startswith("postgresql://khidmat_owner@")
    assert web["KHIDMAT_SMTP"] == "ours"
    assert "AWS_SECRET_ACCESS_KEY" not in web
    assert data(tmp_path).environment("work", "demo")["KHIDMAT_SECRETS"] != web["KHIDMAT_SECRETS"]


def test_one_of_two_outside_urls_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db/khidmat")
    with pytest.raises(LaunchError, match="DATABASE_OWNER_URL"):
        external()


def test_an_environment_without_stamp_or_on_another_interpreter_holds_nothing(tmp_path: Path) -> None:
    made = Environment(tmp_path / ".venv")
    made.python.parent.mkdir(parents=True)
    made.python.symlink_to(sys.executable)
    assert made.known() == {}
    made.write({"run": "hash"})
    assert made.known()["run"] == "hash"
    made.python.unlink()
    made.python.symlink_to("/usr/bin/false")
    assert made.known() == {}
    made.python.unlink()
    assert made.known() == {}


def test_secrets_are_made_once_and_the_two_readers_share_what_both_need(tmp_path: Path) -> None:
    kept = data(tmp_path).secrets
    kept.ensure(NO_WALL)
    first = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept.ensure(NO_WALL)
    again = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert first == again
    assert (kept.reader("web") / "django_key").read_bytes() == (
        kept.reader("work") / "django_key"
    ).read_bytes()


def test_a_closed_folder_on_the_way_is_found_and_bars_a_stranger(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    closed = tmp_path / "closed"
    (closed / "inside").mkdir(parents=True)
    closed.chmod(0o700)
    assert closed_parent(closed / "inside") in {closed, *tmp_path.parents}
    assert not reachable(closed / "inside")
