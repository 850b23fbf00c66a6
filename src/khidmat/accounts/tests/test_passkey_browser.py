"""A passkey in a real browser, with the authenticator that Chromium itself plays."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from khidmat.accounts.models import Passkey, SignIn
from khidmat.accounts.states import Means
from khidmat.accounts.tests.conftest import PASSWORD, Enlist

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer, settings: object) -> Iterator[Page]:
    """A page in English whose device has an authenticator built in."""
    settings.BASE_URL = live_server.url  # type: ignore[attr-defined]
    context = chromium.new_context(base_url=live_server.url)
    context.add_cookies([{"name": "language", "value": "en", "url": live_server.url}])
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    context.close()


def knock(page: Page) -> None:
    page.goto("/sign-in/")
    page.fill("[name=username]", "ali")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")


def test_a_passkey_is_set_up_as_the_second_step_and_signs_in_afterwards(
    committed: None, enlist: Enlist, page: Page
) -> None:
    enlist("ali", app=False)
    knock(page)
    page.get_by_role("button", name="Set up a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    page.get_by_role("link", name="I have them, go on").click()
    page.get_by_role("button", name="Sign out").first.click()
    knock(page)
    page.get_by_role("button", name="Use the passkey").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    assert list(SignIn.objects.order_by("started_at").values_list("means", flat=True)) == [Means.PASSKEY] * 2
    key = Passkey.objects.get()
    assert key.used_at is not None
    assert key.counter > 0


def test_another_device_cannot_use_the_passkey_and_the_code_is_still_offered(
    committed: None, enlist: Enlist, page: Page, chromium: Browser, live_server: LiveServer
) -> None:
    enlist("ali", app=False)
    knock(page)
    page.get_by_role("button", name="Set up a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    code = page.locator("ol.codes li").first.inner_text()
    context = chromium.new_context(base_url=live_server.url)
    context.add_cookies([{"name": "language", "value": "en", "url": live_server.url}])
    other = context.new_page()
    context.new_cdp_session(other).send("WebAuthn.enable")
    knock(other)
    other.fill("[name=code]", code)
    other.press("[name=code]", "Enter")
    other.wait_for_url(lambda url: "sign-in" not in url)
    context.close()
    assert SignIn.objects.latest("started_at").means == Means.RECOVERY
