"""Those above are told of a clock: before it runs out, when it has, and after."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from khidmat.audit.public import effect, record
from khidmat.clocks import events, queries
from khidmat.clocks.models import Clock
from khidmat.clocks.operations.moving import (
    move,
    opened,
    raise_to,
    text,
)
from khidmat.clocks.states import Turn
from khidmat.kernel.actor import Actor
from khidmat.org.public import Office

Listeners = Iterable[Callable[[UUID, datetime], None]]


@transaction.atomic
def escalate(*, clock_id: UUID, office: Office, actor: Actor, now: datetime) -> Clock:
    """Raise an open clock to another office; the responsible one stays so. The row keeps the last."""
    clock = opened(clock_id)
    raise_to(clock, office, actor, now)
    return clock


@transaction.atomic
def alert(*, clock_id: UUID, actor: Actor, now: datetime) -> bool:
    """Raise a clock to those whom its rule names next. False when nobody is to be told any more, or not yet."""
    clock = Clock.objects.select_for_update(of=("self",)).select_related("office").get(pk=clock_id)
    if (
        clock.alert_at is None
        or clock.alert_at > now
        or clock.met_at
        or clock.cancelled_at
        or clock.paused_at
    ):
        return False
    rule = queries.rule_of(clock)
    office = queries.told_office(clock, rule.alerts[clock.alerts_told].role)
    clock.alerts_told += 1
    clock.alert_at = queries.next_alert(rule, clock.due_at, clock.alerts_told)
    raise_to(clock, office, actor, now)
    return True


@transaction.atomic
def breach(*, clock_id: UUID, tell: Listeners, actor: Actor, now: datetime) -> bool:
    """Mark once that a clock ran out and tell those above, all or nothing. False when it is so no more.

    The listeners come first: they lock their own row and then the clock, as everybody does who meets one.
    Locking the clock before them would make this job and an officer's act wait for each other in a circle.
    """
    if not effect(job="clocks.sweep", key=str(clock_id), at=now):
        return False
    for hear in tell:
        hear(clock_id, now)
    clock = (
        Clock.objects.select_for_update().filter(queries.is_late(now), pk=clock_id, breached_at=None).first()
    )
    if clock is None:
        transaction.set_rollback(True)
        return False
    clock.breached_at = now
    move(clock, Turn.BREACHED, actor, now, "breached_at")
    record(events.BREACHED, subject=clock, actor=actor, at=now, rule=clock.rule, due=text(clock.due_at))
    return True
