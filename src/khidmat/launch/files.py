"""Small files written so that a kill leaves the old one or the new one, and stamps of what is done."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from khidmat.launch.users import Account, give


def write(path: Path, text: str, *, account: Account | None = None, mode: int = 0o600) -> None:
    """Replace `path` by `text`; owner and mode are right before the name appears."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    give(part, account, mode)
    part.rename(path)


def read(path: Path) -> str:
    """Return the text of `path`, empty when there is none. A link is a fault, because root reads here."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return ""
    with os.fdopen(handle, encoding="utf-8") as source:
        return source.read()


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def tree(root: Path) -> list[Path]:
    """Return the files under `root`, sorted, without byte-code and part files."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        found += [Path(folder, name) for name in names if not name.endswith(".part")]
    return sorted(found)


def tree_digest(*roots: Path) -> str:
    """Return one hash over names and contents of every file under `roots`."""
    total = hashlib.sha256()
    for root in roots:
        for path in tree(root) if root.is_dir() else _existing([root]):
            total.update(f"{path.relative_to(root.parent)}\0{digest(path)}\n".encode())
    return total.hexdigest()


def _existing(paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if path.exists()]
