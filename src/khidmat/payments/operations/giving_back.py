"""Money given back, by a second person and with a reason; and fees that are not taken at all."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.kernel import failpoints
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.org.public import next_number
from khidmat.payments import events, queries
from khidmat.payments.fees import version
from khidmat.payments.models import Charge, Receipt, Refund
from khidmat.payments.operations.charging import Matter, raise_charge
from khidmat.payments.operations.shifts import open_day
from khidmat.payments.operations.taking import Listeners
from khidmat.payments.states import CHARGE, ChargeStatus, Method, RefundKind

SERIES = "refund"
#: Letters below which a reason says nothing to the officer above.
SHORTEST_REASON = 10


@transaction.atomic
def give_back(*, receipt_id: UUID, kind: str, reason: str, actor: Actor, now: datetime) -> Refund:
    """Give the whole of a receipt back out of today's cash. Never by the one who took it.

    After a mistake (`void`) the fee is owed anew, under the same number.
    """
    TABLE.require(actor, "payments.receipt.refund")
    receipt = queries.receipts(actor, "payments.receipt.refund").filter(pk=receipt_id).first()
    if receipt is None:
        raise NotFound(_("This receipt was not found."))
    _check(receipt, kind, reason, actor)
    day = open_day(receipt.office_id, now)
    if queries.whole(day).expected < receipt.rupees:
        raise Stale(_("There is not enough of today's cash yet. Give it back when more was taken."))
    charge = Charge.objects.select_for_update().get(pk=receipt.charge_id)
    if charge.status != ChargeStatus.PAID:
        raise Stale(_("The money of this receipt was given back already."))
    CHARGE.move(charge, "refund")
    charge.save(update_fields=["status"])
    if kind == RefundKind.VOID:
        _owe_again(charge, actor, now)
    refund = Refund(
        office_id=receipt.office_id,
        receipt=receipt,
        day=day,
        kind=kind,
        rupees=receipt.rupees,
        reason=reason.strip(),
        given_by_id=actor.user,
        given_at=now,
        year=localdate(now).year,
    )
    return _numbered(refund, actor, now)


def _numbered(refund: Refund, actor: Actor, now: datetime) -> Refund:
    refund.number = next_number(office_id=refund.office_id, kind=SERIES, year=refund.year)
    failpoints.reach("refund.numbered")
    refund.save(force_insert=True)
    record(
        events.REFUNDED,
        subject=refund,
        actor=actor,
        at=now,
        reason=refund.reason,
        number=str(refund),
        receipt=str(refund.receipt),
        what=refund.kind,
        rupees=refund.rupees,
    )
    return refund


def _check(receipt: Receipt, kind: str, reason: str, actor: Actor) -> None:
    if receipt.taken_by_id == actor.user_id:
        raise Forbidden(_("You took this money yourself. Another officer gives it back."))
    if receipt.method != Method.CASH:
        raise Stale(_("This fee did not come in cash. The bank gives it back, not the counter."))
    wrong = {}
    if kind not in RefundKind.values:
        wrong["kind"] = _("Choose whether the fee is still owed.")
    if len(reason.strip()) < SHORTEST_REASON:
        wrong["reason"] = _("The reason is too short. Write why the money goes back.")
    if wrong:
        raise Invalid(_("The money is not given back yet."), fields=wrong)


def _owe_again(charge: Charge, actor: Actor, now: datetime) -> None:
    matter = Matter(
        about=charge.about,
        ref=charge.ref,
        payer=charge.payer,
        payer_ur=charge.payer_ur,
        district_id=charge.district_id,
    )
    raise_charge(matter=matter, fee=version(charge.fee, charge.fee_version), actor=actor, now=now)


@transaction.atomic
def exempt(*, charge_id: UUID, reason: str, tell: Listeners, actor: Actor, now: datetime) -> Charge:
    """Take no fee, for a reason that stays with it; those who wait for the money are told."""
    TABLE.require(actor, "payments.fee.exempt")
    charge = queries.to_exempt(actor).select_for_update(of=("self",)).filter(pk=charge_id).first()
    if charge is None:
        raise NotFound(_("No fee is known under this number."))
    if len(reason.strip()) < SHORTEST_REASON:
        said = _("The reason is too short. Write why no fee is taken, and by which order.")
        raise Invalid(said, fields={"reason": said})
    if charge.status != ChargeStatus.DUE:
        raise Stale(_("Nothing is owed for number \u2066%(ref)s\u2069 any more.") % {"ref": charge.ref})
    CHARGE.move(charge, "exempt")
    charge.settled_at, charge.reason, charge.exempted_by_id = now, reason.strip(), actor.user
    charge.save(update_fields=["status", "settled_at", "reason", "exempted_by"])
    for hear in tell:
        hear(charge.about, actor, now)
    record(
        events.EXEMPTED,
        subject=charge,
        actor=actor,
        at=now,
        reason=charge.reason,
        ref=charge.ref,
        rupees=charge.rupees,
    )
    return charge
