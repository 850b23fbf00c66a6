"""The day's cash: closed by the in-charge when every drawer is counted; differences seen by the officer above."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.payments import events, queries
from khidmat.payments.models import Day
from khidmat.payments.operations.shifts import SHORTEST_EXPLANATION, difference_said


@transaction.atomic
def close_day(*, day_id: UUID, counted: int, explanation: str, actor: Actor, now: datetime) -> Day:
    """Close a day for good, with the cash that is handed in. What differs from the receipts needs words."""
    day = _locked(day_id, actor, "payments.day.close")
    if day.closed_at is not None:
        raise Stale(_("The cash of this day is closed already."))
    if day.shifts.filter(closed_at=None).exists():
        raise Stale(_("A drawer of this day is still open. Its operator counts it first."))
    whole = queries.whole(day)
    day.receipts, day.taken, day.refunded = whole.receipts, whole.taken, whole.refunded
    day.counted, day.explanation = counted, explanation.strip()
    day.closed_at, day.closed_by_id = now, actor.user
    difference = counted - whole.expected
    if difference and len(day.explanation) < SHORTEST_EXPLANATION:
        said = difference_said(difference)
        raise Invalid(said, fields={"explanation": said})
    day.save(
        update_fields=["receipts", "taken", "refunded", "counted", "explanation", "closed_at", "closed_by"]
    )
    record(
        events.CLOSED,
        subject=day,
        actor=actor,
        at=now,
        reason=day.explanation,
        day=str(day.day),
        receipts=day.receipts,
        counted=day.counted,
        difference=difference,
    )
    return day


@transaction.atomic
def see_day(*, day_id: UUID, actor: Actor, now: datetime) -> Day:
    """The officer above has seen a closed day and what its differences were explained with."""
    day = _locked(day_id, actor, "payments.day.see")
    if day.closed_at is None or day.seen_at is not None:
        raise Stale(_("There is nothing to see on this day, or it was seen already."))
    day.seen_at, day.seen_by_id = now, actor.user
    day.save(update_fields=["seen_at", "seen_by"])
    record(events.SEEN, subject=day, actor=actor, at=now, day=str(day.day))
    return day


def _locked(day_id: UUID, actor: Actor, permission: str) -> Day:
    TABLE.require(actor, permission)
    reached = queries.days(actor, permission)
    day = reached.select_for_update(of=("self",)).filter(pk=day_id).first()
    if day is None:
        raise NotFound(_("This day was not found."))
    return day
