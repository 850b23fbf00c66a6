"""The decision: ask the applicant, approve, or refuse with reasons."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.clocks.public import cancel, keeper, meet, pause, resume, start
from khidmat.documents.public import BadFacts, new_code
from khidmat.kernel import jobs
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.kernel.transactions import as_one
from khidmat.payments.public import cancel as cancel_charge
from khidmat.payments.public import hold
from khidmat.services import certificate, events, queries, recourse, registry
from khidmat.services.eligibility import why_not
from khidmat.services.models import Application, Decision, Question
from khidmat.services.operations.telling import happened, tell
from khidmat.services.states import LIFE, Status

DECIDE = "services.application.decide"


def locked(application_id: UUID, actor: Actor) -> Application:
    """The application, locked, inside the territory in which the actor decides."""
    reached = queries.applications(actor, DECIDE)
    with_file = reached.select_related("records", "person", "photo", "district", "clock")
    found = with_file.select_for_update(of=("self",)).filter(pk=application_id).first()
    if found is None:
        raise NotFound(_("This application was not found."))
    TABLE.require(actor, registry.service(found.service, found.version).decides)
    return found


@as_one
def approve(*, application_id: UUID, actor: Actor, now: datetime) -> Application:
    """Approve an application whose checks are in and order its certificate."""
    TABLE.require(actor, DECIDE)
    application = locked(application_id, actor)
    if not LIFE.may(application.status, "approve"):
        raise Stale(_("This was changed in the meantime. Look at it as it is now, then decide."))
    if reason := why_not(application, actor):
        raise Forbidden(reason)
    LIFE.move(application, "approve")
    decided(application, "approved", actor, now)
    check_printable(application, now)
    happened(application, "approved", now, actor.office_id)
    jobs.defer("services.issue", application_id=application.pk)
    record(events.APPROVED, subject=application, actor=actor, at=now)
    return application


def check_printable(application: Application, now: datetime) -> None:
    """A paper that cannot be printed is refused here, where a person can mend it, not in the worker."""
    today = localdate(now)
    try:
        said = certificate.facts(
            application, number="SPECIMEN", code=new_code(), issued_on=today, until=today
        )
    except BadFacts as error:
        raise Invalid(
            _("The certificate cannot be printed: a record lacks its court or date. Ask the record keeper.")
        ) from error
    if letters := certificate.unprintable(said):
        raise Invalid(
            _("The certificate cannot be printed: no font has these letters: %(letters)s")
            % {"letters": letters}
        )


@as_one
def refuse(*, application_id: UUID, reason: str, actor: Actor, now: datetime) -> Application:
    """Refuse with a reason that the applicant will read."""
    TABLE.require(actor, DECIDE)
    application = locked(application_id, actor)
    if queries.took_part(application, actor.user_id):
        raise Forbidden(_("The entry or verification is your own; another officer decides."))
    if len(reason.strip()) < 10:
        raise Invalid(
            _("The reason is too short."),
            fields={
                "reason": _("The reason is too short. Write in plain words why, so that it can be answered.")
            },
        )
    if application.verifications.filter(status__in=queries.WITH_STATION).exists():
        raise Stale(_("A station's verification is still missing."))
    if not queries.was_heard(application):
        raise Stale(_("Tell the applicant first what was found; he has seven days to give his side."))
    application.reason = reason.strip()
    LIFE.move(application, "refuse")
    decided(application, "refused", actor, now)
    application.closed_at = now
    application.save(update_fields=["closed_at"])
    happened(application, "refused", now, actor.office_id)
    tell(application, "refused", actor=actor, now=now, d=localdate(now) + recourse.APPEAL)
    record(events.REFUSED, subject=application, actor=actor, at=now, reason=application.reason)
    return application


def decided(application: Application, what: str, actor: Actor, now: datetime) -> None:
    """Put down who decided, in the application and as a row of its own that stays."""
    if actor.posting_id is None:
        raise AssertionError("an officer decides by his posting")
    application.decided_at = now
    application.decided_by_id = actor.user_id
    application.decided_posting_id = actor.posting_id
    application.save(update_fields=["status", "decided_at", "decided_by", "decided_posting", "reason"])
    Decision.objects.create(
        application=application,
        what=what,
        by_id=actor.user,
        posting_id=actor.posting_id,
        at=now,
        reason=application.reason,
    )
    clock = application.clock
    if clock and clock.met_at is None and clock.cancelled_at is None:
        meet(clock_id=clock.pk, actor=actor, now=now)


@transaction.atomic
def ask(*, application_id: UUID, text: str, actor: Actor, now: datetime) -> Question:
    """Ask the applicant one thing; the service clock stands still until the answer."""
    TABLE.require(actor, DECIDE)
    application = locked(application_id, actor)
    if len(text.strip()) < 5:
        raise Invalid(
            _("The question is empty."),
            fields={"question": _("The question is empty. Write what is missing.")},
        )
    LIFE.move(application, "ask")
    application.save(update_fields=["status"])
    office = application.district_id or actor.office_id
    if office is None or application.clock_id is None:
        raise AssertionError("a sent application has a district and a clock")
    clock = start(rule="query.applicant", office_id=office, actor=actor, now=now)
    question = Question.objects.create(
        application=application, text=text.strip(), asked_by_id=actor.user, asked_at=now, clock=clock
    )
    pause(clock_id=application.clock_id, actor=actor, now=now)
    happened(application, "asked", now, actor.office_id)
    tell(application, "query", actor=actor, now=now, d=localdate(clock.due_at))
    digest = hashlib.sha256(question.text.encode()).hexdigest()
    record(events.ASKED, subject=application, actor=actor, at=now, question_sha256=digest)
    return question


@transaction.atomic
def answer(*, application_id: UUID, text: str, actor: Actor, now: datetime) -> Application:
    """Answer the open question; the clock goes on and the promised date moves by the days it stood."""
    TABLE.require(actor, "services.mine.apply")
    application = queries.mine(actor).select_for_update(of=("self",)).filter(pk=application_id).first()
    if application is None:
        raise NotFound(_("This application was not found."))
    question = queries.open_question(application)
    if question is None or application.clock_id is None:
        raise Stale(_("There is no question waiting for an answer."))
    if len(text.strip()) < 2:
        raise Invalid(_("The answer is empty."), fields={"answer": _("The answer is empty. Write it here.")})
    question.answer, question.answered_at = text.strip(), now
    question.save(update_fields=["answer", "answered_at"])
    meet(clock_id=question.clock_id, actor=actor, now=now)
    application.due_at = resume(clock_id=application.clock_id, actor=actor, now=now).due_at
    LIFE.move(application, "answer")
    application.save(update_fields=["status", "due_at"])
    happened(application, "answered", now)
    digest = hashlib.sha256(question.answer.encode()).hexdigest()
    record(events.ANSWERED, subject=application, actor=actor, at=now, answer_sha256=digest)
    return application


def lapse_unanswered(clock_id: UUID, now: datetime) -> None:
    """Hook `clocks.breached`: a question that nobody answered in time ends the application; it can be begun anew."""
    question = (
        Question.objects.select_related("application__district")
        .filter(clock_id=clock_id, answered_at=None)
        .first()
    )
    if question is None:
        return
    application = Application.objects.select_for_update().get(pk=question.application_id)
    if not LIFE.may(application.status, "lapse") or application.district is None:
        return
    actor = keeper(application.district)
    if application.clock_id:
        cancel(clock_id=application.clock_id, actor=actor, now=now)
    _lapse(application, actor, now)


def lapse_unpaid(clock_id: UUID, now: datetime) -> None:
    """Hook `clocks.breached`: an application whose fee did not come in time lapses; it can be begun anew.

    The clock itself is left to the sweep that calls this, which marks its breach.
    """
    waiting = Application.objects.filter(clock_id=clock_id, status=Status.AWAITING_PAYMENT)
    about = waiting.values_list("pk", flat=True).first()
    if about is None:
        return
    hold(about)
    application = waiting.select_for_update(of=("self",)).select_related("district").first()
    if application is None or application.district is None:
        return  # paid or withdrawn in between
    actor = keeper(application.district)
    cancel_charge(about=about, actor=actor, now=now)
    _lapse(application, actor, now)


def _lapse(application: Application, actor: Actor, now: datetime) -> None:
    LIFE.move(application, "lapse")
    application.closed_at = now
    application.save(update_fields=["status", "closed_at"])
    happened(application, "lapsed", now)
    record(events.LAPSED, subject=application, actor=actor, at=now)
