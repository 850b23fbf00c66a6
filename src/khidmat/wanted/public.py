"""What other apps may use of the criminal records.

Nothing but `disclosable` may reach a citizen, an approver, a certificate or a message. `alike` and `compared` are for
screening, where a record keeper looks.
"""

from khidmat.wanted.matching import Found, alike
from khidmat.wanted.models import CriminalRecord, ImportBatch
from khidmat.wanted.operations import (
    Against,
    Decision,
    change_stage,
    enter_case,
    expunge,
    follow_case,
    import_file,
)
from khidmat.wanted.queries import Disclosed, compared, disclosable
from khidmat.wanted.reasons import BadFile
from khidmat.wanted.states import Stage

__all__ = [
    "Against",
    "BadFile",
    "CriminalRecord",
    "Decision",
    "Disclosed",
    "Found",
    "ImportBatch",
    "Stage",
    "alike",
    "change_stage",
    "compared",
    "disclosable",
    "enter_case",
    "expunge",
    "follow_case",
    "import_file",
]
