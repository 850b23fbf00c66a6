"""Appeals: against a refusal, to an officer above who had no part in it; upheld, overturned or sent back."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.clocks.public import add_working_days, meet, start
from khidmat.kernel import jobs
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.payments.public import is_owed
from khidmat.services import events, queries, recourse, registry
from khidmat.services.models import Appeal, Application
from khidmat.services.operations.deciding import check_printable, decided
from khidmat.services.operations.reasons import check_length
from khidmat.services.operations.telling import happened, tell
from khidmat.services.states import APPEAL, LIFE, AppealStatus

DECIDE = "services.appeal.decide"


@transaction.atomic
def appeal(*, application_id: UUID, text: str, actor: Actor, now: datetime) -> Appeal:
    """Appeal against a refusal within its thirty days, once for each refusal."""
    TABLE.require(actor, "services.mine.apply")
    application = queries.mine(actor).select_for_update(of=("self",)).filter(pk=application_id).first()
    if application is None or application.district_id is None:
        raise NotFound(_("This application was not found."))
    if not recourse.may_appeal(application, now):
        raise Stale(_("There is nothing to appeal against here, or its time is over."))
    check_length(text, "text", _("Write in your own words why the refusal is not right."))
    clock = start(rule="appeal.decide", office_id=application.district_id, actor=actor, now=now)
    filed = Appeal.objects.create(
        application=application,
        office_id=application.district_id,
        text=text.strip(),
        filed_at=now,
        clock=clock,
    )
    happened(application, "appealed", now, application.district_id)
    tell(application, "appeal", actor=actor, now=now, d=localdate(clock.due_at))
    digest = hashlib.sha256(filed.text.encode()).hexdigest()
    record(events.APPEALED, subject=application, actor=actor, at=now, text_sha256=digest)
    return filed


@transaction.atomic
def open_appeal(*, appeal_id: UUID, actor: Actor, now: datetime) -> Appeal:
    """An appeal with its file, its reading recorded. Raises `NotFound`."""
    found = queries.appeals(actor).filter(pk=appeal_id).first()
    if found is None:
        raise NotFound(_("This appeal was not found."))
    record(events.APPEAL_READ, subject=found, actor=actor, at=now)
    return found


@transaction.atomic
def decide_appeal(*, appeal_id: UUID, outcome: str, reason: str, actor: Actor, now: datetime) -> Appeal:
    """Uphold, overturn or remand, with reasons that the applicant reads."""
    TABLE.require(actor, DECIDE)
    application, filed = _locked(appeal_id, actor)
    if filed.status != AppealStatus.FILED:
        raise Stale(_("This was changed in the meantime. Look at it as it is now, then decide."))
    if queries.is_own(application, actor.user_id):
        raise Forbidden(_("You had a part in this file; another officer above decides the appeal."))
    steps = {"upheld": "uphold", "overturned": "overturn", "remanded": "remand"}
    if outcome not in steps:
        said = _("Nothing is chosen yet. Choose one of these.")
        raise Invalid(_("The appeal is not decided yet."), fields={"outcome": said})
    check_length(reason, "reason", _("Write the reasons in plain words; the applicant reads them."))
    APPEAL.move(filed, steps[outcome])
    filed.decided_by_id, filed.decided_posting_id = actor.user, actor.posting_id
    filed.decided_at, filed.reason = now, reason.strip()
    filed.save(update_fields=["status", "decided_by", "decided_posting", "decided_at", "reason"])
    meet(clock_id=filed.clock_id, actor=actor, now=now)
    EFFECTS[outcome](application, actor, now)
    happened(application, f"appeal_{outcome}", now, actor.office_id)
    tell(application, "appeal_decided", actor=actor, now=now)
    record(
        EVENTS[outcome],
        subject=application,
        actor=actor,
        at=now,
        reason=filed.reason,
        appeal=str(filed.pk),
    )
    return filed


def _locked(appeal_id: UUID, actor: Actor) -> tuple[Application, Appeal]:
    """The application first, as everybody locks; then the appeal."""
    seen = queries.appeals(actor).filter(pk=appeal_id).values_list("application_id", flat=True).first()
    if seen is None:
        raise NotFound(_("This appeal was not found."))
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("records", "person", "photo", "district", "citizen")
        .get(pk=seen)
    )
    return application, Appeal.objects.select_for_update().get(pk=appeal_id)


def _uphold(application: Application, actor: Actor, now: datetime) -> None:
    """The refusal stands as it is."""


def _overturn(application: Application, actor: Actor, now: datetime) -> None:
    """The officer above approves in place of the one who refused."""
    if not queries.checks_are_in(application):
        raise Stale(_("The record check or a station's verification is still missing. Send it back instead."))
    if is_owed(application.pk):
        raise Stale(_("The fee was given back. It is paid again before this is approved."))
    if queries.open_discrepancy(application):
        raise Stale(
            _("The number is in the index with other facts and nobody has settled it. Send it back instead.")
        )
    LIFE.move(application, "overturn")
    application.closed_at, application.reason = None, ""
    decided(application, "approved", actor, now)
    application.save(update_fields=["closed_at"])
    check_printable(application, now)
    jobs.defer("services.issue", application_id=application.pk)


def _remand(application: Application, actor: Actor, now: datetime) -> None:
    """Back to the desk it came from, with a new promise."""
    if application.district_id is None:
        raise AssertionError("a refused application has a district")
    service = registry.service(application.service, application.version)
    LIFE.move(application, "remand")
    application.due_at = add_working_days(now, service.days)
    application.clock = start(
        rule="certificate.decide",
        due=application.due_at,
        office_id=application.district_id,
        actor=actor,
        now=now,
    )
    application.closed_at = application.decided_at = None
    application.decided_by = application.decided_posting = None
    application.reason = ""
    application.save()


EFFECTS = {"upheld": _uphold, "overturned": _overturn, "remanded": _remand}
EVENTS = {"upheld": events.UPHELD, "overturned": events.OVERTURNED, "remanded": events.REMANDED}
