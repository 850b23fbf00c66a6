"""The whole journey, from a phone to a verified paper, by seven people with a browser each."""

import re
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Page, expect

from tests.browser.actors import Citizen, Look, Officer, Person

#: Longer than the worker needs for one paper on a busy machine.
PATIENCE = 30_000


@dataclass(frozen=True)
class Traveller:
    """The applicant: a mobile, a number, names that stand on a criminal record of somebody else."""

    mobile: str
    cnic: str
    name: str
    name_ur: str


@dataclass(frozen=True)
class Stage:
    """Where the journey takes place: browser, address, language, width, and what is done on every page."""

    browser: Browser
    base: str
    language: str
    width: int
    look: Look
    known: dict[str, Officer] = field(default_factory=dict)

    def citizen(self) -> Citizen:
        """A citizen with a browser of his own."""
        return Citizen(self.browser, self.base, self.language, self.width, self.look)

    def officer(self, username: str) -> Officer:
        """An officer, signed in once: a code of the app opens one session."""
        if username not in self.known:
            self.known[username] = Officer(self.browser, self.base, self.language, self.width, self.look)
            self.known[username].sign_in(username)
        return self.known[username]


def whole(stage: Stage, who: Traveller, folder: Path) -> Path:
    """Apply, pay, compare, mark, visit, approve, download, verify. Returns the signed PDF."""
    citizen = stage.citizen()
    ref = apply(citizen, who, folder)
    pay(stage, ref)
    compare(stage, who)
    verify_address(stage, ref)
    approve(stage, ref)
    paper = download(citizen, folder)
    _verify_paper(stage, paper, who)
    return paper


def apply(citizen: Citizen, who: Traveller, folder: Path) -> str:
    """All pages of the form; the number of the application."""
    citizen.apply(
        folder / "photo.jpg",
        folder / "card.jpg",
        mobile=who.mobile,
        cnic=who.cnic,
        name=who.name,
        name_ur=who.name_ur,
    )
    return citizen.page.locator("aside .fact bdi").first.inner_text()


def open_drawer(teller: Officer) -> None:
    """In the morning, with its change; it may be open from another test of the run."""
    teller.page.goto("/duty/cash/")
    if teller.page.locator("[name=began_with]").count():
        teller.look(teller.page, "drawer_shut")
        teller.fill(began_with="1000")
        teller.send("open", "drawer_open")


def pay(stage: Stage, ref: str) -> None:
    """In cash at the counter."""
    teller = stage.officer("sana")
    open_drawer(teller)
    teller.go("/duty/cash/", "drawer")
    teller.fill(ref=ref)
    teller.press("drawer_owed")
    teller.fill(rupees="500")
    teller.send("take", "receipt")


def compare(stage: Stage, who: Traveller) -> None:
    """Every record of a namesake, side by side: another person."""
    keeper = stage.officer("nadia")
    keeper.go("/duty/checks/", "check_list")
    rows = keeper.page.locator("tbody tr", has_text=who.name if stage.language == "en" else who.name_ur)
    expect(rows).not_to_have_count(0)
    while rows.count():
        rows.first.locator("a").first.click()
        keeper.page.wait_for_load_state()
        keeper.look(keeper.page, "candidate")
        keeper.judge(same=False)
        keeper.go("/duty/checks/", "check_list")


def open_row(officer: Officer, path: str, ref: str, name: str) -> None:
    """Go to a list and open the row of an application."""
    officer.go(path, f"{name}_list")
    officer.page.locator("tbody a", has_text=ref).first.click()
    officer.page.wait_for_load_state()
    officer.look(officer.page, name)


def verify_address(stage: Stage, ref: str, finding: str = "confirmed") -> None:
    """The SHO marks it, his officer goes there and reports."""
    sho = stage.officer("ali")
    open_row(sho, "/duty/verifications/", ref, "visit")
    sho.mark_to("Aslam" if stage.language == "en" else "اسلم")
    visitor = stage.officer("aslam")
    open_row(visitor, "/duty/verifications/", ref, "visit_officer")
    today = datetime.now(ZoneInfo("Asia/Karachi"))
    visitor.report_visit(today, finding)


def approve(stage: Stage, ref: str) -> None:
    approver = stage.officer("kamran")
    open_row(approver, "/duty/applications/?show=ready", ref, "application")
    approver.send("approve", "application_approved")


def wait_for(page: Page, selector: str) -> None:
    """Look again until the worker has made it."""
    for _attempt in range(PATIENCE // 500):
        page.reload()
        if page.locator(selector).count():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{selector} does not come")


def download(citizen: Citizen, folder: Path, name: str = "track_ready") -> Path:
    """The paper, as soon as the worker has made it."""
    page = citizen.page
    wait_for(page, "a[href$='certificate.pdf']")
    citizen.look(page, name)
    with page.expect_download() as waiting:
        page.locator("a[href$='certificate.pdf']").click()
    paper = folder / "certificate.pdf"
    waiting.value.save_as(paper)
    return paper


def _verify_paper(stage: Stage, paper: Path, who: Traveller) -> None:
    """A stranger scans the code: first status and dates, with the last four digits also name and photograph."""
    verifier = Person(stage.browser, stage.base, stage.language, stage.width, stage.look)
    verifier.go("/v/", "verify")
    verifier.go(f"/v/{code_of(paper)}", "verified")
    expect(verifier.page.locator("main")).not_to_contain_text(who.name)
    verifier.fill(digits=re.sub(r"\D", "", who.cnic)[-4:])
    verifier.press("verified_name")
    expect(verifier.page.locator("main")).to_contain_text(who.name)


def code_of(paper: Path) -> str:
    """The code that the QR leads to."""
    found = re.search(r"/v/([0-9A-Z]{28})#", facts(paper))
    assert found, "the QR's text is attached to the paper"
    return found[1]


def facts(paper: Path) -> str:
    """What the paper's attachments say, read without our program."""
    script = """
import sys, pikepdf
paper = pikepdf.open(sys.argv[1])
for name in paper.attachments:
    print(name, paper.attachments[name].get_file().read_bytes().decode('utf-8', 'replace'))
"""
    return subprocess.run(
        [sys.executable, "-c", script, str(paper)], check=True, capture_output=True, text=True
    ).stdout
