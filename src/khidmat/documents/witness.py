"""What the ledger and the row history must tell alike of certificates."""

from khidmat.audit.public import Says, Witness
from khidmat.documents import events
from khidmat.documents.states import Status

WITNESSES = [
    Witness(
        "documents_certificate",
        "status",
        (
            Says(events.NUMBERED, Status.NUMBERED),
            Says(events.SEALED, Status.VALID),
            Says(events.REVOKED, Status.REVOKED),
            Says(events.SUPERSEDED, Status.SUPERSEDED),
        ),
    )
]
