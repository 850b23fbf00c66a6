"""A part of a backup: a folder of files with a manifest of SHA-256 sums beside them, copied and proved."""

import hashlib
import os
import shutil
from pathlib import Path

from khidmat.launch import files
from khidmat.launch.say import Step, fail

MANIFEST = "manifest.sha256"


def copy_out(sources: dict[str, Path], part: Path, shown: Step) -> int:
    """Copy each source folder to `part/NAME` and write the manifest last; return the number of files.

    A link in the source is a fault: it would let whoever laid it have root read elsewhere.
    """
    part.mkdir(mode=0o700, parents=True, exist_ok=True)
    sums = {}
    for name, source in sources.items():
        for path in files.tree(source):
            where = Path(name, path.relative_to(source))
            target = part / where
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            sums[where.as_posix()] = copy_one(path, target)
            shown.note(f"{len(sums)} files")
    text = "".join(f"{mark}  {where}\n" for where, mark in sorted(sums.items()))
    files.write(part / MANIFEST, text)
    return len(sums)


def copy_one(source: Path, target: Path) -> str:
    """Copy one ordinary file to a new one of mode 0600, on the disk before we return; return its SHA-256."""
    total = hashlib.sha256()
    try:
        reading = os.open(source, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError as fault:
        fail(f"{source} cannot be backed up: {fault.strerror}")
    writing = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(reading, "rb") as old, os.fdopen(writing, "wb") as new:
        while block := old.read(1 << 20):
            total.update(block)
            new.write(block)
        new.flush()
        os.fsync(new.fileno())
    return total.hexdigest()


def prove(part: Path, shown: Step) -> None:
    """Refuse a part whose files are not exactly those of its manifest."""
    promised = {}
    for row in files.read(part / MANIFEST).splitlines():
        mark, _, where = row.partition("  ")
        promised[where] = mark
    if not (part / MANIFEST).exists():
        fail(f"{part} has no {MANIFEST}: the backup was cut off, or this is none")
    found = {path.relative_to(part).as_posix(): path for path in files.tree(part) if path.name != MANIFEST}
    for where in sorted(promised.keys() ^ found.keys()):
        fail(f"{part / where} {'is missing' if where in promised else 'is not in the manifest'}")
    for number, (where, path) in enumerate(found.items(), 1):
        shown.note(f"{number} of {len(found)}")
        if path.is_symlink() or files.digest(path) != promised[where]:
            fail(f"{path} is not the file that was backed up: its SHA-256 differs")


def copy_back(source: Path, target: Path) -> None:
    """Copy a folder of a proved part into a new data directory; owner and mode are set afterwards."""
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        target.mkdir(exist_ok=True)
