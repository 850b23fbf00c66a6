"""What a program entered: one application, or a page of them after a mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.paging import cut
from khidmat.services import queries
from khidmat.services.models import Application


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
    return Entries(*cut(_entered(actor), after, by="created_at", newest=True))
