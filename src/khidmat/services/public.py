"""What other apps may use of citizen services."""

from khidmat.services.finding import Hit, find, of_person
from khidmat.services.models import Application, Verification
from khidmat.services.operations import (
    answer,
    approve,
    ask,
    attach,
    begin,
    begin_paid,
    deliver,
    fill,
    issue,
    lapse_unanswered,
    lapse_unpaid,
    mark,
    raise_late,
    refuse,
    report,
    save_page,
    send_read_back,
    start,
    submit,
    withdraw,
)
from khidmat.services.operations.assisting import Customer
from khidmat.services.states import LIFE, Finding, Status
from khidmat.services.worklist import Tile, decisions, visits

__all__ = [
    "LIFE",
    "Application",
    "Customer",
    "Finding",
    "Hit",
    "Status",
    "Tile",
    "Verification",
    "answer",
    "approve",
    "ask",
    "attach",
    "begin",
    "begin_paid",
    "decisions",
    "deliver",
    "fill",
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
    "send_read_back",
    "start",
    "submit",
    "visits",
    "withdraw",
]
