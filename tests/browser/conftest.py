"""The whole program, running as in production with the demo in it: web, worker, database, a real browser."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
#: Without these Chromium looks for its maker's hosts at every start; headless needs no sandbox of its own as root.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: A record of a namesake, so that the record keeper has somebody to compare.
NAMESAKE = """
import django; django.setup()
from django.utils import timezone
from khidmat.accounts.public import User, actor_for
from khidmat.demo.caseload import CaseRecord
from khidmat.demo.loading import records
from tests.browser.namesake import NAMESAKES
now = timezone.now()
records.send_in(NAMESAKES, actor=actor_for(User.objects.get(username="nadia"), now=now), now=now)
"""


@dataclass(frozen=True)
class Installation:
    """A running program: where it answers, and the environment of its processes."""

    base: str
    env: dict[str, str]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A Python process of the program."""
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.env, check=True, capture_output=True, text=True
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(folder: Path, base: str, database: dict[str, str]) -> dict[str, str]:
    places = {name: folder / name for name in ("secrets", "keys", "public", "files")}
    for place in places.values():
        place.mkdir()
    (places["secrets"] / "django_key").write_text(secrets.token_urlsafe(50), encoding="ascii")
    return {
        **os.environ,
        **database,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "khidmat.config.settings",
        "KHIDMAT_MODE": "demo",
        "KHIDMAT_DATA": str(folder),
        "KHIDMAT_SECRETS": str(places["secrets"]),
        "KHIDMAT_KEYS": str(places["keys"]),
        "KHIDMAT_PUBLIC": str(places["public"]),
        "KHIDMAT_BASE_URL": base,
    }


def _answers(base: str, patience: float = 30) -> httpx.Response:
    until = time.monotonic() + patience
    while True:
        try:
            return httpx.get(f"{base}/readyz", timeout=2).raise_for_status()
        except httpx.HTTPError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


@pytest.fixture(scope="session")
def installation(
    fresh_database: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """Web and worker with the demo's first part loaded."""
    folder, port = tmp_path_factory.mktemp("installation"), _free_port()
    base = f"http://localhost:{port}"
    found = Installation(base, _environment(folder, base, fresh_database))
    found.run("-m", "khidmat.documents.keys")
    found.run("-m", "khidmat.config.manage", "collectstatic", "--no-input", "-v0")
    serve = ["-m", "granian", "--interface", "wsgi", "khidmat.config.wsgi:application"]
    commands = (
        [*serve, "--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--blocking-threads", "4"],
        ["-m", "khidmat.config.manage", "worker"],
    )
    running = [
        subprocess.Popen([sys.executable, *command], cwd=ROOT, env=found.env, stderr=subprocess.DEVNULL)
        for command in commands
    ]
    try:
        _answers(base)
        found.run("-m", "khidmat.config.manage", "demo", "--first")
        found.run("-c", NAMESAKE)
        yield found
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not Path(CHROMIUM).exists():
        pytest.fail("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder with a photograph and a card to attach."""
    from khidmat.demo.portraits import portrait

    (tmp_path / "photo.jpg").write_bytes(portrait(7, woman=False, age=32))
    Image.new("RGB", (900, 600), (214, 205, 190)).save(tmp_path / "card.jpg")
    return tmp_path
