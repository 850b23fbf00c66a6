"""What the ledger and the row history must tell alike of persons: what was stated first is never changed."""

from khidmat.audit.public import Says, Witness
from khidmat.people import events

WITNESSES = [
    Witness(
        "people_person",
        "pgh_label",
        (Says(events.REGISTERED, "added"),),
        moment="pgh_id",
    )
]
