"""A small world for the rights table: two districts, every post, a thing of each kind in every area.

Everything is made by the program's own operations, at times that lie behind the clock of the machine, because the
pages that are then asked read that clock.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.timezone import localdate

from khidmat.accounts import tokens
from khidmat.accounts.public import (
    Token,
    User,
    actor_for,
    add_client,
    add_officer,
    agree,
    citizen,
    current_posting,
    issue_token,
    post,
    system_actor,
)
from khidmat.demo.cast import BY_NAME
from khidmat.kernel.actor import Actor
from khidmat.org.public import office
from khidmat.payments import public as payments
from khidmat.screening.models import Candidate
from khidmat.services import public as services
from khidmat.services.operations import give_token
from khidmat.services.public import Application, Verification
from khidmat.services.registry import by_slug
from khidmat.services.tests import answering
from khidmat.services.tests.answering import Pages
from khidmat.wanted.public import CriminalRecord, import_file
from khidmat.wanted.tests.samples import HEADING, row
from tests.rights import books, recourse
from tests.rights.persons import persons
from tests.rights.posts import B_HEAD, LAHORE, OTHERS, PASSWORD, SADAR, SECRET, A, B, Things

MONTH = timedelta(days=30)
SLUG = "character-certificate"

#: Who sits at the counter of an area.
OPERATORS = {A: "sana", B: "shazia", LAHORE: "mina"}
#: Who takes the money at a counter, and who closes its day.
COUNTERS = {"sana": "waseem", "bushra": "shahid"}


@dataclass(frozen=True, slots=True)
class Applicant:
    """A citizen, what he writes, and who works on it."""

    mobile: str
    name: str
    name_ur: str
    cnic: str
    station: str
    head: str
    officer: str
    approver: str
    keeper: str
    teller: str


APPLICANTS = {
    A: Applicant(
        "+923000000001", "Bilal Ahmad", "بلال احمد", "01234-5678901-2", "KSR-PS-01", "ali", "aslam", "kamran",
        "nadia", "sana",
    ),
    B: Applicant(
        "+923000000002", "Ayesha Bibi", "عائشہ بی بی", "01234-5678902-3", "KSR-PS-02", "zahid", "tariq",
        "kamran", "nadia", "sana",
    ),
    LAHORE: Applicant(
        "+923000000003", "Danish Iqbal", "دانش اقبال", "01234-5678903-4", "", "yasir", "imran", "omar", "lubna",
        "bushra",
    ),
}  # fmt: skip


def answers(who: Applicant, second: str = "", slug: str = SLUG) -> Pages:
    """What the applicant types, page by page; `second` is the station of another, permanent address."""
    home = {"line": "مکان 12، گلی 3", "area": "", "place": "", "station": ""}
    if who.station:
        home |= {"district": str(office("KSR-DPO").pk), "area": "کوٹ مراد خان", "place": "KSR-PL-0650"}
        home |= {"station": str(office(who.station).pk)}
    else:
        home |= {"district": str(office("PB-LHR").pk)}
    known = {f"present_{part}": value for part, value in home.items()}
    if second:
        known |= {f"permanent_{part}": value for part, value in home.items()}
        known |= {"permanent_station": str(office(second).pk)}
    known |= {"name": who.name, "name_ur": who.name_ur, "id_cnic": who.cnic}
    return answering.answers(by_slug(slug), known)


@dataclass
class World:
    """Everybody and everything; `things` by area."""

    folder: Path
    now: datetime = field(default_factory=timezone.now)
    users: dict[str, User] = field(default_factory=dict)
    things: dict[str, Things] = field(default_factory=dict)
    days: dict[str, dict[str, UUID]] = field(default_factory=dict)

    def actor(self, username: str) -> Actor:
        """The officer as of now."""
        return actor_for(self.users[username], now=self.now)

    def engage(self) -> None:
        """Everybody gets a post, a month ago."""
        for part in (*BY_NAME.values(), *OTHERS):
            user = add_officer(
                username=part.username,
                name=part.name,
                name_ur=part.name_ur,
                password=PASSWORD,
                temporary=False,
                totp_secret=SECRET,
                actor=system_actor(None),
                now=self.now - MONTH,
            )
            post(
                user=user,
                role=part.role,
                office=office(part.office),
                since=self.now - MONTH,
                actor=system_actor(None),
                now=self.now - MONTH,
            )
            self.users[part.username] = user

    def applicant(self, area: str) -> Actor:
        """The citizen of an area."""
        user = citizen(mobile=APPLICANTS[area].mobile, language="en", now=self.now - MONTH)
        return actor_for(user, now=self.now)

    def approver(self, area: str) -> Actor:
        """Who decides the applications of an area."""
        return self.actor(APPLICANTS[area].approver)

    def draft(self, area: str, second: str = "", slug: str = SLUG) -> Application:
        """A draft with nothing missing."""
        actor = self.applicant(area)
        made = services.start(slug=slug, language="en", actor=actor, now=self.now)
        for page, data in answers(APPLICANTS[area], second, slug).items():
            services.save_page(application_id=made.pk, page=page, data=data, actor=actor, now=self.now)
        for name in answering.papers(by_slug(slug)):
            services.attach(
                application_id=made.pk, field=name, upload=answering.picture(), actor=actor, now=self.now
            )
        return made

    def unpaid(self, area: str, second: str = "") -> Application:
        """An application that waits for its fee."""
        made = self.draft(area, second)
        return services.submit(application_id=made.pk, actor=self.applicant(area), now=self.now)

    def pay(self, area: str, application: Application) -> payments.Receipt:
        """The fee in cash, at a counter of the district."""
        teller, charge = self.actor(APPLICANTS[area].teller), payments.charge_for(application.pk)
        if charge is None:
            raise AssertionError("a certificate costs something")
        if payments.open_shift_of(teller) is None:
            payments.open_shift(began_with=0, actor=teller, now=self.now)
        return payments.take_cash(charge_id=charge.pk, rupees=charge.rupees, actor=teller, now=self.now)

    def sent(self, area: str, second: str = "") -> Application:
        """An application with its station, or its two."""
        made = self.unpaid(area, second)
        self.pay(area, made)
        made.refresh_from_db()
        return made

    def mark(self, area: str, application: Application, officer: str) -> Verification:
        """The verification of the present address, marked by the SHO."""
        return services.mark(
            verification_id=application.verifications.get(kind="present").pk,
            officer_id=self.users[officer].pk,
            actor=self.actor(APPLICANTS[area].head),
            now=self.now,
        )

    def odd(self, area: str) -> Application:
        """An application that states another name under the applicant's number."""
        actor, other = self.applicant(area), {"name": "Usman Ghani", "name_ur": "عثمان غنی"}
        made = self.draft(area)
        who = {**answers(APPLICANTS[area])["who"], **other}
        services.save_page(application_id=made.pk, page="who", data=who, actor=actor, now=self.now)
        return services.submit(application_id=made.pk, actor=actor, now=self.now)

    def reported(self, area: str) -> Application:
        """An application whose verification is in: only the decision is missing."""
        made = self.sent(area)
        services.report(
            verification_id=self.mark(area, made, APPLICANTS[area].officer).pk,
            finding="confirmed",
            visited_on=localdate(self.now),
            text="Met the father; lives there since 2014.",
            actor=self.actor(APPLICANTS[area].officer),
            now=self.now,
        )
        return made

    def issued(self, area: str) -> Application:
        """An application whose certificate is there."""
        made = self.reported(area)
        services.approve(application_id=made.pk, actor=self.actor(APPLICANTS[area].approver), now=self.now)
        services.issue(application_id=made.pk, now=self.now)
        made.refresh_from_db()
        return made

    def asked(self, area: str) -> Application:
        """An application that waits for its applicant's answer."""
        made = self.sent(area)
        services.ask(
            application_id=made.pk,
            text="Which house is it?",
            actor=self.actor(APPLICANTS[area].approver),
            now=self.now,
        )
        return made

    def entry(self, area: str, slug: str = SLUG) -> Application:
        """The applicant at the counter, everything typed, nothing sent."""
        actor, who = self.actor(OPERATORS[area]), APPLICANTS[area]
        made = services.begin(
            slug=slug,
            customer=services.Customer(cnic=who.cnic.replace("-", "")),
            actor=actor,
            now=self.now,
        )
        data = {name: text for page in answers(who, slug=slug).values() for name, text in page.items()}
        for name in answering.papers(by_slug(slug)):
            services.attach(
                application_id=made.pk, field=name, upload=answering.picture(), actor=actor, now=self.now
            )
        return services.fill(
            application_id=made.pk,
            data=data,
            standing=services.Standing(who.mobile),
            actor=actor,
            now=self.now,
        )

    def entered(self, area: str) -> Application:
        """An application that came in at the counter."""
        actor = self.actor(OPERATORS[area])
        return services.send_read_back(application_id=self.entry(area).pk, actor=actor, now=self.now)

    def through_program(self, secret: str) -> Application:
        """An entry of the program with this token for the applicant of A Division, everything there, nothing sent."""
        actor, who = tokens.read(f"Bearer {secret}", now=self.now, request_id=""), APPLICANTS[A]
        made = services.begin_for(slug=SLUG, mobile=who.mobile, language="en", actor=actor, now=self.now)
        data = {name: text for page in answers(who).values() for name, text in page.items()}
        services.save_page(application_id=made.pk, page="whole", data=data, actor=actor, now=self.now)
        for name in answering.papers(by_slug(SLUG)):
            services.attach(
                application_id=made.pk, field=name, upload=answering.picture(), actor=actor, now=self.now
            )
        return made

    def register(self, area: str) -> CriminalRecord:
        """A criminal record of the applicant, taken in as a file by the district's record keeper."""
        who = APPLICANTS[area]
        named = row(name=who.name, name_ur=who.name_ur, cnic=who.cnic, birth_year="1994")
        path = self.folder / f"{area}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEADING)
            writer.writeheader()
            writer.writerows([named, {**named, "stage": "unheard of"}])
        batch = import_file(
            path=path, file_name=path.name, encoding="utf-8", actor=self.actor(who.keeper), now=self.now
        )
        return CriminalRecord.objects.get(batch=batch)

    def fill(self, area: str, second: str = "") -> Things:
        """One of each. The records come last, so that only the last application meets them."""
        ready, asked, issued = recourse.heard(self, area), self.asked(area), self.issued(area)
        past = {**recourse.things(self, area, issued), "odd": self.odd(area).pk}
        to_report = self.mark(area, marked := self.sent(area), APPLICANTS[area].officer)
        entered, entry = self.entered(area), self.entry(area)
        record = self.register(area)
        waiting = self.sent(area, second)
        to_mark = waiting.verifications.get(kind="present")
        owed, draft = self.owed(area), self.draft(area)
        officer = self.users[APPLICANTS[area].officer].pk
        held = current_posting(officer, now=self.now)
        if issued.certificate is None or held is None:
            raise AssertionError("the certificate is issued, the officer is posted")
        return Things(
            draft=draft.pk,
            waiting=waiting.pk,
            marked=marked.pk,
            asked=asked.pk,
            ready=ready.pk,
            issued=issued.pk,
            to_mark=to_mark.pk,
            to_report=to_report.pk,
            officer=officer,
            candidate=Candidate.objects.filter(of_check__about=waiting.pk).values_list("pk", flat=True)[0],
            record=record.pk,
            batch=UUID(str(record.batch_id)),
            certificate=issued.certificate.pk,
            code=issued.certificate.code,
            posting=held.pk,
            client=(token := self.token(area)).client_id,
            token=token.pk,
            entry=entry.pk,
            entered=entered.pk,
            **self.cash(area, ready, issued),
            **owed,
            **persons(ready, APPLICANTS[area].cnic, self.actor(APPLICANTS[area].keeper), self.now),
            **past,
            **books.diary(self, area),
        )

    def owed(self, area: str) -> dict[str, UUID | str]:
        """A fee that waits to be paid, and the number it waits under."""
        charge = payments.Charge.objects.get(about=self.unpaid(area).pk)
        return {"owed": charge.pk, "owed_ref": charge.ref}

    def cash(self, area: str, ready: Application, issued: Application) -> dict[str, UUID | str]:
        """Cash days of the area's counter, a receipt, and another whose money was given back."""
        teller = APPLICANTS[area].teller
        chief, shift = self.actor(COUNTERS[teller]), payments.open_shift_of(self.actor(teller))
        if shift is None:
            raise AssertionError("the fees of this area were taken into it")
        receipt = payments.Receipt.objects.get(charge__about=issued.pk)
        payments.give_back(
            receipt_id=receipt.pk, kind="return", reason="Paid twice by mistake.", actor=chief, now=self.now
        )
        good = payments.Receipt.objects.get(charge__about=ready.pk)
        kept = {"receipt": good.pk, "receipt_code": good.code, "given_back": receipt.pk}
        return {**self.days[teller], "day": shift.day_id, **kept}

    def counted(self, teller: str, at: datetime) -> UUID:
        """A day of the past on which no money came: its drawer counted, the day not closed."""
        shift = payments.open_shift(began_with=0, actor=self.actor(teller), now=at)
        payments.close_shift(
            shift_id=shift.pk,
            pieces={},
            explanation="",
            actor=self.actor(teller),
            now=at + timedelta(hours=1),
        )
        return shift.day_id

    def count_days(self) -> None:
        """Two days of each counter, the second of them closed."""
        for teller, chief in COUNTERS.items():
            first, second = (self.counted(teller, self.now - timedelta(days=ago)) for ago in (9, 8))
            payments.close_day(
                day_id=second, counted=0, explanation="", actor=self.actor(chief), now=self.now
            )
            self.days[teller] = {"to_close": first, "closed_day": second}

    def token(
        self, area: str, *, secret: str = "", officer: str = "", scopes: Sequence[str] = ("verify",)
    ) -> Token:
        """A program of the area's district with a token."""
        how = {"actor": self.actor("samina" if area == LAHORE else "rabia"), "now": self.now}
        home = (
            {"officer": officer} if officer else {"office": office("PB-LHR" if area == LAHORE else "KSR-HQ")}
        )
        client = add_client(name="Visa section", scopes=scopes, reason="Letter 7", **home, **how)
        if officer:
            agree(client_id=client.pk, actor=self.actor(officer), now=self.now)
        return issue_token(client_id=client.pk, secret=secret or uuid4().hex, days=30, **how)


def make(folder: Path) -> World:
    """The whole world. What waits in A Division has risen to Farah; one in B Division Zahid marked to himself."""
    world = World(folder)
    world.engage()
    world.count_days()
    world.things[A] = world.fill(A)
    world.things[B] = world.fill(B, second="KSR-PS-06")
    world.things[LAHORE] = world.fill(LAHORE)
    neighbour = world.things[B]
    second = Verification.objects.get(application_id=neighbour.waiting, kind="permanent")
    own = books.diary(world, SADAR)
    world.things[SADAR] = replace(neighbour, to_mark=second.pk, to_report=second.pk, **own)
    his = world.mark(B, Application.objects.get(pk=neighbour.waiting), "zahid")
    world.things[B_HEAD] = replace(neighbour, to_report=his.pk, **books.fir(world, B, "zahid"))
    give_token(actor=world.actor("sana"), now=world.now)
    clock = Verification.objects.get(pk=world.things[A].to_mark).clock_id
    services.raise_late(clock, world.now)
    return world
