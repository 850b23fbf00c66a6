"""Fonts and compiled translations, by `python -m khidmat.ui.assets`; npm is brought when there is none."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from khidmat.launch import files, installing, processes
from khidmat.launch.checkout import Checkout
from khidmat.launch.data import inherited
from khidmat.launch.say import fail, step

NODE_ENVIRONMENT = ("HOME", "NODE_EXTRA_CA_CERTS", "npm_config_registry", "NPM_CONFIG_REGISTRY")


TITLE = "Fonts and translations"


@dataclass
class Making:
    """The assets being made in a process of its own, or nothing to do; `digest` is of the source before."""

    checkout: Checkout
    digest: str
    child: subprocess.Popen[bytes] | None = None

    def finish(self) -> str:
        """Wait until they are made; return the digest of the source with them."""
        if self.child is None:
            return self.digest
        with step(TITLE):
            said = (self.child.stdout.read() if self.child.stdout else b"").decode(errors="replace")
            failed = self.child.wait()
        if failed:
            tail = processes.tail(self.log)
            fail(f"Fonts and translations could not be made:\n{said.strip()}\n{tail}")
        self.digest, self.child = self.checkout.digest(), None
        files.write(self.checkout.var / "assets.stamp", self.digest, mode=0o644)
        return self.digest

    @property
    def log(self) -> Path:
        """Return where npm's and the makers' complaints go."""
        return self.checkout.var / "assets.log"


@contextmanager
def making(checkout: Checkout) -> Iterator[Making]:
    """Begin to make the assets when source or locks changed; other steps can run until `finish` is called."""
    checkout.var.mkdir(parents=True, exist_ok=True)
    made = Making(checkout, checkout.digest())
    if files.read(checkout.var / "assets.stamp") == made.digest:
        yield made
        return
    environment = _environment(checkout)
    made.log.unlink(missing_ok=True)
    made.child = processes.spawn(
        [sys.executable, "-m", "khidmat.ui.assets"],
        environment=environment, account=None, log=made.log, piped=True, umask=0o022, cwd=checkout.root,
    )  # fmt: skip
    try:
        yield made
    finally:
        if made.child is not None:
            processes.stop(made.child, signal.SIGTERM, seconds=5)


def ensure(checkout: Checkout) -> str:
    """Make the assets when source or locks changed; return the digest of the source with them."""
    with making(checkout) as made:
        return made.finish()


def _environment(checkout: Checkout) -> dict[str, str]:
    kept = {name: os.environ[name] for name in NODE_ENVIRONMENT if name in os.environ}
    paths = [str(checkout.root / "src"), *([] if shutil.which("npm") else [str(_node(checkout))])]
    return {**inherited(), **kept, "PYTHONPATH": os.pathsep.join(paths)}


def _node(checkout: Checkout) -> Path:
    """Bring Node from PyPI, apart from the environment that serves: it is needed once, and 200 MB."""
    lock = checkout.root / "requirements" / "node.txt"
    place = checkout.root / ".cache" / "node"
    stamp = place / "khidmat.stamp"
    if files.read(stamp) == files.digest(lock):
        return place
    shutil.rmtree(place, ignore_errors=True)
    with step("Node for the fonts (none is installed)") as shown:
        installing.install(Path(sys.executable), lock, shown, "--target", str(place))
    files.write(stamp, files.digest(lock), mode=0o644)
    return place
