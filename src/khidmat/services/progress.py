"""What the applicant reads on the tracking page: the steps so far, and what comes next and until when."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.services.models import Application
from khidmat.services.states import Status
from khidmat.ui.formats import language_or

#: Words of every step; a step whose word is missing is an error of the program and a test finds it.
WORDS: dict[str, Promise] = {
    "submitted": _("Application received"),
    "paid": _("The fee is paid"),
    "sent_to_station": _("Sent to the station for verification"),
    "officer_named": _("The station named an officer for the visit"),
    "station_answered": _("The station's verification is in"),
    "late_at_station": _("The station is late; its circle officer was told"),
    "asked": _("We asked you a question"),
    "answered": _("Your answer is in"),
    "approved": _("Approved; the certificate is being made"),
    "refused": _("Refused"),
    "issued": _("The certificate is ready"),
    "delivered": _("The certificate was downloaded"),
    "withdrawn": _("You took the application back"),
    "lapsed": _("The application lapsed because nothing came for too long"),
}
NEXT: dict[str, Promise] = {
    Status.AWAITING_PAYMENT: _("Your payment of the fee"),
    Status.UNDER_VERIFICATION: _("Verification and decision"),
    Status.AWAITING_APPLICANT: _("Your answer to the question"),
    Status.APPROVED: _("Your certificate"),
    Status.ISSUED: _("Download your certificate"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One step: done, now, late or still to come."""

    title: str | Promise
    state: str
    at: datetime | None = None
    due: datetime | None = None
    note: str = ""


def lines(application: Application, now: datetime) -> list[Line]:
    """Steps with their dates, then the next one with its promised date."""
    found = [
        Line(title=WORDS[one.what], state="done", at=one.at, note=_office(one.office))
        for one in application.happenings.select_related("office").order_by("at", "id")
    ]
    if application.status in NEXT:
        late = application.due_at is not None and now > application.due_at
        state = "late" if late and application.status == Status.UNDER_VERIFICATION else "now"
        found.append(Line(title=NEXT[application.status], state=state, due=application.due_at))
    return found


def _office(office: object) -> str:
    if office is None:
        return ""
    return str(getattr(office, "name_ur" if language_or() == "ur" else "name"))
