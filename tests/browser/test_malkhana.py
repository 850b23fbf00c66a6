"""The malkhana's pages in a real browser: axe-core at zero, nothing runs sideways, in both languages."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from khidmat.demo.loading.malkhana import load_malkhana
from khidmat.station import public as station
from khidmat.station.models import Count
from khidmat.station.tests.test_desk import THEFT
from tests.browser.walking import walk

pytestmark = pytest.mark.browser


@pytest.fixture
def case(cast) -> station.Fir:
    """A burglary, with what was recovered in the malkhana."""
    now = timezone.now()
    complaint = station.take(told=THEFT, actor=cast.saima, now=now - timedelta(hours=3))
    typed = station.Typed("379 PPC", cast.aslam.user)
    made = station.register(complaint_id=complaint.pk, typed=typed, actor=cast.rashid, now=now)
    assert cast.ali.user_id
    assert cast.zahid.user_id
    load_malkhana(now)
    return made


def shots(case: station.Fir) -> Iterator[tuple[str, str, str]]:
    """Who opens which page, and the name of its picture."""
    heroin = station.Item.objects.get(kind="narcotic")
    cash, bangle = station.Item.objects.get(kind="cash"), station.Item.objects.get(kind="valuables")
    road = station.RoadCertificate.objects.get(number=1)
    waiting = station.RoadCertificate.objects.get(status="prepared")
    difference, count = station.Discrepancy.objects.get(), Count.objects.get()
    here = "/duty/malkhana/"
    yield "rashid", here, "malkhana"
    yield "rashid", f"{here}new/", "malkhana_new"
    yield "rashid", f"{here}{heroin.pk}/", "malkhana_item"
    yield "ali", f"{here}{cash.pk}/countersign/", "malkhana_second_key"
    yield "rashid", f"{here}{bangle.pk}/", "malkhana_unclaimed"
    yield "rashid", f"/duty/fir/{case.pk}/property/", "malkhana_of_case"
    yield "rashid", "/duty/road-certificates/", "road_list"
    yield "rashid", "/duty/road-certificates/new/", "road_new"
    yield "rashid", f"/duty/road-certificates/{road.pk}/", "road"
    yield "ali", f"/duty/road-certificates/{waiting.pk}/", "road_to_sign"
    yield "farah", f"{here}differences/?show=answered", "differences"
    yield "farah", f"{here}differences/{difference.pk}/seen/", "difference_seen"
    yield "rashid", f"{here}counts/", "store_counts"
    yield "farah", f"{here}counts/new/", "store_count_new"
    yield "rashid", f"{here}counts/{count.pk}/", "store_count"


@pytest.mark.parametrize(("language", "width"), [("ur", 390), ("en", 1280)])
def test_every_page(language: str, width: int, cast, case, chromium: Browser, request) -> None:
    assert walk(list(shots(case)), (language, width), cast, chromium, request) == []
