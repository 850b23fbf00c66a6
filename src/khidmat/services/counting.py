"""Counting applications over a period. Each figure is a condition, from which both its number and its rows come.

An application counts by the decision in force: where an appeal or a correction changed it, the statement of that
period changes with it, and the rows behind the figure show why.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

from django.db.models import Aggregate, Count, DurationField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from khidmat.kernel.actor import Actor
from khidmat.kernel.hiding import Cell
from khidmat.kernel.policy import TABLE, Scope
from khidmat.kernel.reports import Asked
from khidmat.org.public import Office, OfficeKind, district_of, office, within
from khidmat.people.public import AddressKind
from khidmat.services.models import Application, Verification
from khidmat.services.states import Status

READ = "services.statement.read"
#: Offices whose applications are those of whole districts.
WIDE = (OfficeKind.PROVINCE, OfficeKind.REGION, OfficeKind.DISTRICT)
#: Offices whose applications are those of the people who live in their area.
LOCAL = (OfficeKind.CIRCLE, OfficeKind.STATION)
#: Age in days at which a pending application moves into the next column.
AGES = (3, 7, 30)
#: The clock of an application that waits for its fee.
FEE_CLOCK = "payment.applicant"
ONE_DAY = timedelta(days=1)


class Middle(Aggregate):
    """The middle span of time, NULL of nothing."""

    function = "percentile_cont"
    template = "%(function)s(0.5) within group (order by %(expressions)s)"
    output_field = DurationField()


def reach(actor: Actor) -> QuerySet[Application]:
    """Sent applications that the actor's right to statements covers."""
    scope = TABLE.scope(actor, READ)
    sent = Application.objects.filter(submitted_at__isnull=False)
    if scope is None or actor.office_id is None:
        return sent.none()
    if scope is Scope.DISTRICT:
        return sent.filter(district_id=district_of(actor.office_id))
    return sent.filter(_of(Office.objects.get(pk=actor.office_id)))


def offices(actor: Actor) -> QuerySet[Office]:
    """Offices for which the actor may have a statement, those above first."""
    scope = TABLE.scope(actor, READ)
    if scope is None:
        return Office.objects.none()
    return within(actor, scope).filter(kind__in=[*WIDE, *LOCAL]).order_by("path")


def _of(chosen: Office) -> Q:
    """The applications of an office: of its districts, or of those who live in its area."""
    below = Office.objects.filter(path__within=chosen.path or "")
    if chosen.kind == OfficeKind.DISTRICT:
        return Q(district_id=chosen.pk)
    if chosen.kind in WIDE:
        return Q(district__in=below.filter(kind=OfficeKind.DISTRICT))
    at_home = Verification.objects.filter(
        application=OuterRef("pk"), kind=AddressKind.PRESENT, office__in=below
    )
    return Q(Exists(at_home))


def counted(actor: Actor, asked: Asked) -> QuerySet[Application]:
    """Everything that the period touches at an office: what was pending, came, was decided, ended or was issued."""
    touched = Q(settled__isnull=True) | Q(settled__gte=asked.start) | Q(issued_on__gte=asked.since)
    found = reach(actor).filter(_of(office(asked.office)), submitted_at__lt=asked.horizon)
    settled = found.annotate(
        settled=Coalesce("decided_at", "closed_at"), issued_on=F("certificate__issued_on")
    )
    return settled.filter(touched)


def conditions(asked: Asked) -> dict[str, Q]:
    """What each figure counts among `counted`."""
    decided = Q(decided_at__gte=asked.start, decided_at__lt=asked.end)
    pending = Q(settled__isnull=True) | Q(settled__gte=asked.horizon)
    # Work begins with a clock of its own, once the fee is there; until then the applicant's clock runs.
    unpaid = Q(clock__rule=FEE_CLOCK) | Q(clock__started_at__gte=asked.horizon)
    return {
        "opening": Q(submitted_at__lt=asked.start) & (Q(settled__isnull=True) | Q(settled__gte=asked.start)),
        "received": Q(submitted_at__gte=asked.start, submitted_at__lt=asked.end),
        "decided": decided,
        "in_time": decided & Q(decided_at__lte=F("due_at")),
        "late": decided & Q(decided_at__gt=F("due_at")),
        "refused": decided & Q(status=Status.REFUSED),
        "ended": Q(decided_at__isnull=True, closed_at__gte=asked.start, closed_at__lt=asked.end),
        "issued": Q(issued_on__gte=asked.since, issued_on__lte=asked.until),
        "pending": pending,
        "unpaid": pending & unpaid,
        "overdue": pending & ~unpaid & Q(due_at__lt=asked.horizon),
        **{code: pending & aged for code, aged in _ages(asked).items()},
    }


def _ages(asked: Asked) -> dict[str, Q]:
    """Pending applications by their age in days at the horizon; together they are all of them."""
    edges = [asked.horizon - days * ONE_DAY for days in AGES]
    found = {"age_0": Q(submitted_at__gte=edges[0])}
    for n, (younger, older) in enumerate(pairwise(edges), start=1):
        found[f"age_{n}"] = Q(submitted_at__lt=younger, submitted_at__gte=older)
    return {**found, f"age_{len(edges)}": Q(submitted_at__lt=edges[-1])}


def figures(found: QuerySet[Application], asked: Asked) -> Mapping[str, Cell]:
    """All figures of these applications in one pass."""
    return _cells(found.aggregate(**_aggregates(asked)))


def figures_by(found: QuerySet[Application], asked: Asked, group: str) -> dict[str, Mapping[str, Cell]]:
    """The same divided by a column or annotation, by its value as text; "" stands for none."""
    divided = found.order_by().values(group).annotate(**_aggregates(asked))
    return {str(row.pop(group) or ""): _cells(row) for row in divided}


def _aggregates(asked: Asked) -> dict[str, Aggregate]:
    cases = conditions(asked)
    counts: dict[str, Aggregate] = {code: Count("pk", filter=case) for code, case in cases.items()}
    return {**counts, "median": Middle(F("decided_at") - F("submitted_at"), filter=cases["decided"])}


def _cells(row: dict[str, int | timedelta | None]) -> dict[str, Cell]:
    return {
        code: round(value / ONE_DAY, 1) if isinstance(value, timedelta) else value
        for code, value in row.items()
    }


def stations_of(page: Sequence[Application]) -> dict[UUID, Office]:
    """The stations in whose areas the applicants of these applications live, by application."""
    found = Verification.objects.filter(application__in=page, kind=AddressKind.PRESENT)
    return {one.application_id: one.office for one in found.select_related("office")}


def home_station() -> Subquery:
    """The station in whose area the applicant lives, of each application."""
    asked_there = Verification.objects.filter(application=OuterRef("pk"), kind=AddressKind.PRESENT)
    return Subquery(asked_there.values("office_id")[:1])
