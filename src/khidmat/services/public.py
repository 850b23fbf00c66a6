"""What other apps may use of citizen services."""

from khidmat.services.finding import Hit, find, of_person
from khidmat.services.models import Application, Verification
from khidmat.services.operations import (
    answer,
    approve,
    ask,
    attach,
    begin_paid,
    deliver,
    issue,
    lapse_unanswered,
    lapse_unpaid,
    mark,
    raise_late,
    refuse,
    report,
    save_page,
    start,
    submit,
    withdraw,
)
from khidmat.services.states import LIFE, Finding, Status
from khidmat.services.worklist import Tile, decisions, visits

__all__ = [
    "LIFE",
    "Application",
    "Finding",
    "Hit",
    "Status",
    "Tile",
    "Verification",
    "answer",
    "approve",
    "ask",
    "attach",
    "begin_paid",
    "decisions",
    "deliver",
    "find",
    "issue",
    "lapse_unanswered",
    "lapse_unpaid",
    "mark",
    "of_person",
    "raise_late",
    "refuse",
    "report",
    "save_page",
    "start",
    "submit",
    "visits",
    "withdraw",
]
