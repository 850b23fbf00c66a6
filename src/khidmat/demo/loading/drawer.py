"""The demo's cash drawers: lives are not played day after day, so a drawer is counted when another day comes."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from khidmat.demo.loading.times import KARACHI
from khidmat.kernel.actor import Actor
from khidmat.payments import public as payments

#: The day, counted from the first, whose cash is short.
DAY_WITH_A_DIFFERENCE = 3
TORN = "سو کا ایک نوٹ پھٹا ہوا نکلا، بینک نے نہیں لیا۔"


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


def close_days(chief: Actor, *, before: date, at: datetime) -> None:
    """Close the past days of an office; on one of them a hundred rupees are missing, and it is said how."""
    left = payments.days(chief).filter(day__lt=before, closed_at=None).exclude(shifts__closed_at=None)
    for number, day in enumerate(left.order_by("day")):
        short = 100 if number == DAY_WITH_A_DIFFERENCE else 0
        payments.close_day(
            day_id=day.pk,
            counted=payments.whole(day).expected - short,
            explanation=TORN if short else "",
            actor=chief,
            now=min(at, datetime.combine(day.day, time(21), KARACHI)),
        )


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
