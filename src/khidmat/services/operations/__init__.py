"""All writes of citizen services, by the part of the application's life they belong to."""

from khidmat.services.operations.appealing import appeal, decide_appeal, open_appeal
from khidmat.services.operations.assisting import (
    begin,
    fill,
    find_by_name,
    open_slip,
    send_read_back,
    set_aside,
    take_fee,
)
from khidmat.services.operations.correcting import NAMES, ask_correction, decide_correction, open_correction
from khidmat.services.operations.deciding import answer, approve, ask, lapse_unanswered, lapse_unpaid, refuse
from khidmat.services.operations.drafting import attach, save_page, start, withdraw
from khidmat.services.operations.issuing import deliver, issue
from khidmat.services.operations.noticing import notify, pass_notice, reply
from khidmat.services.operations.phoning import say_status
from khidmat.services.operations.programs import begin_for
from khidmat.services.operations.queueing import call_next, give_token
from khidmat.services.operations.rating import rate
from khidmat.services.operations.reading import differs, open_file, open_paper
from khidmat.services.operations.reissuing import order_reissue, reissue, tell_ended
from khidmat.services.operations.sending import begin_paid, submit
from khidmat.services.operations.settling import settle
from khidmat.services.operations.verifying import mark, raise_late, report

__all__ = [
    "NAMES",
    "answer",
    "appeal",
    "approve",
    "ask",
    "ask_correction",
    "attach",
    "begin",
    "begin_for",
    "begin_paid",
    "call_next",
    "decide_appeal",
    "decide_correction",
    "deliver",
    "differs",
    "fill",
    "find_by_name",
    "give_token",
    "issue",
    "lapse_unanswered",
    "lapse_unpaid",
    "mark",
    "notify",
    "open_appeal",
    "open_correction",
    "open_file",
    "open_paper",
    "open_slip",
    "order_reissue",
    "pass_notice",
    "raise_late",
    "rate",
    "refuse",
    "reissue",
    "reply",
    "report",
    "save_page",
    "say_status",
    "send_read_back",
    "set_aside",
    "settle",
    "start",
    "submit",
    "take_fee",
    "tell_ended",
    "withdraw",
]
