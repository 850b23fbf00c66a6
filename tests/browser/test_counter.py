"""The counter by keyboard in Urdu: a new applicant under 40 interactions, one who comes again under 15."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.actors import Officer
from tests.browser.journey import open_drawer
from tests.browser.keys import Keys
from tests.browser.pictures import album
from tests.browser.test_journey import watch
from tests.installation import Installation

pytestmark = pytest.mark.browser
NEW, AGAIN = 40, 15
#: The button of the webcam, before and while it sees.
CAMERA = {
    "ur": ("کیمرہ استعمال کریں", "تصویر اتاریں"),
    "en": ("Use the camera", "Take the photograph"),
}
#: Headings of the pages, by language.
SAYS = {
    "ur": ("کاؤنٹر", "پڑھ کر سنائیں", "درخواست جمع ہو گئی", "اگلا شخص"),
    "en": ("Counter", "Read it back", "It is in", "Next customer"),
}


def answer_all(keys: Keys, papers: Path) -> None:
    """Everything that a person who was never here is asked."""
    keys.to("name_ur")
    keys.write("سلیم اختر")
    keys.to("name")
    keys.write("Saleem Akhtar")
    keys.choose("relation", "s/o")
    keys.to("relation_name_ur")
    keys.write("محمد اکرم")
    keys.to("relation_name")
    keys.write("Muhammad Akram")
    keys.to("birth_day")
    keys.spell("27041994")
    lives(keys)
    keys.to("mobile")
    keys.spell("03000000188")
    keys.choose("purpose", "employment")
    keys.attach("photo", papers / "photo.jpg")
    keys.attach("id_copy", papers / "card.jpg")


def by_camera(keys: Keys, words: tuple[str, str]) -> None:
    """The photograph from the webcam: one press opens it, one takes the picture."""
    use, take = words
    keys.on(use)
    keys.press("Enter")
    expect(keys.page.locator("[data-webcam] button")).to_contain_text(take)
    keys.press("Enter")
    expect(keys.page.locator("[data-file]", has=keys.page.locator("[name=photo]"))).to_contain_text(
        "photo.jpg"
    )


def lives(keys: Keys) -> None:
    """The address: its area found by typing; district and permanent address stand there already."""
    keys.to("present_line")
    keys.write("مکان 12، گلی 3")
    keys.to("present_area")
    keys.spell("کوٹ مراد")
    expect(keys.page.locator("[name=present_place]").first).to_be_visible()
    keys.choose("present_place", "KSR-PL-0650")
    keys.to("since")
    keys.spell("2014")


@dataclass
class Desk:
    """Sana at her counter, her hands, the words of the pages, what axe found."""

    sana: Officer
    keys: Keys
    language: str
    problems: list[str]

    def find(self, cnic: str, name: str) -> None:
        """The number of the card; the screen comes."""
        self.keys.spell(cnic)
        self.keys.choose("service", "character-certificate")
        self.keys.press("Enter")
        expect(self.sana.page.locator("form[data-counter]")).to_be_visible()
        self.sana.look(self.sana.page, name)

    def send(self) -> None:
        """On to the reading back, and after the applicant's word, in."""
        _at_desk, aloud, done, _following = SAYS[self.language]
        self.keys.press("Control+Enter")
        expect(self.sana.page.locator("h1")).to_contain_text(aloud)
        self.sana.look(self.sana.page, "counter_read_back")
        self.keys.enter(done)
        self.sana.look(self.sana.page, "counter_sent")
        self.pay()

    def pay(self) -> None:
        """The cash is in the hand: Enter, and the receipt's number stands there."""
        paid = {"ur": "رسید", "en": "Receipt"}[self.language]
        self.keys.press("Enter")
        expect(self.sana.page.locator("main dl")).to_contain_text(paid)
        self.sana.look(self.sana.page, "counter_paid")

    def following(self) -> None:
        """The next customer."""
        at_desk, _aloud, _done, following = SAYS[self.language]
        self.keys.on(following)
        self.keys.enter(at_desk)
        self.sana.look(self.sana.page, "counter_again")
        self.keys.count = 0


@pytest.fixture(params=[("ur", 390), ("en", 1280)], ids=["ur-390", "en-1280"])
def desk(request: pytest.FixtureRequest, installation: Installation, browser: Browser) -> Desk:
    language, width = request.param
    problems: list[str] = []
    sana = Officer(
        browser, installation.base, language, width, watch(problems, album(request, language, width))
    )
    sana.sign_in("sana")
    open_drawer(sana)
    sana.go("/duty/counter/", "counter")
    return Desk(sana, Keys(sana.page), language, problems)


def test_a_new_applicant_and_one_who_comes_again(desk: Desk, papers: Path) -> None:
    cnic = "0123400000188" if desk.language == "ur" else "0123400000189"
    desk.find(cnic, "counter_new")
    answer_all(desk.keys, papers)
    desk.sana.look(desk.sana.page, "counter_entry")
    desk.send()
    new = desk.keys.count
    desk.following()
    desk.find(cnic, "counter_known")
    desk.keys.choose("purpose", "education")
    by_camera(desk.keys, CAMERA[desk.language])
    desk.sana.look(desk.sana.page, "counter_camera")
    desk.send()
    assert (new < NEW, desk.keys.count < AGAIN) == (True, True), (new, desk.keys.count)
    assert sorted(set(desk.problems)) == []
