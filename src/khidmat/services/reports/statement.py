"""The statement of services: what came, what was decided and in what time, what is pending and how old."""

from collections.abc import Iterable
from functools import partial

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.hiding import Line
from khidmat.kernel.paging import cut
from khidmat.kernel.reports import Asked, Choice, Column, Kind, Report, Row, Rows, Spot, Word
from khidmat.org.public import Office, territory
from khidmat.services import counting, registry
from khidmat.services.models import Application
from khidmat.services.opening import way_to
from khidmat.ui.formats import bilingual, date_table

COLUMNS = (
    Column("opening", _("Pending at the start"), _("Sent before the period and not settled when it began.")),
    Column("received", _("Received"), _("Sent in the period.")),
    Column("decided", _("Decided"), _("Approved or refused in the period.")),
    Column("in_time", _("In time"), _("Decided in the period, on or before the promised date.")),
    Column("late", _("Late"), _("Decided in the period, after the promised date.")),
    Column("refused", _("Refused"), _("Of those decided.")),
    Column("issued", _("Certificate issued"), _("The paper was made in the period.")),
    Column(
        "ended",
        _("Taken back or lapsed"),
        _("Ended in the period without a decision, by the applicant or by time."),
    ),
    Column(
        "pending",
        _("Pending at the end"),
        _("Sent and not settled at the end, or now while the period runs."),
    ),
    Column("unpaid", _("Pending for the fee"), _("Of those pending, where the applicant has not paid yet.")),
    Column("overdue", _("Pending and overdue"), _("Of those pending, paid for and past the promised date.")),
    Column("age_0", _("Pending up to 3 days"), _("Sent not more than 3 days before.")),
    Column("age_1", _("Pending 4 to 7 days"), _("Sent more than 3 and not more than 7 days before.")),
    Column("age_2", _("Pending 8 to 30 days"), _("Sent more than 7 and not more than 30 days before.")),
    Column("age_3", _("Pending over 30 days"), _("Sent more than 30 days before.")),
    Column(
        "median",
        _("Days to decide (middle)"),
        _("Half of those decided took not longer, from sending to decision, all days counted."),
        Kind.DAYS,
    ),
)
HEADS = (_("Number"), _("Service"), _("Police station"), _("Sent"), _("Due"), _("Decided"), _("State"))
SERVICE, OFFICE, POINT = "service", "office", "point"
BY = (
    Choice(SERVICE, _("Service")),
    Choice(OFFICE, _("Office")),
    Choice(POINT, _("Where it was taken")),
)


def _offices(actor: Actor, chosen: str) -> list[Choice]:
    return territory.choices(actor, counting.READ, chosen)


def _group(asked: Asked) -> str:
    return "service" if asked.by == SERVICE else "part"


def _divide(asked: Asked, found: QuerySet[Application]) -> QuerySet[Application]:
    """The applications with the column that divides them."""
    if asked.by == SERVICE:
        return found
    if asked.by == POINT:
        return found.annotate(part=counting.counter())
    if territory.is_divided_by_path(asked.office):
        return found.annotate(part=territory.path_part(asked.office, "district__path"))
    return found.annotate(part=counting.home_station())


def _labels(asked: Asked, keys: Iterable[str]) -> dict[str, str]:
    """The words for each value of the dividing column; an application may have no station to ask."""
    if asked.by == SERVICE:
        titles = {one.code: str(one.title) for one in registry.offered()}
        return {key: titles.get(key, key) for key in keys}
    if asked.by == POINT:
        return territory.names_of(keys, _("Over the net"))
    return territory.labels(asked.office, keys, _("No station asked yet"))


def _lines(actor: Actor, asked: Asked) -> list[Line]:
    cells = counting.figures_by(actor, asked, _group(asked), partial(_divide, asked))
    labels = _labels(asked, cells)
    return territory.in_order(Line(key or territory.NONE, labels[key], mine) for key, mine in cells.items())


def _rows(actor: Actor, asked: Asked, spot: Spot) -> Rows:
    found = _divide(asked, counting.counted(actor, asked, spot.column))
    line = territory.of_line(_group(asked), spot.line)
    mine = found.filter(counting.conditions(asked)[spot.column], **line)
    page, following = cut(mine.order_by("submitted_at", "pk"), spot.after, by="submitted_at")
    stations = counting.stations_of(page)
    return Rows(HEADS, [_row(actor, one, stations.get(one.pk)) for one in page], following)


def _row(actor: Actor, one: Application, station: Office | None) -> Row:
    """An application without its person: who may open the file finds the name there."""
    service = registry.service(one.service, one.version)
    days = (
        Word(date_table(day) if day else "", ltr=True)
        for day in (one.submitted_at, one.due_at, one.decided_at)
    )
    words = (Word(one.ref, ltr=True), Word(str(service.title)), Word(bilingual(station)), *days)
    return Row((*words, Word(str(one.get_status_display()))), way_to(actor, one.pk))


STATEMENT = Report(
    code="statement-of-services",
    title=_("Statement of services"),
    about=_("What came, what was decided and how fast, and what is pending and how old."),
    permission=counting.READ,
    by=BY,
    columns=COLUMNS,
    offices=_offices,
    lines=_lines,
    total=counting.figures,
    rows=_rows,
    chart=("in_time", "late"),
)
