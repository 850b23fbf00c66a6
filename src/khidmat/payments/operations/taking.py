"""Money taken: the charge settled, those who wait for it told, and a receipt whose number is taken last."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.documents.public import new_code
from khidmat.kernel import failpoints
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.kernel.transactions import as_one
from khidmat.org.public import next_number
from khidmat.payments import events
from khidmat.payments.models import Charge, Receipt, Shift
from khidmat.payments.states import CHARGE, ChargeStatus, Method

SERIES = "receipt"
Listeners = Iterable[Callable[[UUID, Actor, datetime], None]]


@as_one
def take_cash(*, charge_id: UUID, rupees: int, tell: Listeners, actor: Actor, now: datetime) -> Receipt:
    """Take the whole amount in cash into the operator's open drawer, and give the receipt.

    `tell` are those who wait for the money; one that raises takes the payment back.
    """
    TABLE.require(actor, "payments.cash.take")
    shift = _drawer(actor, now)
    charge = Charge.objects.select_for_update().filter(pk=charge_id).first()
    if charge is None:
        raise NotFound(_("No fee is known under this number."))
    if charge.status != ChargeStatus.DUE:
        raise Stale(_("Nothing is owed for number \u2066%(ref)s\u2069 any more.") % {"ref": charge.ref})
    if rupees != charge.rupees:
        said = _("The fee is Rs %(rupees)s. Take exactly that.") % {"rupees": charge.rupees}
        raise Invalid(said, fields={"rupees": said})
    fresh = Receipt(
        office_id=shift.day.office_id,
        charge=charge,
        rupees=charge.rupees,
        method=Method.CASH,
        shift=shift,
        taken_by_id=actor.user,
        taken_at=now,
    )
    return settle(fresh, tell=tell, actor=actor, now=now)


def settle(fresh: Receipt, *, tell: Listeners, actor: Actor, now: datetime) -> Receipt:
    """Settle the locked charge of a receipt that has no number yet, and write the receipt."""
    charge = fresh.charge
    CHARGE.move(charge, "pay")
    charge.settled_at = now
    charge.save(update_fields=["status", "settled_at"])
    for hear in tell:
        hear(charge.about, actor, now)
    fresh.code, fresh.year = new_code(), localdate(now).year
    fresh.number = next_number(office_id=fresh.office_id, kind=SERIES, year=fresh.year)
    failpoints.reach("receipt.numbered")
    fresh.save(force_insert=True)
    record(
        events.TAKEN,
        subject=fresh,
        actor=actor,
        at=now,
        number=str(fresh),
        ref=charge.ref,
        rupees=fresh.rupees,
        method=fresh.method,
    )
    return fresh


def _drawer(actor: Actor, now: datetime) -> Shift:
    """The operator's open drawer of today, locked."""
    shift = (
        Shift.objects.select_for_update(of=("self",))
        .select_related("day")
        .filter(operator_id=actor.user, closed_at=None)
        .first()
    )
    if shift is None:
        raise Stale(_("Your drawer is not open. Open it first, then take the money."))
    if shift.day.day != localdate(now) or shift.day.office_id != actor.office_id:
        raise Stale(_("Your drawer is from another day or office. Count it, then open a new one."))
    return shift
