"""The whole journey, from a phone to a verified paper, by seven people with a browser each."""

import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, expect

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

    def officer(self, username: str) -> Officer:
        """An officer, signed in."""
        found = Officer(self.browser, self.base, self.language, self.width, self.look)
        found.sign_in(username)
        return found


def whole(stage: Stage, who: Traveller, folder: Path) -> Path:
    """Apply, pay, compare, mark, visit, approve, download, verify. Returns the signed PDF."""
    citizen = Citizen(stage.browser, stage.base, stage.language, stage.width, stage.look)
    citizen.apply(
        folder / "photo.jpg",
        folder / "card.jpg",
        mobile=who.mobile,
        cnic=who.cnic,
        name=who.name,
        name_ur=who.name_ur,
    )
    ref = citizen.page.locator("aside .fact bdi").first.inner_text()
    _pay(stage, ref)
    _compare(stage, who)
    _verify_address(stage, ref)
    _approve(stage, ref)
    paper = _download(citizen, folder)
    _verify_paper(stage, paper, who)
    return paper


def _pay(stage: Stage, ref: str) -> None:
    teller = stage.officer("sana")
    teller.go("/work/cash/", "drawer")
    if teller.page.locator("[name=began_with]").count():
        teller.send("open", "drawer_open")
    teller.fill(ref=ref)
    teller.press("drawer_owed")
    teller.fill(rupees="500")
    teller.send("take", "receipt")


def _compare(stage: Stage, who: Traveller) -> None:
    keeper = stage.officer("nadia")
    keeper.go("/work/checks/", "check_list")
    rows = keeper.page.locator("tbody tr", has_text=who.name if stage.language == "en" else who.name_ur)
    expect(rows).not_to_have_count(0)
    while rows.count():
        rows.first.locator("a").first.click()
        keeper.page.wait_for_load_state()
        keeper.look(keeper.page, "candidate")
        keeper.judge(same=False)
        keeper.go("/work/checks/", "check_list")


def _row(officer: Officer, path: str, ref: str, name: str) -> None:
    officer.go(path, f"{name}_list")
    officer.page.locator("tbody a", has_text=ref).first.click()
    officer.page.wait_for_load_state()
    officer.look(officer.page, name)


def _verify_address(stage: Stage, ref: str) -> None:
    sho = stage.officer("ali")
    _row(sho, "/work/verifications/", ref, "visit")
    sho.mark_to("Aslam" if stage.language == "en" else "اسلم")
    visitor = stage.officer("aslam")
    _row(visitor, "/work/verifications/", ref, "visit_officer")
    today = datetime.now(ZoneInfo("Asia/Karachi"))
    visitor.report_visit(str(today.day), str(today.month), str(today.year))


def _approve(stage: Stage, ref: str) -> None:
    approver = stage.officer("kamran")
    _row(approver, "/work/applications/?show=ready", ref, "application")
    approver.send("approve", "application_approved")


def _download(citizen: Citizen, folder: Path) -> Path:
    page = citizen.page
    for _attempt in range(PATIENCE // 500):
        page.reload()
        if page.locator("a[href$='certificate.pdf']").count():
            break
        page.wait_for_timeout(500)
    citizen.look(page, "track_ready")
    with page.expect_download() as waiting:
        page.locator("a[href$='certificate.pdf']").click()
    paper = folder / "certificate.pdf"
    waiting.value.save_as(paper)
    return paper


def _verify_paper(stage: Stage, paper: Path, who: Traveller) -> None:
    """A stranger scans the code: first status and dates, with the last four digits also name and photograph."""
    verifier = Person(stage.browser, stage.base, stage.language, stage.width, stage.look)
    code = re.search(r"/v/([0-9A-Z]{28})#", _facts(paper))
    assert code, "the QR's text is attached to the paper"
    verifier.go("/v/", "verify")
    verifier.go(f"/v/{code[1]}", "verified")
    expect(verifier.page.locator("main")).not_to_contain_text(who.name)
    verifier.fill(digits=re.sub(r"\D", "", who.cnic)[-4:])
    verifier.press("verified_name")
    expect(verifier.page.locator("main")).to_contain_text(who.name)


def _facts(paper: Path) -> str:
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
