"""The suite's database and its cast.

The owner role makes the database from a migrated template and empties it; the tests run as the serving role.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

import psycopg
import pytest

from bench.emptying import empty

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from khidmat.accounts.public import User
    from khidmat.kernel.actor import Actor

ROOT = Path(__file__).resolve().parent
ENV = ROOT / "var" / "test" / "env"


def _environment() -> None:
    if ENV.exists():
        for line in ENV.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            os.environ.setdefault(name, value)
    os.environ["KHIDMAT_MODE"] = "test"
    os.environ.setdefault("KHIDMAT_DATA", str(ROOT / "var" / "test" / "data"))
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


_environment()


def _with_name(url: str, name: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, parts.fragment))


def _owner() -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(_with_name(os.environ["DATABASE_OWNER_URL"], "postgres"), autocommit=True)


def _template() -> str:
    digest = hashlib.sha256()
    sources = ("src/khidmat/*/migrations/*.py", "src/khidmat/config/**/*.py", "requirements/run.txt")
    for path in sorted(file for pattern in sources for file in ROOT.glob(pattern)):
        digest.update(path.read_bytes())
    return f"khidmat_tpl_{digest.hexdigest()[:16]}"


def _exists(owner: psycopg.Connection[tuple[object, ...]], name: str) -> bool:
    return owner.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is not None


def _make_template(owner: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    for (old,) in owner.execute(
        "select datname from pg_database where datname like 'khidmat\\_tpl\\_%'"
    ).fetchall():
        owner.execute(f'drop database if exists "{old}"')
    owner.execute(f'create database "{name}_half"')
    subprocess.run(
        [sys.executable, "-m", "khidmat.config.manage", "prepare", "--database-only"],
        check=True,
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": "src",
            "DATABASE_URL": _with_name(os.environ["DATABASE_URL"], f"{name}_half"),
            "DATABASE_OWNER_URL": _with_name(os.environ["DATABASE_OWNER_URL"], f"{name}_half"),
        },
    )
    owner.execute(f'alter database "{name}_half" rename to "{name}"')


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--pictures FOLDER`: keep a picture of every page that the browser tests meet."""
    parser.addoption("--pictures", default="", help="folder for pictures of every page of the journey")


def _place(item: pytest.Item) -> tuple[bool, bool]:
    """Long turns first, so that no process waits for another's at the end.

    Browser tests last: a driver that has been started leaves its event loop running in this thread.
    """
    return (
        item.get_closest_marker("browser") is not None,
        not item.path.is_relative_to(ROOT / "tests"),
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in order."""
    items.sort(key=_place)


#: Without these Chromium looks for its maker's hosts at every start; it needs no sandbox of its own as root.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A camera that shows a moving pattern, and nobody to be asked whether it may.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """The one browser of the run: a second driver cannot be started in the same process."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("KHIDMAT_CHROMIUM", "/usr/bin/chromium")
    if not Path(path).exists():
        pytest.fail("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


def _drop(name: str) -> None:
    """Drop a database of this run. One that another role's connection still holds is swept when the run has ended."""
    with _owner() as owner, suppress(psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):
        owner.execute(f'drop database "{name}" with (force)')


@pytest.fixture(scope="session")
def django_db_setup() -> Iterator[None]:
    """A database of this process, copied from the migrated template; the connection is the serving role's."""
    from django.db import connection

    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name, template = f"khidmat_test_{os.getpid()}_{worker}", _template()
    with _owner() as owner:
        owner.execute("select pg_advisory_lock(20261121)")
        if not _exists(owner, template):
            _make_template(owner, template)
        owner.execute(f'create database "{name}" template "{template}"')
        owner.execute("select pg_advisory_unlock(20261121)")
    connection.settings_dict["NAME"] = name
    os.environ["KHIDMAT_TEST_DATABASE"] = name
    yield
    connection.close()
    _drop(name)


@pytest.fixture(scope="session")
def fresh_database() -> Iterator[dict[str, str]]:
    """A migrated database of its own for a test that runs the whole program: the two URLs."""
    name = f"khidmat_whole_{os.getpid()}"
    with _owner() as owner:
        owner.execute("select pg_advisory_lock(20261121)")
        template = _template()
        if not _exists(owner, template):
            _make_template(owner, template)
        owner.execute(f'create database "{name}" template "{template}"')
        owner.execute("select pg_advisory_unlock(20261121)")
    yield {url: _with_name(os.environ[url], name) for url in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    _drop(name)


@pytest.fixture(scope="session", autouse=True)
def _what_the_serving_role_may_not_do() -> Iterator[None]:
    """Leave out checking deferred links inside a test's outer transaction, and flushing by the serving role."""
    from django.test import TestCase, TransactionTestCase

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestCase, "_should_check_constraints", lambda _self, _connection: False)
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: _empty())
        yield


def _as_owner() -> psycopg.Connection[tuple[object, ...]]:
    """A connection of the owner to this process's database."""
    from django.db import connection

    return psycopg.connect(
        _with_name(os.environ["DATABASE_OWNER_URL"], str(connection.settings_dict["NAME"]))
    )


@pytest.fixture(scope="session")
def as_owner() -> Callable[[], psycopg.Connection[tuple[object, ...]]]:
    """What a thief with the owner's password could do."""
    return _as_owner


def _empty() -> None:
    from django.db import connection

    connection.close()
    with _as_owner() as owner:
        empty(owner)


@pytest.fixture
def committed(transactional_db: None) -> None:
    """Let the test commit; its tables are emptied afterwards by the owner."""


@pytest.fixture(scope="session")
def now() -> datetime:
    """A working Tuesday in Kasur, ten in the morning."""
    return datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Asia/Karachi"))


class Cast:
    """The people of the demo as actors, each made when a test first names them."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._now = now - timedelta(days=300)  # posted long ago, also by the clock on the wall
        self._known: dict[str, Actor] = {}

    def __getattr__(self, name: str) -> "Actor":
        if name not in self._known:
            self._known[name] = self._make(name)
        return self._known[name]

    def _make(self, name: str) -> "Actor":
        from khidmat.accounts.public import actor_for, add_officer, post, system_actor
        from khidmat.demo.cast import BY_NAME, CITIZENS
        from khidmat.org.public import office

        system = system_actor(None)
        if name in CITIZENS:
            return actor_for(self.citizen(name), now=self._now)
        part = BY_NAME[name]
        user = add_officer(
            username=part.username,
            name=part.name,
            name_ur=part.name_ur,
            password="a long password for tests",
            temporary=False,
            totp_secret="JBSWY3DPEHPK3PXP",
            actor=system,
            now=self._now,
        )
        post(
            user=user,
            role=part.role,
            office=office(part.office),
            since=self._now,
            actor=system,
            now=self._now,
        )
        return actor_for(user, now=self._now)

    def citizen(self, name: str) -> "User":
        """The user of a citizen of the cast."""
        from khidmat.accounts.public import User
        from khidmat.demo.cast import CITIZENS

        mobile = CITIZENS[name].mobile
        user, _made = User.objects.get_or_create(
            mobile=mobile, is_staff_member=False, defaults={"username": mobile, "date_joined": self._now}
        )
        return user


@pytest.fixture(scope="session")
def casting(now: datetime) -> Callable[[], Cast]:
    """The cast of a world that outlives one test, and is emptied by who made it."""
    return lambda: Cast(now)


@pytest.fixture
def cast(db: None, now: datetime) -> Cast:
    """Sana at the counter, Ali SHO A-Division, Hina DPO Kasur, Bilal citizen, Omar from another district."""
    return Cast(now)


@pytest.fixture
def program(cast: Cast) -> "Callable[..., dict[str, str]]":
    """Let a program use the API as Rabia would; give the headers it sends, by the clock on the wall."""
    from uuid import uuid4

    from django.utils import timezone

    from khidmat.accounts.public import add_client, agree, issue_token
    from khidmat.org.public import office

    def make(*scopes: str, officer: str = "", at: str = "PB-KSR-KM01", **how: "datetime") -> dict[str, str]:
        when, secret = how.get("now") or timezone.now(), f"khidmat_{uuid4().hex}"
        if officer:
            assert getattr(cast, officer)
        home = {"officer": officer} if officer else {"office": office(at)}
        client = add_client(
            name="Visa section", scopes=scopes, reason="Letter 7", actor=cast.rabia, now=when, **home
        )
        if officer:
            agree(client_id=client.pk, actor=getattr(cast, officer), now=when)
        issue_token(client_id=client.pk, secret=secret, days=30, actor=cast.rabia, now=when)
        return {"Authorization": f"Bearer {secret}"}

    return make
