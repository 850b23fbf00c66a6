"""Playing lives through the operations of real work, each act at its moment; what is done already is left alone."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.timezone import localdate

from khidmat.accounts.public import actor_for, citizen
from khidmat.demo.caseload import CaseRecord
from khidmat.demo.loading import answers, drawer, remarks
from khidmat.demo.loading.beside_worker import issue_as_of
from khidmat.demo.loading.homes import KASUR
from khidmat.demo.loading.lives import Act, Life, Stage, Step
from khidmat.demo.loading.officers import Desks
from khidmat.demo.loading.pictures import Pictures
from khidmat.demo.loading.plan import FIRST, PAGES
from khidmat.kernel import jobs
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import DomainError
from khidmat.kernel.roles import Role
from khidmat.org.public import districts
from khidmat.screening import public as screening
from khidmat.services import public as services
from khidmat.services.public import LIFE, Application, Status, Verification

#: Where the first applicants pay. The others pay elsewhere: a visitor may be at this drawer meanwhile.
FIRST_COUNTER, SECOND_COUNTER = "PB-KSR-KM01", "PB-KSR-KM02"


class Player:
    """Plays one life after another. `stopped` are those that came to a stop, with the reason."""

    def __init__(self, cases: Iterable[CaseRecord], *, now: datetime, counter: str = FIRST_COUNTER) -> None:
        """Take the truth about the records, the postings as they are, and the office where fees are paid."""
        self._desks = Desks(now)
        self._counter = counter
        self._districts = {office.code: str(office.pk) for office in districts()}
        self._whose = {
            (case.station, case.case_ref, case.year): case.person if case.whose == "inhabitant" else None
            for case in cases
        }
        self.stopped: list[tuple[int, Act, str]] = []

    def play(self, life: Life, pictures: Pictures | None = None, *, only: Act | None = None) -> None:
        """Do every step that is not done yet. A user may have moved the application elsewhere: then it stays there."""
        began = life.steps[0].at
        user = citizen(mobile=life.person.mobile, language=life.language, now=began)
        actor = actor_for(user, now=began)
        for step in life.steps:
            if only and step.act is not only:
                continue
            try:
                self._step(life, step, actor, pictures)
            except (DomainError, LookupError) as error:
                self.stopped.append((life.number, step.act, str(error)))
                return

    def _step(self, life: Life, step: Step, actor: Actor, pictures: Pictures | None) -> None:
        application = Application.objects.filter(citizen_id=actor.user_id).order_by("created_at").first()
        if life.assisted and application is None:
            if step.act is Act.SUBMIT and pictures:
                self._enter(life, step, pictures)
        elif step.act is Act.START:
            self._write(life, step, application, actor, pictures)
        elif application is not None:
            ACTS[step.act](self, life, step, application, actor)

    def _write(
        self, life: Life, step: Step, known: Application | None, actor: Actor, pictures: Pictures | None
    ) -> None:
        """Begin a draft and fill it in, or as many pages of it as a draft that stays one has."""
        application = known or services.start(
            slug=life.slug, language=life.language, actor=actor, now=step.at
        )
        if application.status != Status.DRAFT:
            return
        count = life.pages if life.stage is Stage.DRAFT else PAGES
        written = answers.pages(life, self._districts)
        for page in list(written)[:count]:
            if not application.answers.keys() >= written[page].keys():
                application = services.save_page(
                    application_id=application.pk, page=page, data=written[page], actor=actor, now=step.at
                )
        if count == PAGES and pictures:
            _attach(application, pictures, actor, step.at)

    def _enter(self, life: Life, step: Step, pictures: Pictures) -> None:
        """Let an operator type it in, read it back and send it."""
        operator = self._desks.at(self._counter, Role.OPERATOR)
        customer = services.Customer(cnic=life.person.cnic or "")
        draft = services.begin(slug=life.slug, customer=customer, actor=operator, now=step.at)
        written = answers.pages(life, self._districts)
        services.fill(
            application_id=draft.pk,
            data={name: value for page in written.values() for name, value in page.items()},
            standing=services.Standing(mobile=life.person.mobile),
            actor=operator,
            now=step.at,
        )
        _attach(draft, pictures, operator, step.at)
        services.send_read_back(application_id=draft.pk, actor=operator, now=step.at)

    def submit(self, life: Life, step: Step, application: Application, actor: Actor) -> None:
        """Send it."""
        if application.status == Status.DRAFT:
            services.submit(application_id=application.pk, actor=actor, now=step.at)

    def pay(self, life: Life, step: Step, application: Application, actor: Actor) -> None:
        """Pay in cash, into a drawer of that day."""
        if application.status == Status.AWAITING_PAYMENT:
            drawer.pay(application.pk, teller=self._desks.at(self._counter, Role.OPERATOR), at=step.at)

    def count_drawer(self) -> None:
        """Leave no drawer open behind."""
        drawer.count(self._desks.at(self._counter, Role.OPERATOR))

    def close_days(self, now: datetime, *, before: date) -> None:
        """Close the earlier days of this player's counter."""
        drawer.close_days(self._desks.at(self._counter, Role.IN_CHARGE), before=before, at=now)

    def compare(self, life: Life, step: Step, application: Application, actor: Actor) -> None:
        """Let the record keeper decide every candidate; he finds out what is true."""
        open_ones = screening.Candidate.objects.filter(
            of_check=application.records_id, status=screening.Answer.OPEN
        )
        for candidate in open_ones.select_related("record").order_by("pk"):
            found = candidate.record
            same = self._whose.get((found.station, found.case_ref, found.year)) == life.person.number
            district = life.present.district_code
            screening.adjudicate(
                candidate_id=candidate.pk,
                same=same,
                reason=remarks.comparison(life.number, same=same),
                actor=self._desks.at("KSR-ITB" if district == KASUR else district, Role.RECORD_KEEPER),
                now=step.at,
            )

    def mark(self, life: Life, step: Step, application: Application, actor: Actor) -> None:
        """Let the SHO name an officer."""
        visit = _visit(application, step, "waiting")
        if visit:
            officer = self._desks.at(visit.office.code, Role.STATION_OFFICER)
            if officer.user_id is None:
                raise AssertionError("an officer is a user")
            sho = self._desks.at(visit.office.code, Role.STATION_HEAD)
            services.mark(verification_id=visit.pk, officer_id=officer.user_id, actor=sho, now=step.at)

    def report(self, life: Life, step: Step, application: Application, actor: Actor) -> None:
        """Let the officer report his visit."""
        visit = _visit(application, step, "marked")
        if visit:
            found = remarks.finding(life.stage, life.number)
            services.report(
                verification_id=visit.pk,
                finding=found,
                visited_on=localdate(step.at),
                text=remarks.visit(life.number, found),
                actor=self._desks.at(visit.office.code, Role.STATION_OFFICER),
                now=step.at,
            )

    def sweep(self, life: Life, step: Step, application: Application, actor: Actor) -> None:
        """Let the minute's sweep notice that a station, or the applicant's answer, is late."""
        late = application.verifications.filter(status__in=["waiting", "marked"], raised_at=None).exists()
        if late or application.status == Status.AWAITING_APPLICANT:
            jobs.JOBS.get("clocks.sweep").run(now=step.at)

    def ask(self, life: Life, step: Step, application: Application, actor: Actor) -> None:
        """Let the deciding officer ask, once."""
        if LIFE.may(application.status, "ask") and not application.questions.exists():
            text = remarks.exchange(life.number).question
            services.ask(application_id=application.pk, text=text, actor=self._decider(life), now=step.at)

    def answer(self, life: Life, step: Step, application: Application, actor: Actor) -> None:
        """Answer the question."""
        if LIFE.may(application.status, "answer"):
            text = remarks.exchange(life.number).answer
            services.answer(application_id=application.pk, text=text, actor=actor, now=step.at)

    def approve(self, life: Life, step: Step, application: Application, actor: Actor) -> None:
        """Approve; the worker issues the paper, dated a few minutes after this moment."""
        if LIFE.may(application.status, "approve"):
            with transaction.atomic():
                services.approve(application_id=application.pk, actor=self._decider(life), now=step.at)
                issue_as_of(application.pk, step.at + timedelta(minutes=2 + life.number % 3))

    def refuse(self, life: Life, step: Step, application: Application, actor: Actor) -> None:
        """Refuse with a reason."""
        if LIFE.may(application.status, "refuse"):
            reason = remarks.refusal(life.number)
            services.refuse(
                application_id=application.pk, reason=reason, actor=self._decider(life), now=step.at
            )

    def notify(self, life: Life, step: Step, application: Application, actor: Actor) -> None:
        """Tell the applicant what was found, before anything is decided against him."""
        if LIFE.may(application.status, "notify") and not application.notices.exists():
            found = remarks.found(life.number)
            services.notify(
                application_id=application.pk, found=found, actor=self._decider(life), now=step.at
            )

    def reply(self, life: Life, step: Step, application: Application, actor: Actor) -> None:
        """Give one's side of it."""
        if application.status == Status.NOTICED:
            text = remarks.side(life.number)
            services.reply(application_id=application.pk, text=text, actor=actor, now=step.at)

    def appeal(self, life: Life, step: Step, application: Application, actor: Actor) -> None:
        """Appeal against the refusal, once."""
        if application.status == Status.REFUSED and not application.appeals.exists():
            text = remarks.side(life.number)
            services.appeal(application_id=application.pk, text=text, actor=actor, now=step.at)

    def withdraw(self, life: Life, step: Step, application: Application, actor: Actor) -> None:
        """Take it back."""
        if LIFE.may(application.status, "withdraw"):
            services.withdraw(application_id=application.pk, actor=actor, now=step.at)

    def deliver(self, life: Life, step: Step, application: Application, actor: Actor) -> None:
        """Download the paper for the first time, when the worker has made it."""
        if application.status == Status.ISSUED:
            services.deliver(application_id=application.pk, actor=actor, now=step.at)
            if life.number < FIRST or life.number % 3 == 0:  # of the others one in three says how it was
                face, text = remarks.opinion(life.number, pleased=life.number < FIRST)
                services.rate(application_id=application.pk, face=face, text=text, actor=actor, now=step.at)

    def _decider(self, life: Life) -> Actor:
        """Most are decided by the certificate officer, some by the DPO herself."""
        if life.number % 11 == 0:
            return self._desks.at("KSR-DPO", Role.DISTRICT_OFFICER)
        return self._desks.at("KSR-HQ", Role.APPROVER)


Play = Callable[[Player, Life, Step, Application, Actor], None]
ACTS: dict[Act, Play] = {
    Act.SUBMIT: Player.submit,
    Act.PAY: Player.pay,
    Act.COMPARE: Player.compare,
    Act.MARK: Player.mark,
    Act.REPORT: Player.report,
    Act.SWEEP: Player.sweep,
    Act.ASK: Player.ask,
    Act.ANSWER: Player.answer,
    Act.APPROVE: Player.approve,
    Act.NOTIFY: Player.notify,
    Act.REPLY: Player.reply,
    Act.REFUSE: Player.refuse,
    Act.APPEAL: Player.appeal,
    Act.WITHDRAW: Player.withdraw,
    Act.DELIVER: Player.deliver,
}


def _attach(application: Application, pictures: Pictures, actor: Actor, now: datetime) -> None:
    there = set(application.attachments.filter(replaced_at=None).values_list("field", flat=True))
    for field, data in (("photo", pictures.photo), ("id_copy", pictures.card)):
        if field not in there:
            upload = SimpleUploadedFile(f"{field}.jpg", data, "image/jpeg")
            services.attach(application_id=application.pk, field=field, upload=upload, actor=actor, now=now)


def _visit(application: Application, step: Step, status: str) -> Verification | None:
    found = application.verifications.filter(kind=step.home, status=status)
    return found.select_related("office").first()
