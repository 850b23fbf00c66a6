"""What becomes of a charge, and how money comes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.machine import Machine, step


class ChargeStatus(models.TextChoices):
    """Where a charge stands."""

    DUE = "due", _("To be paid")
    PAID = "paid", _("Paid")
    EXEMPT = "exempt", _("Exempt")
    CANCELLED = "cancelled", _("No longer owed")
    REFUNDED = "refunded", _("Given back")


C = ChargeStatus
CHARGE = Machine(
    "payments_charge",
    first=[C.DUE],
    steps=[
        step("pay", [C.DUE], C.PAID),
        step("exempt", [C.DUE], C.EXEMPT),
        step("cancel", [C.DUE], C.CANCELLED),
        step("refund", [C.PAID], C.REFUNDED),
    ],
)
#: At most one charge in these states may exist for one thing.
LIVE = (C.DUE, C.PAID, C.EXEMPT)
#: In these states nothing is owed, and the work may go on.
SETTLED = (C.PAID, C.EXEMPT)


class Method(models.TextChoices):
    """How the money came."""

    CASH = "cash", _("Cash")
    BANK = "bank", _("Bank or mobile wallet")


#: Notes and coins in use, the largest first.
NOTES = (5000, 1000, 500, 100, 50, 20, 10, 5, 2, 1)


class RefundKind(models.TextChoices):
    """Why money goes back: the receipt was wrong and the fee is still owed, or the fee is not owed any more."""

    VOID = "void", _("The receipt was a mistake; the fee is still owed")
    RETURN = "return", _("The fee is given back for good")


class Outcome(models.TextChoices):
    """What became of a bank's message."""

    SETTLED = "settled", _("Fee settled")
    NOTED = "noted", _("Noted, no money in it")
    UNKNOWN = "unknown", _("Unknown reference")
    AMOUNT = "amount", _("Wrong amount")
    TWICE = "twice", _("Paid once more")
    ENDED = "ended", _("Nothing was owed any more")
    CONFLICT = "conflict", _("Contradicts an earlier message")


#: Money, or a contradiction, that a person has to look at.
TO_LOOK_AT = (Outcome.UNKNOWN, Outcome.AMOUNT, Outcome.TWICE, Outcome.ENDED, Outcome.CONFLICT)
