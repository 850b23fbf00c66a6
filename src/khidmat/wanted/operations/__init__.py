"""All writes of the criminal records: files taken in, stages changed, records expunged, what a court decides."""

from khidmat.wanted.operations.cases import Against, enter_case, follow_case
from khidmat.wanted.operations.files import (
    drop_uploads,
    import_file,
    order_import,
    send_file,
    take_ordered,
    take_refused,
    weigh_file,
)
from khidmat.wanted.operations.records import (
    AlreadyDecidedOtherwise,
    Decision,
    change_stage,
    expunge,
    open_record,
    search,
)

__all__ = [
    "Against",
    "AlreadyDecidedOtherwise",
    "Decision",
    "change_stage",
    "drop_uploads",
    "enter_case",
    "expunge",
    "follow_case",
    "import_file",
    "open_record",
    "order_import",
    "search",
    "send_file",
    "take_ordered",
    "take_refused",
    "weigh_file",
]
