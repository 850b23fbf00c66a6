"""Before a decision against somebody: he is told what was found, and has seven days to give his side."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.clocks.public import keeper, meet, pause, resume, start
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.services import events, queries
from khidmat.services.models import Application, Notice
from khidmat.services.operations.deciding import DECIDE, locked
from khidmat.services.operations.telling import happened, tell
from khidmat.services.states import LIFE

#: A sentence that tells somebody what was found has at least this many letters.
SHORTEST = 20


@transaction.atomic
def notify(*, application_id: UUID, found: str, actor: Actor, now: datetime) -> Notice:
    """Tell the applicant in plain words what was found; nothing is decided against him before his answer or its day."""
    TABLE.require(actor, DECIDE)
    application = locked(application_id, actor)
    if queries.took_part(application, actor.user_id):
        raise Forbidden(_("The entry or verification is your own; another officer decides."))
    if len(found.strip()) < SHORTEST:
        said = _("This is too short. Write in plain words what was found, so that it can be answered.")
        raise Invalid(_("The notice is not sent yet."), fields={"found": said})
    if not queries.checks_are_in(application):
        raise Stale(_("The record check or a station's verification is still missing."))
    LIFE.move(application, "notify")
    application.save(update_fields=["status"])
    if application.district_id is None or application.clock_id is None:
        raise AssertionError("a sent application has a district and a clock")
    clock = start(rule="notice.applicant", office_id=application.district_id, actor=actor, now=now)
    notice = Notice.objects.create(
        application=application, found=found.strip(), told_by_id=actor.user, told_at=now, clock=clock
    )
    pause(clock_id=application.clock_id, actor=actor, now=now)
    happened(application, "noticed", now, actor.office_id)
    tell(application, "notice", actor=actor, now=now, d=localdate(clock.due_at))
    digest = hashlib.sha256(notice.found.encode()).hexdigest()
    record(events.NOTICED, subject=application, actor=actor, at=now, found_sha256=digest)
    return notice


@transaction.atomic
def reply(*, application_id: UUID, text: str, actor: Actor, now: datetime) -> Application:
    """Give one's side of what was found; the clock of the application goes on."""
    TABLE.require(actor, "services.mine.apply")
    application = queries.mine(actor).select_for_update(of=("self",)).filter(pk=application_id).first()
    if application is None:
        raise NotFound(_("This application was not found."))
    notice = queries.open_notice(application)
    if notice is None:
        raise Stale(_("Nothing waits for your side of it."))
    if len(text.strip()) < 2:
        raise Invalid(_("The answer is empty."), fields={"answer": _("The answer is empty. Write it here.")})
    notice.answer, notice.answered_at = text.strip(), now
    notice.save(update_fields=["answer", "answered_at"])
    meet(clock_id=notice.clock_id, actor=actor, now=now)
    _heard(application, actor, now)
    happened(application, "heard", now)
    digest = hashlib.sha256(notice.answer.encode()).hexdigest()
    record(events.HEARD, subject=application, actor=actor, at=now, answer_sha256=digest)
    return application


def pass_notice(clock_id: UUID, now: datetime) -> None:
    """Hook `clocks.breached`: the seven days have passed without an answer; the officer may decide now."""
    notice = Notice.objects.filter(clock_id=clock_id, answered_at=None, passed_at=None).first()
    if notice is None:
        return
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("district")
        .get(pk=notice.application_id)
    )
    if not LIFE.may(application.status, "hear") or application.district is None:
        return
    actor = keeper(application.district)
    notice.passed_at = now
    notice.save(update_fields=["passed_at"])
    _heard(application, actor, now)
    happened(application, "notice_passed", now)
    record(events.PASSED, subject=application, actor=actor, at=now)


def _heard(application: Application, actor: Actor, now: datetime) -> None:
    if application.clock_id is None:
        raise AssertionError("a sent application has a clock")
    application.due_at = resume(clock_id=application.clock_id, actor=actor, now=now).due_at
    LIFE.move(application, "hear")
    application.save(update_fields=["status", "due_at"])
