"""Ledger events of who cannot be found."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event

PROCLAIMED = event(
    "station.absconder.proclaimed",
    "fir",
    _("FIR %(fir)s: accused %(accused)s was proclaimed by order %(order)s, to appear by %(appear)s"),
    "fir", "accused", "order", "appear",
)  # fmt: skip
ORDERED = event(
    "station.absconder.ordered",
    "fir",
    _("FIR %(fir)s: the court ordered of the proclaimed accused %(accused)s: %(act)s, order %(order)s of %(day)s"),
    "fir", "accused", "act", "order", "day",
)  # fmt: skip
ALL = [PROCLAIMED, ORDERED]
