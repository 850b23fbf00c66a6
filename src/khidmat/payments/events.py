"""Ledger events of payments."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event

RAISED = event(
    "payments.raised", "charge", _("Fee of Rs %(rupees)s raised for %(ref)s"), "ref", "fee", "rupees"
)
EXEMPTED = event(
    "payments.exempted", "charge", _("Exempted from the fee of Rs %(rupees)s: %(ref)s"), "ref", "rupees"
)
CANCELLED = event("payments.cancelled", "charge", _("Fee no longer owed for %(ref)s"), "ref")
OPENED = event("payments.shift_opened", "shift", _("Cash drawer opened with Rs %(rupees)s"), "rupees")
COUNTED = event(
    "payments.shift_counted",
    "shift",
    _("Cash drawer counted: Rs %(counted)s, Rs %(taken)s taken, difference %(difference)s"),
    "taken",
    "counted",
    "difference",
)
TAKEN = event(
    "payments.taken",
    "receipt",
    _("Rs %(rupees)s taken for %(ref)s, receipt %(number)s"),
    "number",
    "ref",
    "rupees",
    "method",
)

REFUNDED = event(
    "payments.refunded",
    "refund",
    _("Rs %(rupees)s given back for receipt %(receipt)s, refund %(number)s"),
    "number",
    "receipt",
    "what",
    "rupees",
)
CLOSED = event(
    "payments.day_closed",
    "day",
    _("Cash of %(day)s closed: %(receipts)s receipts, Rs %(counted)s counted, difference %(difference)s"),
    "day",
    "receipts",
    "counted",
    "difference",
)
SEEN = event("payments.day_seen", "day", _("Cash difference of %(day)s seen"), "day")
ADVISED = event(
    "payments.advised",
    "advice",
    _("Message of the bank for reference %(reference)s: Rs %(rupees)s, %(outcome)s"),
    "event",
    "state",
    "reference",
    "rupees",
    "outcome",
)

ALL = [RAISED, EXEMPTED, CANCELLED, OPENED, COUNTED, TAKEN, REFUNDED, CLOSED, SEEN, ADVISED]
