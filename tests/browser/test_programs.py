"""An administrator lets a program in, by keyboard, and its token opens the API; axe-core at zero on every page met."""

import re

import httpx
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.actors import Officer
from tests.browser.pictures import album
from tests.browser.test_journey import watch
from tests.installation import Installation

pytestmark = pytest.mark.browser


def walk_to(page: Page, name: str) -> None:
    """Press Tab until the field has the focus."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    pytest.fail(f"Tab never comes to {name}")


def fill_by_keyboard(page: Page) -> None:
    """The form of a program, typed; then Enter."""
    walk_to(page, "name")
    page.keyboard.type("Visa section, German embassy")
    walk_to(page, "scopes")
    page.keyboard.press("Space")
    walk_to(page, "office")
    page.keyboard.press("ArrowDown")
    walk_to(page, "reason")
    page.keyboard.type("Letter 7 of 2026")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/clients/[0-9a-f-]{36}/$"))


@pytest.mark.parametrize(("language", "width"), [("ur", 390), ("en", 1280)])
def test_programs_are_let_in_agreed_to_and_ended(
    language: str, width: int, installation: Installation, browser: Browser, request: pytest.FixtureRequest
) -> None:
    problems: list[str] = []
    pictures = album(request, language, width)
    rabia, kamran = (
        Officer(browser, installation.base, language, width, watch(problems, pictures)) for _desk in range(2)
    )
    rabia.sign_in("rabia")
    a_token_opens_and_is_ended(rabia, installation.base)
    an_officer_agrees(rabia, kamran)
    rabia.go("/clients/", "programs")
    assert sorted(set(problems)) == []


def a_token_opens_and_is_ended(rabia: Officer, base: str) -> None:
    """A program of an organisation, by keyboard; its token works until the program is ended."""
    rabia.go("/clients/add/", "add_program")
    fill_by_keyboard(rabia.page)
    rabia.page.goto(f"{rabia.page.url}issue/")
    rabia.press("token")
    secret = re.search(r"khidmat_[\w-]{43}", rabia.page.inner_text("main"))
    assert secret
    rabia.press("program", selector="main a.btn")
    many = {"url": f"{base}/api/v1/certificates/verify-many"}
    many |= {"json": {"certificates": [{"code": "x"}]}, "headers": {"Authorization": f"Bearer {secret[0]}"}}
    assert httpx.post(**many).json()["rows"][0]["answer"]["standing"] == "not_known"
    rabia.press("end_program", selector="main a.btn-danger")
    rabia.fill(reason="Agreement over")
    rabia.press("program_ended")
    assert httpx.post(**many).status_code == 401


def an_officer_agrees(rabia: Officer, kamran: Officer) -> None:
    """A program in an officer's place, which he finds on his account page, agrees to and ends."""
    rabia.go("/clients/add/", "add_program")
    rabia.fill(name="Desk of the certificate officer", officer="kamran", reason="Order 9")
    rabia.page.check("[name=scopes][value=decide]")
    rabia.press("program_waits")
    kamran.sign_in("kamran")
    kamran.go("/me/", "my_programs")
    kamran.press("my_programs_agreed", selector="form[action$='/agree/'] button")
    kamran.press("my_programs_none", selector="form[action*='/me/programs/'][action$='/end/'] button")
