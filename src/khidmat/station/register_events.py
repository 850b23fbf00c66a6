"""Ledger events of the registers that are entered once, and of charges."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event

REGISTER_WRITTEN = event(
    "station.register.written",
    "register",
    _("Line %(line)s of register %(register)s was written"),
    "register", "part", "line", "strikes",
)  # fmt: skip
REGISTER_COMPLETED = event(
    "station.register.completed",
    "register",
    _("Line %(line)s of register %(register)s was completed"),
    "register", "line", "columns",
)  # fmt: skip
REGISTER_OPENED = event(
    "station.register.opened",
    "register",
    _("Restricted register %(register)s of %(station)s for %(year)s was opened"),
    "register", "station", "year",
)  # fmt: skip
CHARGE_HANDED = event(
    "station.charge.handed",
    "charge",
    _("The charge was handed over by charge report %(charge)s"),
    "charge", "post",
)  # fmt: skip
CHARGE_SIGNED_FOR = event(
    "station.charge.signed_for",
    "charge",
    _("The charge of an officer who could not sign was handed over by charge report %(charge)s"),
    "charge", "post", "absent",
)  # fmt: skip
CHARGE_TAKEN = event(
    "station.charge.taken", "charge", _("The charge of report %(charge)s was taken over"), "charge", "post"
)
ALL = [REGISTER_WRITTEN, REGISTER_COMPLETED, REGISTER_OPENED, CHARGE_HANDED, CHARGE_SIGNED_FOR, CHARGE_TAKEN]
