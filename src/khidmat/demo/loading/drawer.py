"""The demo's cash drawers: lives are not played day after day, so a drawer is counted when another day comes."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from khidmat.kernel.actor import Actor
from khidmat.payments import public as payments


def pay(about: UUID, *, teller: Actor, at: datetime) -> None:
    """Pay the fee of a thing into the teller's drawer of that day."""
    charge = payments.charge_for(about)
    if charge is None:
        raise LookupError(f"nothing is owed for {about}")
    shift = payments.open_shift_of(teller)
    if shift is not None and shift.day.day != localdate(at):
        count(teller)
        shift = None
    if shift is None:
        payments.open_shift(began_with=0, actor=teller, now=at)
    payments.take_cash(charge_id=charge.pk, rupees=charge.rupees, actor=teller, now=at)


def count(teller: Actor) -> None:
    """Count the drawer, a few minutes after its last receipt: hundreds and five hundreds, and all of it is there."""
    shift = payments.open_shift_of(teller)
    if shift is None:
        return
    last = shift.receipts.order_by("-taken_at").first()
    at = (last.taken_at if last else shift.opened_at) + timedelta(minutes=1)
    held = shift.began_with + sum(shift.receipts.values_list("rupees", flat=True))
    pieces = {500: held // 500, 100: held % 500 // 100}
    payments.close_shift(shift_id=shift.pk, pieces=pieces, explanation="", actor=teller, now=at)
