"""What other apps may use of payments."""

from datetime import datetime
from uuid import UUID

from khidmat.kernel.actor import Actor
from khidmat.payments import hooks, operations
from khidmat.payments.fees import Fee, fee
from khidmat.payments.fees import known as known_fee
from khidmat.payments.hooks import Settled, settled
from khidmat.payments.models import Charge, Receipt, Shift
from khidmat.payments.operations import (
    Matter,
    cancel,
    close_shift,
    hold,
    open_shift,
    raise_charge,
)
from khidmat.payments.queries import charge_by_ref, charge_for, is_owed, open_shift_of, receipts
from khidmat.payments.slip import pdf as slip
from khidmat.payments.states import ChargeStatus, Method

__all__ = [
    "Charge",
    "ChargeStatus",
    "Fee",
    "Matter",
    "Method",
    "Receipt",
    "Settled",
    "Shift",
    "cancel",
    "charge_by_ref",
    "charge_for",
    "close_shift",
    "fee",
    "hold",
    "is_owed",
    "known_fee",
    "open_shift",
    "open_shift_of",
    "raise_charge",
    "receipts",
    "settled",
    "slip",
    "take_cash",
]


def take_cash(*, charge_id: UUID, rupees: int, actor: Actor, now: datetime) -> Receipt:
    """Take the whole fee in cash into the operator's open drawer (`operations.take_cash`); `settled` is told."""
    return operations.take_cash(charge_id=charge_id, rupees=rupees, tell=hooks.settled, actor=actor, now=now)
