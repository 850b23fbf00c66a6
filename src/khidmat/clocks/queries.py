"""Reading clocks and the calendar. Who may see which office's clocks is decided above, by `org.within`."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from khidmat.clocks.calendar import Calendar, local
from khidmat.clocks.models import Clock, Holiday, Move
from khidmat.clocks.rules import Rule, version
from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.org.public import Office, OfficeKind, above, portal_chain

Offices = QuerySet[Office] | Iterable[UUID]


def calendar(since: date) -> Calendar:
    """Return the working calendar with every known holiday from a day on."""
    days = Holiday.objects.filter(counts=True, day__gte=since).values_list("day", flat=True)
    return Calendar(rest=settings.WEEKLY_REST, holidays=frozenset(days))


def add_working_days(start: datetime, days: int) -> datetime:
    """Return 17:00 in Karachi of the `days`-th working day after the day of `start`, which is not counted."""
    return calendar(local(start).date()).add_working_days(start, days)


def working_days_between(start: datetime, end: datetime) -> int:
    """Return how many working days lie after the day of `start`, up to and with the day of `end`."""
    return calendar(local(start).date()).working_days_between(start, end)


def due(rule: Rule, start: datetime) -> datetime:
    """Return when a clock that starts now under this rule runs out. Raises ValueError where each day is set by hand.

    A cumulative one has no day granted yet: it runs to the end of its first day.
    """
    if rule.length is None:
        raise ValueError(f"{rule.code}: somebody sets the day")
    days, less = calendar(local(start).date()), int(rule.inclusive)
    length = 1 if rule.cumulative else rule.length
    if rule.unit == "hours":
        return start + timedelta(hours=length)
    if rule.unit == "working":
        return days.add_working_days(start, length)
    if rule.unit == "months":
        return days.add_months(start, length, less=less, rolls=rule.rolls)
    # What starts in the last minute of its only day gets a minute: a deadline lies after its start.
    found = days.add_calendar_days(start, length - less, rolls=rule.rolls)
    return max(found, start + timedelta(minutes=1))


def last_granted(start: datetime, days: int) -> datetime:
    """Return the end of the last of so many days, of which today is the first."""
    return Calendar().add_calendar_days(start, days - 1, rolls=False)


def next_alert(rule: Rule, due_at: datetime, told: int) -> datetime | None:
    """Return when somebody is next told of a clock, after so many were."""
    return due_at + rule.alerts[told].offset if told < len(rule.alerts) else None


def to_tell(now: datetime, limit: int) -> list[Clock]:
    """Return open clocks of which somebody is to be told now, with their offices; a clock that stands still waits."""
    waiting = Clock.objects.filter(is_open(), alert_at__lte=now, paused_at=None)
    return list(waiting.select_related("office").order_by("alert_at", "id")[:limit])


def told_office(clock: Clock, role: Role) -> Office:
    """Return the office of those who are told: the clock's own, its circle, or its district."""
    kind = {Role.CIRCLE_OFFICER: OfficeKind.CIRCLE, Role.DISTRICT_OFFICER: OfficeKind.DISTRICT}.get(role)
    return (above(clock.office_id, kind) if kind else None) or clock.office


def turns(clock: Clock) -> list[Move]:
    """Return every move of a clock, from its start."""
    return list(clock.turns.select_related("office").order_by("number"))


def is_open(at: str = "") -> Q:
    """Return the condition of an open clock; `at` leads to it from another model, such as "clock__"."""
    return Q(**{f"{at}met_at": None, f"{at}cancelled_at": None})


def is_late(now: datetime, at: str = "") -> Q:
    """Return the condition of a clock that runs, is not met and is past its time."""
    return is_open(at) & Q(**{f"{at}paused_at": None, f"{at}due_at__lte": now})


def late(now: datetime) -> QuerySet[Clock]:
    """Return every late clock, the longest overdue first."""
    return Clock.objects.filter(is_late(now)).order_by("due_at", "id")


def open_for(offices: Offices) -> QuerySet[Clock]:
    """Return the open clocks that these offices are responsible for or were raised to, the next due first."""
    mine = Q(office__in=offices) | Q(escalated_to__in=offices)
    return Clock.objects.filter(is_open()).filter(mine).order_by("due_at", "id")


def newly_late(now: datetime, limit: int) -> list[Clock]:
    """Return late clocks whose breach is not marked yet, with their offices."""
    return list(late(now).filter(breached_at=None).select_related("office")[:limit])


def rule_of(clock: Clock) -> Rule:
    """Return the version of the rule that the clock began under."""
    return version(clock.rule, clock.rule_version)


def keeper(office: Office, request_id: str = "") -> Actor:
    """Return the system as it acts for an office's district, on that district's portal chain."""
    return Actor(role=Role.SYSTEM, chain=portal_chain(office.district_id or office.pk), request_id=request_id)
