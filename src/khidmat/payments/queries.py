"""Reading charges and receipts. A charge is found by the whole number that the payer brings, never by a name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import clean
from khidmat.org.public import within
from khidmat.payments.models import Advice, Charge, Day, Receipt, Refund, Shift
from khidmat.payments.states import SETTLED, TO_LOOK_AT, ChargeStatus


def charge_for(about: UUID) -> Charge | None:
    """The newest charge for a thing, with its receipt; whoever asks has found the thing by his own right."""
    found = Charge.objects.select_related("receipt", "reference").filter(about=about)
    return found.order_by("-raised_at", "-id").first()


def is_owed(about: UUID) -> bool:
    """Whether a fee that was raised for a thing is not paid, or was given back."""
    live = Charge.objects.filter(about=about).exclude(status=ChargeStatus.CANCELLED)
    found = set(live.values_list("status", flat=True))
    return bool(found) and found.isdisjoint(SETTLED)


def charge_by_ref(actor: Actor, ref: str) -> Charge | None:
    """The newest charge under a number, for somebody who may take money."""
    if not TABLE.may(actor, "payments.cash.take"):
        return None
    found = Charge.objects.select_related("receipt").filter(ref=_plain(ref))
    return found.order_by("-raised_at", "-id").first()


def _plain(ref: str) -> str:
    return clean(ref).replace(" ", "").replace("-", "").upper()


def open_shift_of(actor: Actor) -> Shift | None:
    """The operator's own open drawer."""
    found = Shift.objects.select_related("day__office").filter(operator_id=actor.user_id, closed_at=None)
    return found.first() if TABLE.may(actor, "payments.cash.take") else None


def receipts(actor: Actor, permission: str = "payments.receipt.read") -> QuerySet[Receipt]:
    """Receipts of the offices that this right of the actor's reaches, newest first."""
    scope = TABLE.scope(actor, permission)
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


def to_exempt(actor: Actor) -> QuerySet[Charge]:
    """Charges of the territory in which the actor may exempt."""
    scope = TABLE.scope(actor, "payments.fee.exempt")
    if scope is None:
        return Charge.objects.none()
    return Charge.objects.filter(district_id__in=within(actor, scope).values("pk"))


def owed_by_ref(actor: Actor, ref: str) -> Charge | None:
    """What is owed under a number in the territory in which the actor may exempt."""
    found = to_exempt(actor).filter(ref=_plain(ref), status=ChargeStatus.DUE)
    return found.order_by("-raised_at", "-id").first()


def days(actor: Actor, permission: str = "payments.day.read") -> QuerySet[Day]:
    """Cash days of the offices that this right reaches, newest first."""
    scope = TABLE.scope(actor, permission)
    if scope is None:
        return Day.objects.none()
    found = Day.objects.filter(office_id__in=within(actor, scope).values("pk"))
    return found.order_by("-day", "office_id")


@dataclass(frozen=True, slots=True)
class Whole:
    """A day as its receipts and refunds say: how many receipts, what was taken, what was given back."""

    receipts: int
    taken: int
    refunded: int

    @property
    def expected(self) -> int:
        """What the in-charge should hold, without the change that the drawers began with."""
        return self.taken - self.refunded


def whole(day: Day) -> Whole:
    """The sums of a day, from its rows."""
    row = Receipt.objects.filter(shift__day=day).aggregate(count=Count("pk"), rupees=Sum("rupees"))
    back = day.refunds.aggregate(rupees=Sum("rupees"))["rupees"]
    return Whole(receipts=row["count"], taken=row["rupees"] or 0, refunded=back or 0)


@dataclass(frozen=True, slots=True)
class Drawer:
    """A drawer of a day: the shift, its receipts, what was taken, and by how much the count differs."""

    shift: Shift
    receipts: int
    taken: int
    difference: int | None


def drawers(day: Day) -> list[Drawer]:
    """The drawers of a day, in the order in which they were opened."""
    found = day.shifts.select_related("operator").annotate(
        number=Count("receipts"), rupees=Coalesce(Sum("receipts__rupees"), 0)
    )
    return [
        Drawer(
            shift=one,
            receipts=one.number,
            taken=one.rupees,
            difference=None if one.counted is None else one.counted - one.began_with - one.rupees,
        )
        for one in found.order_by("opened_at", "pk")
    ]


def differs() -> Q:
    """The condition of a closed day with a difference, its own or a drawer's."""
    drawer_differs = Shift.objects.filter(day=OuterRef("pk")).exclude(counted=F("began_with") + F("taken"))
    return Q(~Q(counted=F("taken") - F("refunded")) | Q(Exists(drawer_differs)), closed_at__isnull=False)


def to_see(actor: Actor) -> QuerySet[Day]:
    """Closed days with a difference that no officer above has seen."""
    return days(actor, "payments.day.see").filter(differs(), seen_at=None)


def refunds(day: Day) -> QuerySet[Refund]:
    """What was given back on a day."""
    return day.refunds.select_related("receipt__charge", "given_by").order_by("number")


def refund_of(receipt: Receipt) -> Refund | None:
    """What was given back for a receipt that the reader may see."""
    return Refund.objects.select_related("given_by", "day").filter(receipt=receipt).first()


def advices(actor: Actor) -> QuerySet[Advice]:
    """Messages of the bank that somebody has to look at: of the territory, and those that belong to nobody."""
    scope = TABLE.scope(actor, "payments.advice.read")
    if scope is None:
        return Advice.objects.none()
    reached = within(actor, scope).values("pk")
    found = Advice.objects.filter(Q(charge__isnull=True) | Q(charge__district_id__in=reached))
    to_look_at = found.filter(outcome__in=TO_LOOK_AT)
    return to_look_at.select_related("charge__receipt").order_by("-received_at", "-id")
