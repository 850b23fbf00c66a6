"""What a program entered: one application, or a page of them after a mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.services import queries
from khidmat.services.models import Application

ROWS = 25


@dataclass(frozen=True, slots=True)
class Entries:
    """A page, and the mark of the following one."""

    rows: Sequence[Application]
    following: str


def _entered(actor: Actor) -> QuerySet[Application]:
    """Nothing without a program: a counter's own entries are on its screen."""
    if actor.client_id is None:
        return Application.objects.none()
    return queries.entered(actor).filter(client_id=actor.client_id)


def entry(actor: Actor, application_id: UUID) -> Application:
    """One application that the actor entered. Raises `NotFound`."""
    found = _entered(actor).filter(pk=application_id).first()
    if found is None:
        raise NotFound(_("This application was not found."))
    return found


def page_of_entries(actor: Actor, *, after: str) -> Entries:
    """What the program entered, the newest first, after a mark; anything that is no mark begins at the top."""
    found = _entered(actor)
    if mark := _mark(after):
        found = found.filter(Q(created_at__lt=mark[0]) | Q(created_at=mark[0], pk__lt=mark[1]))
    rows = list(found[: ROWS + 1])
    last = rows[ROWS - 1] if len(rows) > ROWS else None
    return Entries(rows[:ROWS], f"{last.created_at.isoformat()}~{last.pk}" if last else "")


def _mark(after: str) -> tuple[datetime, UUID] | None:
    moment, _tilde, key = after.partition("~")
    try:
        found = datetime.fromisoformat(moment)
        return (found, UUID(key)) if found.tzinfo else None
    except ValueError:
        return None
