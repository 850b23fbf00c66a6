"""What the applicant reads on the tracking page: the steps so far, and what comes next and until when."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.services.models import Application
from khidmat.services.recourse import History
from khidmat.services.waiting import waiting
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
    "noticed": _("You were told what was found, before anything is decided"),
    "heard": _("Your side of it is in"),
    "notice_passed": _("Your days to answer have passed"),
    "appealed": _("Your appeal is in"),
    "appeal_upheld": _("Appeal decided: the refusal stands"),
    "appeal_overturned": _("Appeal decided: approved"),
    "appeal_remanded": _("Appeal decided: it is looked at once more"),
    "correction_asked": _("Your request for correction is in"),
    "correction_corrected": _("The record was corrected"),
    "correction_kept": _("The record office answered: the record stays as it is"),
    "reissue_ordered": _("A new certificate was ordered in place of the old one"),
    "reissued": _("The new certificate is ready; the old one is no longer valid"),
    "revoked": _("The certificate was revoked"),
    "rated": _("You told us how the work was"),
    "approved": _("Approved; the certificate is being made"),
    "refused": _("Refused"),
    "issued": _("The certificate is ready"),
    "delivered": _("The certificate was downloaded"),
    "withdrawn": _("You took the application back"),
    "lapsed": _("The application lapsed because nothing came for too long"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One step: done, now, late or still to come."""

    title: str | Promise
    state: str
    at: datetime | None = None
    due: datetime | None = None
    note: str = ""


def lines(application: Application, now: datetime, past: History | None = None) -> list[Line]:
    """Steps with their dates, then whom it waits for, each with its promised date; `past` when it was read already."""
    found = [
        Line(title=WORDS[one.what], state="done", at=one.at, note=_office(one.office))
        for one in application.happenings.select_related("office").order_by("at", "id")
    ]
    return found + [
        Line(title=one.title, state="late" if one.late(now) else "now", due=one.due, note=one.note(now))
        for one in waiting(application, now, past)
    ]


def _office(office: object) -> str:
    if office is None:
        return ""
    return str(getattr(office, "name_ur" if language_or() == "ur" else "name"))
