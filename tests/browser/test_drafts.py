"""What is written in a form of the books outlives a reload, and ends when it is sent or somebody leaves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.windows import window_of

pytestmark = pytest.mark.browser
STORY = "رات دکان کا تالا ٹوٹا ملا۔"
KEPT = "() => Object.keys(sessionStorage).some((key) => key.startsWith('draft:'))"


@pytest.fixture
def desk(cast, chromium: Browser) -> Iterator[Page]:
    """Saima has begun to write a complaint, and her window has kept it."""
    assert cast.saima.user_id
    with window_of("saima", chromium) as page:
        page.goto("/duty/desk/new/")
        page.fill("[name=told]", STORY)
        page.select_option("[name=matter]", "theft")
        page.wait_for_function(KEPT)
        page.reload()
        yield page


def test_a_reload_loses_nothing_and_the_officer_is_told(desk: Page) -> None:
    expect(desk.locator("[name=told]")).to_have_value(STORY)
    expect(desk.locator("[name=matter]")).to_have_value("theft")
    expect(desk.locator("[data-draft-note]")).to_be_visible()
    desk.locator("[data-draft-note] button").click()
    expect(desk.locator("[name=told]")).to_have_value("")
    expect(desk.locator("[name=matter]")).to_have_value("other")
    assert not desk.evaluate(KEPT)


def test_what_was_sent_does_not_come_back(desk: Page) -> None:
    desk.locator("main form button.btn").first.click()
    desk.wait_for_url(lambda url: not url.endswith("/new/"))
    desk.goto("/duty/desk/new/")
    expect(desk.locator("[name=told]")).to_have_value("")
    assert not desk.evaluate(KEPT)


def test_a_refused_form_is_kept_as_it_was_sent(desk: Page) -> None:
    desk.fill("[name=mobile]", "3" * 60)
    desk.locator("main form button.btn").first.click()
    expect(desk.locator(".summary")).to_be_visible()
    expect(desk.locator("[name=told]")).to_have_value(STORY)
    expect(desk.locator("[data-draft-note]")).to_be_hidden()


def test_signing_out_ends_it(desk: Page) -> None:
    desk.locator("form[action$='/sign-out/'] button").click()
    desk.wait_for_load_state()
    assert not desk.evaluate(KEPT)


def test_an_entry_by_hand_is_kept_until_it_is_in_the_diary(cast, chromium: Browser) -> None:
    assert cast.rashid.user_id
    with window_of("rashid", chromium) as page:
        page.goto("/duty/diary/")
        page.fill("[name=text]", STORY)
        page.wait_for_function(KEPT)
        page.reload()
        expect(page.locator("[name=text]")).to_have_value(STORY)
        page.locator("form[data-draft] .actions button").click()
        expect(page.locator(".notices")).to_be_visible()
        page.wait_for_load_state()
        expect(page.locator("[name=text]")).to_have_value("")
        assert not page.evaluate(KEPT)
