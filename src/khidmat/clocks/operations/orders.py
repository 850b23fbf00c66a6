"""What the law or an order adds to a clock: time left out, more time, days one order at a time."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.clocks import events, queries
from khidmat.clocks.models import Clock
from khidmat.clocks.operations.moving import (
    ClockRefuses,
    move,
    running,
    set_due,
    text,
)
from khidmat.clocks.states import Turn
from khidmat.kernel.actor import Actor


@transaction.atomic
def exclude(*, clock_id: UUID, span: timedelta, reason: str, actor: Actor, now: datetime) -> Clock:
    """Leave out time that the law does not count, such as the journey to the court (CrPC s.61).

    Raises `ClockRefuses` for a rule that leaves nothing out, or without a reason.
    """
    clock = running(clock_id)
    if not queries.rule_of(clock).excludes or span <= timedelta() or not reason.strip():
        raise ClockRefuses(_("Only time that the law leaves out is left out, with its reason."))
    set_due(clock, clock.due_at + span)
    clock.paused_seconds += int(span.total_seconds())
    move(clock, Turn.EXCLUDED, actor, now, "due_at", "alert_at", "paused_seconds", reason=reason)
    record(
        events.EXCLUDED,
        subject=clock,
        actor=actor,
        at=now,
        reason=reason,
        rule=clock.rule,
        due=text(clock.due_at),
        seconds=int(span.total_seconds()),
    )
    return clock


@transaction.atomic
def extend(
    *, clock_id: UUID, due: datetime, order: str, actor: Actor, now: datetime, reason: str = ""
) -> Clock:
    """Give a clock more time by an order; its number or date is named. Raises `ClockRefuses`."""
    clock = running(clock_id)
    if not queries.rule_of(clock).extendable:
        raise ClockRefuses(_("No order can give this clock more time."))
    if due <= clock.due_at or not order.strip():
        raise ClockRefuses(_("Name the order, and a day after the present one."))
    set_due(clock, due)
    move(clock, Turn.EXTENDED, actor, now, "due_at", "alert_at", order=order, reason=reason)
    record(
        events.EXTENDED,
        subject=clock,
        actor=actor,
        at=now,
        reason=reason,
        rule=clock.rule,
        due=text(clock.due_at),
        order=order,
    )
    return clock


@transaction.atomic
def grant(*, clock_id: UUID, days: int, order: str, actor: Actor, now: datetime, reason: str = "") -> Clock:
    """Add days granted by an order to a cumulative clock, the first of them today.

    Raises `ClockRefuses` past the limit of the whole, while it is barred, or without the order.
    """
    clock = _to_grant(clock_id, days, order)
    clock.granted_days += days
    set_due(clock, max(clock.due_at, queries.last_granted(now, days)))
    move(
        clock,
        Turn.GRANTED,
        actor,
        now,
        "due_at",
        "alert_at",
        "granted_days",
        order=order,
        days=days,
        reason=reason,
    )
    record(
        events.GRANTED,
        subject=clock,
        actor=actor,
        at=now,
        reason=reason,
        rule=clock.rule,
        days=days,
        total=clock.granted_days,
        order=order,
    )
    return clock


@transaction.atomic
def lift(*, clock_id: UUID, order: str, reason: str, actor: Actor, now: datetime) -> Clock:
    """Allow days where the law bars them but for an order with reasons (CrPC s.167(5): a woman, qatl or dacoity)."""
    clock = running(clock_id)
    if not clock.barred or not order.strip() or not reason.strip():
        raise ClockRefuses(_("Name the order and its reasons."))
    clock.barred = False
    move(clock, Turn.LIFTED, actor, now, "barred", order=order, reason=reason)
    record(events.LIFTED, subject=clock, actor=actor, at=now, reason=reason, rule=clock.rule, order=order)
    return clock


def _to_grant(clock_id: UUID, days: int, order: str) -> Clock:
    """The clock, locked, when the law leaves room for these days."""
    clock = running(clock_id)
    if clock.limit_days is None or days < 1 or not order.strip():
        raise ClockRefuses(_("Name the order, and the days it grants."))
    if clock.barred:
        raise ClockRefuses(_("The law allows no such day here without a special order."))
    if clock.granted_days + days > clock.limit_days:
        raise ClockRefuses(
            _("The law allows %(limit)s days in the whole; %(left)s are left.")
            % {"limit": clock.limit_days, "left": clock.limit_days - clock.granted_days}
        )
    return clock
