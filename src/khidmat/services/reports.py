"""The statement of services: what came, what was decided and in what time, what is pending and how old."""

from collections.abc import Iterable, Mapping

from django.db.models import F, Func, QuerySet, TextField, Value
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.hiding import Cell, Line
from khidmat.kernel.policy import TABLE
from khidmat.kernel.reports import Asked, Choice, Column, Kind, Report, Row, Rows, Spot, Word
from khidmat.org.public import Office, OfficeKind, office
from khidmat.services import counting, registry
from khidmat.services.counting import WIDE
from khidmat.services.models import Application
from khidmat.services.wording import named
from khidmat.services.worklist import cut
from khidmat.ui.formats import date_table

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
SERVICE, OFFICE = "service", "office"
BY = (Choice(SERVICE, _("Service")), Choice(OFFICE, _("Office")))
#: How deep in the tree an office's next offices stand; a circle or station is divided by station.
DEPTH = {OfficeKind.PROVINCE: 2, OfficeKind.REGION: 3}
#: The line of applications for which the dividing column is empty.
NONE = "-"


def _offices(actor: Actor, chosen: str) -> list[Choice]:
    """Within a district every office; above it regions and districts, and what lies below the chosen one."""
    wide = counting.offices(actor)
    top = wide.first()
    if top is not None and top.kind in DEPTH:
        near = Office.objects.filter(code=chosen).values("path")[:1]
        wide = wide.filter(kind__in=WIDE) | wide.filter(path__within=near)
    return [Choice(one.code, named(one)) for one in wide]


def _grouped(actor: Actor, asked: Asked) -> tuple[QuerySet[Application], str]:
    """The applications that count, and the column that divides them."""
    found = counting.counted(actor, asked)
    if asked.by == SERVICE:
        return found, "service"
    if depth := DEPTH.get(OfficeKind(office(asked.office).kind)):
        path = Func(F("district__path"), Value(0), Value(depth), function="subpath", output_field=TextField())
        return found.annotate(part=path), "part"
    return found.annotate(part=counting.home_station()), "part"


def _labels(asked: Asked, keys: Iterable[str]) -> dict[str, str]:
    """The words for each value of the dividing column; an application may have no station to ask."""
    if asked.by == SERVICE:
        titles = {one.code: str(one.title) for one in registry.offered()}
        return {key: titles.get(key, key) for key in keys}
    wide = OfficeKind(office(asked.office).kind) in DEPTH
    known = [key for key in keys if key]
    found = Office.objects.filter(path__in=known) if wide else Office.objects.filter(pk__in=known)
    labels = {str(one.path if wide else one.pk): named(one) for one in found}
    return {"": gettext("No station asked yet"), **labels}


def _lines(actor: Actor, asked: Asked) -> list[Line]:
    found, group = _grouped(actor, asked)
    cells = counting.figures_by(found, asked, group)
    labels = _labels(asked, cells)
    made = [Line(key or NONE, labels[key], mine) for key, mine in cells.items()]
    return sorted(made, key=lambda line: (line.key == NONE, line.label))


def _total(actor: Actor, asked: Asked) -> Mapping[str, Cell]:
    return counting.figures(counting.counted(actor, asked), asked)


def _rows(actor: Actor, asked: Asked, spot: Spot) -> Rows:
    found, group = _grouped(actor, asked)
    narrowed = found.filter(counting.conditions(asked)[spot.column])
    if spot.line == NONE:
        narrowed = narrowed.filter(**{f"{group}__isnull": True})
    elif spot.line:
        narrowed = narrowed.filter(**{group: spot.line})
    page, following = cut(narrowed.order_by("submitted_at", "pk"), spot.after, by="submitted_at")
    stations = counting.stations_of(page)
    opens = TABLE.may(actor, "services.application.read")
    return Rows(HEADS, [_row(one, stations.get(one.pk), opens=opens) for one in page], following)


def _row(one: Application, station: Office | None, *, opens: bool) -> Row:
    """An application without its person: who may open the file finds the name there."""
    service = registry.service(one.service, one.version)
    days = (
        Word(date_table(day) if day else "", ltr=True)
        for day in (one.submitted_at, one.due_at, one.decided_at)
    )
    words = (Word(one.ref, ltr=True), Word(str(service.title)), Word(named(station)), *days)
    url = reverse("services:application", args=[one.pk]) if opens else ""
    return Row((*words, Word(str(one.get_status_display()))), url)


REPORTS = [
    Report(
        code="statement-of-services",
        title=_("Statement of services"),
        about=_("What came, what was decided and how fast, and what is pending and how old."),
        permission=counting.READ,
        by=BY,
        columns=COLUMNS,
        offices=_offices,
        lines=_lines,
        total=_total,
        rows=_rows,
        chart=("in_time", "late"),
    )
]
