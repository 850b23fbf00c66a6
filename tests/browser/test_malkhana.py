"""The malkhana's pages in a real browser: axe-core at zero, nothing runs sideways, in both languages."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from khidmat.demo.loading.malkhana import load_malkhana
from khidmat.station import public as station
from khidmat.station.models import Count
from tests.browser.pictures import album
from tests.browser.test_investigation import TOLD, window
from tests.browser.test_journey import watch
from tests.serving import serving

pytestmark = pytest.mark.browser


@pytest.fixture
def case(cast) -> station.Fir:
    """A burglary, with what was recovered in the malkhana."""
    now = timezone.now()
    complaint = station.take(told=TOLD, actor=cast.saima, now=now - timedelta(hours=3))
    typed = station.Typed("457/380 PPC", cast.aslam.user)
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
    here = "/work/malkhana/"
    yield "rashid", here, "malkhana"
    yield "rashid", f"{here}new/", "malkhana_new"
    yield "rashid", f"{here}{heroin.pk}/", "malkhana_item"
    yield "ali", f"{here}{cash.pk}/countersign/", "malkhana_second_key"
    yield "rashid", f"{here}{bangle.pk}/", "malkhana_unclaimed"
    yield "rashid", f"/work/fir/{case.pk}/property/", "malkhana_of_case"
    yield "rashid", "/work/road-certificates/", "road_list"
    yield "rashid", "/work/road-certificates/new/", "road_new"
    yield "rashid", f"/work/road-certificates/{road.pk}/", "road"
    yield "ali", f"/work/road-certificates/{waiting.pk}/", "road_to_sign"
    yield "farah", f"{here}differences/?show=answered", "differences"
    yield "farah", f"{here}differences/{difference.pk}/seen/", "difference_seen"
    yield "rashid", f"{here}counts/", "counts"
    yield "farah", f"{here}counts/new/", "count_new"
    yield "rashid", f"{here}counts/{count.pk}/", "count"


@pytest.mark.parametrize(("language", "width"), [("ur", 390), ("en", 1280)])
def test_every_page(language: str, width: int, cast, case, chromium: Browser, request) -> None:
    problems: list[str] = []
    look, windows = watch(problems, album(request, language, width)), {}
    with serving() as (address, _program):
        for username, path, name in shots(case):
            assert getattr(cast, username).user_id
            if username not in windows:
                windows[username] = window(chromium, address, username, language, width)
            page = windows[username].new_page()
            answer = page.goto(address + path)
            assert answer is not None
            assert answer.status == 200, name
            look(page, name)
            page.close()
        for one in windows.values():
            one.close()
    assert sorted(set(problems)) == []
