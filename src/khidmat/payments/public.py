"""What other apps may use of payments."""

from datetime import datetime
from uuid import UUID

from khidmat.kernel.actor import Actor
from khidmat.payments import hooks, operations
from khidmat.payments.adapters.bank import Notice
from khidmat.payments.fees import Fee, fee
from khidmat.payments.fees import known as known_fee
from khidmat.payments.hooks import Settled, settled
from khidmat.payments.models import Advice, Charge, Day, Receipt, Refund, Shift
from khidmat.payments.operations import (
    Matter,
    cancel,
    close_day,
    close_shift,
    give_back,
    hold,
    open_shift,
    raise_charge,
)
from khidmat.payments.providers import configured as bank_is_configured
from khidmat.payments.queries import (
    Whole,
    charge_by_ref,
    charge_for,
    days,
    is_owed,
    open_shift_of,
    receipts,
    whole,
)
from khidmat.payments.queries import to_see as days_to_see
from khidmat.payments.slip import pdf as slip
from khidmat.payments.states import ChargeStatus, Method

__all__ = [
    "Advice",
    "Charge",
    "ChargeStatus",
    "Day",
    "Fee",
    "Matter",
    "Method",
    "Receipt",
    "Refund",
    "Settled",
    "Shift",
    "Whole",
    "bank_is_configured",
    "cancel",
    "charge_by_ref",
    "charge_for",
    "close_day",
    "close_shift",
    "days",
    "days_to_see",
    "exempt",
    "fee",
    "give_back",
    "hold",
    "is_owed",
    "known_fee",
    "open_shift",
    "open_shift_of",
    "raise_charge",
    "receipts",
    "receive",
    "settled",
    "slip",
    "take_cash",
    "whole",
]


def take_cash(*, charge_id: UUID, rupees: int, actor: Actor, now: datetime) -> Receipt:
    """Take the whole fee in cash into the operator's open drawer (`operations.take_cash`); `settled` is told."""
    return operations.take_cash(charge_id=charge_id, rupees=rupees, tell=hooks.settled, actor=actor, now=now)


def exempt(*, charge_id: UUID, reason: str, actor: Actor, now: datetime) -> Charge:
    """Take no fee, with a reason (`operations.exempt`); `settled` is told."""
    return operations.exempt(charge_id=charge_id, reason=reason, tell=hooks.settled, actor=actor, now=now)


def receive(*, notice: Notice, digest: str, now: datetime) -> Advice:
    """Take in a bank's signed message (`operations.receive`); `settled` is told."""
    return operations.receive(notice=notice, digest=digest, tell=hooks.settled, now=now)
