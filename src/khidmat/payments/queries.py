"""Reading charges and receipts. A charge is found by the whole number that the payer brings, never by a name."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import clean
from khidmat.org.public import within
from khidmat.payments.models import Charge, Receipt, Shift
from khidmat.payments.states import SETTLED, ChargeStatus


def charge_for(about: UUID) -> Charge | None:
    """The newest charge for a thing, with its receipt; whoever asks has found the thing by his own right."""
    return Charge.objects.select_related("receipt").filter(about=about).order_by("-raised_at", "-id").first()


def is_owed(about: UUID) -> bool:
    """Whether a fee that was raised for a thing is not paid, or was given back."""
    found = Charge.objects.filter(about=about).exclude(status=ChargeStatus.CANCELLED)
    return found.exists() and not found.filter(status__in=SETTLED).exists()


def charge_by_ref(actor: Actor, ref: str) -> Charge | None:
    """The newest charge under a number, for somebody who may take money."""
    if not TABLE.may(actor, "payments.cash.take"):
        return None
    wanted = clean(ref).replace(" ", "").replace("-", "").upper()
    return Charge.objects.select_related("receipt").filter(ref=wanted).order_by("-raised_at", "-id").first()


def open_shift_of(actor: Actor) -> Shift | None:
    """The operator's own open drawer."""
    found = Shift.objects.select_related("day__office").filter(operator_id=actor.user_id, closed_at=None)
    return found.first() if TABLE.may(actor, "payments.cash.take") else None


def receipts(actor: Actor) -> QuerySet[Receipt]:
    """Receipts of the offices that the actor's right reaches, newest first."""
    scope = TABLE.scope(actor, "payments.receipt.read")
    if scope is None:
        return Receipt.objects.none()
    found = Receipt.objects.filter(office_id__in=within(actor, scope).values("pk"))
    return found.select_related("charge", "office", "taken_by").order_by("-taken_at", "-id")


def receipt_by_code(code: str) -> Receipt | None:
    """The receipt of the code printed on it: who holds the paper may ask."""
    return Receipt.objects.select_related("charge", "office").filter(code=code).first()


def drawer(shift: Shift) -> tuple[int, int]:
    """How many receipts a drawer has given, and for how many rupees."""
    row = shift.receipts.aggregate(count=Count("pk"), rupees=Sum("rupees"))
    return row["count"], row["rupees"] or 0


def lately(shift: Shift, now: datetime, most: int = 10) -> list[Receipt]:
    """The last receipts of a drawer."""
    found = shift.receipts.select_related("charge").filter(taken_at__lte=now)
    return list(found.order_by("-number")[:most])
