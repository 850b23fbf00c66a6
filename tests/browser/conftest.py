"""The whole program, running as in production with the demo in it: web, worker, database, a real browser."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.installation import ROOT, WORKER, Installation, make

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
#: The demo loads the stations' books with its second part, for which the browser tests do not wait.
BOOKS = """
import django; django.setup()
from django.utils import timezone
from khidmat.demo.loading.books import load_books, register_waiting, send_on
from khidmat.demo.loading.desk import load_desk
now = timezone.now()
load_books(now)
load_desk(now=now)
register_waiting(now)
send_on(now)
"""


@pytest.fixture(scope="session")
def installation(
    fresh_database: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """Web and worker with the demo's first part loaded."""
    found = make(tmp_path_factory.mktemp("installation"), fresh_database)
    running = [
        subprocess.Popen(command, cwd=ROOT, env=found.env, stderr=subprocess.DEVNULL)
        for command in (found.web, WORKER)
    ]
    try:
        found.answers()
        found.run("-m", "khidmat.config.manage", "demo", "--first")
        found.run("-c", NAMESAKE)
        found.run("-c", BOOKS)
        yield found
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser(chromium: Browser) -> Browser:
    """The run's browser."""
    return chromium


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder with a photograph and a card to attach."""
    from khidmat.demo.portraits import portrait

    (tmp_path / "photo.jpg").write_bytes(portrait(7, woman=False, age=32))
    Image.new("RGB", (900, 600), (214, 205, 190)).save(tmp_path / "card.jpg")
    return tmp_path
