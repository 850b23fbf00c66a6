"""The statutory clocks of the stations: which run, which ran out, which were met, and who was told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from khidmat.clocks.public import Clock, Move, Rule, is_late, is_open, rule_of, turns
from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import TABLE
from khidmat.law.public import clock_rules
from khidmat.org.public import Office, within
from khidmat.station import policies
from khidmat.station.models import CaseClock, Complaint, CustodyClock, Duty, Fir
from khidmat.station.queries.custody import arrests
from khidmat.station.queries.desk import Tile, complaints
from khidmat.station.queries.fir import firs
from khidmat.ui.formats import language_or

ROWS = 50
RECENT = timedelta(days=30)
TILES = (
    ("late", _("Ran out, still to be done"), "bad"),
    ("running", _("Running"), ""),
    ("done_late", _("Done late, last 30 days"), "warn"),
    ("met", _("Done in time, last 30 days"), "good"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A clock in the list, and the complaint it belongs to."""

    clock: Clock
    rule: Rule
    title: str
    duty: Duty | None


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks of a territory with the counts above them."""

    lines: Sequence[Line]
    tiles: Sequence[Tile]
    show: str
    more: bool


def _of(actor: Actor) -> QuerySet[Clock]:
    scope = TABLE.scope(actor, policies.READ_DESK)
    here = within(actor, scope) if scope else Office.objects.none()
    return Clock.objects.filter(office_id__in=here.values("pk"), rule__in={one.code for one in clock_rules()})


def duties() -> set[str]:
    """What the law wants done by an hour; a right that ripens and days that are granted are not missed."""
    return {one.code for one in clock_rules() if one.nature == "duty" and not one.cumulative}


def clocks(actor: Actor, show: str, now: datetime) -> Clocks:
    """The statutory clocks that the actor answers for or watches, the next due first."""
    owed = Q(rule__in=duties())
    met = owed & Q(met_at__gte=now - RECENT)
    conditions = {
        "late": owed & is_late(now),
        "running": is_open() & Q(due_at__gt=now),
        "done_late": met & Q(met_at__gt=F("due_at")),
        "met": met & Q(met_at__lte=F("due_at")),
    }
    found = _of(actor)
    tiles = [
        Tile(label, found.filter(conditions[code]).count(), f"?show={code}", tone)
        for code, label, tone in TILES
    ]
    chosen = show if show in conditions else "late"
    rows = found.filter(conditions[chosen]).select_related("office", "escalated_to").order_by("due_at", "pk")
    page = list(rows[: ROWS + 1])
    return Clocks(_lines(page[:ROWS]), tiles, chosen, len(page) > ROWS)


def _lines(page: Sequence[Clock]) -> list[Line]:
    duties: dict[UUID, Duty] = {
        one.clock_id: one for one in Duty.objects.filter(clock__in=page).select_related("complaint")
    }
    urdu = language_or() == "ur"
    return [
        Line(one, rule := rule_of(one), rule.title_ur if urdu else rule.title, duties.get(one.pk))
        for one in page
    ]


def turns_of(complaint: Complaint) -> list[Move]:
    """Every move of every clock of a complaint."""
    duties = complaint.duties.select_related("clock").order_by("clock__started_at")
    return [move for duty in duties for move in turns(duty.clock)]


def refs(actor: Actor, found: Iterable[Clock]) -> dict[UUID, tuple[str, str]]:
    """What each of these clocks runs for, and its page where the reader may open it: complaint, case or arrest."""
    page = list(found)
    duties = Duty.objects.filter(clock__in=page).select_related("complaint")
    cases = CaseClock.objects.filter(clock__in=page).select_related("fir")
    held = CustodyClock.objects.filter(clock__in=page).select_related("arrest__fir")
    told = set(complaints(actor).filter(duties__in=duties).values_list("pk", flat=True))
    known = set(firs(actor).filter(clocks__in=cases).values_list("pk", flat=True))
    seen = set(arrests(actor).filter(clocks__in=held).values_list("pk", flat=True))
    return {
        **{one.clock_id: _ref(one.complaint, one.complaint_id, told, "complaint") for one in duties},
        **{one.clock_id: _ref(one.fir, one.fir_id, known, "fir") for one in cases},
        **{one.clock_id: _ref(one.arrest.fir, one.arrest_id, seen, "custody") for one in held},
    }


def _ref(thing: Complaint | Fir, key: UUID, known: set[UUID], page: str) -> tuple[str, str]:
    return str(thing), reverse(f"station:{page}", args=[key]) if key in known else ""
