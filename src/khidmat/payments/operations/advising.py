"""A bank's message taken in: kept whatever it says, and the fee settled when it is right, once."""

from datetime import datetime

from django.db import connection, transaction

from khidmat.accounts.public import system_actor
from khidmat.audit.public import record
from khidmat.kernel.errors import DomainError
from khidmat.payments import events
from khidmat.payments.adapters.bank import Notice
from khidmat.payments.models import Advice, Charge, Receipt, Reference
from khidmat.payments.operations.taking import Listeners, settle
from khidmat.payments.states import ChargeStatus, Method, Outcome


@transaction.atomic
def receive(*, notice: Notice, digest: str, tell: Listeners, now: datetime) -> Advice:
    """Keep a signed message and do what it says; the same message again is the first one, and does nothing.

    It acts as the system, on the portal chain of the district that is owed.
    """
    with_charge = Reference.objects.select_related("charge").filter(number=notice.reference)
    found = with_charge.first()
    charge = Charge.objects.select_for_update().get(pk=found.charge_id) if found else None
    _one_at_a_time(notice)
    earlier = list(Advice.objects.filter(event=notice.event))
    for one in earlier:
        if one.digest == digest:
            return one
    outcome, receipt = _done(notice, charge, contradicts=bool(earlier), tell=tell, now=now)
    advice = Advice.objects.create(
        event=notice.event,
        digest=digest,
        state=notice.state,
        reference=notice.reference,
        rupees=notice.rupees,
        said_at=notice.at,
        received_at=now,
        outcome=outcome,
        charge=charge,
        receipt=receipt,
    )
    record(
        events.ADVISED,
        subject=advice,
        actor=system_actor(charge.district_id if charge else None),
        at=now,
        event=notice.event,
        state=notice.state,
        reference=notice.reference,
        rupees=notice.rupees,
        outcome=outcome,
    )
    return advice


def _one_at_a_time(notice: Notice) -> None:
    """Messages of one event wait for each other, also those about a reference that does not exist."""
    key = int.from_bytes(notice.event.encode()[-8:].rjust(8, b"-"), "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [key])


def _done(
    notice: Notice, charge: Charge | None, *, contradicts: bool, tell: Listeners, now: datetime
) -> tuple[Outcome, Receipt | None]:
    """What becomes of a message that is here for the first time."""
    if contradicts:
        return Outcome.CONFLICT, None
    if charge is None:
        return Outcome.UNKNOWN, None
    if notice.state != "paid":
        return Outcome.NOTED, None
    if notice.rupees != charge.rupees:
        return Outcome.AMOUNT, None
    if charge.status != ChargeStatus.DUE:
        paid = charge.status in (ChargeStatus.PAID, ChargeStatus.REFUNDED)
        return (Outcome.TWICE if paid else Outcome.ENDED), None
    return _settled(charge, tell, now)


def _settled(charge: Charge, tell: Listeners, now: datetime) -> tuple[Outcome, Receipt | None]:
    fresh = Receipt(
        office_id=charge.district_id, charge=charge, rupees=charge.rupees, method=Method.BANK, taken_at=now
    )
    try:
        with transaction.atomic():
            return Outcome.SETTLED, settle(fresh, tell=tell, actor=system_actor(charge.district_id), now=now)
    except DomainError:  # the thing it was for has ended; the money is there and somebody has to look at it
        return Outcome.ENDED, None
