"""Counting applications over a period. Each figure is a condition, from which both its number and its rows come.

An application counts by the decision in force: where an appeal or a correction changed it, the statement of that
period changes with it, and the rows behind the figure show why.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

from django.db.models import (
    Aggregate,
    Case,
    Count,
    DateTimeField,
    DurationField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from khidmat.kernel.actor import Actor
from khidmat.kernel.hiding import Cell
from khidmat.kernel.policy import TABLE, Scope
from khidmat.kernel.reports import Asked, cells
from khidmat.org.public import Office, OfficeKind, district_of, office, territory
from khidmat.people.public import AddressKind
from khidmat.services.models import Application, Assisted, Verification
from khidmat.services.states import OPEN, Status

READ = "services.statement.read"
#: Age in days at which a pending application moves into the next column.
AGES = (3, 7, 30)
#: The clock of an application that waits for its fee.
FEE_CLOCK = "payment.applicant"
#: Not settled: a decision that was set aside, so that the work goes on, is not one in force.
BUSY = tuple(one for one in OPEN if one != Status.APPROVED)
ONE_DAY = timedelta(days=1)
#: Figures of what is pending at the end: while the period runs, of what is open now.
WAITING = ("pending", "unpaid", "overdue", *(f"age_{n}" for n in range(len(AGES) + 1)))


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


def _of(chosen: Office) -> Q:
    """The applications of an office: of its districts, taken at its counters, or of those who live in its area."""
    if chosen.kind == OfficeKind.DISTRICT:
        return Q(district_id=chosen.pk)
    if chosen.kind in territory.WIDE:
        return Q(district__in=territory.below(chosen).filter(kind=OfficeKind.DISTRICT))
    if chosen.kind in territory.POINTS:
        return Q(assisted__office__in=territory.below(chosen))
    at_home = Verification.objects.filter(
        application=OuterRef("pk"), kind=AddressKind.PRESENT, office__in=territory.below(chosen)
    )
    return Q(Exists(at_home))


def counted(actor: Actor, asked: Asked, figure: str = "") -> QuerySet[Application]:
    """Everything that the period touches at an office: what was pending, came, was decided or ended.

    Papers issued in the period are another set: one may follow its decision by a night.
    """
    chosen = office(asked.office)
    found = reach(actor).filter(_of(chosen), submitted_at__lt=asked.horizon)
    if figure == "issued":
        papers = found.filter(
            certificate__issued_on__gte=asked.since, certificate__issued_on__lte=asked.until
        )
        return (
            papers.filter(certificate__office__in=territory.below(chosen))
            if chosen.kind in territory.WIDE
            else papers
        )
    if figure in WAITING and asked.end > asked.now:  # by the index of what is open, not past all that ended
        nobody = Value(None, output_field=DateTimeField())
        return found.filter(status__in=BUSY).annotate(settled=nobody)
    touched = Q(status__in=BUSY) | Q(decided_at__gte=asked.start) | Q(closed_at__gte=asked.start)
    settled = Case(When(status__in=BUSY, then=None), default=Coalesce("decided_at", "closed_at"))
    return found.filter(touched).annotate(settled=settled)


def conditions(asked: Asked) -> dict[str, Q]:
    """What each figure counts among those `counted` for it."""
    decided = Q(decided_at__gte=asked.start, decided_at__lt=asked.end) & ~Q(status__in=BUSY)
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
        "ended": Q(decided_at__isnull=True, closed_at__gte=asked.start, closed_at__lt=asked.end)
        & ~Q(status__in=BUSY),
        "issued": Q(),
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


def figures(actor: Actor, asked: Asked) -> dict[str, Cell]:
    """All figures of an office."""
    books = counted(actor, asked).aggregate(**_aggregates(asked))
    return {**cells(books), "issued": counted(actor, asked, "issued").count()}


def figures_by(
    actor: Actor, asked: Asked, group: str, divide: Callable[[QuerySet[Application]], QuerySet[Application]]
) -> dict[str, dict[str, Cell]]:
    """The same divided by a column (`divide` adds it), by its value as text; "" stands for none."""
    nothing: dict[str, Cell] = {**dict.fromkeys(conditions(asked), 0), "median": None}
    books = divide(counted(actor, asked)).order_by().values(group).annotate(**_aggregates(asked))
    found = {str(row.pop(group) or ""): {**nothing, **cells(row)} for row in books}
    papers = divide(counted(actor, asked, "issued")).order_by().values(group).annotate(issued=Count("pk"))
    for row in papers:
        found.setdefault(str(row[group] or ""), dict(nothing))["issued"] = row["issued"]
    return found


def _aggregates(asked: Asked) -> dict[str, Aggregate]:
    cases = conditions(asked)
    counts: dict[str, Aggregate] = {
        code: Count("pk", filter=case) for code, case in cases.items() if code != "issued"
    }
    return {**counts, "median": Middle(F("decided_at") - F("submitted_at"), filter=cases["decided"])}


def stations_of(page: Sequence[Application]) -> dict[UUID, Office]:
    """The stations in whose areas the applicants of these applications live, by application."""
    found = Verification.objects.filter(application__in=page, kind=AddressKind.PRESENT)
    return {one.application_id: one.office for one in found.select_related("office")}


def counter() -> Subquery:
    """The office at whose counter each application was taken, NULL for one that came over the net."""
    return Subquery(Assisted.objects.filter(application=OuterRef("pk")).values("office_id")[:1])


def home_station() -> Subquery:
    """The station in whose area the applicant lives, of each application."""
    asked_there = Verification.objects.filter(application=OuterRef("pk"), kind=AddressKind.PRESENT)
    return Subquery(asked_there.values("office_id")[:1])
