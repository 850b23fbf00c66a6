"""The station's part: marked to an officer, visited, reported; raised to the circle when it is late."""

import hashlib
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.clocks.public import escalate, keeper, meet
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound
from khidmat.kernel.policy import TABLE
from khidmat.kernel.transactions import as_one
from khidmat.org.public import OfficeKind, above
from khidmat.services import events, queries
from khidmat.services.models import Verification
from khidmat.services.operations.telling import happened, tell
from khidmat.services.states import VERIFICATION, Finding


def _locked(verification_id: UUID, actor: Actor, permission: str) -> Verification:
    """The verification, locked, inside the territory that this right reaches."""
    TABLE.require(actor, permission)
    reached = queries.verifications(actor, permission)
    with_file = reached.select_related("application__citizen")
    found = with_file.select_for_update(of=("self",)).filter(pk=verification_id).first()
    if found is None:
        raise NotFound(_("This verification was not found."))
    return found


@as_one
def mark(*, verification_id: UUID, officer_id: UUID, actor: Actor, now: datetime) -> Verification:
    """Mark a verification to an officer of its station, or to another one."""
    verification = _locked(verification_id, actor, "services.verification.mark")
    if not queries.station_officers(verification, now).filter(user_id=officer_id).exists():
        raise Invalid(
            _("This officer is not posted at the station."),
            fields={"officer": _("Choose an officer who is posted at this station today.")},
        )
    if verification.application.entered_by_id in (officer_id, actor.user_id):
        raise Forbidden(_("Who entered the application at the counter neither marks nor visits for it."))
    VERIFICATION.move(verification, "mark")
    verification.officer_id = officer_id
    verification.marked_by_id = actor.user_id
    verification.marked_at = now
    verification.save(update_fields=["status", "officer", "marked_by", "marked_at"])
    happened(verification.application, "officer_named", now, verification.office_id)
    tell(verification.application, "visit", actor=actor, now=now, d=localdate(verification.due_at))
    record(events.MARKED, subject=verification, actor=actor, at=now, officer=str(officer_id))
    return verification


@as_one
def report(
    *,
    verification_id: UUID,
    finding: str,
    visited_on: date,
    text: str,
    actor: Actor,
    now: datetime,
) -> Verification:
    """Report the visit. Only the officer it is marked to may; a visit lies between the marking and today."""
    verification = _locked(verification_id, actor, "services.verification.report")
    if verification.officer_id != actor.user_id:
        raise Forbidden(_("This verification is marked to another officer; only he can report it."))
    _check_visit(verification, finding, visited_on, text, now)
    VERIFICATION.move(verification, "report")
    verification.finding = finding
    verification.visited_on = visited_on
    verification.report = text
    verification.reported_at = now
    verification.save(update_fields=["status", "finding", "visited_on", "report", "reported_at"])
    meet(clock_id=verification.clock_id, actor=actor, now=now)
    happened(verification.application, "station_answered", now, verification.office_id)
    record(
        events.REPORTED,
        subject=verification,
        actor=actor,
        at=now,
        finding=finding,
        report_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    return verification


def _check_visit(
    verification: Verification, finding: str, visited_on: date, text: str, now: datetime
) -> None:
    wrong = {}
    if finding not in Finding.values:
        wrong["finding"] = _("The finding is not chosen. Choose what the visit found.")
    if visited_on > localdate(now):
        wrong["visited_on"] = _("The visit cannot be after today. Check the date.")
    elif verification.marked_at and visited_on < localdate(verification.marked_at):
        wrong["visited_on"] = _("The visit cannot be before it was marked to you. Check the date.")
    if len(text.strip()) < 10:
        wrong["report"] = _("The report is too short. Write whom you met and what was said.")
    if wrong:
        raise Invalid(_("The report is not saved yet."), fields=wrong)


def raise_late(clock_id: UUID, now: datetime) -> None:
    """Hook `clocks.breached`: an overdue verification rises to the circle officer, who may mark it himself."""
    verification = (
        Verification.objects.select_for_update(of=("self",))
        .select_related("application", "office")
        .filter(clock_id=clock_id, status__in=queries.WITH_STATION, raised_at=None)
        .first()
    )
    if verification is None:
        return
    circle = above(verification.office_id, OfficeKind.CIRCLE) or above(
        verification.office_id, OfficeKind.DISTRICT
    )
    if circle is None:
        return
    actor = keeper(verification.office)
    verification.raised_to, verification.raised_at = circle, now
    verification.save(update_fields=["raised_to", "raised_at"])
    escalate(clock_id=clock_id, office=circle, actor=actor, now=now)
    happened(verification.application, "late_at_station", now, verification.office_id)
    record(events.RAISED, subject=verification, actor=actor, at=now, office=circle.code)
