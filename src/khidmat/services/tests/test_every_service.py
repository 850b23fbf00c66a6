"""What holds for every service of the catalogue: applied for, checked, decided, its own paper, verified by anybody."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from khidmat.files.public import path
from khidmat.services import operations
from khidmat.services.definition import Service
from khidmat.services.models import Application
from khidmat.services.states import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(verified, cast, press_with_keys: None, now: datetime) -> Application:
    """An application with its paper."""
    application = verified()
    operations.approve(application_id=application.pk, actor=cast.kamran, now=now)
    operations.issue(application_id=application.pk, now=now)
    return Application.objects.select_related("certificate__blob").get(pk=application.pk)


def test_an_approved_application_has_a_paper_of_its_service(issued, service: Service, now: datetime) -> None:
    paper = issued.certificate
    assert issued.status == Status.ISSUED
    assert paper.number.startswith(f"{service.output.number}-KSR-")
    assert (paper.title, paper.title_ur) == (service.title.en, service.title.ur)
    assert f'"kind":"{service.output.template}"' in paper.facts
    assert paper.valid_until - paper.issued_on == timedelta(days=service.valid_days)
    assert path(paper.blob).read_bytes().startswith(b"%PDF")


def test_anybody_learns_which_paper_it_is_and_that_it_is_genuine(issued, service: Service) -> None:
    client = Client()
    client.cookies["language"] = "en"
    shown = client.get(f"/v/{issued.certificate.code}").content.decode()
    assert "This certificate is genuine" in shown
    assert service.title.ur in shown
    assert service.title.en in shown
    assert issued.person.name not in shown


@pytest.mark.parametrize("language", ["ur", "en"])
def test_the_catalogue_says_what_the_service_is(service: Service, language: str) -> None:
    client = Client()
    client.cookies["language"] = language
    assert str(getattr(service.title, language)) in client.get("/").content.decode()
    shown = client.get(f"/services/{service.slug}/").content.decode()
    assert str(getattr(service.summary, language)) in shown
