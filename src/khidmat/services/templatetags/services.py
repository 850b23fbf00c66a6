"""Small words for the pages of citizen services."""

from collections.abc import Mapping

from django.template import Library

from khidmat.services import registry
from khidmat.services.definition import Words
from khidmat.services.models import Application
from khidmat.services.states import AppealStatus, CorrectionStatus, Finding, Status, VerificationStatus
from khidmat.services.wording import Named, named

register = Library()
TONES: dict[str, str] = {
    Status.ISSUED: "good",
    Status.DELIVERED: "good",
    Status.APPROVED: "good",
    Status.REFUSED: "bad",
    Status.LAPSED: "bad",
    Status.AWAITING_APPLICANT: "warn",
    Status.NOTICED: "warn",
    AppealStatus.FILED: "warn",
    AppealStatus.UPHELD: "bad",
    AppealStatus.OVERTURNED: "good",
    CorrectionStatus.CORRECTED: "good",
    VerificationStatus.WAITING: "warn",
    VerificationStatus.REPORTED: "good",
    Finding.CONFIRMED: "good",
    Finding.NOT_FOUND: "bad",
    Finding.ADVERSE: "bad",
}


@register.filter
def tone(status: str) -> str:
    """The badge colour of a state."""
    return TONES.get(status, "info")


@register.filter
def service_title(application: Application) -> Words:
    """What the service of an application is called."""
    return registry.service(application.service, application.version).title


@register.filter
def at(mapping: Mapping[str, object], key: str) -> object | None:
    """A value of a mapping, or None."""
    return mapping.get(key)


@register.filter(name="named")
def named_filter(thing: Named | None) -> str:
    """The name in the reader's script."""
    return named(thing)
