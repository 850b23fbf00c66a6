"""A theft from its e-tag to its FIR by the keyboard, in Urdu, in at most fifteen presses beside what is written."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.actors import Officer
from tests.browser.keys import Keys
from tests.browser.pictures import album
from tests.browser.test_journey import watch
from tests.installation import Installation

pytestmark = pytest.mark.browser
MOST = 15
SKIP, REGISTER = "سیدھا متن پر جائیں", "مقدمہ درج کریں"


def told_at_the_desk(desk: Officer) -> str:
    """Saima takes a theft; the address of its e-tag."""
    desk.page.goto("/duty/desk/new/")
    desk.fill(
        told="گھر کے باہر سے سائیکل چوری ہو گئی۔", name="سلیم اختر", mobile="0300 0000188", offences="379 PPC"
    )
    desk.page.select_option("[name=matter]", "theft")
    desk.press()
    return desk.page.url.removeprefix(desk.base)


def register(keys: Keys) -> None:
    """From the page of the complaint; on the form the cursor stands in the first place that is empty."""
    keys.on(SKIP)
    keys.press("Enter")
    keys.press("Tab")
    keys.on(REGISTER)
    keys.press("Enter")
    expect(keys.page.locator("[name=brief]")).to_be_focused()
    keys.write("گھر کے باہر سے سائیکل کی چوری")
    keys.to("accused")
    keys.write("نامعلوم")
    keys.to_button()
    with keys.page.expect_navigation():
        keys.press("Enter")


def test_a_theft_becomes_an_fir_by_keyboard(
    installation: Installation, browser: Browser, request: pytest.FixtureRequest
) -> None:
    problems: list[str] = []
    look = watch(problems, album(request, "ur", 1280))
    around = (browser, installation.base, "ur", 1280, lambda _page, _name: None)
    desk, clerk = Officer(*around), Officer(*around)
    desk.sign_in("saima")
    path = told_at_the_desk(desk)
    clerk.sign_in("rashid")
    clerk.page.goto(path)
    keys = Keys(clerk.page)
    register(keys)
    expect(clerk.page.locator("h1")).to_contain_text("/")
    assert "/duty/fir/" in clerk.page.url
    look(clerk.page, "fir_registered")
    assert sorted(set(problems)) == []
    assert keys.count <= MOST, f"{keys.count} presses"
