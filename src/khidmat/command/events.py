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

ALL = [EXPORTED]
