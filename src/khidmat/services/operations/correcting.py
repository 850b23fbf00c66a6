"""Correcting a wrong record: asked for by the one it is about, decided and answered by the record office."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.clocks.public import meet, start
from khidmat.documents.public import missing_letters
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import clean
from khidmat.services import events, queries, recourse
from khidmat.services.models import Application, Correction
from khidmat.services.operations.reasons import check_length
from khidmat.services.operations.telling import happened, tell
from khidmat.services.states import CORRECTION, CorrectionStatus, Wrong
from khidmat.wanted.public import CriminalRecord

DECIDE = "services.correction.decide"
NAMES = ("name", "name_ur", "relation_name", "relation_name_ur")


@transaction.atomic
def ask_correction(*, application_id: UUID, about: str, text: str, actor: Actor, now: datetime) -> Correction:
    """Ask the record office to correct a case that is put down to oneself, or a name. `about` is one of the choices."""
    TABLE.require(actor, "services.mine.apply")
    application = queries.mine(actor).select_for_update(of=("self",)).filter(pk=application_id).first()
    if application is None or application.district_id is None:
        raise NotFound(_("This application was not found."))
    if not recourse.may_ask_correction(application):
        raise Stale(_("A request is with the record office already, or there is nothing to correct yet."))
    what, found = _about(application, about)
    check_length(text, "text", _("Write what is wrong and what is right."))
    clock = start(rule="correction.decide", office_id=application.district_id, actor=actor, now=now)
    filed = Correction.objects.create(
        application=application,
        office_id=application.district_id,
        about=what,
        record=found,
        text=text.strip(),
        filed_at=now,
        clock=clock,
    )
    happened(application, "correction_asked", now, application.district_id)
    digest = hashlib.sha256(filed.text.encode()).hexdigest()
    record(events.CORRECTION_ASKED, subject=application, actor=actor, at=now, about=what, text_sha256=digest)
    return filed


def _about(application: Application, about: str) -> tuple[Wrong, CriminalRecord | None]:
    """A name, or one of the cases that may be told of; nothing else is known to exist."""
    if about == Wrong.NAME:
        return Wrong.NAME, None
    told = {str(one.series): one.series for one in recourse.told_cases(application)}
    if about not in told:
        said = _("Nothing is chosen yet. Choose one of these.")
        raise Invalid(_("The request is not sent yet."), fields={"about": said})
    return Wrong.RECORD, CriminalRecord.objects.get(series=told[about], superseded_by=None)


@transaction.atomic
def open_correction(*, correction_id: UUID, actor: Actor, now: datetime) -> Correction:
    """A request with what it is about, its reading recorded. Raises `NotFound`."""
    found = queries.corrections(actor).filter(pk=correction_id).first()
    if found is None:
        raise NotFound(_("This request was not found."))
    record(events.CORRECTION_READ, subject=found, actor=actor, at=now)
    return found


@transaction.atomic
def decide_correction(
    *,
    correction_id: UUID,
    outcome: str,
    reason: str,
    names: Mapping[str, str],
    actor: Actor,
    now: datetime,
) -> Correction:
    """Answer a request. A case is corrected when its record has a newer version, a name by the right one."""
    TABLE.require(actor, DECIDE)
    found = queries.corrections(actor).select_for_update(of=("self",)).filter(pk=correction_id).first()
    if found is None:
        raise NotFound(_("This request was not found."))
    steps = {CorrectionStatus.CORRECTED.value: "correct", CorrectionStatus.KEPT.value: "keep"}
    if outcome not in steps:
        said = _("Nothing is chosen yet. Choose one of these.")
        raise Invalid(_("The request is not answered yet."), fields={"outcome": said})
    check_length(reason, "reason", _("Write the reasons in plain words; the applicant reads them."))
    CORRECTION.move(found, steps[outcome])
    if outcome == CorrectionStatus.CORRECTED:
        _corrected(found, names)
    found.decided_by_id, found.decided_posting_id = actor.user, actor.posting_id
    found.decided_at, found.reason = now, reason.strip()
    found.save(update_fields=["status", "decided_by", "decided_posting", "decided_at", "reason", *NAMES])
    meet(clock_id=found.clock_id, actor=actor, now=now)
    happened(found.application, f"correction_{outcome}", now, actor.office_id)
    tell(found.application, "correction", actor=actor, now=now)
    record(
        events.CORRECTION_DECIDED, subject=found, actor=actor, at=now, reason=found.reason, outcome=outcome
    )
    return found


def _corrected(found: Correction, names: Mapping[str, str]) -> None:
    if found.record is not None:
        if found.record.superseded_by_id is None:
            said = _("The record is still as it was. Change it first, then answer.")
            raise Invalid(_("The request is not answered yet."), fields={"outcome": said})
        return
    for name in NAMES:
        setattr(found, name, clean(names.get(name, ""))[:120])
    if not (found.name and found.name_ur):
        said = _("The right name is empty. Write it in both scripts, as on the identity paper.")
        raise Invalid(_("The request is not answered yet."), fields={"name": said})
    if letters := missing_letters(*(getattr(found, name) for name in NAMES)):
        said = _("These cannot be printed on the paper: \u2066%(letters)s\u2069. Take them out.")
        raise Invalid(said % {"letters": letters}, fields={"name": said % {"letters": letters}})
