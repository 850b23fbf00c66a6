"""The paper's own fixtures: keys, one sealed certificate, and a press that works in the test's own folders."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from django.utils.timezone import localdate

from khidmat.documents import operations, press
from khidmat.documents.models import Certificate
from khidmat.documents.tests import samples
from khidmat.files.public import keep, path
from khidmat.kernel.actor import Actor
from khidmat.org.public import office


@pytest.fixture(scope="session")
def kasur(tmp_path_factory: pytest.TempPathFactory) -> samples.Office:
    """An installation with its keys."""
    return samples.office(tmp_path_factory.mktemp("kasur"))


@pytest.fixture(scope="session")
def forger(tmp_path_factory: pytest.TempPathFactory) -> samples.Office:
    """Another installation whose certificates bear the same names."""
    return samples.office(tmp_path_factory.mktemp("forger"))


@pytest.fixture(scope="session")
def sealed(kasur: samples.Office) -> bytes:
    """A genuine certificate."""
    return kasur.sealed(samples.facts())


@pytest.fixture
def house(kasur: samples.Office, settings: object, tmp_path: Path) -> Iterator[samples.Office]:
    """Kasur's keys and a folder for files, as the settings name them."""
    settings.KEYS, settings.PUBLIC_KEYS, settings.FILES = kasur.places.secret, kasur.places.public, tmp_path
    press.tools.cache_clear()
    yield kasur
    press.tools.cache_clear()


@pytest.fixture(scope="module")
def no_application(django_db_setup: None) -> Iterator[None]:
    """Take away the guard that a higher app puts on our table; its own tests keep it."""
    url, name = os.environ["DATABASE_OWNER_URL"], os.environ["KHIDMAT_TEST_DATABASE"]
    with psycopg.connect(url, dbname=name, autocommit=True) as owner:
        owner.execute("alter table documents_certificate disable trigger services_certificate_approved")
        yield
        owner.execute("alter table documents_certificate enable trigger services_certificate_approved")


Issue = Callable[..., Certificate]


@pytest.fixture
def number(no_application: None, house: samples.Office, cast: object, now: datetime) -> Issue:
    """Give a number in Kasur, on a day so many days ago."""

    def act(*, about: UUID | None = None, days_ago: int = 0, actor: Actor | None = None) -> Certificate:
        day = localdate(now) - timedelta(days=days_ago)
        return operations.issue_number(
            about=about or uuid4(),
            series="PCC",
            title=("Police character certificate", "پولیس کریکٹر سرٹیفکیٹ"),
            office=office("KSR-DPO"),
            issued_on=day,
            valid_until=day + timedelta(days=180),
            actor=actor or cast.kamran,
            now=now,
        )

    return act


@pytest.fixture
def issue(number: Issue, cast: object, now: datetime) -> Issue:
    """Issue a whole certificate of Muhammad Akram."""

    def act(**how: object) -> Certificate:
        numbered = number(**how)
        blob = keep(data=samples.photo(), kind="photo", media_type="image/jpeg", now=now)
        facts = samples.facts(
            number=numbered.number,
            code=numbered.code,
            issued_on=numbered.issued_on,
            valid_until=numbered.valid_until,
            period_to=numbered.issued_on,
        )
        return operations.attach_file(
            certificate_id=numbered.pk,
            facts=facts,
            pdf=press.produce(facts, path(blob)),
            photo_id=blob.pk,
            actor=cast.kamran,
            now=now,
        )

    return act
