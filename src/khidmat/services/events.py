"""Ledger events of citizen services."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event

STARTED = event("services.started", "application", _("Application begun"), "service")
ATTACHED = event("services.attached", "application", _("Paper added: %(field)s"), "field", "sha256")
SUBMITTED = event(
    "services.submitted", "application", _("Application %(ref)s sent"), "ref", "service", "answers_sha256"
)
WITHDRAWN = event("services.withdrawn", "application", _("Application withdrawn"))
LAPSED = event("services.lapsed", "application", _("Application lapsed"))
ASSISTED = event("services.assisted", "application", _("Entry for another person begun"), "found")
READ_BACK = event(
    "services.read_back",
    "application",
    _("Answers read back, the applicant confirmed them"),
    "answers_sha256",
)
TOKEN_GIVEN = event("services.token_given", "token", _("Token %(number)s given"), "number")
TOKEN_CALLED = event("services.token_called", "token", _("Token %(number)s called"), "number")
SLIP = event("services.slip", "application", _("Slip printed"))
READ = event("services.read", "application", _("Application file read"))
FILE_READ = event("services.file_read", "application", _("Paper of the application read: %(field)s"), "field")
MARKED = event("services.marked", "verification", _("Verification marked to an officer"), "officer")
REPORTED = event(
    "services.reported", "verification", _("Verification reported: %(finding)s"), "finding", "report_sha256"
)
RAISED = event("services.raised", "verification", _("Overdue verification raised to %(office)s"), "office")
ASKED = event("services.asked", "application", _("Applicant asked"), "question_sha256")
ANSWERED = event("services.answered", "application", _("Applicant answered"), "answer_sha256")
APPROVED = event("services.approved", "application", _("Application approved"))
REFUSED = event("services.refused", "application", _("Application refused"))
ISSUED = event("services.issued", "application", _("Certificate %(number)s issued"), "number")
PHONED = event("services.phoned", "application", _("Asked on the phone where it stands"), "found")
SETTLED = event(
    "services.settled",
    "application",
    _("A statement other than the index was settled: %(how)s; %(parts)s"),
    "how",
    "parts",
)
NOTICED = event("services.noticed", "application", _("Applicant told what was found"), "found_sha256")
HEARD = event("services.heard", "application", _("Applicant gave his side"), "answer_sha256")
PASSED = event("services.passed", "application", _("The days to answer have passed"))
APPEALED = event("services.appealed", "application", _("Appeal filed"), "text_sha256")
APPEAL_READ = event("services.appeal_read", "appeal", _("Appeal read"))
UPHELD = event("services.upheld", "application", _("Appeal decided: the refusal stands"), "appeal")
OVERTURNED = event("services.overturned", "application", _("Appeal decided: approved"), "appeal")
REMANDED = event("services.remanded", "application", _("Appeal decided: it is looked at once more"), "appeal")
CORRECTION_ASKED = event(
    "services.correction_asked", "application", _("Correction asked for: %(about)s"), "about", "text_sha256"
)
CORRECTION_READ = event("services.correction_read", "correction", _("Request for correction read"))
CORRECTION_DECIDED = event(
    "services.correction_decided", "correction", _("Request for correction answered: %(outcome)s"), "outcome"
)
REISSUE_ORDERED = event(
    "services.reissue_ordered", "application", _("Certificate %(old)s to be issued once more"), "old"
)
REISSUED = event(
    "services.reissued", "application", _("Certificate %(new)s took the place of %(old)s"), "old", "new"
)
END_TOLD = event("services.end_told", "application", _("Applicant told that the certificate was revoked"))
FEEDBACK = event("services.feedback", "application", _("The applicant said how the work was"))
DELIVERED = event("services.delivered", "application", _("Certificate delivered"))

ALL = [
    STARTED,
    ATTACHED,
    SUBMITTED,
    WITHDRAWN,
    LAPSED,
    ASSISTED,
    READ_BACK,
    TOKEN_GIVEN,
    TOKEN_CALLED,
    SLIP,
    READ,
    FILE_READ,
    MARKED,
    REPORTED,
    RAISED,
    ASKED,
    ANSWERED,
    APPROVED,
    REFUSED,
    ISSUED,
    DELIVERED,
    PHONED,
    SETTLED,
    NOTICED,
    HEARD,
    PASSED,
    APPEALED,
    APPEAL_READ,
    UPHELD,
    OVERTURNED,
    REMANDED,
    CORRECTION_ASKED,
    CORRECTION_READ,
    CORRECTION_DECIDED,
    REISSUE_ORDERED,
    REISSUED,
    END_TOLD,
    FEEDBACK,
]
