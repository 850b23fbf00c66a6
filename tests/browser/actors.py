"""The people of the journey as they use a browser: a citizen on a phone, officers at desks, a verifier."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from khidmat.demo.cast import PASSWORD

#: Two codes of the app and a little: then a new one is there.
CODE_SECONDS = 65

Look = Callable[[Page, str], None]
#: What an officer writes after his visit, by what he found.
REPORTS = {
    "confirmed": "والد سے ملاقات ہوئی، 2014 سے یہیں رہتے ہیں۔",
    "not_found": "اس نمبر کا مکان اس گلی میں نہیں ملا، محلے میں کوئی انہیں نہیں جانتا۔",
}


@dataclass
class Person:
    """Somebody with a browser of his own. `look` is called on every page he comes to."""

    browser: Browser
    base: str
    language: str
    width: int
    look: Look
    context: BrowserContext = field(init=False)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.context = self.browser.new_context(
            viewport={"width": self.width, "height": 900}, base_url=self.base, bypass_csp=True
        )
        self.context.add_cookies([{"name": "language", "value": self.language, "url": self.base}])
        self.page = self.context.new_page()

    def go(self, path: str, name: str) -> None:
        """Open a page and look at it."""
        self.page.goto(path)
        self.look(self.page, name)

    def press(self, name: str = "", selector: str = "main form button.btn") -> None:
        """Send the form of the page; `name` is that of the page that must come."""
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()
        if name:
            self.look(self.page, name)

    def fill(self, **values: str) -> None:
        """Type into fields by name."""
        for name, value in values.items():
            self.page.fill(f"[name={name}]", value)

    def choose(self, **values: str) -> None:
        """Choose radio cards by name and value."""
        for name, value in values.items():
            self.page.check(f"[name={name}][value='{value}']")


class Citizen(Person):
    """Signs in by mobile code, which the demo's inbox shows."""

    def sign_in(self, mobile: str) -> None:
        """Type the number, read the code, type the code."""
        self.fill(mobile=mobile)
        self.press("code")
        reader = self.context.new_page()
        reader.goto("/demo/inbox/")
        code = re.search(r"\b(\d{6})\b", reader.locator("table").first.inner_text())
        reader.close()
        assert code, "the demo's inbox shows the code"
        self.fill(code=code[1])
        self.press()

    def apply(self, photo: Path, card: Path, *, mobile: str, cnic: str, name: str, name_ur: str) -> None:
        """All seven pages, to the tracking page."""
        self.go("/", "home")
        self.go("/services/character-certificate/", "about")
        self.press("mobile")
        self.sign_in(mobile)
        self.look(self.page, "who")
        self.fill(name_ur=name_ur, name=name, id_cnic=cnic)
        self.choose(id_kind="cnic")
        self.press("family")
        self.choose(relation="s/o")
        self.fill(relation_name_ur="محمد اکرم", relation_name="Muhammad Akram")
        self.fill(birth_day="27", birth_month="4", birth_year="1994")
        self.press("address")
        self.address()
        self.press("purpose")
        self.choose(purpose="visa")
        self.page.select_option("[name=country]", "DE")
        self.fill(embassy="Islamabad")
        self.press("papers")
        self.page.set_input_files("[name=photo]", str(photo))
        self.page.set_input_files("[name=id_copy]", str(card))
        self.press("check")
        self.page.check("[name=true]")
        self.press("track")

    def address(self) -> None:
        """The district, then the area found by typing; its station follows."""
        page = self.page
        self.fill(present_line="مکان 12، گلی 3")
        option = page.locator("[name=present_district] option", has_text=re.compile("قصور|Kasur"))
        page.select_option("[name=present_district]", option.first.get_attribute("value"))
        page.locator("[name=present_area]").press_sequentially("کوٹ مراد")
        page.check("[name=present_place][value=KSR-PL-0650]")
        page.check("[name=permanent_same]")
        self.fill(since="2014")


class Officer(Person):
    """Signs in by user name, password and the code of the app."""

    def app_code(self, username: str) -> str:
        """What the officer's app shows: in the demo it stands in the inbox.

        A code works once. Who has just signed in elsewhere loads the page again until the next one is there.
        """
        reader = self.context.new_page()
        row = reader.locator("tr", has=reader.locator("td", has_text=re.compile(rf"^{username}$")))
        for _try in range(CODE_SECONDS):
            reader.goto("/demo/inbox/")
            if code := re.search(r"\b(\d{6})\b", row.inner_text()):
                reader.close()
                return code[1]
            reader.wait_for_timeout(1000)
        raise AssertionError("the demo's inbox shows the officer's code")

    def sign_in(self, username: str) -> None:
        """Both steps, to the home of the post."""
        self.go("/sign-in/", "sign_in")
        self.fill(username=username, password=PASSWORD)
        self.press("second_step")
        self.fill(code=self.app_code(username))
        self.press()
        self.go("/duty/", "work")

    def open_first(self, path: str, name: str) -> None:
        """Open a worklist, then its first row."""
        self.go(path, f"{name}_list")
        self.page.locator("tbody a").first.click()
        self.page.wait_for_load_state()
        self.look(self.page, name)

    def send(self, action: str, name: str) -> None:
        """Send the form of the page that goes to an action."""
        self.press(name, f"form[action*='/{action}/'] button.btn")

    def mark_to(self, officer: str) -> None:
        """Mark the verification on the page."""
        option = self.page.locator("[name=officer] option", has_text=officer)
        self.page.select_option("[name=officer]", option.first.get_attribute("value"))
        self.send("mark", "visit_marked")

    def report_visit(self, day: date, finding: str) -> None:
        """Report the visit on the page."""
        self.choose(finding=finding)
        self.fill(visited_on_day=str(day.day), visited_on_month=str(day.month), visited_on_year=str(day.year))
        self.fill(report=REPORTS[finding])
        self.send("report", "visit_reported")

    def judge(self, *, same: bool) -> None:
        """Compare the candidate on the page and say why."""
        self.fill(reason="والد کا نام اور پیدائش کا سال مختلف ہے")
        self.press("judged", f"button[name=answer][value={'same' if same else 'different'}]")
