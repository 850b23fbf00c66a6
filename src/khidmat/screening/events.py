"""Ledger events of screening."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event

SCREENED = event(
    "screening.screened",
    "check",
    _("A person was checked against the criminal records: %(candidates)s to compare"),
    "purpose", "about", "candidates", "algorithm",
)  # fmt: skip
OPENED = event(
    "screening.opened", "candidate", _("A candidate's record was opened to compare"), "check", "record"
)
DECIDED = event(
    "screening.decided", "candidate", _("A candidate was judged: %(answer)s"), "check", "record", "answer"
)
CHANGED = event(
    "screening.changed",
    "candidate",
    _("A verdict was changed to: %(answer)s"),
    "check",
    "record",
    "answer",
    "turn",
)

ALL = [SCREENED, OPENED, DECIDED, CHANGED]
