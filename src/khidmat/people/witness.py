"""What the ledger and the row history must tell alike of persons: only a merge or a correction changes a row."""

from khidmat.audit.public import Says, Witness
from khidmat.people import events

WITNESSES = [
    Witness(
        "people_person",
        "pgh_label",
        (
            Says(events.REGISTERED, "added"),
            Says(events.CORRECTED, "changed"),
            Says(events.MERGED, "changed"),
            Says(events.UNMERGED, "changed"),
        ),
        moment="pgh_id",
    )
]
