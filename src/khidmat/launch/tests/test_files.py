"""Small files, stamps and the manifest of a backup."""

from io import StringIO
from pathlib import Path

import pytest

from khidmat.launch import files, parts
from khidmat.launch.say import LaunchError, Step


def test_a_written_file_is_whole_and_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    files.write(path, "one")
    files.write(path, "two")
    assert files.read(path) == "two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["secret"]


def test_a_link_is_never_followed_because_root_reads_here(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("signing key", encoding="ascii")
    (tmp_path / "link").symlink_to(tmp_path / "key")
    with pytest.raises(OSError, match="symbolic links"):
        files.read(tmp_path / "link")
    with pytest.raises(LaunchError, match="cannot be backed up"):
        parts.copy_one(tmp_path / "link", tmp_path / "copy")


def test_the_digest_of_a_tree_sees_content_name_and_absence_but_no_byte_code(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", encoding="ascii")
    seen = [files.tree_digest(tmp_path)]
    for change in (lambda p: p.write_text("2", encoding="ascii"), lambda p: p.rename(tmp_path / "b")):
        change(tmp_path / "a")
        seen.append(files.tree_digest(tmp_path))
    (tmp_path / "b").unlink()
    seen.append(files.tree_digest(tmp_path))
    assert len(set(seen)) == 4
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").touch()
    assert files.tree_digest(tmp_path) == seen[-1]


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """A part of a backup with two files."""
    source = tmp_path / "source"
    (source / "in").mkdir(parents=True)
    (source / "in" / "one").write_text("1", encoding="ascii")
    (source / "two").write_text("2", encoding="ascii")
    parts.copy_out({"files": source}, tmp_path / "part", quiet())
    return tmp_path / "part"


def quiet() -> Step:
    return Step("", StringIO())


def test_an_untouched_part_is_proved(part: Path) -> None:
    parts.prove(part, quiet())


def test_a_changed_a_lost_and_an_added_file_are_each_named(part: Path) -> None:
    (part / "files" / "two").write_text("3", encoding="ascii")
    with pytest.raises(LaunchError, match="two is not the file"):
        parts.prove(part, quiet())
    (part / "files" / "two").unlink()
    with pytest.raises(LaunchError, match="two is missing"):
        parts.prove(part, quiet())
    (part / "files" / "two").write_text("2", encoding="ascii")
    (part / "files" / "three").touch()
    with pytest.raises(LaunchError, match="three is not in the manifest"):
        parts.prove(part, quiet())


def test_a_file_exchanged_for_a_link_to_its_twin_is_refused(part: Path, tmp_path: Path) -> None:
    (part / "files" / "two").unlink()
    (part / "files" / "two").symlink_to(tmp_path / "source" / "two")
    with pytest.raises(LaunchError, match="two is not the file"):
        parts.prove(part, quiet())
