"""Ledger events of command's figures."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event

EXPORTED = event(
    "command.exported",
    "report",
    _("Report %(report)s of %(office)s from %(since)s to %(until)s exported as %(form)s"),
    "report",
    "office",
    "since",
    "until",
    "by",
    "form",
    "lines",
    "sha256",
)

REGISTER_EXPORTED = event(
    "command.register.exported",
    "register",
    _("Register %(register)s of %(office)s for %(year)s exported as %(form)s"),
    "register",
    "part",
    "office",
    "year",
    "form",
    "lines",
    "sha256",
)

ALL = [EXPORTED, REGISTER_EXPORTED]
