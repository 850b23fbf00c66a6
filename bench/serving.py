"""The web server as production runs it, and officers who are signed in to it."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.error import URLError
from urllib.request import urlopen

from bench import ground
from khidmat.launch.tests.ports import free_port
from khidmat.launch.up import SERVER

OURS, BARE = "khidmat.config.wsgi:application", "bench.bare:application"
START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers: its port, and the process whose children work."""

    port: int
    pid: int


@contextmanager
def server(application: str = OURS) -> Iterator[Served]:
    """Granian with the flags of `./khidmat up`."""
    port = free_port()
    environment = {**os.environ, "BENCH_BARE": "1"} if application == BARE else dict(os.environ)
    where = ["--host", "127.0.0.1", "--port", str(port)]
    with tempfile.TemporaryFile() as log:
        command = [sys.executable, "-m", "granian", *SERVER, *where, application]
        child = subprocess.Popen(command, stderr=log, stdout=log, cwd=ground.ROOT, env=environment)
        try:
            _wait(child, port)
            yield Served(port, child.pid)
        finally:
            child.terminate()
            child.wait(20)
            log.seek(0)
            if errors := [line for line in log.read().decode().splitlines() if "rror" in line]:
                print("the server said:", *errors[:5], sep="\n  ")


def _wait(child: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if child.poll() is not None:
            break
        try:
            urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5).close()
            return
        except URLError as error:
            if hasattr(error, "code"):  # an answer, if only "not found": it serves
                return
            time.sleep(0.1)
    raise RuntimeError("the web server did not start")


def sign_in(username: str) -> str:
    """Open a session as the second step of signing in does. Returns the cookie."""
    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpRequest
    from django.utils import timezone

    from khidmat.accounts import session
    from khidmat.accounts.models import User
    from khidmat.accounts.operations.sessions import open_session
    from khidmat.accounts.states import Means, Place

    user = User.objects.get(username=username)
    opened = open_session(user, Means.TOTP, Place("127.0.0.1", "bench"), timezone.now(), "")
    request = HttpRequest()
    request.session = SessionStore()
    session.begin(request, opened)
    request.session.save()
    return f"{settings.SESSION_COOKIE_NAME}={request.session.session_key}"
