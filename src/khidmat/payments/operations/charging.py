"""What is owed: raised under the fee in force, payable under a number, cancelled when the thing it is for ends."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.transactions import as_one
from khidmat.payments import events, providers
from khidmat.payments.fees import Fee
from khidmat.payments.models import Charge, Reference
from khidmat.payments.states import CHARGE, ChargeStatus

DIGITS = 13


@dataclass(frozen=True, slots=True)
class Matter:
    """What a fee is for: the thing's id, its number as people read it out, and the names for the receipt."""

    about: UUID
    ref: str
    payer: str
    payer_ur: str
    district_id: UUID


@as_one
def raise_charge(*, matter: Matter, fee: Fee, actor: Actor, now: datetime) -> Charge:
    """Owe this fee for this matter; it has to be above zero. One live charge for one thing."""
    charge = Charge.objects.create(
        about=matter.about,
        ref=matter.ref,
        fee=fee.code,
        fee_version=fee.version,
        rupees=fee.rupees,
        payer=matter.payer,
        payer_ur=matter.payer_ur,
        district_id=matter.district_id,
        raised_at=now,
    )
    if providers.configured():
        new_reference(charge, now)
    record(
        events.RAISED, subject=charge, actor=actor, at=now, ref=charge.ref, fee=fee.code, rupees=charge.rupees
    )
    return charge


def hold(about: UUID) -> Charge | None:
    """Lock what is still owed for a thing, before its own row: whoever pays locks in the same order."""
    return Charge.objects.select_for_update().filter(about=about, status=ChargeStatus.DUE).first()


@transaction.atomic
def cancel(*, about: UUID, actor: Actor, now: datetime) -> None:
    """Nothing is owed any more for a thing that has ended unpaid. What is paid stays paid."""
    charge = hold(about)
    if charge is None:
        return
    CHARGE.move(charge, "cancel")
    charge.save(update_fields=["status"])
    record(events.CANCELLED, subject=charge, actor=actor, at=now, ref=charge.ref)


def new_reference(charge: Charge, now: datetime) -> Reference:
    """A number nobody can guess, with a last digit that catches a slip of the finger."""
    digits = str(secrets.randbelow(9) + 1) + "".join(str(secrets.randbelow(10)) for _n in range(DIGITS - 1))
    return Reference.objects.create(number=digits + _check(digits), charge=charge, made_at=now)


def _check(digits: str) -> str:
    """The digit that completes a number by Luhn's rule, as on bank cards."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits))]
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)
