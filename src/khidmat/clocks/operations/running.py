"""A clock starts, stands still, runs on and ends; nobody shortens it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.clocks import events, queries, rules
from khidmat.clocks.calendar import LAST_MINUTE, at, local
from khidmat.clocks.models import Clock
from khidmat.clocks.operations.moving import (
    ClockRefuses,
    ClockStandsOtherwise,
    begun,
    move,
    opened,
    running,
    set_due,
    text,
)
from khidmat.clocks.rules import Rule
from khidmat.clocks.states import Turn
from khidmat.kernel.actor import Actor
from khidmat.kernel.transactions import as_one


@as_one
def start(
    *,
    rule: str,
    office_id: UUID,
    actor: Actor,
    now: datetime,
    due: datetime | None = None,
    barred: bool = False,
) -> Clock:
    """Start a clock under the version of the rule in force today.

    `due` is for a date that a person or a court has set; without it the rule's length is counted. `barred`: no day
    may be granted before `lift`. Raises LookupError for a rule that is in no catalogue.
    """
    found = rules.rule(rule, local(now).date())
    until = due or queries.due(found, now)
    clock = Clock.objects.create(
        rule=found.code,
        rule_version=found.version,
        office_id=office_id,
        started_at=now,
        due_at=until,
        alert_at=queries.next_alert(found, until, 0),
        limit_days=found.length if found.cumulative else None,
        barred=barred,
    )
    clock.moves = 0
    move(clock, Turn.STARTED, actor, now)
    record(
        events.STARTED,
        subject=clock,
        actor=actor,
        at=now,
        rule=found.code,
        version=found.version,
        due=text(clock.due_at),
    )
    return clock


@as_one
def pause(*, clock_id: UUID, actor: Actor, now: datetime, reason: str = "") -> Clock:
    """Let the clock stand still while somebody else has to act.

    Raises `ClockRefuses` where the law knows no pause, `ClockStandsOtherwise`, `NotFound`.
    """
    clock = running(clock_id)
    if not queries.rule_of(clock).pauses:
        raise ClockRefuses(_("The law lets this clock run on; it cannot be stopped."))
    clock.paused_at = now = begun(clock, now)
    move(clock, Turn.PAUSED, actor, now, "paused_at", reason=reason)
    record(events.PAUSED, subject=clock, actor=actor, at=now, reason=reason, rule=clock.rule)
    return clock


@as_one
def resume(*, clock_id: UUID, actor: Actor, now: datetime) -> Clock:
    """Let the clock run on, due later by as long as it stood still.

    A rule of working days counts office hours. A breach that was there before the pause stays. Raises
    `ClockStandsOtherwise`, `NotFound`.
    """
    clock = opened(clock_id)
    if clock.paused_at is None:
        raise ClockStandsOtherwise(_("This clock is already running."))
    stood = _stood(queries.rule_of(clock), clock, now)
    set_due(clock, stood[0])
    clock.paused_at = None
    clock.paused_seconds += int(stood[1].total_seconds())
    move(clock, Turn.RESUMED, actor, now, "due_at", "alert_at", "paused_at", "paused_seconds")
    record(
        events.RESUMED,
        subject=clock,
        actor=actor,
        at=now,
        rule=clock.rule,
        due=text(clock.due_at),
        paused_seconds=clock.paused_seconds,
    )
    return clock


@as_one
def meet(*, clock_id: UUID, actor: Actor, now: datetime) -> Clock:
    """End the clock: what it waited for is done, late or not. Raises `ClockStandsOtherwise`, `NotFound`."""
    clock = running(clock_id)
    clock.met_at = now = begun(clock, now)
    move(clock, Turn.MET, actor, now, "met_at")
    record(events.MET, subject=clock, actor=actor, at=now, rule=clock.rule, late=now > clock.due_at)
    return clock


@as_one
def again(*, clock_id: UUID, actor: Actor, now: datetime) -> Clock:
    """Meet a clock that comes every day and start the next. Raises `ClockRefuses` for one that comes once."""
    clock = meet(clock_id=clock_id, actor=actor, now=now)
    if not queries.rule_of(clock).repeats:
        raise ClockRefuses(_("This clock comes only once."))
    return start(rule=clock.rule, office_id=clock.office_id, actor=actor, now=now)


@as_one
def cancel(*, clock_id: UUID, actor: Actor, now: datetime, reason: str = "") -> Clock:
    """End the clock because nothing is waited for any more. Raises `ClockStandsOtherwise`, `NotFound`."""
    clock = opened(clock_id)
    now = begun(clock, now)
    clock.paused_at, clock.cancelled_at = None, now
    move(clock, Turn.CANCELLED, actor, now, "paused_at", "cancelled_at", reason=reason)
    record(events.CANCELLED, subject=clock, actor=actor, at=now, reason=reason, rule=clock.rule)
    return clock


def _stood(rule: Rule, clock: Clock, now: datetime) -> tuple[datetime, timedelta]:
    """Return the deadline after a pause, and how long the clock stood still as its rule counts time."""
    since = clock.paused_at or now
    days = queries.calendar(min(local(since), local(clock.due_at)).date())
    if rule.unit == "working":
        span = days.working_time(since, now)
        return days.add_working_time(clock.due_at, span), span
    span = max(now - since, timedelta())
    if not span:
        return clock.due_at, span
    if rule.unit == "hours":
        return clock.due_at + span, span
    last = local(clock.due_at + span).date()
    return at(days.working_day(last) if rule.rolls else last, LAST_MINUTE), span
