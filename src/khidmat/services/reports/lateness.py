"""Lateness by step and office: the clocks themselves, with their own words for what each may take."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Aggregate, Count, DurationField, F, Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khidmat.clocks.public import Clock, rule, rule_of
from khidmat.kernel.actor import Actor
from khidmat.kernel.hiding import Cell, Line
from khidmat.kernel.paging import cut
from khidmat.kernel.policy import TABLE, Scope
from khidmat.kernel.reports import Asked, Choice, Column, Kind, Report, Row, Rows, Spot, Word
from khidmat.org.public import office, territory, within
from khidmat.services import counting
from khidmat.services.models import Application, Question, Verification
from khidmat.services.opening import way_to
from khidmat.station.public import refs_of_clocks
from khidmat.ui.formats import bilingual, date_table, days_left, language_or

COLUMNS = (
    Column("running", _("Running"), _("Begun, not ended and not standing still at the end, or now.")),
    Column("stopped", _("Standing still"), _("Begun and stopped while somebody else has to answer.")),
    Column("overdue", _("Overdue"), _("Of those running, past the time of the step.")),
    Column(
        "longest", _("Longest overdue, days"), _("How far past its time the oldest of them is."), Kind.DAYS
    ),
    Column("in_time", _("Done in time"), _("Ended in the period, on or before the time of the step.")),
    Column("late", _("Done late"), _("Ended in the period, after the time of the step.")),
    Column(
        "raised", _("Raised above"), _("In the period told to the officer above because time had run out.")
    ),
)
HEADS = (_("Number"), _("Step"), _("Office"), _("Began"), _("Due"), _("Ended"), _("State"))
STEP, OFFICE = "step", "office"
BY = (Choice(STEP, _("Step")), Choice(OFFICE, _("Office")))


def _offices(actor: Actor, chosen: str) -> list[Choice]:
    return territory.choices(actor, counting.READ, chosen)


def _counted(actor: Actor, asked: Asked) -> QuerySet[Clock]:
    """Every clock of the office and below that ran at some time of the period."""
    reached = within(actor, TABLE.scope(actor, counting.READ) or Scope.OWN)
    found = Clock.objects.filter(
        office__in=reached.filter(pk__in=territory.below(office(asked.office))), started_at__lt=asked.horizon
    )
    ended = found.annotate(ended=Coalesce("met_at", "cancelled_at"))
    return ended.filter(Q(ended__isnull=True) | Q(ended__gte=asked.start))


def _conditions(asked: Asked) -> dict[str, Q]:
    opened = Q(ended__isnull=True) | Q(ended__gte=asked.horizon)
    running = opened & Q(paused_at__isnull=True)
    met = Q(met_at__gte=asked.start, met_at__lt=asked.end)
    return {
        "running": running,
        "stopped": opened & Q(paused_at__isnull=False),
        "overdue": running & Q(due_at__lt=asked.horizon),
        "in_time": met & Q(met_at__lte=F("due_at")),
        "late": met & Q(met_at__gt=F("due_at")),
        "raised": Q(escalated_at__gte=asked.start, escalated_at__lt=asked.end),
    }


def _aggregates(asked: Asked) -> dict[str, Aggregate]:
    cases = _conditions(asked)
    found: dict[str, Aggregate] = {code: Count("pk", filter=case) for code, case in cases.items()}
    oldest = Max(asked.horizon - F("due_at"), filter=cases["overdue"], output_field=DurationField())
    return {**found, "longest": oldest}


def _grouped(actor: Actor, asked: Asked) -> tuple[QuerySet[Clock], str]:
    found = _counted(actor, asked)
    if asked.by == STEP:
        return found, "rule"
    if territory.is_divided_by_path(asked.office):
        return found.annotate(part=territory.path_part(asked.office, "office__path")), "part"
    return found, "office_id"


def _labels(asked: Asked, keys: Iterable[str]) -> dict[str, str]:
    if asked.by == STEP:
        today = localdate(asked.now)
        titles = ((key, rule(key, today)) for key in keys)
        return {key: one.title_ur if language_or() == "ur" else one.title for key, one in titles}
    return territory.labels(asked.office, keys, "")


def _lines(actor: Actor, asked: Asked) -> list[Line]:
    found, group = _grouped(actor, asked)
    divided = found.order_by().values(group).annotate(**_aggregates(asked))
    cells = {str(row.pop(group) or ""): counting.cells(row) for row in divided}
    labels = _labels(asked, cells)
    return territory.in_order(Line(key or territory.NONE, labels[key], mine) for key, mine in cells.items())


def _total(actor: Actor, asked: Asked) -> Mapping[str, Cell]:
    return counting.cells(_counted(actor, asked).aggregate(**_aggregates(asked)))


def _rows(actor: Actor, asked: Asked, spot: Spot) -> Rows:
    found, group = _grouped(actor, asked)
    mine = found.filter(_conditions(asked)[spot.column], **territory.of_line(group, spot.line))
    ordered = mine.select_related("office").order_by("due_at", "pk")
    page, following = cut(ordered, spot.after, by="due_at")
    things = _things(actor, page)
    return Rows(HEADS, [_row(one, *things.get(one.pk, ("", "")), asked) for one in page], following)


def _things(actor: Actor, page: Sequence[Clock]) -> dict[UUID, tuple[str, str]]:
    """What each clock belongs to: the application's number, and its page where the reader may open it."""
    found: dict[UUID, tuple[Application, UUID | None]] = {}
    for question in Question.objects.filter(clock__in=page).select_related("application"):
        found[question.clock_id] = (question.application, None)
    for visit in Verification.objects.filter(clock__in=page).select_related("application"):
        found[visit.clock_id] = (visit.application, visit.pk)
    for one in Application.objects.filter(clock__in=page):
        if one.clock_id:
            found[one.clock_id] = (one, None)
    ways = {key: (one.ref, way_to(actor, one.pk, visit)) for key, (one, visit) in found.items()}
    return ways | refs_of_clocks(actor, page)


def _row(clock: Clock, ref: str, url: str, asked: Asked) -> Row:
    found = rule_of(clock)
    step = found.title_ur if language_or() == "ur" else found.title
    days = (clock.started_at, clock.due_at, clock.met_at or clock.cancelled_at)
    dates = [Word(date_table(day) if day else "", ltr=True) for day in days]
    words = (
        Word(ref, ltr=True),
        Word(step),
        Word(bilingual(clock.office)),
        *dates,
        Word(_state(clock, asked)),
    )
    return Row(words, url)


def _state(clock: Clock, asked: Asked) -> str:
    if clock.cancelled_at:
        return gettext("No longer needed")
    if clock.met_at:
        late = clock.met_at > clock.due_at
        return days_left(clock.due_at, clock.met_at) if late else gettext("In time")
    return gettext("Standing still") if clock.paused_at else days_left(clock.due_at, asked.now)


LATENESS = Report(
    code="lateness",
    title=_("Lateness by step and office"),
    about=_("Which step runs, which is overdue and how far, and which was done late."),
    permission=counting.READ,
    by=BY,
    columns=COLUMNS,
    offices=_offices,
    lines=_lines,
    total=_total,
    rows=_rows,
    chart=("in_time", "late"),
)
