"""A whole application, as far along its life as a test wants it."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from khidmat.kernel.actor import Actor
from khidmat.org.public import office
from khidmat.services import operations
from khidmat.services.models import Application

Make = Callable[..., Application]


def picture(seed: int = 0) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (300, 400), (seed * 7 % 256, 120, 160)).save(out, "JPEG")
    return SimpleUploadedFile("photo.jpg", out.getvalue(), "image/jpeg")


def answers(**changes: str) -> dict[str, dict[str, str]]:
    pages = {
        "who": {
            "name_ur": "بلال احمد",
            "name": "Bilal Ahmad",
            "id_kind": "cnic",
            "id_cnic": "01234-5678901-2",
        },
        "family": {
            "relation": "s/o",
            "relation_name_ur": "محمد اکرم",
            "relation_name": "Muhammad Akram",
            "birth_day": "27",
            "birth_month": "4",
            "birth_year": "1994",
        },
        "address": {
            "present_line": "مکان 12، گلی 3",
            "present_district": str(office("KSR-DPO").pk),
            "present_area": "کوٹ مراد خان",
            "present_place": "KSR-PL-0650",
            "present_station": str(office("KSR-PS-01").pk),
            "permanent_same": "on",
            "since": "2014",
        },
        "purpose": {"purpose": "visa", "country": "DE", "embassy": "Islamabad"},
    }
    return {page: {n: changes.get(n, v) for n, v in given.items()} for page, given in pages.items()}


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def draft(cast: object, now: datetime) -> Make:
    def make(citizen: Actor | None = None, **changes: str) -> Application:
        actor = citizen or cast.bilal
        application = operations.start(slug="character-certificate", language="ur", actor=actor, now=now)
        for page, data in answers(**changes).items():
            operations.save_page(application_id=application.pk, page=page, data=data, actor=actor, now=now)
        for number, field in enumerate(("photo", "id_copy")):
            operations.attach(
                application_id=application.pk, field=field, upload=picture(number), actor=actor, now=now
            )
        return application

    return make


@pytest.fixture
def sent(draft: Make, cast: object, now: datetime) -> Make:
    def make(citizen: Actor | None = None, **changes: str) -> Application:
        application = draft(citizen, **changes)
        return operations.submit(application_id=application.pk, actor=citizen or cast.bilal, now=now)

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
                visited_on=later.date(),
                text="Met the father; lives there since 2014.",
                actor=cast.aslam,
                now=later,
            )
        application.refresh_from_db()
        return application

    return make
