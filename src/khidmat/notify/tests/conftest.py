"""What the tests of messages share: services on loopback, somebody who sends, a clock that can be moved."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django.fixtures import Settings

from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.launch.tests.ports import free_port
from khidmat.notify import jobs, operations
from khidmat.notify.adapters.smpp import Smpp
from khidmat.notify.models import Message
from khidmat.notify.tests.servers import Aggregator, Mail, Smsc
from khidmat.org.public import Office, office

MOBILE, EMAIL = "03001234567", "bilal@example.org"


@pytest.fixture(autouse=True)
def _no_service(settings: Settings, tmp_path: Path) -> None:
    """Begin without any service, with secrets of the test's own."""
    settings.SMTP_URL = settings.SMPP_URL = settings.SMS_HTTP_URL = ""
    settings.MAIL_FROM, settings.SECRETS = "khidmat@example.org", tmp_path
    for name in ("smtp_password", "smpp_password", "sms_http"):
        (tmp_path / name).write_text(f"secret of {name[:4]}")


@pytest.fixture
def station(db: None) -> Office:
    return office("KSR-PS-01")


@pytest.fixture
def sho(station: Office) -> Actor:
    return Actor(role=Role.STATION_HEAD, chain=station.pk, office_id=station.pk)


@pytest.fixture
def about() -> UUID:
    return uuid4()


Send = Callable[..., Message]


@pytest.fixture
def send(sho: Actor, about: UUID, now: datetime) -> Send:
    """Put a message about the thing into the outbox; an SMS in Urdu unless told otherwise."""

    def sent(template: str = "submitted", **other: Any) -> Message:
        given: dict[str, Any] = {
            "language": "ur",
            "params": {"ref": "K7Q4M2K9", "d": now.date()},
            "about": about,
            "actor": sho,
            "now": now,
        }
        if "email" not in other:
            given["mobile"] = MOBILE
        return operations.send(template=template, **given | other)

    return sent


Sweep = Callable[..., None]


@pytest.fixture
def sweep(now: datetime) -> Sweep:
    """Sweep a moment after `now`, or as if so much time had passed since."""

    def swept(**later: float) -> None:
        jobs.sweep(lambda: now + timedelta(milliseconds=1, **later))

    return swept


@pytest.fixture
def mail(settings: Settings) -> Iterator[Mail]:
    server = Mail()
    with server.serve() as settings.SMTP_URL:
        yield server


@pytest.fixture
def smsc(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Smsc]:
    """An SMS centre; our client listens for receipts for 0.3 seconds instead of 3."""
    quick = Smpp.__init__
    monkeypatch.setattr(Smpp, "__init__", lambda self, **given: quick(self, **given, idle=0.3))
    server = Smsc()
    with server.serve() as settings.SMPP_URL:
        yield server


@pytest.fixture
def aggregator(settings: Settings) -> Iterator[Aggregator]:
    server = Aggregator()
    with server.serve() as settings.SMS_HTTP_URL:
        yield server


@pytest.fixture
def nobody() -> str:
    """An address where nobody listens."""
    return f"127.0.0.1:{free_port()}"
