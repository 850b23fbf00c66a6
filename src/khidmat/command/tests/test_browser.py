"""Command's pages in a real browser, in Urdu on a phone and in English at a desk: axe at zero, nothing clipped."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from khidmat.accounts import proofs
from khidmat.services import public as services

pytestmark = pytest.mark.browser
PASSWORD, SECRET = "a long password for tests", "JBSWY3DPEHPK3PXP"
LAYOUTS = [("ur", 390), ("en", 1280)]
#: Pages by the name of their picture: whose, and where.
PAGES = {
    "day": ("hina", "/duty/today/"),
    "day_of_station": ("ali", "/duty/today/"),
    "day_of_centre": ("waseem", "/duty/today/"),
    "lateness": ("hina", "/duty/reports/lateness/?by=office"),
    "lateness_rows": ("hina", "/duty/reports/lateness/rows/?column=running"),
    "work_of_officers": ("hina", "/duty/reports/work-of-officers/"),
    "report_list": ("hina", "/duty/reports/"),
    "report": ("hina", "/duty/reports/statement-of-services/"),
    "report_by_office": ("hina", "/duty/reports/statement-of-services/?by=office"),
    "report_wrong": ("hina", "/duty/reports/statement-of-services/?since_day=40"),
    "report_rows": ("hina", "/duty/reports/statement-of-services/rows/?column=received"),
}


@pytest.fixture
def now() -> datetime:
    """Long enough ago for a decision that is late."""
    return timezone.now() - timedelta(days=20)


@pytest.fixture
def filled(committed: None, cast: object, now: datetime, sent: object, verified: object) -> None:
    """One decided in time, one decided late, one waiting; and the officers who look."""
    later = now + timedelta(days=19)
    for citizen in (cast.bilal, cast.ayesha):
        del citizen
        made = verified()
        services.approve(application_id=made.pk, actor=cast.kamran, now=later)
        later = now + timedelta(hours=3)
    sent(cast.ayesha)
    assert cast.hina
    assert cast.ali
    assert cast.waseem


@pytest.mark.parametrize(("language", "width"), LAYOUTS)
def test_axe_finds_nothing_and_nothing_is_cut_off(
    filled: None, chromium: Browser, live_server: LiveServer, pytestconfig: object, language: str, width: int
) -> None:
    folder, found = pytestconfig.getoption("pictures"), []
    for who in dict.fromkeys(who for who, _path in PAGES.values()):
        page = signed_in(chromium, live_server.url, who, language, width)
        for name, path in ((name, path) for name, (whose, path) in PAGES.items() if whose == who):
            page.goto(path)
            found += [f"{name}: {one['id']}" for one in Axe().run(page).response["violations"]]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{name}: wider than {width}")
            if folder:
                picture(page, Path(folder) / f"{language}-{width}" / f"{name}.png")
        page.context.close()
    assert found == []


def signed_in(chromium: Browser, url: str, who: str, language: str, width: int) -> Page:
    context = chromium.new_context(base_url=url, viewport={"width": width, "height": 900}, bypass_csp=True)
    context.add_cookies([{"name": "language", "value": language, "url": url}])
    page = context.new_page()
    page.goto("/sign-in/")
    page.fill("[name=username]", who)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.fill("[name=code]", proofs.code_at(SECRET, proofs.step(timezone.now())))
    page.press("[name=code]", "Enter")
    page.wait_for_url("**/duty/")
    return page


def picture(page: Page, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file, full_page=True)
