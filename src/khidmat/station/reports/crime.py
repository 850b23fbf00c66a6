"""Registered crime by head or by station, beside the same days of the year before, as the policing plan prints it."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.hiding import Cell
from khidmat.kernel.reports import Asked, Column, Kind, Report
from khidmat.station.models import Fir
from khidmat.station.reports import counted

BEFORE, REGISTERED, CHANGE = "before", "registered", "change"
COLUMNS = (
    Column(BEFORE, _("A year before"), _("FIRs registered in the same days of the year before.")),
    Column(
        REGISTERED, _("Registered"), _("FIRs registered in the period, each under its principal offence.")
    ),
    Column(CHANGE, _("Change"), _("More or fewer than a year before."), Kind.CHANGE),
)


def _year_before(moment: datetime) -> datetime:
    there = localtime(moment)
    day = 28 if (there.month, there.day) == (2, 29) else there.day
    return there.replace(year=there.year - 1, day=day)


def _conditions(asked: Asked) -> dict[str, Q]:
    start, end = asked.start, asked.end
    return {
        BEFORE: Q(registered_at__gte=_year_before(start), registered_at__lt=_year_before(end)),
        REGISTERED: Q(registered_at__gte=start, registered_at__lt=end),
    }


def _found(cases: QuerySet[Fir], asked: Asked) -> QuerySet[Fir]:
    """Every FIR that one of the two spans holds."""
    spans = _conditions(asked)
    return cases.filter(spans[BEFORE] | spans[REGISTERED])


def _with_change(row: dict[str, Cell]) -> dict[str, Cell]:
    before, registered = (int(found) for code in (BEFORE, REGISTERED) if isinstance(found := row[code], int))
    return {**row, CHANGE: registered - before}


FIGURES = counted.Figures(_found, _conditions, finish=_with_change)
CRIME = Report(
    code="crime-by-head",
    title=_("Registered crime by head and station"),
    about=_("How many FIRs of each head were registered, beside the year before."),
    permission=counted.READ,
    by=(counted.BY_HEAD, counted.BY_OFFICE),
    columns=COLUMNS,
    offices=counted.offices,
    lines=FIGURES.lines,
    total=FIGURES.total,
    rows=FIGURES.rows,
    chart=(BEFORE, REGISTERED),
)
