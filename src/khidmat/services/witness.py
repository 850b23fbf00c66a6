"""What the ledger and the row history must tell alike of applications and verifications."""

from khidmat.audit.public import Says, Witness
from khidmat.services import events
from khidmat.services.states import Status, VerificationStatus

S, V = Status, VerificationStatus
APPLICATIONS = Witness(
    "services_application",
    "status",
    (
        Says(events.STARTED, S.DRAFT),
        Says(events.SUBMITTED, S.SUBMITTED),
        Says(events.SUBMITTED, S.AWAITING_PAYMENT, must=False),
        Says(events.SUBMITTED, S.UNDER_VERIFICATION, must=False),
        Says(events.ASKED, S.AWAITING_APPLICANT),
        Says(events.ANSWERED, S.UNDER_VERIFICATION),
        Says(events.NOTICED, S.NOTICED),
        Says(events.HEARD, S.UNDER_VERIFICATION),
        Says(events.PASSED, S.UNDER_VERIFICATION),
        Says(events.APPROVED, S.APPROVED),
        Says(events.OVERTURNED, S.APPROVED),
        Says(events.REMANDED, S.UNDER_VERIFICATION),
        Says(events.REFUSED, S.REFUSED),
        Says(events.ISSUED, S.ISSUED),
        Says(events.DELIVERED, S.DELIVERED),
        Says(events.WITHDRAWN, S.WITHDRAWN),
        Says(events.LAPSED, S.LAPSED),
    ),
)
#: Marked to another officer it stays marked: the moment tells the second marking.
VERIFICATIONS = Witness(
    "services_verification",
    "status",
    (
        Says(events.SUBMITTED, V.WAITING, must=False, by="application_id"),
        Says(events.MARKED, V.MARKED),
        Says(events.REPORTED, V.REPORTED),
        Says(events.WITHDRAWN, V.CANCELLED, must=False, by="application_id"),
    ),
    moment="marked_at",
)
WITNESSES = [APPLICATIONS, VERIFICATIONS]
