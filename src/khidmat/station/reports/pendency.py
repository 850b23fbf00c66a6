"""Cases that are still investigated, by who investigates them, and how old they are."""

from datetime import timedelta

from django.db.models import Aggregate, DurationField, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.reports import Asked, Column, Kind, Report
from khidmat.station.court_states import ENDED, OPEN
from khidmat.station.models import CaseStep, Designation, Fir
from khidmat.station.reports import counted

#: Where one age ends and the next begins: the fourteen days of section 173, a month, a quarter.
AGES = (14, 30, 90)
COLUMNS = (
    Column(
        "open",
        _("Cases in hand"),
        _("Investigated, or returned with objections, at the end of the period, or now while it runs."),
    ),
    Column("age_0", _("Up to 14 days"), _("Of those, registered not more than 14 days before.")),
    Column(
        "age_1", _("15 to 30 days"), _("Of those, registered more than 14 and not more than 30 days before.")
    ),
    Column(
        "age_2", _("31 to 90 days"), _("Of those, registered more than 30 and not more than 90 days before.")
    ),
    Column("age_3", _("Over 90 days"), _("Of those, registered more than 90 days before.")),
    Column("oldest", _("Oldest, days"), _("How long ago the oldest of them was registered."), Kind.DAYS),
)


def _found(cases: QuerySet[Fir], asked: Asked) -> QuerySet[Fir]:
    """The cases in hand at the end of the period, each with who investigated it then."""
    who = Designation.objects.filter(fir=OuterRef("pk"))
    if asked.horizon == asked.now:
        # By the mark that the present state bears: of very many cases few are open, and those have an index.
        here = CaseStep.objects.filter(current=True, status__in=OPEN).exclude(status__in=ENDED)
        found = cases.filter(pk__in=here.values("fir"))
    else:
        found = cases.filter(registered_at__lt=asked.horizon)
        found = found.annotate(stood=counted.stood(asked.horizon)).filter(stood__in=OPEN)
        who = who.filter(at__lt=asked.horizon)
    return found.annotate(io=Subquery(who.order_by("-number").values("officer_id")[:1]))


def _conditions(asked: Asked) -> dict[str, Q]:
    ends = [asked.horizon - timedelta(days=days) for days in AGES]
    older = [Q(registered_at__lt=end) for end in ends]
    younger = [Q(registered_at__gte=end) for end in ends]
    return {
        "open": Q(pk__isnull=False),
        "age_0": younger[0],
        "age_1": older[0] & younger[1],
        "age_2": older[1] & younger[2],
        "age_3": older[2],
    }


def _oldest(asked: Asked) -> dict[str, Aggregate]:
    return {"oldest": Max(asked.horizon - F("registered_at"), output_field=DurationField())}


FIGURES = counted.Figures(_found, _conditions, _oldest)
PENDENCY = Report(
    code="pendency",
    title=_("Cases in hand, by officer and age"),
    about=_("How many cases each officer still investigates, and how old they are."),
    permission=counted.READ,
    by=(counted.BY_OFFICER, counted.BY_OFFICE, counted.BY_HEAD),
    columns=COLUMNS,
    offices=counted.offices,
    lines=FIGURES.lines,
    total=FIGURES.total,
    rows=FIGURES.rows,
    chart=("age_0", "age_3"),
    adds_up=True,
)
