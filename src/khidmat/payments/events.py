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

ALL = [RAISED, EXEMPTED, CANCELLED, OPENED, COUNTED, TAKEN]
