"""One station's day: the hour on its wall, the people at their posts, and what each of them does on the pages."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Browser, expect

from tests.browser.actors import Look, Person
from tests.browser.windows import signed_in
from tests.serving import Program

#: Who writes at a desk; the others stand somewhere with a phone.
AT_A_DESK = ("rashid", "saima", "nadia", "kamran", "sana")
#: How a form's fields are answered, by what they are; whatever else there is, is written into.
ANSWERS = {
    "select-one": lambda place, said: place.select_option(said),
    "checkbox": lambda place, said: place.set_checked(said),
    "file": lambda place, said: place.set_input_files(said),
}


class Wall:
    """The clock on the wall of the station: set from hour to hour, it goes on by itself."""

    def __init__(self, morning: datetime) -> None:
        self._true, self._morning, self._ahead = timezone.now, morning, morning - timezone.now()

    def __call__(self) -> datetime:
        """What it shows."""
        return self._true() + self._ahead

    def at(self, hour: int, minute: int = 0, days: int = 0) -> None:
        """It becomes this hour of the day, or of a later one."""
        day = self._morning.date() + timedelta(days=days)
        self._ahead = datetime.combine(day, time(hour, minute), self._morning.tzinfo) - self._true()


@dataclass
class Post(Person):
    """Somebody at his own screen, who signed in this morning; what he prints is kept in `prints` where it is wanted."""

    prints: Path | None = None

    def enter(self, session: str) -> None:
        """Carry on the session."""
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.base}])

    def write(self, path: str, name: str, button: str = "", /, **answers: Any) -> str:
        """Open a form, answer it, send it; what comes is a page without a fault. Gives the path of that page."""
        if path:
            self.go(path, name)
        for field_name, said in answers.items():
            self.answer(field_name, said)
        where = f"form[action*='{button}']" if button else "form:not([action*='/sign-out'])"
        with self.page.expect_navigation() as coming:
            self.page.locator(f"main {where} button.btn").first.click()
        assert coming.value.ok, f"{name}: {self.page.locator('.summary').all_inner_texts()}"
        self.look(self.page, f"{name}_done")
        return self.page.url.removeprefix(self.base)

    def answer(self, name: str, said: Any) -> None:
        """Put an answer into a field, as its kind wants it."""
        place = self.page.locator(f"main [name={name}]").first
        kind = place.evaluate("field => field.type")
        if kind == "radio":
            self.choose(**{name: said})
        else:
            ANSWERS.get(kind, lambda field, words: field.fill(words))(place, said)

    def link(self, part: str) -> str:
        """Where a link of the page leads."""
        found = self.page.locator(f"main a[href*='{part}']").first.get_attribute("href")
        assert found, part
        return found

    def pdf(self, path: str) -> bytes:
        """A paper, as the browser would open it."""
        answer = self.context.request.get(path)
        assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf"), path
        if self.prints:
            (self.prints / path.rpartition("/")[2]).write_bytes(answer.body())
        return answer.body()


@dataclass
class Station:
    """Everybody's screen. Sessions are made before the program serves: a test client ends its connections."""

    browser: Browser
    look: Look
    wall: Wall
    prints: Path | None = None
    sessions: dict[str, str] = field(default_factory=dict)
    base: str = ""
    program: Program | None = None
    posts: dict[str, Post] = field(default_factory=dict)

    def sign_in(self, *usernames: str) -> None:
        """Everybody comes to work."""
        self.sessions |= {name: signed_in(name) for name in usernames}

    def work(self, job: Callable[[], object]) -> None:
        """Do a job as the worker does: in a thread of its own, since the browser's driver has its loop in this one."""
        assert self.program
        shared = self.program.shared

        def run() -> None:
            connections["default"] = shared
            job()

        with ThreadPoolExecutor(1) as worker:
            worker.submit(run).result()

    def of(self, name: str) -> Post:
        """One of them, at the screen."""
        if name not in self.posts:
            width = 1280 if name in AT_A_DESK else 390
            self.posts[name] = Post(self.browser, self.base, "ur", width, self.look, self.prints)
            self.posts[name].enter(self.sessions[name])
        return self.posts[name]


def opened(at: Station) -> None:
    """Rashid calls the roll."""
    at.wall.at(8)
    at.of("rashid").write("/duty/diary/", "diary_shut", "/open/", prisoners="")


def registered(at: Station) -> str:
    """Saima takes a theft; Rashid makes it an FIR. The path of the case."""
    at.wall.at(9, 10)
    complaint = at.of("saima").write(
        "/duty/desk/new/",
        "take",
        told="موٹر سائیکل دکان کے باہر کھڑی کی۔ آدھے گھنٹے بعد واپس آیا تو موجود نہ تھی۔",
        matter="theft",
        name="سلیم اختر",
        father="محمد بخش",
        mobile="0300 0000188",
        place_text="سبزی منڈی کے سامنے",
        property_text="موٹر سائیکل 70 سی سی، سرخ، مالیت 120000",
        offences="381-A PPC",
    )
    at.wall.at(9, 30)
    return at.of("rashid").write(
        f"{complaint}fir/", "fir_draft", brief="دکان کے باہر سے موٹر سائیکل کی چوری", accused="نامعلوم"
    )


def named(at: Station, case: str, cnic: str) -> str:
    """Aslam learns who it was. The path of the accused."""
    at.wall.at(10, 20)
    aslam = at.of("aslam")
    aslam.go(f"{case}accused/name/", "name_accused")
    unknown = aslam.page.locator("[name=instead] option").nth(1).get_attribute("value")
    aslam.write(
        "",
        "name_accused",
        name="بلال احمد",
        father="محمد اکرم",
        relation="s/o",
        cnic=cnic,
        gender="man",
        age="32",
        address="کوٹ مراد خان",
        instead=unknown,
        reason="کیمرے میں چہرہ صاف ہے، مدعی نے پہچانا۔",
    )
    return aslam.link("/arrest/")


def arrested(at: Station, arrest: str) -> str:
    """The accused is arrested and put into the lock-up. The path of the arrest."""
    at.wall.at(11)
    custody = at.of("aslam").write(
        arrest,
        "arrest",
        basis="section_54",
        ground="concerned",
        place="اڈا کوٹ مراد خان",
        gender="man",
        men="سپاہی ارشد 1204",
        relative="محمد اکرم، والد",
        relative_how="فون پر، 11 بجے",
        medical="ڈاکٹر نعیم، ڈی ایچ کیو: کوئی چوٹ نہیں",
        belongings="نقد 300 روپے",
        witness_1="عبدالستار",
        witness_2="محمد رمضان",
    )
    at.wall.at(11, 25)
    rashid = at.of("rashid")
    rashid.write(f"{custody}move/", "to_lock_up", to="lock_up", cell="1", escort="سپاہی ارشد 1204")
    rashid.go("/duty/lock-up/", "lock_up")
    expect(rashid.page.locator("main")).to_contain_text("بلال احمد")
    return custody


def recovered(at: Station, case: str) -> str:
    """The motorcycle is found; the memo puts it into the malkhana. Its number there."""
    at.wall.at(12)
    aslam = at.of("aslam")
    aslam.write(
        f"{case}papers/memo/",
        "memo",
        kind="recovery",
        place="ملزم کا گھر، کوٹ مراد خان",
        from_whom="بلال احمد ولد محمد اکرم",
        text="ملزم کی نشاندہی پر کمرے سے موٹر سائیکل برآمد ہوئی۔ انجن نمبر رگڑا ہوا ہے۔",
        article_kind="vehicle",
        articles="موٹر سائیکل 70 سی سی سرخ، 1",
        first_name="عبدالستار",
        second_name="محمد رمضان",
    )
    rashid = at.of("rashid")
    rashid.go("/duty/malkhana/", "malkhana")
    row = rashid.page.locator("tbody tr", has_text="موٹر سائیکل").first
    found = re.search(r"\d+/\d+", row.inner_text())
    assert found
    return found[0]


def sent_to_laboratory(at: Station, number: str) -> str:
    """By road certificate. The path of it."""
    at.wall.at(12, 40)
    rashid = at.of("rashid")
    road = rashid.write(
        "/duty/road-certificates/new/",
        "road_new",
        things=number,
        purpose="laboratory",
        destination="پی ایف ایس اے لاہور",
        carrier="محمد ارشد",
        carrier_post="سپاہی 1204",
    )
    assert rashid.pdf(f"{road}certificate.pdf")
    return road


def back_from_laboratory(at: Station, road: str) -> None:
    """Received there, and back in the malkhana."""
    rashid = at.of("rashid")
    at.wall.at(15, 30)
    rashid.write(f"{road}received/", "road_received", name="ڈاکٹر حنا", post="کلرک موصولی", hour="15:10")
    at.wall.at(17)
    item = rashid.link("/duty/malkhana/")
    rashid.write(f"{item}back/", "road_back", quantity="1", seals="2 × MA", place="صحن، قطار 2", hour="16:50")


def remanded(at: Station, custody: str) -> None:
    """Before the magistrate, and judicial custody."""
    at.wall.at(13)
    at.of("rashid").write(
        f"{custody}move/", "to_court", to="court", place="عدالت مجسٹریٹ قصور", escort="سپاہی ارشد 1204"
    )
    at.wall.at(13, 40)
    aslam = at.of("aslam")
    aslam.write(f"{custody}produce/", "produced", magistrate="جاوید اقبال، مجسٹریٹ درجہ اول", journey="15")
    aslam.write(
        f"{custody}remand/",
        "remand",
        kind="judicial",
        days="14",
        court="مجسٹریٹ درجہ اول قصور",
        reference="41/2026",
        reasons="برآمدگی ہو چکی، مزید حراست پولیس کی ضرورت نہیں۔",
        asked="نامکمل چالان، ضمنی 1",
    )


def investigated(at: Station, case: str) -> None:
    """What the head of the case asks for, step by step."""
    at.wall.at(14, 10)
    aslam = at.of("aslam")
    aslam.write(f"{case}papers/plan/", "plan", text="دکان کا دروازہ\nجہاں موٹر سائیکل کھڑی تھی، 3 قدم")
    told = {"law": "161", "language": "پنجابی"}
    for name, kind, words in (
        ("سلیم اختر", "complainant", "موٹر سائیکل میری ہے، نمبر پلیٹ میں نے خود لگوائی۔"),
        ("محمد یوسف", "eyewitness", "میں نے ملزم کو موٹر سائیکل لے جاتے دیکھا۔"),
    ):
        aslam.write(f"{case}papers/statement/", f"heard_{kind}", name=name, kind=kind, text=words, **told)
    aslam.write(
        f"{case}zimni/new/", "zimni", places="سبزی منڈی", circumstances="موقع دیکھا، گواہ سنے، برآمدگی ہوئی۔"
    )
    aslam.write(f"{case}steps/mark/", "step", note="سی آر او کو نمبر بتا دیا گیا۔")
    aslam.go("/duty/investigation/", "my_cases")


def sent_up(at: Station, case: str) -> None:
    """The challan: its officer, the SHO, the prosecutor."""
    at.wall.at(14, 50)
    court = f"{case}court/"
    aslam, ali, noreen = (at.of(name) for name in ("aslam", "ali", "noreen"))
    aslam.go(f"{court}report/", "report")
    expect(aslam.page.locator("[name=witnesses]")).to_have_value(re.compile("محمد یوسف"))
    expect(aslam.page.locator("[name=property_text]")).to_have_value(re.compile(r"^\d+/\d+ موٹر سائیکل"))
    aslam.write(
        "",
        "report",
        kind="full",
        facts="ملزم نے دکان کے باہر سے موٹر سائیکل چوری کی جو اس کے گھر سے برآمد ہوئی۔",
        opinion="شہادت کافی ہے، ملزم گناہ گار پایا گیا۔",
    )
    ali.write(f"{court}forward/", "forward", agrees="yes")
    noreen.write(f"{court}scrutiny/", "scrutiny", agrees="yes", words="شہادت مکمل ہے۔")


def _day(name: str, day: datetime) -> dict[str, str]:
    """The three fields of a date."""
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}_{part}": str(value) for part, value in parts.items()}


def convicted(at: Station, case: str, day: datetime) -> None:
    """Number, hearing, charge, verdict."""
    at.wall.at(17, 20)
    javed, court = at.of("javed"), f"{case}court/"
    where = "مجسٹریٹ درجہ اول قصور"
    javed.write(f"{court}number/", "number", case_no="311/2026", court=where, **_day("received_on", day))
    javed.write(f"{court}charge/", "charge", sections="381-A PPC", **_day("framed_on", day))
    javed.write(f"{court}hearing/", "hearing", what="ملزم نے جرم کا اقرار کیا۔", **_day("held_on", day))
    judged(javed, court, "convicted", day, sentence_1="قید با مشقت ایک سال")


def judged(javed: Post, court: str, outcome: str, day: datetime, **more: str) -> None:
    """The verdict on the accused of a case."""
    javed.go(court, "court")
    verdict = javed.link("/verdict/")
    answers = {"outcome_1": outcome, "order_no": "12/2026", **_day("decided_on", day), **more}
    javed.write(verdict, f"verdict_{outcome}", **answers)


def closed(at: Station) -> str:
    """Rashid counts the cash. The path of the day in the book."""
    at.wall.at(22, 15)
    rashid = at.of("rashid")
    rashid.write("/duty/diary/", "diary", "/close/", cash="1500")
    rashid.go("/duty/diary/days/", "days")
    rashid.go(rashid.link("/diary/days/"), "day")
    return rashid.page.url.removeprefix(rashid.base)


def printed(at: Station, case: str, custody: str, day: str) -> bytes:
    """Everything that the day left on paper; the page of the diary."""
    aslam, rashid = at.of("aslam"), at.of("rashid")
    for path in (f"{custody}memo.pdf", f"{case}zimni/zimni.pdf", f"{case}court/report-1.pdf"):
        assert aslam.pdf(path)
    for path in ("/duty/malkhana/register.pdf", "/duty/road-certificates/register.pdf"):
        assert rashid.pdf(path)
    return rashid.pdf(f"{day}diary.pdf")


def compared(at: Station, name: str) -> None:
    """Nadia finds who applies among the records: it is he."""
    nadia = at.of("nadia")
    nadia.go("/duty/checks/", "checks")
    nadia.page.locator("tbody tr", has_text=name).first.locator("a").first.click()
    nadia.page.wait_for_load_state()
    nadia.look(nadia.page, "compare")
    nadia.fill(reason="وہی شناختی نمبر، وہی والد")
    nadia.press("compared", "button[name=answer][value=same]")


def approved(at: Station, application: UUID, name: str) -> None:
    """Kamran reads the file and approves it."""
    kamran = at.of("kamran")
    kamran.write(f"/duty/applications/{application}/", f"file_of_{name}", "/approve/")


def paper_of(at: Station, name: str) -> str:
    """What the page of the certificate says that was made last; it is his."""
    kamran = at.of("kamran")
    kamran.go("/duty/certificates/", "certificates")
    kamran.page.locator("tbody a").first.click()
    kamran.page.wait_for_load_state()
    kamran.look(kamran.page, "certificate")
    said = kamran.page.locator("main").inner_text()
    assert name in said
    return said
