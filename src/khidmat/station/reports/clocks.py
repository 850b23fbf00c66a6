"""The statutory clocks of the stations by kind and office: what was done in its time, what was not, what runs."""

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from khidmat.clocks.public import Clock, ClockFigures
from khidmat.kernel.actor import Actor
from khidmat.kernel.reports import Asked, Choice, Column, Kind, Report
from khidmat.station.queries.clocks import duties, refs
from khidmat.station.reports import counted

COLUMNS = (
    Column("began", _("Begun"), _("Clocks that began in the period.")),
    Column("in_time", _("Met in time"), _("Done in the period, not after the time of the law.")),
    Column("late", _("Met late"), _("Done in the period, after the time of the law.")),
    Column("breached", _("Ran out"), _("Their time ended in the period, and it was not done by then.")),
    Column("running", _("Still open"), _("Not done at the end of the period, or now while it runs.")),
    Column("overdue", _("Open and past their time"), _("Of those still open.")),
    Column(
        "longest",
        _("Longest past its time, days"),
        _("How far the oldest of them is past its time."),
        Kind.DAYS,
    ),
)
HEADS = (_("Number"), _("Clock"), _("Police station"), _("Began"), _("Due"), _("Done"))
KIND = "kind"
BY = (Choice(KIND, _("Kind of clock")), counted.BY_OFFICE)


def _found(actor: Actor, asked: Asked) -> QuerySet[Clock]:
    return Clock.objects.filter(office__in=counted.stations(actor, asked), rule__in=duties())


def _conditions(asked: Asked) -> dict[str, Q]:
    running = Q(ended__isnull=True) | Q(ended__gte=asked.horizon)
    met = Q(met_at__gte=asked.start, met_at__lt=asked.end)
    missed = Q(ended__isnull=True) | Q(ended__gt=F("due_at"))
    return {
        "began": Q(started_at__gte=asked.start),
        "in_time": met & Q(met_at__lte=F("due_at")),
        "late": met & Q(met_at__gt=F("due_at")),
        "breached": missed & Q(due_at__gte=asked.start, due_at__lt=asked.horizon),
        "running": running,
        "overdue": running & Q(due_at__lt=asked.horizon),
    }


FIGURES = ClockFigures(KIND, _found, _conditions, HEADS, refs)
CLOCKS = Report(
    code="statutory-clocks",
    title=_("Clocks of the law, met and run out"),
    about=_("Which duty with a time of its own was done in it, by kind and station."),
    permission=counted.READ,
    by=BY,
    columns=COLUMNS,
    offices=counted.offices,
    lines=FIGURES.lines,
    total=FIGURES.total,
    rows=FIGURES.rows,
    chart=("in_time", "late"),
    adds_up=True,
)
