"""The fair way through real pages: a namesake is cleared; a finding is told, answered, refused, appealed, overturned.

Then the paper has a mistake: its correction is asked and decided, a new paper names the old one, and whoever looks the
old one up is told at once. At the end the applicant says how it was. Axe-core at zero on every page met; officers and
applicant write by keyboard.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.actors import Citizen, Officer, Person
from tests.browser.journey import (
    Stage,
    Traveller,
    apply,
    code_of,
    compare,
    download,
    facts,
    open_row,
    pay,
    verify_address,
    wait_for,
)
from tests.browser.keys import Keys
from tests.browser.namesake import CLEARED, REFUSED
from tests.browser.pictures import album
from tests.browser.test_journey import watch
from tests.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NUMBER = re.compile(r"PCC-[A-Z]+-\d{4}-\d{6}")
#: What the pages say, by language.
SAYS = {
    "ur": {
        "heard": "اس گھر کا نیا نمبر 14 ہے، پرانا 12 تھا۔ بجلی کا بل دکھا سکتا ہوں۔",
        "genuine": "یہ سرٹیفکیٹ اصلی ہے",
        "revoked": "یہ سرٹیفکیٹ منسوخ ہو چکا ہے",
        "praise": "دوبارہ دیکھا گیا تو انصاف ملا۔",
    },
    "en": {
        "heard": "The house has a new number, 14; it was 12. I can show the electricity bill.",
        "genuine": "This certificate is genuine",
        "revoked": "This certificate was revoked",
        "praise": "It was looked at once more and put right.",
    },
}


@dataclass
class Case:
    """One applicant's file on its way: who he is, his browser, its number."""

    stage: Stage
    who: Traveller
    citizen: Citizen
    ref: str

    def say(self, what: str) -> str:
        """A text in the language of the pages."""
        return SAYS[self.stage.language][what]

    def writes(self, path: str, name: str, **values: str) -> None:
        """The applicant opens a form by its link, fills it in by keyboard and sends it."""
        page = self.citizen.page
        page.locator(f"main a[href$='/{path}/']").click()
        self.citizen.look(page, name)
        Keys(page).form(**values)
        self.citizen.look(page, f"{name}_sent")


def begun(stage: Stage, who: Traveller, papers: Path) -> Case:
    """Applied and paid for."""
    citizen = stage.citizen()
    case = Case(stage, who, citizen, apply(citizen, who, papers))
    pay(stage, case.ref)
    return case


def find(officer: Officer, ref: str, name: str) -> None:
    """An officer finds a file by its number."""
    officer.go("/duty/search/", "search")
    Keys(officer.page).form(q=ref)
    officer.look(officer.page, "search_found")
    officer.page.locator("tbody a", has_text=ref).click()
    officer.page.wait_for_load_state()
    officer.look(officer.page, name)


def namesake_is_cleared(stage: Stage, papers: Path) -> None:
    """The record keeper finds another person; nothing of the record reaches whoever decides."""
    case = begun(stage, CLEARED[stage.language], papers)
    compare(stage, case.who)
    kamran = stage.officer("kamran")
    find(kamran, case.ref, "application_cleared")
    expect(kamran.page.locator("main .notice-good").first).to_be_visible()
    expect(kamran.page.locator("main")).not_to_contain_text("/19")


def told_and_heard(case: Case) -> None:
    """No button refuses before the applicant was told and has answered."""
    kamran = case.stage.officer("kamran")
    find(kamran, case.ref, "application_adverse")
    expect(kamran.page.locator("form[action$='/refuse/']")).to_have_count(0)
    Keys(kamran.page).form(found="لکھے ہوئے پتے پر آپ کا گھر نہیں ملا۔")
    kamran.look(kamran.page, "application_noticed")
    case.citizen.page.reload()
    case.citizen.look(case.citizen.page, "track_noticed")
    case.writes("reply", "reply", answer=case.say("heard"))


def refused_and_overturned(case: Case) -> None:
    """Refused with reasons; another officer above, who had no part in it, approves."""
    kamran = case.stage.officer("kamran")
    find(kamran, case.ref, "application_heard")
    expect(kamran.page.locator("main")).to_contain_text(case.say("heard"))
    Keys(kamran.page).form(reason="افسر کو اس پتے پر کوئی نہیں ملا اور بل ساتھ نہیں لگا۔")
    kamran.look(kamran.page, "application_refused")
    case.citizen.page.reload()
    case.citizen.look(case.citizen.page, "track_refused")
    case.writes("appeal", "file_appeal", text=case.say("heard"))
    hina = case.stage.officer("hina")
    open_row(hina, "/duty/appeals/", case.ref, "appeal")
    Keys(hina.page).form(outcome="overturned", reason="بل دیکھا گیا، گھر کا نمبر بدلا ہے۔ پتہ درست ہے۔")
    hina.look(hina.page, "appeal_decided_list")


def corrected(case: Case, right: str) -> None:
    """A letter of the name is wrong: the record office finds it so and says why."""
    case.writes("correction", "ask_correction", about="name", text=f"درست نام: {right}")
    nadia = case.stage.officer("nadia")
    open_row(nadia, "/duty/corrections/", case.ref, "correction")
    Keys(nadia.page).form(outcome="corrected", name=right, reason="شناختی کارڈ پر نام اسی طرح لکھا ہے۔")
    nadia.look(nadia.page, "correction_answered_list")


def issued_again(case: Case, old: str) -> None:
    """The district's officer orders the new paper; the applicant waits until it is there."""
    hina = case.stage.officer("hina")
    open_row(hina, "/duty/appeals/", case.ref, "appeal_decided")
    hina.page.locator("main a[href*='/duty/applications/']").click()
    hina.look(hina.page, "application_issued")
    hina.page.locator("main a[href$='/reissue/']").click()
    hina.look(hina.page, "reissue")
    Keys(hina.page).form(reason="نام کے ہجے غلط چھپے تھے۔")
    hina.look(hina.page, "application_reissued")
    wait_for(case.citizen.page, f".notice-good:not(:has-text('{old}'))")


def verdict(stage: Stage, paper: Path, name: str) -> str:
    """What a stranger reads who scans the code of a paper."""
    stranger = Person(stage.browser, stage.base, stage.language, stage.width, stage.look)
    stranger.go(f"/v/{code_of(paper)}", name)
    return stranger.page.locator("h1").inner_text()


def put_right(case: Case, papers: Path) -> None:
    """The old paper is genuine until the new one, which names it, is there; then it is not."""
    old = download(case.citizen, papers, "track_overturned").rename(papers / "old.pdf")
    found = NUMBER.search(case.citizen.page.locator("main").inner_text())
    assert found
    case.citizen.page.reload()
    right = f"{case.who.name}s"
    corrected(case, right)
    assert verdict(case.stage, old, "verified_old") == case.say("genuine")
    issued_again(case, found[0])
    new = download(case.citizen, papers, "track_reissued")
    assert verdict(case.stage, old, "verified_superseded") == case.say("revoked")
    assert verdict(case.stage, new, "verified_new") == case.say("genuine")
    assert found[0] in facts(new)
    assert right in facts(new)


def says_how_it_was(case: Case) -> None:
    """The office reads what was said, and not who said it."""
    case.citizen.page.reload()
    case.writes("feedback", "feedback_form", face="5", text=case.say("praise"))
    hina = case.stage.officer("hina")
    hina.go("/duty/feedback/", "feedback")
    expect(hina.page.locator("main")).to_contain_text(case.say("praise"))
    expect(hina.page.locator("main")).not_to_contain_text(case.who.name)


@pytest.mark.parametrize(("language", "width"), [("ur", 390), ("en", 1280)])
def test_everybody_is_heard_and_mistakes_are_put_right(
    language: str,
    width: int,
    installation: Installation,
    browser: Browser,
    papers: Path,
    request: pytest.FixtureRequest,
) -> None:
    problems: list[str] = []
    stage = Stage(
        browser, installation.base, language, width, watch(problems, album(request, language, width))
    )
    namesake_is_cleared(stage, papers)
    case = begun(stage, REFUSED[language], papers)
    verify_address(stage, case.ref, "not_found")
    told_and_heard(case)
    refused_and_overturned(case)
    put_right(case, papers)
    says_how_it_was(case)
    assert sorted(set(problems)) == []
