"""A whole installation for tests that run the program as it is: its folders, what its processes get, how they begin."""

import os
import secrets
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from khidmat.launch.tests.ports import free_port

ROOT = Path(__file__).resolve().parents[1]
WORKER = (sys.executable, "-m", "khidmat.config.manage", "worker")
SERVER = ("--interface", "wsgi", "--host", "127.0.0.1", "--workers", "1", "--blocking-threads", "4")
SERVER += ("--workers-kill-timeout", "3")


@dataclass(frozen=True)
class Installation:
    """A program: where it answers, and the environment of its processes."""

    base: str
    env: dict[str, str]

    @property
    def web(self) -> tuple[str, ...]:
        """The web server's command."""
        where = ("--port", self.base.rpartition(":")[2])
        return (sys.executable, "-m", "granian", *SERVER, *where, "khidmat.config.wsgi:application")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A Python process of the program."""
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.env, check=True, capture_output=True, text=True
        )

    def answers(self, patience: float = 30) -> None:
        """Wait until web and database answer."""
        until = time.monotonic() + patience
        while True:
            try:
                httpx.get(f"{self.base}/readyz", timeout=2).raise_for_status()
            except httpx.HTTPError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
            else:
                return


def make(folder: Path, database: dict[str, str], **more: str) -> Installation:
    """An installation in an empty folder, with keys and static files, on a migrated database."""
    base = f"http://localhost:{free_port()}"
    found = Installation(base, {**_environment(folder, base), **database, **more})
    found.run("-m", "khidmat.documents.keys")
    found.run("-m", "khidmat.config.manage", "collectstatic", "--no-input", "-v0")
    return found


def _environment(folder: Path, base: str) -> dict[str, str]:
    places = {name: folder / name for name in ("secrets", "keys", "public", "files")}
    for place in places.values():
        place.mkdir()
    (places["secrets"] / "django_key").write_text(secrets.token_urlsafe(50), encoding="ascii")
    return {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "khidmat.config.settings",
        "KHIDMAT_MODE": "demo",
        "KHIDMAT_DATA": str(folder),
        "KHIDMAT_SECRETS": str(places["secrets"]),
        "KHIDMAT_KEYS": str(places["keys"]),
        "KHIDMAT_PUBLIC": str(places["public"]),
        "KHIDMAT_BASE_URL": base,
    }
