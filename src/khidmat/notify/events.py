"""Ledger events of messages: that one was put in the outbox, and what did not go as it should."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event

QUEUED = event(
    "notify.queued",
    "message",
    _("Message %(template)s put in the outbox for %(channel)s"),
    "template",
    "channel",
)
REPEATED = event(
    "notify.repeated",
    "message",
    _("Message %(template)s sent again: it may arrive twice"),
    "template",
    "number",
)
FAILED = event(
    "notify.failed", "message", _("Message %(template)s could not be sent: %(code)s"), "template", "code"
)

ALL = [QUEUED, REPEATED, FAILED]
