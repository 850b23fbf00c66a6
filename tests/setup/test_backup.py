"""A backup counts when it was restored and checked, and a damaged one is refused by name."""

import shutil
from pathlib import Path

import pytest

from khidmat.launch.tests.house import House

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def backup(running: House, place: Path) -> Path:
    """A backup of a running Khidmat with a row, a file and keys that can be recognised."""
    running.cluster.sql(
        "CREATE SCHEMA mark; CREATE TABLE mark.kept (n int); INSERT INTO mark.kept VALUES (42)", "khidmat"
    )
    (running.home / "files" / "ab").mkdir()
    (running.home / "files" / "ab" / "blob").write_bytes(b"a paper")
    running.environment["KHIDMAT_DATA"] = str(running.home)
    done = running.run("backup", str(place / "backup"))
    assert done.returncode == 0, done.stderr
    return place / "backup"


@pytest.fixture
def copy(backup: Path, tmp_path: Path) -> Path:
    return shutil.copytree(backup, tmp_path / "copy")


def restore(running: House, source: Path, home: Path) -> tuple[int, str]:
    done = running.run("restore", str(source), "--data", str(home))
    return done.returncode, done.stdout + done.stderr


def test_a_restored_backup_holds_row_file_and_keys_and_serves(
    running: House, backup: Path, place: Path
) -> None:
    restored = House(place / "restored")
    code, said = restore(running, backup, restored.home)
    assert code == 0, said
    assert (restored.home / "files" / "ab" / "blob").read_bytes() == b"a paper"
    for path in (running.home / "keys").iterdir():
        assert (restored.home / "keys" / path.name).read_bytes() == path.read_bytes()
    restored.up("--no-demo")
    assert restored.cluster.sql("SELECT n FROM mark.kept", "khidmat") == "42"
    assert restored.answers()
    restored.stop()


@pytest.mark.parametrize(
    "part", ["database/global/pg_control", "files/files/ab/blob", "keys/public/root.pem"]
)
def test_one_changed_byte_is_refused_by_name_and_nothing_is_written(
    running: House, copy: Path, place: Path, part: str
) -> None:
    damaged = bytearray((copy / part).read_bytes())
    damaged[0] ^= 1
    (copy / part).write_bytes(damaged)
    code, said = restore(running, copy, place / "never")
    assert code == 1
    assert Path(part).name in said
    assert not (place / "never").exists()


@pytest.mark.parametrize(
    "lost", ["backup.json", "files/manifest.sha256", "files/files/ab/blob", "keys/secrets"]
)
def test_a_backup_with_something_missing_is_refused(
    running: House, copy: Path, place: Path, lost: str
) -> None:
    gone = copy / lost
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    code, said = restore(running, copy, place / "never")
    assert code == 1
    assert "missing" in said or "cut off" in said
    assert not (place / "never").exists()


def test_a_restore_that_was_not_finished_is_not_started(running: House, place: Path) -> None:
    half = House(place / "half")
    half.data.settle()
    half.data.make()
    (half.home / "unfinished-restore").touch()
    done = half.run("up", "--no-demo", "--port", str(half.port), "--data", str(half.home))
    assert done.returncode == 1
    assert "not finished" in done.stderr


def test_neither_backup_nor_restore_overwrites(running: House, backup: Path) -> None:
    assert "not empty" in running.run("backup", str(backup)).stderr
    assert "not empty" in running.run("restore", str(backup), "--data", str(running.home)).stderr
