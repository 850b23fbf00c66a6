"""The in-charge's cash in a browser: money given back by a second person, a day that does not agree, seen above."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.actors import Officer
from tests.browser.journey import Stage, open_drawer
from tests.browser.keys import Keys
from tests.browser.pictures import album
from tests.browser.test_journey import watch
from tests.installation import Installation

pytestmark = pytest.mark.browser
#: The demo's applications that wait for their fee; each run pays for the first.
UNPAID = """
import django; django.setup()
from khidmat.services.public import Application, Status
found = Application.objects.filter(status=Status.AWAITING_PAYMENT).order_by("submitted_at", "pk")
print(*(one.ref for one in found))
"""
SHORT = "ایک نوٹ جعلی نکلا، بینک نے نہیں لیا۔"


def taken(stage: Stage, ref: str) -> str:
    """Sana takes a fee; the address of its receipt."""
    sana = stage.officer("sana")
    open_drawer(sana)
    sana.go("/duty/cash/", "drawer")
    keys = Keys(sana.page)
    keys.form(ref=ref)
    keys.form(rupees="500")
    sana.look(sana.page, "receipt")
    address = sana.page.url
    sana.go("/duty/cash/count/", "count")
    sana.go(address, "receipt")
    expect(sana.page.locator("main a[href$='/refund/']")).to_have_count(0)
    return sana.page.url


def given_back(waseem: Officer, receipt: str) -> None:
    """The in-charge, who did not take it, gives it back with a reason."""
    waseem.go(receipt, "receipt_of_another")
    waseem.page.locator("main a[href$='/refund/']").click()
    waseem.look(waseem.page, "refund")
    kind = waseem.page.locator("[name=kind]").first.get_attribute("value") or ""
    Keys(waseem.page).form(kind=kind, reason="درخواست گزار نے دو بار فیس دے دی تھی۔")
    waseem.look(waseem.page, "refunded")
    expect(waseem.page.locator("main a[href$='/refund.pdf']")).to_be_visible()


def closed_short(waseem: Officer) -> str:
    """A past day that is still open, counted a hundred rupees short; without a word it is not closed."""
    waseem.go("/duty/cash/days/", "days")
    waseem.page.locator("main tbody tr", has=waseem.page.locator(".badge-warn")).last.locator("a").click()
    waseem.look(waseem.page, "cash_day_open")
    due = re.search(
        r"([\d,]+)",
        waseem.page.locator("aside .fact").filter(has_text=re.compile("ہونی چاہیے|Should")).inner_text(),
    )
    assert due
    keys, counted = Keys(waseem.page), str(int(due[1].replace(",", "")) - 100)
    keys.form(counted=counted)
    expect(waseem.page.locator(".summary")).to_be_visible()
    waseem.look(waseem.page, "cash_day_unexplained")
    keys.form(counted=counted, explanation=SHORT)
    waseem.look(waseem.page, "cash_day_closed")
    return waseem.page.url


def seen_above(hina: Officer, day: str) -> None:
    """The district's officer finds the difference on the list, reads why and says that it was seen."""
    hina.go("/duty/cash/days/", "days_to_see")
    hina.page.locator(f"main .notice a[href$='{day.split('/', 3)[3]}']").click()
    hina.look(hina.page, "cash_day_to_see")
    expect(hina.page.locator("main")).to_contain_text(SHORT)
    keys = Keys(hina.page)
    keys.to_button()
    with hina.page.expect_navigation():
        keys.press("Enter")
    hina.look(hina.page, "cash_day_seen")
    expect(hina.page.locator("form[action$='/seen/']")).to_have_count(0)


def put_away(sana: Officer) -> None:
    """The drawer is counted and shut, so that the next one who comes finds it so."""
    sana.page.goto("/duty/cash/count/")
    Keys(sana.page).form(note_500="1", explanation="چھٹی کے وقت کی گنتی۔")
    expect(sana.page.locator("[name=note_500]")).to_have_count(0)


@pytest.mark.parametrize(("language", "width"), [("ur", 390), ("en", 1280)])
def test_money_goes_back_by_a_second_person_and_a_difference_is_seen_above(
    language: str, width: int, installation: Installation, browser: Browser, request: pytest.FixtureRequest
) -> None:
    problems: list[str] = []
    look = watch(problems, album(request, language, width))
    stage = Stage(browser, installation.base, language, width, look)
    ref = installation.run("-c", UNPAID).stdout.split()[0]
    waseem = stage.officer("waseem")
    given_back(waseem, taken(stage, ref))
    seen_above(stage.officer("hina"), closed_short(waseem))
    put_away(stage.officer("sana"))
    assert sorted(set(problems)) == []
