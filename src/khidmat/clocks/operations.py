"""Writing clocks: they start, stand still, run on, and end; nobody shortens them."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import effect, record
from khidmat.clocks import events, loading, queries, rules
from khidmat.clocks.calendar import LAST_MINUTE, at, local
from khidmat.clocks.models import Clock, Holiday
from khidmat.clocks.rules import Rule
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound, Stale
from khidmat.org.public import Office

Listeners = Iterable[Callable[[UUID, datetime], None]]


class ClockStandsOtherwise(Stale):
    """The clock has ended, or stands still, or runs, against what the act needs."""


@transaction.atomic
def start(*, rule: str, office_id: UUID, actor: Actor, now: datetime, due: datetime | None = None) -> Clock:
    """Start a clock under the version of the rule in force today.

    `due` is for a date that a person or a court has set; without it the rule's days are counted. Raises
    LookupError for a rule that is in no catalogue.
    """
    found = rules.rule(rule, local(now).date())
    clock = Clock.objects.create(
        rule=found.code,
        rule_version=found.version,
        office_id=office_id,
        started_at=now,
        due_at=due or queries.due(found, now),
    )
    record(
        events.STARTED,
        subject=clock,
        actor=actor,
        at=now,
        rule=found.code,
        version=found.version,
        due=_text(clock.due_at),
    )
    return clock


@transaction.atomic
def pause(*, clock_id: UUID, actor: Actor, now: datetime) -> Clock:
    """Let the clock stand still while somebody else has to act. Raises `ClockStandsOtherwise`, `NotFound`."""
    clock = _running(clock_id)
    clock.paused_at = now
    clock.save(update_fields=["paused_at"])
    record(events.PAUSED, subject=clock, actor=actor, at=now, rule=clock.rule)
    return clock


@transaction.atomic
def resume(*, clock_id: UUID, actor: Actor, now: datetime) -> Clock:
    """Let the clock run on, due later by as long as it stood still.

    A rule of working days counts office hours. A breach that was there before the pause stays. Raises
    `ClockStandsOtherwise`, `NotFound`.
    """
    clock = _open(clock_id)
    if clock.paused_at is None:
        raise ClockStandsOtherwise(_("This clock is already running."))
    stood = _stood(queries.rule_of(clock), clock, now)
    clock.due_at, clock.paused_at = stood[0], None
    clock.paused_seconds += int(stood[1].total_seconds())
    clock.save(update_fields=["due_at", "paused_at", "paused_seconds"])
    record(
        events.RESUMED,
        subject=clock,
        actor=actor,
        at=now,
        rule=clock.rule,
        due=_text(clock.due_at),
        paused_seconds=clock.paused_seconds,
    )
    return clock


@transaction.atomic
def meet(*, clock_id: UUID, actor: Actor, now: datetime) -> Clock:
    """End the clock: what it waited for is done, late or not. Raises `ClockStandsOtherwise`, `NotFound`."""
    clock = _running(clock_id)
    clock.met_at = now
    clock.save(update_fields=["met_at"])
    record(events.MET, subject=clock, actor=actor, at=now, rule=clock.rule, late=now > clock.due_at)
    return clock


@transaction.atomic
def cancel(*, clock_id: UUID, actor: Actor, now: datetime) -> Clock:
    """End the clock because nothing is waited for any more. Raises `ClockStandsOtherwise`, `NotFound`."""
    clock = _open(clock_id)
    clock.paused_at, clock.cancelled_at = None, now
    clock.save(update_fields=["paused_at", "cancelled_at"])
    record(events.CANCELLED, subject=clock, actor=actor, at=now, rule=clock.rule)
    return clock


@transaction.atomic
def escalate(*, clock_id: UUID, office: Office, actor: Actor, now: datetime) -> Clock:
    """Raise an open clock to another office; the responsible one stays so. The row keeps the last."""
    clock = _open(clock_id)
    clock.escalated_to, clock.escalated_at = office, now
    clock.save(update_fields=["escalated_to", "escalated_at"])
    record(events.ESCALATED, subject=clock, actor=actor, at=now, rule=clock.rule, office=office.code)
    return clock


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
    clock.save(update_fields=["breached_at"])
    record(events.BREACHED, subject=clock, actor=actor, at=now, rule=clock.rule, due=_text(clock.due_at))
    return True


@transaction.atomic
def load_holidays(*, actor: Actor, now: datetime, file: Path = loading.FILE) -> int:
    """Bring the holidays to what the list says. Returns how many rows are new or changed; 0 the second time.

    A holiday that the list has moved away from (the moon decides) stays as a row that does not count.
    """
    listed = {(one.day, one.name): one for one in loading.holidays(file)}
    known = {(one.day, one.name): one for one in Holiday.objects.select_for_update()}
    fields = ["name_ur", "kind", "status", "applies_to", "source", "counts"]
    changed = []
    for key, one in known.items():
        said = listed.get(key) or Holiday(**{name: getattr(one, name) for name in fields} | {"counts": False})
        if any(getattr(one, name) != getattr(said, name) for name in fields):
            said.pk, said.day, said.name = one.pk, one.day, one.name
            changed.append(said)
    fresh = [one for key, one in listed.items() if key not in known]
    Holiday.objects.bulk_create(fresh)
    Holiday.objects.bulk_update(changed, fields)
    rows = len(fresh) + len(changed)
    if rows:
        record(events.HOLIDAYS, subject=None, actor=actor, at=now, rows=rows, digest=loading.digest(file))
    return rows


def _open(clock_id: UUID) -> Clock:
    clock = Clock.objects.select_for_update().filter(pk=clock_id).first()
    if clock is None:
        raise NotFound(_("There is no such clock."))
    if clock.met_at or clock.cancelled_at:
        raise ClockStandsOtherwise(_("This clock has already ended."))
    return clock


def _running(clock_id: UUID) -> Clock:
    clock = _open(clock_id)
    if clock.paused_at:
        raise ClockStandsOtherwise(_("This clock stands still until the answer comes."))
    return clock


def _stood(rule: Rule, clock: Clock, now: datetime) -> tuple[datetime, timedelta]:
    """Return the deadline after a pause, and how long the clock stood still as its rule counts time."""
    since = clock.paused_at or now
    days = queries.calendar(min(local(since), local(clock.due_at)).date())
    if rule.counting == "working":
        span = days.working_time(since, now)
        return days.add_working_time(clock.due_at, span), span
    span = max(now - since, timedelta())
    if not span:
        return clock.due_at, span
    return at(days.working_day(local(clock.due_at + span).date()), LAST_MINUTE), span


def _text(moment: datetime) -> str:
    return local(moment).isoformat(timespec="minutes")
