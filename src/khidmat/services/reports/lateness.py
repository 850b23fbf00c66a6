"""Lateness by step and office: the clocks themselves, with their own words for what each may take."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khidmat.clocks.public import Clock, ClockFigures
from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import TABLE, Scope
from khidmat.kernel.reports import Asked, Choice, Column, Kind, Report, Word
from khidmat.org.public import office, territory, within
from khidmat.services import counting
from khidmat.services.models import Application, Question, Verification
from khidmat.services.opening import way_to
from khidmat.station.public import refs_of_clocks
from khidmat.ui.formats import days_left

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


def _found(actor: Actor, asked: Asked) -> QuerySet[Clock]:
    reached = within(actor, TABLE.scope(actor, counting.READ) or Scope.OWN)
    return Clock.objects.filter(office__in=reached.filter(pk__in=territory.below(office(asked.office))))


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


def _state(clock: Clock, asked: Asked) -> str:
    if clock.cancelled_at:
        return gettext("No longer needed")
    if clock.met_at:
        late = clock.met_at > clock.due_at
        return days_left(clock.due_at, clock.met_at) if late else gettext("In time")
    return gettext("Standing still") if clock.paused_at else days_left(clock.due_at, asked.now)


def _last(clock: Clock, asked: Asked) -> tuple[Word, ...]:
    return (Word(_state(clock, asked)),)


FIGURES = ClockFigures(STEP, _found, _conditions, HEADS, _things, _last)
LATENESS = Report(
    code="lateness",
    title=_("Lateness by step and office"),
    about=_("Which step runs, which is overdue and how far, and which was done late."),
    permission=counting.READ,
    by=BY,
    columns=COLUMNS,
    offices=_offices,
    lines=FIGURES.lines,
    total=FIGURES.total,
    rows=FIGURES.rows,
    chart=("in_time", "late"),
    adds_up=True,
)
