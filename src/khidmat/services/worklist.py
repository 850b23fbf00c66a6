"""Worklists: rows after a mark, never an offset, so that the thousandth page costs what the first one does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.clocks.public import Clock
from khidmat.kernel.actor import Actor
from khidmat.services import queries
from khidmat.services.models import Application, Feedback, Verification
from khidmat.services.states import Status, VerificationStatus

ROWS = 25
Row = TypeVar("Row", Application, Verification, Clock, Feedback)


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


def decisions(actor: Actor, *, show: str, after: str, now: datetime) -> Worklist:
    """Open applications of the territory."""
    numbers = {one.code: one.number for one in queries.counts_to_decide(actor, now)}
    tiles = [Tile(label, numbers[code], f"?show={code}", tone) for code, label, tone in DECISION_TILES]
    found = (
        queries.to_decide(actor)
        .filter(_of_decisions(show, now))
        .select_related("person__merged_into", "records")
    )
    rows, following = cut(found, after)
    return Worklist(rows=rows, tiles=tiles, show=show, following=following, now=now)


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
        found.select_related("application__person__merged_into", "office", "officer", "place"), after
    )
    return Worklist(rows=rows, tiles=tiles, show=show, following=following, now=now)


def cut(found: QuerySet[Row], after: str, by: str = "due_at") -> tuple[list[Row], str]:
    """One page of rows that are ordered by a moment and their key, and the mark of the next page."""
    mark = _mark(after)
    if mark:
        found = found.filter(Q(**{f"{by}__gt": mark[0]}) | Q(**{by: mark[0]}, pk__gt=mark[1]))
    rows = list(found[: ROWS + 1])
    if len(rows) <= ROWS:
        return rows, ""
    last = rows[ROWS - 1]
    moment: datetime | None = getattr(last, by)
    return rows[:ROWS], f"{moment.isoformat() if moment else ''}~{last.pk}"


def _mark(after: str) -> tuple[datetime, UUID] | None:
    """The place a page ends; anything that is not one begins at the top."""
    moment, _tilde, key = after.partition("~")
    try:
        return datetime.fromisoformat(moment), UUID(key)
    except ValueError:
        return None
