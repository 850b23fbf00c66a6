"""Officers as users (the root's cast gives actors), the ledger as a list of codes, a browser that signs in."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from khidmat.accounts import proofs
from khidmat.accounts.models import User
from khidmat.accounts.operations import officers
from khidmat.accounts.queries import system_actor
from khidmat.accounts.states import Place
from khidmat.kernel.roles import Role
from khidmat.org.public import office

PASSWORD = "a long password for tests"
SECRET = "JBSWY3DPEHPK3PXP"
STATION = Place("203.0.113.7", "Firefox")
ELSEWHERE = Place("198.51.100.9", "Chrome")

Enlist = Callable[..., User]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Sentences are asserted in English; that none lacks its Urdu is another test's."""
    with translation.override("en"):
        yield


@pytest.fixture
def enlist(db: None) -> Enlist:
    """Make an officer of Kasur with a password, an app, and a posting that began a month ago."""

    def make(
        username: str, role: Role = Role.STATION_HEAD, at: str = "KSR-PS-01", *, app: bool = True
    ) -> User:
        long_ago = timezone.now() - timedelta(days=30)
        user = officers.add_officer(
            username=username,
            name=username.title(),
            name_ur="نام",
            password=PASSWORD,
            temporary=False,
            totp_secret=SECRET if app else "",
            actor=system_actor(None),
            now=long_ago,
        )
        officers.post(
            user=user, role=role, office=office(at), since=long_ago, actor=system_actor(None), now=long_ago
        )
        return user

    return make


@pytest.fixture
def ledger(db: None) -> Callable[[], list[str]]:
    """The codes of the ledger's events, the oldest first."""

    def read() -> list[str]:
        with connection.cursor() as cursor:
            # Ids of one millisecond are in no order; the table only grows, so the place of a row is its order.
            cursor.execute("select code from audit_event order by ctid")
            return [code for (code,) in cursor.fetchall()]

    return read


def code_at(now: datetime, *, later: int = 0) -> str:
    """What the app of an enlisted officer shows, some steps of 30 seconds later."""
    return proofs.code_at(SECRET, proofs.step(now) + later)


def sign_in(client: Client, username: str, *, next_page: str = "", later: int = 0) -> None:
    """Sign a browser in by password and code."""
    client.post("/sign-in/", {"username": username, "password": PASSWORD, "next": next_page})
    client.post("/sign-in/second-step/", {"code": code_at(timezone.now(), later=later)})


def key() -> dict[str, str]:
    """What a form's hidden field carries, so that pressed twice it is one act."""
    return {"idempotency_key": str(uuid4())}


class Cost:
    """How many queries a block makes and how many passwords it hashes."""

    def __enter__(self) -> Callable[[], tuple[int, int]]:
        self.queries = CaptureQueriesContext(connection)
        self.patch = pytest.MonkeyPatch()
        self.hashes = 0
        whole = MD5PasswordHasher.encode

        def encode(hasher: MD5PasswordHasher, password: str, salt: str) -> str:
            self.hashes += 1
            return whole(hasher, password, salt)

        self.patch.setattr(MD5PasswordHasher, "encode", encode)
        self.queries.__enter__()
        return lambda: (len(self.queries), self.hashes)

    def __exit__(self, *_error: object) -> None:
        self.queries.__exit__(None, None, None)
        self.patch.undo()
