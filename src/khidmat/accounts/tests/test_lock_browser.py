"""The lock in a real browser: the page is covered in time, and what was being typed is still there."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from khidmat.accounts import proofs
from khidmat.accounts.models import SignIn
from khidmat.accounts.tests.conftest import PASSWORD, SECRET, Enlist

pytestmark = pytest.mark.browser


@pytest.fixture
def page(committed: None, enlist: Enlist, chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Ali at his desk, with a form before him and a clock that the test turns."""
    enlist("ali")
    context = chromium.new_context(base_url=live_server.url)
    context.add_cookies([{"name": "language", "value": "en", "url": live_server.url}])
    page = context.new_page()
    page.goto("/sign-in/?next=/me/password/")
    page.fill("[name=username]", "ali")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.fill("[name=code]", proofs.code_at(SECRET, proofs.step(timezone.now())))
    page.clock.install()
    page.press("[name=code]", "Enter")
    page.wait_for_url("**/me/password/")
    yield page
    context.close()


def test_a_page_left_alone_is_covered_and_opens_with_what_was_typed(page: Page) -> None:
    page.fill("[name=new]", "half a sentence")
    page.clock.run_for(14 * 60 * 1000)
    expect(page.locator("dialog")).to_have_count(0)
    page.clock.run_for(61 * 1000)
    cover = page.locator("dialog")
    expect(cover.get_by_role("heading", level=1)).to_have_text("Screen locked")
    assert SignIn.objects.get().locked_at is not None
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(cover).to_be_visible()
    cover.locator("[name=proof]").fill("wrong")
    cover.get_by_role("button", name="Open").click()
    expect(cover.get_by_role("alert")).to_contain_text("not right")
    cover.locator("[name=proof]").fill(PASSWORD)
    cover.get_by_role("button", name="Open").click()
    expect(cover).to_have_count(0)
    expect(page.locator("[name=new]")).to_have_value("half a sentence")
    assert SignIn.objects.get().locked_at is None


def test_somebody_who_types_for_an_hour_is_not_locked_out(page: Page) -> None:
    before = SignIn.objects.get().seen_at
    for _quarter in range(5):
        page.keyboard.press("Tab")
        with page.expect_response("**/locked/alive/"):
            page.clock.run_for(12 * 60 * 1000)
    expect(page.locator("dialog")).to_have_count(0)
    assert SignIn.objects.get().seen_at >= before
