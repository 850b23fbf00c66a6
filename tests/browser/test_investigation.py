"""The pages of an investigation in a real browser: axe-core at zero, nothing runs sideways, in both languages."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext

from khidmat.station import public as station
from tests.browser.pictures import album
from tests.browser.test_journey import watch
from tests.rights.entering import enter_staff
from tests.serving import serving

pytestmark = pytest.mark.browser
TOLD = station.Told(
    told="رات دکان کا تالا توڑ کر نقدی اور دو موبائل لے گئے۔",
    matter=station.Matter.THEFT,
    name="بلال احمد",
    father="محمد اکرم",
    place_text="مین بازار قصور",
    occurred="20/11/2026 23:00",
)
FOUND = """دکان کا معائنہ کیا۔ تالا ٹوٹا ہوا ملا۔ دکان دار بلال احمد اور چوکیدار سے پوچھا۔
کیمرے کی فلم طلب کی۔ نقشہ موقع تیار کیا۔ ملزم کی تلاش جاری ہے۔"""


@pytest.fixture
def case(cast) -> station.Fir:
    """A burglary of the day before yesterday, with its case diary."""
    now = timezone.now() - timedelta(days=2)
    complaint = station.take(told=TOLD, actor=cast.saima, now=now)
    typed = station.Typed("457/380 PPC", cast.aslam.user)
    made = station.register(complaint_id=complaint.pk, typed=typed, actor=cast.rashid, now=now)
    for hours in (5, 27):
        ended = now + timedelta(hours=hours)
        station.write_zimni(
            fir_id=made.pk,
            informed_at=ended - timedelta(hours=3),
            began_at=ended - timedelta(hours=2),
            ended_at=ended,
            places="مین بازار\nسبزی منڈی",
            circumstances=FOUND,
            actor=cast.aslam,
            now=ended,
        )
    return made


def shots(case: station.Fir) -> Iterator[tuple[str, str, str]]:
    """Who opens which page, and the name of its picture."""
    here = f"/work/fir/{case.pk}/"
    yield "aslam", here, "fir_of_investigator"
    yield "aslam", f"{here}zimni/", "zimni"
    yield "aslam", f"{here}zimni/new/", "zimni_write"
    yield "javed", f"{here}zimni/call/", "zimni_call"


def window(browser: Browser, address: str, username: str, language: str, width: int) -> BrowserContext:
    """A browser in which somebody is signed in."""
    client = Client()
    enter_staff(client, username)
    key = settings.SESSION_COOKIE_NAME
    found = browser.new_context(viewport={"width": width, "height": 800})
    cookies = {key: client.cookies[key].value, "language": language}
    found.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    return found


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
