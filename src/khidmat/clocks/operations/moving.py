"""What every move shares: the clock locked, its row written, then its columns."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.clocks import events, queries
from khidmat.clocks.calendar import local
from khidmat.clocks.models import Clock, Move
from khidmat.clocks.states import Turn
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound, Stale
from khidmat.org.public import Office


class ClockStandsOtherwise(Stale):
    """The clock has ended, or stands still, or runs, against what the act needs."""


class ClockRefuses(Invalid):
    """The law of the clock does not allow the act: no pause, no extension, no day past the limit."""


def opened(clock_id: UUID) -> Clock:
    """The clock, locked, if it has not ended. Raises `ClockStandsOtherwise`, `NotFound`."""
    clock = Clock.objects.select_for_update().filter(pk=clock_id).first()
    if clock is None:
        raise NotFound(_("There is no such clock."))
    if clock.met_at or clock.cancelled_at:
        raise ClockStandsOtherwise(_("This clock has already ended."))
    return clock


def running(clock_id: UUID) -> Clock:
    """The clock, locked, if it runs. Raises `ClockStandsOtherwise`, `NotFound`."""
    clock = opened(clock_id)
    if clock.paused_at:
        raise ClockStandsOtherwise(_("This clock stands still until the answer comes."))
    return clock


def begun(clock: Clock, now: datetime) -> datetime:
    """The moment of an act: two machines differ by moments, but nothing ends before it began."""
    return max(now, clock.started_at)


def move(
    clock: Clock,
    kind: Turn,
    actor: Actor,
    now: datetime,
    *fields: str,
    reason: str = "",
    order: str = "",
    days: int | None = None,
    office: Office | None = None,
) -> None:
    """Write the row that says who moves the clock, when and why; then the columns it moves."""
    clock.moves += 1
    Move.objects.create(
        clock=clock,
        number=clock.moves,
        kind=kind,
        at=now,
        due_at=clock.due_at,
        role=actor.role,
        user_id=actor.user_id,
        posting_id=actor.posting_id,
        reason=reason,
        order=order,
        days=days,
        office=office,
    )
    if fields:
        clock.save(update_fields=["moves", *fields])


def raise_to(clock: Clock, office: Office, actor: Actor, now: datetime) -> None:
    """Tell an office of an open clock; the responsible one stays so."""
    clock.escalated_to, clock.escalated_at = office, now
    fields = ("escalated_to", "escalated_at", "alert_at", "alerts_told")
    move(clock, Turn.TOLD, actor, now, *fields, office=office)
    record(events.ESCALATED, subject=clock, actor=actor, at=now, rule=clock.rule, office=office.code)


def set_due(clock: Clock, moment: datetime) -> None:
    """Set another deadline, and with it when somebody is told next; who was told already is not told again."""
    clock.due_at = moment
    clock.alert_at = queries.next_alert(queries.rule_of(clock), moment, clock.alerts_told)


def text(moment: datetime) -> str:
    """A moment as the ledger tells it."""
    return local(moment).isoformat(timespec="minutes")
