"""Where a row of a report leads: to the file or the visit, for whoever may open it; else nowhere."""

from uuid import UUID

from django.urls import reverse

from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import TABLE


def way_to(actor: Actor, application: UUID, visit: UUID | None = None) -> str:
    """The address, or "" for a reader of figures only."""
    if TABLE.may(actor, "services.application.read"):
        return reverse("services:application", args=[application])
    if visit and TABLE.may(actor, "services.verification.read"):
        return reverse("services:visit", args=[visit])
    return ""
