"""Fonts and compiled translations, by `python -m khidmat.ui.assets`; npm is brought when there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from khidmat.launch import files, packages
from khidmat.launch.checkout import Checkout
from khidmat.launch.data import inherited
from khidmat.launch.say import fail, step

NODE_ENVIRONMENT = ("HOME", "NODE_EXTRA_CA_CERTS", "npm_config_registry", "NPM_CONFIG_REGISTRY")


def ensure(checkout: Checkout) -> str:
    """Make the assets when source or locks changed; return the digest of the source with them."""
    stamp = checkout.var / "assets.stamp"
    checkout.var.mkdir(parents=True, exist_ok=True)
    now = checkout.digest()
    if files.read(stamp) == now:
        return now
    with step("Fonts and translations"):
        done = subprocess.run(
            [sys.executable, "-m", "khidmat.ui.assets"],
            env=_environment(checkout),
            cwd=checkout.root,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            fail(f"Fonts and translations could not be made:\n{(done.stdout + done.stderr).strip()}")
    now = checkout.digest()
    files.write(stamp, now, mode=0o644)
    return now


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
        packages.install(Path(sys.executable), lock, shown, "--target", str(place))
    files.write(stamp, files.digest(lock), mode=0o644)
    return place
