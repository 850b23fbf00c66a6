"""A voice system asks for a caller: a status in both languages, and nothing of the person."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from khidmat.services.models import Assisted
from khidmat.services.tests.test_counter import come, entered, typed

pytestmark = pytest.mark.django_db
__all__ = ["come", "entered", "typed"]
HERE = "/api/v1/phone"


@pytest.fixture
def now() -> datetime:
    """Three hours ago by the clock on the wall, which the endpoints read."""
    return timezone.now() - timedelta(hours=3)


def test_a_caller_hears_a_status_or_that_the_number_is_wrong(
    client: Client, program: Callable[..., dict[str, str]], entered: Callable[[], object]
) -> None:
    application = entered()
    number, headers = Assisted.objects.get(application=application).voice, program("phone")
    spaced = " ".join((number[:3], number[3:6], number[6:]))
    found = client.post(HERE, {"number": spaced}, content_type="application/json", headers=headers).json()
    assert found["status"] == application.status
    assert found["said"].keys() == {"ur", "en"}
    assert found.keys() == {"status", "said"}
    wrong = client.post(HERE, {"number": "1"}, content_type="application/json", headers=headers)
    assert (wrong.status_code, wrong.json()["status"]) == (200, "not_known")


def test_a_program_without_the_scope_is_refused(
    client: Client, program: Callable[..., dict[str, str]]
) -> None:
    sent = {"data": {"number": "417028365"}, "content_type": "application/json"}
    assert client.post(HERE, **sent, headers=program("verify")).status_code == 403
    assert client.post(HERE, **sent).status_code == 401
