"""The commands of `docs/api.md`, run as they stand there."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections

from tests.rights.doors import Doors
from tests.rights.posts import A

PAGE = Path(__file__).resolve().parents[1] / "docs" / "api.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)


class Quiet(WSGIRequestHandler):
    """Says nothing about requests."""

    def log_message(self, *_parts: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def served(doors: Doors) -> Iterator[str]:
    """The program on loopback, one request after the other, on the one connection that sees the doors' world."""
    shared = connections["default"]
    shared.inc_thread_sharing()
    server = make_server("localhost", 0, WSGIHandler(), handler_class=Quiet)

    def serve() -> None:
        connections["default"] = shared
        server.serve_forever(poll_interval=0.02)

    thread = Thread(target=serve, daemon=True)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)  # it would end the transaction in which the world is
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    shared.dec_thread_sharing()


def commands() -> list[str]:
    return [one for one in BLOCK.findall(PAGE.read_text(encoding="utf-8")) if "curl" in one]


def test_every_command_of_the_page_does_what_it_says(doors: Doors, served: str, tmp_path: Path) -> None:
    told = {"KHIDMAT": served, "TOKEN": doors.tokens["program"], "CODE": doors.world.things[A].code}
    environment = {**os.environ, **told, "DIGITS": "9012", "NO_PROXY": "localhost"}
    assert urlsplit(served).hostname == "localhost"
    for command in commands():
        script = command.replace("curl -sS", "curl -sS --fail-with-body")
        done = subprocess.run(
            ["bash", "-euc", script],
            env=environment,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}{done.stderr}"
        answers = [json.loads(line) for line in done.stdout.splitlines() if line.strip()] or [{}]
        assert all("type" not in answer or "problem" not in answer["type"] for answer in answers), command
