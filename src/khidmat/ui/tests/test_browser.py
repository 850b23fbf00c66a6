"""The gallery in a real browser: axe at zero, nothing clipped, scripts that only help."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
PATHS = ("/", "/?wrong=0", "/track/", "/desk/", "/compare/", "/missing/")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
DRAWN_BY_THE_WEB_FONT = """document.fonts.check('16px "Noto Nastaliq Urdu"', 'قصور')"""
TALL_BOXES = ".btn, .badge, .in, .choice, h1, h2, th, td, .top-link, .side-link, .notice-body, .label, .fact"


@pytest.mark.parametrize(("language", "width"), [("ur", 390), ("en", 1280)])
def test_axe_finds_nothing(open_page: Open, language: str, width: int) -> None:
    for path in PATHS:
        page = open_page(path, language, width, bypass_csp=True)
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == [], path


@pytest.mark.parametrize("language", ["ur", "en"])
def test_nothing_scrolls_sideways_at_320_pixels_or_wider(open_page: Open, language: str) -> None:
    for path in PATHS:
        page = open_page(path, language, 320)
        for width in (320, 390, 768, 1024, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


@pytest.mark.parametrize("language", ["ur", "en"])
@pytest.mark.parametrize("path", PATHS[:-1])
def test_the_content_policy_stops_nothing_of_ours(open_page: Open, path: str, language: str) -> None:
    page = open_page(path, language)
    page.wait_for_load_state("networkidle")
    assert page.said == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", PATHS)
def test_every_box_that_holds_nastaliq_is_tall_enough_for_it(open_page: Open, path: str) -> None:
    low = open_page(path).evaluate(
        """(boxes) => [...document.querySelectorAll(boxes)].filter((box) => {
            const style = getComputedStyle(box);
            const urdu = /[\\u0600-\\u06ff]/.test(box.value || box.textContent);
            return urdu && parseFloat(style.lineHeight) < 1.9 * parseFloat(style.fontSize);
        }).map((box) => box.outerHTML.slice(0, 120))""",
        TALL_BOXES,
    )
    assert low == []


@pytest.mark.parametrize("path", PATHS[:-1])
def test_everything_to_press_is_large_enough_for_a_thumb(open_page: Open, path: str) -> None:
    small = open_page(path).evaluate(
        """() => [...document.querySelectorAll('button, .btn, .choice, .check, .in')].filter((box) => {
            const at = box.getBoundingClientRect();
            return at.width && at.height < 44;
        }).map((box) => `${box.getBoundingClientRect().height} ${box.outerHTML.slice(0, 120)}`)"""
    )
    assert small == []


def test_urdu_is_drawn_by_the_web_font_on_both_kinds_of_page(open_page: Open) -> None:
    for language in ("ur", "en"):
        page = open_page("/track/", language)
        page.evaluate("document.fonts.ready")
        assert page.evaluate(DRAWN_BY_THE_WEB_FONT), language


def test_an_english_page_without_urdu_does_not_fetch_the_urdu_font(open_page: Open) -> None:
    page = open_page("/missing/", "en")
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert [name.rsplit("/", 1)[1] for name in loaded if "nastaliq" in name] == ["noto-nastaliq-word.woff2"]


def test_the_summary_has_the_focus_and_its_links_lead_to_the_fields(open_page: Open) -> None:
    page = open_page("/")
    expect(page.locator(".summary")).to_be_focused()
    page.locator(".summary a").first.click()
    expect(page.locator("#id_cnic")).to_be_focused()
    page.locator(".summary a").nth(1).click()
    expect(page.locator("#id_birth_day")).to_be_focused()


def test_the_dashes_of_a_cnic_put_themselves_in(open_page: Open) -> None:
    cnic = open_page("/?wrong=0").locator("#id_cnic")
    cnic.press_sequentially("۰۱234567890۱2")
    expect(cnic).to_have_value("01234-5678901-2")


def test_the_cursor_in_the_middle_of_a_cnic_is_left_alone(open_page: Open) -> None:
    page = open_page("/?wrong=0")
    cnic = page.locator("#id_cnic")
    cnic.press_sequentially("0123456789012")
    for _ in range(13):
        cnic.press("ArrowLeft")
    cnic.press("Delete")
    cnic.press("9")
    assert cnic.input_value() == "01934-5678901-2"
    assert cnic.evaluate("(input) => input.selectionStart") == 3


def test_what_is_wrong_in_a_cnic_is_left_for_the_person_to_see(open_page: Open) -> None:
    cnic = open_page("/?wrong=0").locator("#id_cnic")
    cnic.press_sequentially("0123x")
    expect(cnic).to_have_value("0123x")


def test_typing_is_saved_within_two_seconds_and_the_person_is_told(open_page: Open) -> None:
    page = open_page("/?wrong=0")
    with page.expect_request("**/saved/", timeout=2000) as sent:
        page.locator("#id_name").press_sequentially("محمد")
    body = sent.value.post_data or ""
    assert "idempotency_key" not in body
    assert 'name="csrfmiddlewaretoken"' in body
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"^\s*\d+:\d\d پر محفوظ ہو گیا\s*$"))


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "دوبارہ لاگ ان کریں"), (403, "دوبارہ لاگ ان کریں"), (409, "کہیں اور سے بدل گئی ہیں")],
)
def test_saving_stops_with_a_sentence_when_it_cannot_go_on(open_page: Open, status: int, words: str) -> None:
    page = open_page("/?wrong=0")
    page.clock.install()
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.url.endswith("/saved/") else None)
    page.route("**/saved/", lambda route: route.fulfill(status=status))
    page.locator("#id_name").fill("محمد")
    page.clock.run_for(2000)
    expect(page.locator("[data-saved]")).to_contain_text(words)
    page.locator("#id_name").fill("محمد اکرم")
    page.clock.run_for(60_000)
    assert len(posts) == 1
    expect(page.locator("#id_name")).to_have_value("محمد اکرم")


def test_without_a_network_saving_waits_and_goes_on_by_itself(open_page: Open) -> None:
    page = open_page("/?wrong=0")
    page.context.set_offline(True)
    page.locator("#id_name").press_sequentially("محمد")
    expect(page.locator("[data-saved]")).to_contain_text("انٹرنیٹ نہیں ہے")
    page.context.set_offline(False)
    expect(page.locator("[data-saved]")).to_contain_text("پر محفوظ ہو گیا")


def test_a_double_click_sends_once_and_the_button_is_never_disabled(open_page: Open) -> None:
    page = open_page("/compare/")
    page.evaluate(
        """() => { window.sends = 0; addEventListener('submit', (event) => {
            window.sends += event.defaultPrevented ? 0 : 1; event.preventDefault(); }); }"""
    )
    button = page.locator(".confirm button")
    button.evaluate("(one) => { one.click(); one.click(); one.click(); }")
    assert page.evaluate("window.sends") == 1
    expect(button).to_have_attribute("aria-disabled", "true")
    assert not button.evaluate("(one) => one.disabled")


def test_a_chosen_picture_is_named_and_shown(open_page: Open, picture: Path) -> None:
    page = open_page("/?wrong=0")
    page.locator("#id_photo").set_input_files(picture)
    expect(page.locator("[data-file-name]")).to_have_text("portrait.png · 0.1 MB")
    expect(page.locator("[data-preview]")).to_be_visible()
    assert page.said == []  # type: ignore[attr-defined]


def test_the_whole_form_works_without_scripts(open_page: Open, picture: Path) -> None:
    page = open_page("/", java_script_enabled=False)
    page.locator("#id_cnic").fill("00202-1234567-1")
    page.locator("#id_birth_month").fill("3")
    page.locator("#id_photo").set_input_files(picture)
    page.locator("main form button").click()
    assert page.locator(".summary").count() == 0
    page.locator("header button[name=language]").click()
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_whole_page_can_be_walked_with_the_keyboard(open_page: Open) -> None:
    page = open_page("/desk/", "en", 1280)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    from PIL import Image

    path = tmp_path / "portrait.png"
    Image.new("RGB", (340, 440), "#8899aa").save(path)
    return path
