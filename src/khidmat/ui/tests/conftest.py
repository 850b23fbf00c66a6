"""The gallery: in the process for what can be seen in HTML, and served on loopback for the browser."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client, override_settings
from django.utils import translation

from khidmat.kernel.policy import TABLE
from khidmat.ui.policies import RULES
from khidmat.ui.tests import settings as gallery_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SOURCE = Path(__file__).resolve().parents[3]
CHROMIUM = "/usr/bin/chromium"


@pytest.fixture
def urdu() -> Iterator[None]:
    with translation.override("ur"):
        yield


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def visit() -> Iterator[Callable[..., str]]:
    """Fetch a page of the gallery in a language, through the real middleware, without a database."""
    if "ui.language.choose" not in TABLE.permissions:
        TABLE.fill(RULES)
    names = ("ROOT_URLCONF", "TEMPLATES", "MIDDLEWARE", "CONTENT_SECURITY_POLICY", "SESSION_COOKIE_SECURE")
    chosen = {name: getattr(gallery_settings, name) for name in names}
    with override_settings(**chosen), translation.override("ur"):

        def get(path: str = "/", language: str = "ur") -> str:
            client = Client()
            client.cookies["language"] = language
            return client.get(path).content.decode()

        yield get


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The gallery served on loopback by a process of its own, on the port that it got from the system."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "khidmat.ui.tests.settings",
        "PYTHONPATH": str(SOURCE),
    }
    command = [sys.executable, "-m", "khidmat.ui.tests", "0"]
    with tempfile.TemporaryFile("w+") as log:
        server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            port = server.stdout.readline() if server.stdout else ""
            if not port:
                log.seek(0)
                pytest.fail(f"the gallery did not start: {log.read()}")
            yield f"http://127.0.0.1:{int(port)}"
        finally:
            server.terminate()
            server.wait(10)


@pytest.fixture
def open_page(chromium: "Browser", site: str) -> "Iterator[Callable[..., Page]]":
    """Open a page of the gallery in a language, at a width; everything the console says is kept."""
    contexts = []

    def go(path: str, language: str = "ur", width: int = 390, **options: object) -> "Page":
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        context.add_cookies([{"name": "language", "value": language, "url": site}])
        page = context.new_page()
        page.said = []  # type: ignore[attr-defined]
        page.on("console", lambda message: page.said.append(message.text))
        page.goto(f"{site}{path}")
        return page

    yield go
    for context in contexts:
        context.close()
