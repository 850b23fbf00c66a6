"""`python -S -m khidmat.launch.packages COMMAND`: makes the environment and prints the Python that is to run.

Runs in any Python 3.11–3.13 before anything is installed. The environment is finished only when its stamp is
written: a cut-off set-up, a changed lock or a vanished interpreter makes it begin again.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from khidmat.launch import files
from khidmat.launch.checkout import Checkout, here
from khidmat.launch.installing import install, pins, quiet
from khidmat.launch.say import LaunchError, fail, step
from khidmat.launch.users import NOBODY, is_root, reachable

NEED_NOTHING = {"", "help", "--help", "-h", "down"}
NEED_DEVELOPMENT = {"test", "testdb", "check", "bench"}
DROP_PRIVILEGES = {"up"}
NAMES = ("python3.11", "python3.12", "python3.13", "python3", "/usr/bin/python3.11", "/usr/bin/python3")
PROBE = (
    "import sys, os, venv, ensurepip\n"
    "sys.exit(3) if not (3, 11) <= sys.version_info[:2] < (3, 14) else None\n"
    "print(os.path.realpath(getattr(sys, '_base_executable', '') or sys.executable))"
)
MEND = "apt-get install -y python3 python3-venv"


@dataclass(frozen=True)
class Environment:
    """A virtual environment and its stamp: the interpreter it stands on and the locks it holds."""

    path: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.path / "bin" / "python"

    @property
    def stamp(self) -> Path:
        """Written last."""
        return self.path / "khidmat.stamp"

    def known(self) -> dict[str, str]:
        """Return what the stamp says; nothing without one, or when its interpreter is gone or another."""
        try:
            said = json.loads(files.read(self.stamp) or "{}")
        except ValueError:
            return {}
        base = str(self.python.resolve()) if self.python.exists() else "gone"
        return dict(said) if said.get("interpreter") == base else {}

    def write(self, locks: dict[str, str]) -> None:
        """Declare it finished with these locks."""
        said = {"interpreter": str(self.python.resolve()), **locks}
        files.write(self.stamp, json.dumps(said, indent=1) + "\n", mode=0o644)


def environment(checkout: Checkout, command: str) -> Environment:
    """Choose the environment: the checkout's, unless the system users of a start as root cannot run it."""
    if os.environ.get("KHIDMAT_VENV"):
        return Environment(Path(os.environ["KHIDMAT_VENV"]).absolute())
    own = Environment(checkout.base / ".venv")
    if command not in DROP_PRIVILEGES or not is_root() or not own.python.exists() or reachable(own.python):
        return own
    return Environment(checkout.outside / ".venv")


def main(arguments: list[str]) -> int:
    """Bring the environment up to date for a command and print its Python."""
    os.umask(0o022)
    command = arguments[0] if arguments else ""
    if command in NEED_NOTHING:
        print(sys.executable)
        return 0
    checkout = here()
    target = environment(checkout, command)
    kind = "dev" if command in NEED_DEVELOPMENT else "run"
    if not fresh(checkout, target, kind):
        checkout.var.mkdir(parents=True, exist_ok=True)
        with _alone(checkout.var / "packages.lock"):
            if not fresh(checkout, target, kind):
                build(checkout, target, kind, command)
    print(target.python)
    return 0


def fresh(checkout: Checkout, target: Environment, kind: str) -> bool:
    """Say whether the environment holds the lock as it is now."""
    return target.known().get(kind) == files.digest(lock_file(checkout, kind))


def lock_file(checkout: Checkout, kind: str) -> Path:
    """Return the hash-locked list of packages."""
    return checkout.root / "requirements" / f"{kind}.txt"


def build(checkout: Checkout, target: Environment, kind: str, command: str) -> None:
    """Make the environment anew, or add what the lock now says to one on the same interpreter."""
    known = target.known()
    target.stamp.unlink(missing_ok=True)
    if not known:
        base = interpreter(command)
        with step(f"Making the environment with {base}", sys.stderr):
            shutil.rmtree(target.path, ignore_errors=True)
            quiet([str(base), "-m", "venv", str(target.path)], f"Mend: {MEND}")
    lock = lock_file(checkout, kind)
    with step(f"Installing packages ({lock.name}, hashes checked)", sys.stderr) as shown:
        install(target.python, lock, shown)
    known = {name: mark for name, mark in known.items() if name != "interpreter"}
    target.write({**known, kind: files.digest(lock), **_included(checkout, kind)})


def _included(checkout: Checkout, kind: str) -> dict[str, str]:
    """Count the development lock as the run lock too when it holds every line of it."""
    run = lock_file(checkout, "run")
    both = pins(run) <= pins(lock_file(checkout, "dev"))
    return {"run": files.digest(run)} if kind == "dev" and both else {}


def interpreter(command: str) -> Path:
    """Find a Python 3.11–3.13 with venv and ensurepip; for a start as root one the system users can run."""
    found = [path for path in map(_probe, candidates()) if path]
    if not found:
        fail(f"Python 3.11–3.13 is here, but without `venv` and `ensurepip`. Mend: {MEND}")
    if not is_root():
        return found[0]
    for path in found:
        if _strangers_can_run(path):
            return path
    if command in DROP_PRIVILEGES:
        names = ", ".join(map(str, found))
        fail(f"The system users that serve pages cannot run {names}: a folder above is closed.\nMend: {MEND}")
    return found[0]


def candidates() -> list[str]:
    """Return every name under which a Python may be found, the caller's choice first."""
    chosen = os.environ.get("KHIDMAT_PYTHON")
    everywhere = [
        shutil.which(name, path=place) for name in NAMES for place in (None, "/usr/local/bin", os.defpath)
    ]
    return list(dict.fromkeys(filter(None, [chosen, *everywhere, sys.executable])))


def _probe(name: str) -> Path | None:
    done = subprocess.run([name, "-I", "-c", PROBE], capture_output=True, text=True, check=False)
    return Path(done.stdout.strip()) if done.returncode == 0 else None


def _strangers_can_run(path: Path) -> bool:
    """Try it as a stranger: an interpreter has libraries elsewhere, so mode bits do not tell."""
    try:
        done = subprocess.run(
            [str(path), "-I", "-c", "import json"],
            user=NOBODY, group=NOBODY, extra_groups=[], cwd="/", capture_output=True, check=False,
        )  # fmt: skip
    except OSError:
        return False
    return done.returncode == 0


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Two set-ups of one checkout wait for each other."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with step("Waiting for another set-up of this checkout", sys.stderr):
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except LaunchError as fault:
        print(f"✗ {fault}", file=sys.stderr)
        sys.exit(1)
    except OSError as fault:
        print(f"✗ Set-up stopped: {fault}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
