"""Urdu without an Urdu keyboard: names offered from Roman letters, the phonetic keyboard, both without a mouse."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pictures import album
from tests.browser.test_journey import watch
from tests.browser.windows import window_of

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(cast, chromium: Browser) -> Iterator[Page]:
    """Saima's form, on a narrow screen."""
    assert cast.saima.user_id
    with window_of("saima", chromium, width=390) as page:
        page.goto("/duty/desk/new/")
        yield page


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("muhammad akr", "محمد اکرم"),
        ("Abdul Sattar", "عبدالستار"),
        ("Ghulam Rasool", "غلام رسول"),
        ("محمد bakhsh", "محمد بخش"),
    ],
)
def test_a_name_in_roman_letters_is_offered_in_urdu(desk: Page, typed: str, offered: str) -> None:
    place = desk.locator("[name=name]")
    place.press_sequentially(typed)
    expect(desk.locator(".offer").first).to_have_text(offered)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(place).to_have_value(offered)
    expect(desk.locator(".offer")).to_have_count(0)
    assert desk.url.endswith("/duty/desk/new/")


def test_what_is_not_chosen_stays_as_it_was_typed(desk: Page) -> None:
    place = desk.locator("[name=name]")
    place.press_sequentially("akram")
    expect(desk.locator(".offer").first).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator(".offer")).to_have_count(0)
    desk.keyboard.press("Tab")
    expect(place).to_have_value("akram")


def test_the_phonetic_keyboard_types_by_keys_and_by_mouse(desk: Page, request) -> None:
    problems: list[str] = []
    place = desk.locator("[name=told]")
    place.focus()
    desk.keyboard.press("Alt+KeyU")
    place.press_sequentially("mkan sy saikl 2")
    desk.locator("[data-shift]").click()
    desk.locator("[data-key=r]").click()
    expect(place).to_have_value("مکان سے سایکل 2ڑ")
    watch(problems, album(request, "ur", 390))(desk, "urdu_keys")
    desk.keyboard.press("Alt+KeyU")
    place.press_sequentially("mk")
    expect(place).to_have_value("مکان سے سایکل 2ڑmk")
    assert problems == []


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_runs_sideways_while_names_and_keys_are_shown(desk: Page, width: int, request) -> None:
    problems: list[str] = []
    desk.set_viewport_size({"width": width, "height": 800})
    desk.locator("[name=father]").press_sequentially("ghulam")
    expect(desk.locator(".offer").first).to_be_visible()
    desk.keyboard.press("Alt+KeyU")
    watch(problems, album(request, "ur", width))(desk, "urdu_names")
    assert problems == []
