"""The colours of states on badges."""

from django.template import Library

from khidmat.services.states import AppealStatus, CorrectionStatus, Finding, Status, VerificationStatus

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
