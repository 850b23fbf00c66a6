"""Where the source, the packages and the data of this checkout lie.

Normally all inside the checkout. As root, when strangers may not enter the folder the checkout stands in (a
clone in root's home), the system users could reach nothing: then packages, a copy of the source and the data
go to /var/lib/khidmat/NAME-MARK, and no permission of a parent folder is touched.
"""

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from khidmat.launch import files
from khidmat.launch.users import folder, is_root, reachable

STORE = Path("/var/lib/khidmat")
ROOT = Path(__file__).resolve().parents[3]
LOCKS = ("package-lock.json", "requirements")


@dataclass(frozen=True)
class Checkout:
    """`root` is the checkout; `base` holds .venv, var and the source the children import."""

    root: Path
    base: Path

    @property
    def var(self) -> Path:
        """Data directories, the tests' and the benches' among them."""
        return self.base / "var"

    @property
    def src(self) -> Path:
        """What the children import."""
        return self.base / "src"

    @property
    def outside(self) -> Path:
        """A place of this checkout that every system user can reach."""
        mark = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:8]
        folder(STORE, None, 0o755)
        return folder(STORE / f"{self.root.name}-{mark}", None, 0o755)

    def digest(self) -> str:
        """Return one hash of everything that can change the database's shape or the static files."""
        return files.tree_digest(self.root / "src" / "khidmat", *(self.root / name for name in LOCKS))

    def deploy(self, digest: str) -> None:
        """Copy the source beside the packages when the children cannot reach the checkout."""
        stamp = self.base / "src.stamp"
        if self.base == self.root or files.read(stamp) == digest:
            return
        part, old = self.base / "src.part", self.base / "src.old"
        for each in (part, old):
            shutil.rmtree(each, ignore_errors=True)
        shutil.copytree(self.root / "src", part, ignore=shutil.ignore_patterns("__pycache__"))
        _open(part)
        if self.src.exists():
            self.src.rename(old)
        part.rename(self.src)
        shutil.rmtree(old, ignore_errors=True)
        files.write(stamp, digest, mode=0o644)


def _open(copy: Path) -> None:
    """Let all read our own copy, whatever mask the clone was made with; the source holds no secret."""
    for place, _, names in os.walk(copy):
        Path(place).chmod(0o755)
        for name in names:
            Path(place, name).chmod(0o644)


def here() -> Checkout:
    """Find this checkout, and its place outside when strangers cannot reach it."""
    checkout = Checkout(ROOT, ROOT)
    if not is_root() or reachable(ROOT / "src" / "khidmat" / "__main__.py"):
        return checkout
    return Checkout(ROOT, checkout.outside)
