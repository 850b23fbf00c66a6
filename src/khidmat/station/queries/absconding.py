"""Reading who cannot be found: his warrant, proclamation, and what the court ordered since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import TABLE
from khidmat.station import policies
from khidmat.station.court_states import DAYS_TO_APPEAR, AbsconderAct
from khidmat.station.evidence import WarrantKind, WarrantResult
from khidmat.station.models import Absconder, AbsconderOrder, Accused, Fir, Warrant
from khidmat.station.queries import accused as people
from khidmat.station.queries import custody
from khidmat.station.queries import fir as firs

#: The three ways of section 87(2): read in the village, posted at the home, posted at the courthouse.
PUBLISHED = ("village_on", "residence_on", "courthouse_on")
OF_ARREST = (WarrantKind.ARREST, WarrantKind.NON_BAILABLE)

Lines = Mapping[UUID, people.Line]


def unserved(fir: Fir) -> QuerySet[Warrant]:
    """Warrants of arrest that came back; of a sealed case only while it is unsealed."""
    return Warrant.objects.filter(fir=fir, kind__in=OF_ARREST, result=WarrantResult.RETURNED).order_by(
        "number"
    )


def accused(actor: Actor, accused_id: UUID) -> Accused:
    """An accused of a case whose court the actor writes for. Raises `Forbidden`, `NotFound`."""
    TABLE.require(actor, policies.RECORD_COURT)
    return people.one(actor, accused_id, policies.RECORD_COURT)


def absconder(actor: Actor, absconder_id: UUID) -> Absconder:
    """A proclamation of a case whose court the actor writes for. Raises `Forbidden`, `NotFound`."""
    TABLE.require(actor, policies.RECORD_COURT)
    mine = firs.firs(actor, policies.RECORD_COURT).values("pk")
    found = Absconder.objects.select_related("fir", "accused").filter(pk=absconder_id, fir__in=mine).first()
    if found is None:
        raise NotFound(_("This proclamation was not found."))
    return found


def standing(accused_id: UUID) -> Absconder | None:
    """The proclamation that is not recalled."""
    recalled = AbsconderOrder.objects.filter(kind=AbsconderAct.RECALL).values("absconder")
    return Absconder.objects.filter(accused=accused_id).exclude(pk__in=recalled).first()


def why_not_called(one: Accused) -> Promise | None:
    """Why somebody is not proclaimed now, if so."""
    if hasattr(one, "struck"):
        return _("This accused is struck.")
    if custody.open_arrest(one.pk) is not None:
        return _("This accused is in custody.")
    if standing(one.pk) is not None:
        return _("A proclamation of this accused stands already.")
    return None


def earliest(made: Absconder) -> date:
    """The first day on which he may be told to appear."""
    days: list[date] = [getattr(made, name) for name in PUBLISHED]
    return max(days) + timedelta(days=DAYS_TO_APPEAR)


def kinds_open(one: Absconder) -> list[AbsconderAct]:
    """What the court can still order."""
    done = set(one.orders.values_list("kind", flat=True))
    if AbsconderAct.RECALL in done:
        return []
    return [kind for kind in AbsconderAct if kind != AbsconderAct.DECLARE or kind not in done]


@dataclass(frozen=True, slots=True)
class Sought:
    """An accused whom the court called, with its orders in their time; `open` while it was not recalled."""

    line: people.Line
    absconder: Absconder
    orders: Sequence[AbsconderOrder]
    open: bool
    declared: bool


def sought(fir: Fir, lines: Lines) -> list[Sought]:
    """The proclamations of a case, in their order."""
    found = fir.absconders.prefetch_related("orders").order_by("number")
    return [_sought(one, lines[one.accused_id]) for one in found]


def _sought(one: Absconder, line: people.Line) -> Sought:
    orders = sorted(one.orders.all(), key=lambda each: (each.ordered_on, each.at))
    kinds = {each.kind for each in orders}
    recalled = AbsconderAct.RECALL in kinds
    return Sought(line, one, orders, not recalled, AbsconderAct.DECLARE in kinds and not recalled)


def callable_now(fir: Fir, lines: Lines, found: Sequence[Sought]) -> list[people.Line]:
    """Whom a proclamation can name: once a warrant of arrest of the case came back, who is free and not called."""
    with firs.unsealed(fir):
        if not unserved(fir).exists():
            return []
    called = {one.line.accused.pk for one in found if one.open}
    return [one for key, one in lines.items() if not one.struck and not one.in_custody and key not in called]


def warrants(fir: Fir) -> list[tuple[str, str]]:
    """The warrants that a proclamation can follow, as choices: their number and court name nobody."""
    with firs.unsealed(fir):
        return [(str(one.pk), f"{one.reference} · {one.court}") for one in unserved(fir)]


def last_court(fir: Fir) -> str:
    """The court that has the case, or while none has it that of the last warrant."""
    with firs.unsealed(fir):
        warrant = unserved(fir).values_list("court", flat=True).last()
    return fir.court_cases.order_by("-number").values_list("court", flat=True).first() or warrant or ""
