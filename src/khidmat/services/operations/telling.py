"""Telling the applicant: a line on the tracking page, and a message through the outbox."""

from datetime import date, datetime
from uuid import UUID

from khidmat.kernel.actor import Actor
from khidmat.notify.public import send
from khidmat.services.models import Application, Happening
from khidmat.ui.formats import Language


def happened(application: Application, what: str, now: datetime, office_id: UUID | None = None) -> None:
    """Add a step to what the applicant can follow."""
    Happening.objects.create(application=application, what=what, at=now, office_id=office_id)


def language(application: Application) -> Language:
    """The applicant's language."""
    return "en" if application.language == "en" else "ur"


def tell(
    application: Application, template: str, *, actor: Actor, now: datetime, **params: date | str
) -> None:
    """Send one of the fixed messages in the applicant's language, by SMS and to the e-mail that was given."""
    send(
        template=template,
        mobile=application.citizen.mobile,
        # Answers stand as they were typed; the page that took this one did not look at spaces around it.
        email=str(application.answers.get("email", "")).strip(),
        language=language(application),
        about=application.pk,
        params={"ref": application.ref, **params},
        actor=actor,
        now=now,
    )
