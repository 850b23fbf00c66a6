"""A whole application, as far along its life as a test wants it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate

from khidmat.documents import press
from khidmat.documents.keys import Places
from khidmat.documents.tests import samples
from khidmat.kernel.actor import Actor
from khidmat.org.public import office
from khidmat.payments.public import Receipt, charge_for, open_shift, open_shift_of, take_cash
from khidmat.services import operations, registry
from khidmat.services.definition import Service
from khidmat.services.models import Application
from khidmat.services.tests.answering import answers, papers, picture

Make = Callable[..., Application]


def known(**changes: str) -> dict[str, str]:
    """Bilal, who lives in the area of A Division."""
    bilal = {
        "name_ur": "بلال احمد",
        "name": "Bilal Ahmad",
        "present_line": "مکان 12، گلی 3",
        "present_district": str(office("KSR-DPO").pk),
        "present_area": "کوٹ مراد خان",
        "present_place": "KSR-PL-0650",
        "present_station": str(office("KSR-PS-01").pk),
    }
    return bilal | changes


@pytest.fixture(params=[one.slug for one in registry.offered()])
def service(request: pytest.FixtureRequest) -> Service:
    """Each service of the catalogue in turn."""
    return registry.by_slug(request.param)


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The signing keys of an installation."""
    return samples.office(tmp_path_factory.mktemp("installation")).places


@pytest.fixture
def press_with_keys(installation: Places, settings: object) -> Iterator[None]:
    """A worker that can sign."""
    settings.KEYS, settings.PUBLIC_KEYS = installation.secret, installation.public
    press.tools.cache_clear()
    yield
    press.tools.cache_clear()


@pytest.fixture
def draft(cast: object, service: Service, now: datetime) -> Make:
    def make(citizen: Actor | None = None, **changes: str) -> Application:
        actor = citizen or cast.bilal
        application = operations.start(slug=service.slug, language="ur", actor=actor, now=now)
        for page, data in answers(service, known(**changes)).items():
            operations.save_page(application_id=application.pk, page=page, data=data, actor=actor, now=now)
        for number, field in enumerate(papers(service)):
            operations.attach(
                application_id=application.pk, field=field, upload=picture(number), actor=actor, now=now
            )
        application.refresh_from_db()
        return application

    return make


@pytest.fixture
def unpaid(draft: Make, cast: object, now: datetime) -> Make:
    def make(citizen: Actor | None = None, **changes: str) -> Application:
        application = draft(citizen, **changes)
        return operations.submit(application_id=application.pk, actor=citizen or cast.bilal, now=now)

    return make


def pay(application: Application, teller: Actor, now: datetime) -> Receipt:
    """Over the counter, in cash, by an operator whose drawer is opened when it is not."""
    if open_shift_of(teller) is None:
        open_shift(began_with=0, actor=teller, now=now)
    charge = charge_for(application.pk)
    return take_cash(charge_id=charge.pk, rupees=charge.rupees, actor=teller, now=now)


@pytest.fixture
def sent(unpaid: Make, cast: object, now: datetime) -> Make:
    """Sent, and paid where it costs something: the work has begun."""

    def make(citizen: Actor | None = None, **changes: str) -> Application:
        application = unpaid(citizen, **changes)
        if charge_for(application.pk):
            pay(application, cast.sana, now)
        application.refresh_from_db()
        return application

    return make


@pytest.fixture
def heard(verified: Make, cast: object, now: datetime) -> Make:
    """An application whose applicant was told what was found and gave his side."""

    def make(**changes: str) -> Application:
        application = verified(**changes)
        operations.notify(
            application_id=application.pk, found="Nobody knows him there.", actor=cast.kamran, now=now
        )
        operations.reply(application_id=application.pk, text="The green door.", actor=cast.bilal, now=now)
        application.refresh_from_db()
        return application

    return make


@pytest.fixture
def refused(heard: Make, cast: object, now: datetime) -> Make:
    """A refused application."""

    def make(**changes: str) -> Application:
        application = heard(**changes)
        return operations.refuse(
            application_id=application.pk, reason="The address was not found.", actor=cast.kamran, now=now
        )

    return make


@pytest.fixture
def verified(sent: Make, cast: object, now: datetime) -> Make:
    def make(**changes: str) -> Application:
        application = sent(**changes)
        for one in application.verifications.all():
            later = now + timedelta(hours=2)
            operations.mark(verification_id=one.pk, officer_id=cast.aslam.user_id, actor=cast.ali, now=now)
            operations.report(
                verification_id=one.pk,
                finding="confirmed",
                visited_on=localdate(later),
                text="Met the father; lives there since 2014.",
                actor=cast.aslam,
                now=later,
            )
        application.refresh_from_db()
        return application

    return make
