"""Registered crime by head or by station, beside the same days of the year before, as the policing plan prints it."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Aggregate, Count, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.hiding import Cell, Line
from khidmat.kernel.paging import cut
from khidmat.kernel.policy import TABLE, Scope
from khidmat.kernel.reports import Asked, Choice, Column, Kind, Report, Row, Rows, Spot, Word
from khidmat.law.public import Head
from khidmat.org.public import office, territory, within
from khidmat.station import policies
from khidmat.station.models import Fir
from khidmat.station.queries.fir import firs
from khidmat.ui.formats import bilingual, date_table

READ = "station.figures.read"
BEFORE, REGISTERED, CHANGE = "before", "registered", "change"
COLUMNS = (
    Column(BEFORE, _("A year before"), _("FIRs registered in the same days of the year before.")),
    Column(
        REGISTERED, _("Registered"), _("FIRs registered in the period, each under its principal offence.")
    ),
    Column(CHANGE, _("Change"), _("More or fewer than a year before."), Kind.CHANGE),
)
HEADS = (_("FIR"), _("Police station"), _("Registered at"), _("Sections"))
HEAD, OFFICE = "head", "office"
BY = (Choice(HEAD, _("Head of crime")), Choice(OFFICE, _("Office")))
GROUP = "head__code"


def _offices(actor: Actor, chosen: str) -> list[Choice]:
    return territory.choices(actor, READ, chosen)


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


def _counted(actor: Actor, asked: Asked) -> QuerySet[Fir]:
    """Every FIR of the office and below that one of the two spans holds."""
    reached = within(actor, TABLE.scope(actor, READ) or Scope.OWN)
    found = Fir.objects.filter(station__in=reached.filter(pk__in=territory.below(office(asked.office))))
    spans = _conditions(asked)
    return found.filter(spans[BEFORE] | spans[REGISTERED])


def _aggregates(asked: Asked) -> dict[str, Aggregate]:
    return {code: Count("pk", filter=case) for code, case in _conditions(asked).items()}


def _with_change(row: Mapping[str, int]) -> dict[str, Cell]:
    return {**row, CHANGE: row[REGISTERED] - row[BEFORE]}


def _grouped(actor: Actor, asked: Asked) -> tuple[QuerySet[Fir], str]:
    found = _counted(actor, asked)
    if asked.by == HEAD:
        return found, GROUP
    if territory.is_divided_by_path(asked.office):
        return found.annotate(part=territory.path_part(asked.office, "station__path")), "part"
    return found, "station_id"


def _lines(actor: Actor, asked: Asked) -> list[Line]:
    found, group = _grouped(actor, asked)
    divided = found.order_by().values(group).annotate(**_aggregates(asked))
    cells = {str(row.pop(group) or ""): _with_change(row) for row in divided}
    if asked.by == HEAD:
        return _of_heads(cells)
    labels = territory.labels(asked.office, cells, "")
    return territory.in_order(Line(key or territory.NONE, labels[key], mine) for key, mine in cells.items())


def _of_heads(cells: Mapping[str, Mapping[str, Cell]]) -> list[Line]:
    """The heads in the order of the printed table, those without a case too; last what has no known head."""
    nothing: Mapping[str, Cell] = _with_change({BEFORE: 0, REGISTERED: 0})
    lines = [
        Line(one.code, bilingual(one), cells.get(one.code, nothing))
        for one in Head.objects.order_by("number")
    ]
    if "" in cells:
        lines.append(Line(territory.NONE, gettext("Under no head of the table"), cells[""]))
    return lines


def _total(actor: Actor, asked: Asked) -> Mapping[str, Cell]:
    return _with_change(_counted(actor, asked).aggregate(**_aggregates(asked)))


def _rows(actor: Actor, asked: Asked, spot: Spot) -> Rows:
    """The FIRs themselves, without anybody's name: who may open one finds it there."""
    found, group = _grouped(actor, asked)
    mine = found.filter(_conditions(asked)[spot.column], **territory.of_line(group, spot.line))
    ordered = mine.select_related("station").order_by("registered_at", "pk")
    page, following = cut(ordered, spot.after, by="registered_at")
    readable = firs(actor, policies.READ_FIR).filter(pk__in=[one.pk for one in page])
    keys = set(readable.values_list("pk", flat=True))
    return Rows(HEADS, [_row(one, may_open=one.pk in keys) for one in page], following)


def _row(one: Fir, *, may_open: bool) -> Row:
    words = (
        Word(str(one), ltr=True),
        Word(bilingual(one.station)),
        Word(date_table(one.registered_at), ltr=True),
        Word(one.sections, ltr=True),
    )
    return Row(words, reverse("station:fir", args=[one.pk]) if may_open else "")


CRIME = Report(
    code="crime-by-head",
    title=_("Registered crime by head and station"),
    about=_("How many FIRs of each head were registered, beside the year before."),
    permission=READ,
    by=BY,
    columns=COLUMNS,
    offices=_offices,
    lines=_lines,
    total=_total,
    rows=_rows,
    chart=(BEFORE, REGISTERED),
)
