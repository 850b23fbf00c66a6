"""The demo's posts at the program's doors, for the tests that knock at all of them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.rights.doors import Doors


@pytest.fixture(scope="module")
def doors(
    django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> "Iterator[Doors]":
    """The demo's posts with their sessions, made once in a transaction that is never committed."""
    from django.db import transaction
    from django.test import override_settings

    from khidmat.documents import press
    from khidmat.documents.tests.samples import office as installation
    from tests.rights import doors, watching, world

    folder = tmp_path_factory.mktemp("rights")
    keys = installation(folder / "installation").places
    for machine in ("sms_http", "bank"):
        (folder / machine).write_text(doors.AGGREGATOR)
    settings = {"DEMO": True, "FILES": folder, "SECRETS": folder, "SMS_HTTP_URL": "https://sms.example.org/"}
    settings |= {"BANK": "bank", "KEYS": keys.secret, "PUBLIC_KEYS": keys.public}
    with django_db_blocker.unblock(), override_settings(**settings), watching.quiet(), transaction.atomic():
        press.tools.cache_clear()
        found = doors.Doors(world.make(folder))
        found.open()
        yield found
        transaction.set_rollback(True)
        press.tools.cache_clear()
