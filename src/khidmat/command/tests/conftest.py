"""Applications at several points of their life, by real operations; and how a report is asked for."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from khidmat.kernel.actor import Actor
from khidmat.kernel.reports import Asked, Sheet, by_code, sheet
from khidmat.services import registry
from khidmat.services.definition import Service
from khidmat.services.tests.conftest import _files, draft, sent, unpaid, verified

__all__ = ["_files", "draft", "sent", "unpaid", "verified"]

STATEMENT = "statement-of-services"


@pytest.fixture
def service() -> Service:
    """One service is as good as another."""
    return registry.by_slug("character-certificate")


@pytest.fixture
def asked(now: datetime) -> Callable[..., Asked]:
    def ask(office: str = "KSR-DPO", by: str = "service", **changes: object) -> Asked:
        told = {"since": date(2026, 11, 1), "until": date(2026, 11, 30), "now": now} | changes
        return Asked(office=office, by=by, **told)

    return ask


@pytest.fixture
def statement(asked: Callable[..., Asked]) -> Callable[..., Sheet]:
    def read(actor: Actor, *arguments: str, **changes: object) -> Sheet:
        return sheet(by_code(STATEMENT, actor), actor, asked(*arguments, **changes))

    return read
