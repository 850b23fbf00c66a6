"""One day of A Division in Urdu, on every post's own screen: from the roll-call to the certificate.

A theft becomes an FIR, an arrest, a recovery, a challan, a conviction; another accused is acquitted; the diary that is
printed at night tells what was done; then both ask for a character certificate.
"""

import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localtime
from playwright.sync_api import Browser, Locator

from khidmat.documents import press
from khidmat.documents.tests import samples
from khidmat.kernel.actor import Actor
from khidmat.services.public import issue
from khidmat.station.models import DiaryEntry
from khidmat.station.tests.casework import Work
from khidmat.station.tests.test_desk import THEFT
from khidmat.station.typed import Who
from tests.browser import station_day as day
from tests.browser.asking import ready
from tests.browser.pictures import album
from tests.browser.test_journey import watch
from tests.serving import serving

pytestmark = pytest.mark.browser
OFFICERS = ("rashid", "saima", "aslam", "ali", "noreen", "javed", "nadia", "kamran")
BILAL = "01234-5678901-2"
USMAN = Who(name="عثمان غنی", father="محمد اکرم", cnic="01234-5678909-1", age="30")
BILALS = {"name": "Bilal Ahmad", "name_ur": "بلال احمد", "id_cnic": BILAL}
USMANS = {"name": "Usman Ghani", "name_ur": "عثمان غنی", "id_cnic": USMAN.cnic}
#: What the diary of the day tells, in this order among other entries.
TOLD = (
    "گنتی ہوئی", "ای ٹیگ نمبر", "درج ہوا", "نامزد ہوا", "گرفتار ہوا", "بند حوالات", "فرد برآمدگی", "داخل ہوئے",
    "روانہ ہوئے", "روبرو پیش", "جوڈیشل", "نقشہ موقع", "ضمنی",
)  # fmt: skip


@pytest.fixture
def older(cast, now: datetime) -> Work:
    """A theft of last month, charged, of which Usman is accused."""
    work = Work(cast, now - timedelta(days=20)).case(THEFT, USMAN).in_court()
    work.charge()
    return work


@pytest.fixture
def signing(settings, tmp_path: Path) -> Iterator[None]:
    """A worker that can sign, and a folder for what is handed in."""
    keys = samples.office(tmp_path / "installation").places
    settings.FILES, settings.KEYS, settings.PUBLIC_KEYS = tmp_path, keys.secret, keys.public
    press.tools.cache_clear()
    yield
    press.tools.cache_clear()


@pytest.fixture
def station(
    cast, older: Work, now: datetime, chromium: Browser, settings, monkeypatch, signing: None, request
) -> Iterator[tuple[day.Station, list[str]]]:
    """Everybody signed in before eight, for the whole day and the next."""
    problems: list[str] = []
    wall = day.Wall(now.replace(hour=7, minute=45))
    monkeypatch.setattr("django.utils.timezone.now", wall)
    settings.IDLE_LOCK = settings.SESSION_LENGTH = timedelta(days=2)
    settings.SESSION_COOKIE_AGE = 2 * 24 * 3600
    pictures = album(request, "ur", 1280)
    made = day.Station(chromium, watch(problems, pictures), wall, pictures)
    assert all(getattr(cast, name).user_id for name in OFFICERS)
    made.sign_in(*OFFICERS)
    with serving() as (made.base, made.program):
        yield made, problems


def told_by(pdf: bytes, page: Locator) -> None:
    """The page tells what was done, in its order; the paper has the same entries at the same hours, and no other."""
    rows = page.locator("tbody tr td:nth-child(4)").all_inner_texts()
    place = iter(rows)
    assert [one for one in TOLD if not any(one in row for row in place)] == [], rows
    how = {"input": pdf, "capture_output": True, "check": True}
    paper = subprocess.run(["pdftotext", "-layout", "-", "-"], **how).stdout.decode()
    assert f"1–{len(rows)} ·" in paper
    for entry in DiaryEntry.objects.filter(day__closed_at__isnull=False).order_by("-written_at")[: len(rows)]:
        assert f"{localtime(entry.happened_at):%H:%M}" in paper


def certificate(at: day.Station, cast, citizen: Actor, who: dict[str, str]) -> str:
    """The next morning somebody asks for his certificate: what its page says."""
    at.wall.at(9, days=1)
    asked, called = ready(cast, citizen, at.wall(), **who), who["name_ur"]
    if who["id_cnic"] == BILAL:
        day.compared(at, called)
    day.approved(at, asked.pk, who["name"].partition(" ")[0])
    at.work(lambda: issue(application_id=asked.pk, now=at.wall()))
    return day.paper_of(at, called)


def test_a_day_of_the_station(station, older: Work, cast, now: datetime) -> None:
    at, problems = station
    day.opened(at)
    case = day.registered(at)
    custody = day.arrested(at, day.named(at, case, BILAL))
    road = day.sent_to_laboratory(at, day.recovered(at, case))
    day.remanded(at, custody)
    day.investigated(at, case)
    day.sent_up(at, case)
    day.back_from_laboratory(at, road)
    day.convicted(at, case, now)
    day.judged(at.of("javed"), f"/duty/fir/{older.fir.pk}/court/", "acquitted", now)
    page = day.closed(at)
    told_by(day.printed(at, case, custody, page), at.of("rashid").page.locator("main"))
    assert "379" not in certificate(at, cast, cast.ayesha, USMANS)
    assert "381-A" in certificate(at, cast, cast.bilal, BILALS)
    assert sorted(set(problems)) == []
