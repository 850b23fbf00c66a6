"""An hour at the counter, told in minutes: mixed customers by keyboard in Urdu, and the day closed to the rupee.

The customers: one who is new, one who comes again, a brother of somebody abroad, one whose card number is not one, one
who walks away in the middle, one whose fee is not taken by order of the in-charge, one whose money is given back.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.actors import Officer
from tests.browser.keys import Keys
from tests.browser.test_counter import answer_all
from tests.browser.test_journey import watch
from tests.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FEE = 500
PAID = re.compile(r"رسید\s*\S*?(\d+/\d+)")


@dataclass
class Counter:
    """One counter with everything that was found wrong on its pages, and the rupees that should be in its drawer."""

    base: str
    browser: Browser
    papers: Path
    problems: list[str] = field(default_factory=list)
    known: dict[str, tuple[Officer, Keys]] = field(default_factory=dict)
    taken: int = 0
    back: int = 0
    began: int = 0
    before: int = 0

    def officer(self, username: str) -> tuple[Officer, Keys]:
        """An officer at a screen of his own, signed in once: a code of the app opens one session."""
        if username not in self.known:
            found = Officer(self.browser, self.base, "ur", 1280, watch(self.problems, None))
            found.sign_in(username)
            self.known[username] = found, Keys(found.page)
        return self.known[username]

    def open(self) -> None:
        """Sana comes in the morning; her drawer may be open from another test of the run."""
        self.sana, self.keys = self.officer("sana")
        self.sana.page.goto("/duty/cash/")
        if self.sana.page.locator("[name=began_with]").count():
            self.sana.fill(began_with="1000")
            self.sana.press()
        self.began = rupees(self.sana.page.locator("aside .fact").all_inner_texts())
        waseem, _keys = self.officer("waseem")
        waseem.page.goto("/duty/cash/days/")
        waseem.page.locator("main tbody a").first.click()
        self.before = rupees(waseem.page.locator("aside .fact", has_text="ہونی چاہیے").all_inner_texts())

    def come(self, cnic: str) -> None:
        """A customer shows his card."""
        self.sana.go("/duty/counter/", "counter")
        self.keys.spell(cnic)
        self.keys.choose("service", "character-certificate")
        self.keys.press("Enter")
        expect(self.sana.page.locator("form[data-counter]")).to_be_visible()

    def send(self) -> str:
        """Read back and in; the number of the application."""
        self.keys.press("Control+Enter")
        expect(self.sana.page.locator("h1")).to_contain_text("پڑھ کر سنائیں")
        self.keys.enter("درخواست جمع ہو گئی")
        self.sana.look(self.sana.page, "sent")
        return self.sana.page.locator(".said").first.inner_text().strip()

    def pay(self) -> str:
        """The cash is taken: the receipt's number."""
        self.keys.press("Enter")
        expect(self.sana.page.locator("main dl")).to_contain_text(PAID)
        self.taken += FEE
        found = PAID.search(self.sana.page.locator("main dl").inner_text())
        assert found
        return found[1]


@pytest.fixture
def counter(installation: Installation, browser: Browser, papers: Path) -> Counter:
    made = Counter(installation.base, browser, papers)
    made.open()
    return made


def new_customer(counter: Counter, cnic: str) -> str:
    counter.come(cnic)
    answer_all(counter.keys, counter.papers)
    return counter.send()


def somebody_again(counter: Counter, cnic: str) -> str:
    counter.come(cnic)
    counter.keys.choose("purpose", "education")
    return counter.send()


def brother_of_somebody_abroad(counter: Counter, cnic: str) -> str:
    counter.come(cnic)
    answer_all(counter.keys, counter.papers)
    keys = counter.keys
    keys.to("kin")
    keys.press("ArrowDown", 3)
    assert counter.sana.page.locator("[name=kin]").input_value() == "brother"
    keys.to("kin_name")
    keys.write("عمران اختر")
    keys.to("kin_cnic")
    keys.spell("0123400000299")
    keys.attach("authority_letter", counter.papers / "card.jpg")
    return counter.send()


def wrong_number(counter: Counter) -> None:
    """Twelve digits are no card: said beside the field, nothing begun."""
    counter.sana.go("/duty/counter/", "counter")
    counter.keys.spell("012340000020")
    counter.keys.press("Enter")
    expect(counter.sana.page.locator(".summary")).to_contain_text("12")
    counter.sana.look(counter.sana.page, "wrong number")


def one_who_walks_away(counter: Counter) -> None:
    counter.come("0123400000203")
    counter.keys.to("name_ur")
    counter.keys.write("جانے والا")
    counter.keys.on("درخواست گزار چلا گیا")
    counter.keys.enter("درخواست گزار چلا گیا")
    counter.keys.on("یہ اندراج بند کریں")
    counter.keys.enter("کاؤنٹر")
    expect(counter.sana.page.locator("main")).not_to_contain_text("ادھوری")


def not_taken(counter: Counter, ref: str) -> None:
    """The in-charge orders that no fee is taken; then there is nothing to take at the counter."""
    waseem, keys = counter.officer("waseem")
    waseem.go("/duty/cash/exempt/", "exempt")
    keys.to("ref")
    keys.spell(ref)
    keys.to("reason")
    keys.write("بیوہ ہیں، زکوٰۃ کمیٹی کا خط نمبر 12 دیکھا گیا۔")
    keys.press("Tab")
    keys.press("Enter")
    expect(waseem.page.locator("main")).to_contain_text(ref)
    counter.sana.page.reload()
    expect(counter.sana.page.locator("main form[action*='/fee/']")).to_have_count(0)


def given_back(counter: Counter, receipt: str) -> None:
    """Money back by a second person, with a reason."""
    counter.sana.go("/duty/cash/", "drawer")
    link = counter.sana.page.locator("tbody a", has_text=receipt).first.get_attribute("href")
    waseem, keys = counter.officer("waseem")
    waseem.go(f"{link}refund/", "refund")
    keys.choose("kind", waseem.page.locator("[name=kind]").first.get_attribute("value") or "")
    keys.to("reason")
    keys.write("درخواست گزار نے دو بار فیس دے دی تھی۔")
    keys.press("Tab")
    keys.press("Enter")
    expect(waseem.page.locator("h1")).to_contain_text("رسید")
    counter.back += FEE


def rupees(facts: list[str]) -> int:
    """The sum of the amounts that stand in facts."""
    found = [re.search(r"([\d,]+)\s*\S*روپے", one) for one in facts]
    return sum(int(one[1].replace(",", "")) for one in found if one)


def count_drawer(counter: Counter) -> None:
    """Note by note: what it began with and three fees are there, or the page would ask why not."""
    sana, keys = counter.sana, counter.keys
    sana.go("/duty/cash/count/", "count")
    keys.to("note_100")
    keys.spell(str((counter.began + counter.taken) // 100))
    keys.press("Enter")
    expect(sana.page.locator("[name=note_100]")).to_have_count(0)


def close_day(counter: Counter) -> None:
    """The in-charge counts what the centre holds: what lay there before, and the fees without the one given back."""
    waseem, keys = counter.officer("waseem")
    waseem.go("/duty/cash/days/", "days")
    waseem.page.locator("main tbody a").first.click()
    keys.to("counted")
    keys.spell(str(counter.before + counter.taken - counter.back))
    keys.press("Enter")
    expect(waseem.page.locator("[name=counted]")).to_have_count(0)
    waseem.look(waseem.page, "day closed")


def test_an_hour_of_mixed_customers_closes_to_the_rupee(counter: Counter) -> None:
    first = new_customer(counter, "0123400000201")
    paid = counter.pay()
    assert somebody_again(counter, "0123400000201") != first
    counter.pay()
    brother_of_somebody_abroad(counter, "0123400000202")
    counter.pay()
    wrong_number(counter)
    one_who_walks_away(counter)
    not_taken(counter, new_customer(counter, "0123400000204"))
    given_back(counter, paid)
    count_drawer(counter)
    close_day(counter)
    assert (counter.taken, counter.back) == (3 * FEE, FEE)
    assert sorted(set(counter.problems)) == []
