"""Worklists: what is open, the most overdue first, with counts that open their rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.paging import cut
from khidmat.kernel.planning import by_its_values
from khidmat.services import queries
from khidmat.services.models import Application, Verification
from khidmat.services.states import Status, VerificationStatus


@dataclass(frozen=True, slots=True)
class Tile:
    """A count that opens its rows."""

    label: Promise
    count: int
    url: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of a list: rows, counts above it, the mark of the next page."""

    rows: Sequence[Application] | Sequence[Verification]
    tiles: list[Tile]
    show: str
    following: str
    now: datetime


DECISION_TILES = (
    ("late", _("Overdue"), "bad"),
    ("ready", _("Ready to decide"), "warn"),
    ("asked", _("Waiting for applicant"), ""),
    ("open", _("All open"), ""),
)
VISIT_TILES = (
    ("late", _("Overdue"), "bad"),
    ("waiting", _("To be marked"), "warn"),
    ("marked", _("With an officer"), ""),
)


def _of_decisions(show: str, now: datetime) -> Q:
    return {
        "late": Q(due_at__lt=now),
        "ready": queries.ready(),
        "asked": Q(status=Status.AWAITING_APPLICANT),
    }.get(show, Q())


@by_its_values()
def decisions(actor: Actor, *, show: str, after: str, now: datetime) -> Worklist:
    """Open applications of the territory."""
    numbers = {one.code: one.number for one in queries.counts_to_decide(actor, now)}
    tiles = [Tile(label, numbers[code], f"?show={code}", tone) for code, label, tone in DECISION_TILES]
    found = (
        queries.to_decide(actor)
        .filter(_of_decisions(show, now))
        .select_related("person__merged_into", "records")
    )
    rows, following = cut(found, after, by="due_at")
    return Worklist(rows=rows, tiles=tiles, show=show, following=following, now=now)


@by_its_values()
def visits(actor: Actor, *, show: str, after: str, now: datetime) -> Worklist:
    """Open verifications of the station, the officer, or the circle."""
    numbers = queries.counts_to_visit(actor, now)
    tiles = [Tile(label, numbers[code], f"?show={code}", tone) for code, label, tone in VISIT_TILES]
    narrowed = {
        "late": Q(due_at__lt=now),
        "waiting": Q(status=VerificationStatus.WAITING),
        "marked": Q(status=VerificationStatus.MARKED),
    }.get(show, Q())
    found = queries.open_verifications(actor).filter(narrowed)
    rows, following = cut(
        found.select_related("application__person__merged_into", "office", "officer", "place"),
        after,
        by="due_at",
    )
    return Worklist(rows=rows, tiles=tiles, show=show, following=following, now=now)
