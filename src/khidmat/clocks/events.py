"""Ledger events of the clocks."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event

STARTED = event("clocks.started", "clock", _("Clock %(rule)s started, due %(due)s"), "rule", "version", "due")
PAUSED = event("clocks.paused", "clock", _("Clock %(rule)s stopped"), "rule")
RESUMED = event(
    "clocks.resumed", "clock", _("Clock %(rule)s runs again, due %(due)s"), "rule", "due", "paused_seconds"
)
MET = event("clocks.met", "clock", _("Clock %(rule)s met"), "rule", "late")
CANCELLED = event("clocks.cancelled", "clock", _("Clock %(rule)s no longer needed"), "rule")
BREACHED = event("clocks.breached", "clock", _("Clock %(rule)s ran out, it was due %(due)s"), "rule", "due")
ESCALATED = event("clocks.escalated", "clock", _("Clock %(rule)s raised to %(office)s"), "rule", "office")
EXCLUDED = event(
    "clocks.excluded",
    "clock",
    _("Time was left out of clock %(rule)s, due %(due)s"),
    "rule",
    "due",
    "seconds",
)
EXTENDED = event(
    "clocks.extended",
    "clock",
    _("Clock %(rule)s was given more time by %(order)s, due %(due)s"),
    "rule",
    "due",
    "order",
)
GRANTED = event(
    "clocks.granted",
    "clock",
    _("Clock %(rule)s: %(days)s days by %(order)s, %(total)s in all"),
    "rule",
    "days",
    "total",
    "order",
)
LIFTED = event("clocks.lifted", "clock", _("Clock %(rule)s: days allowed by %(order)s"), "rule", "order")
HOLIDAYS = event("clocks.holidays", "holiday", _("%(rows)s holidays loaded or mended"), "rows", "digest")

ALL = [
    STARTED,
    PAUSED,
    RESUMED,
    MET,
    CANCELLED,
    BREACHED,
    ESCALATED,
    EXCLUDED,
    EXTENDED,
    GRANTED,
    LIFTED,
    HOLIDAYS,
]
