"""What is owed, the days and drawers that take it, and receipts, which never change."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from khidmat.kernel.fields import key
from khidmat.payments.states import CHARGE, LIVE, ChargeStatus, Method, Outcome, RefundKind

#: What was counted and closed stays; that an officer above has seen it is added later, once.
AS_CLOSED = """
IF (NEW.closed_at, NEW.closed_by_id, NEW.receipts, NEW.taken, NEW.refunded, NEW.counted, NEW.explanation)
    IS DISTINCT FROM
    (OLD.closed_at, OLD.closed_by_id, OLD.receipts, OLD.taken, OLD.refunded, OLD.counted, OLD.explanation)
    OR (OLD.seen_at IS NOT NULL AND (NEW.seen_at, NEW.seen_by_id) IS DISTINCT FROM (OLD.seen_at, OLD.seen_by_id)) THEN
    RAISE EXCEPTION 'payments: a closed day stays as it was closed' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Charge(models.Model):
    """What is owed, for what, by whom; in whole rupees, under one version of one fee.

    `about` is the thing the fee is for (an application), `ref` its number as people read it out; the payer's names
    are those on the receipt.
    """

    id = key()
    about = models.UUIDField()
    ref = models.CharField(max_length=20)
    fee = models.CharField(max_length=40)
    fee_version = models.PositiveSmallIntegerField()
    rupees = models.PositiveIntegerField()
    payer = models.CharField(max_length=120, blank=True)
    payer_ur = models.CharField(max_length=120, blank=True)
    district = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=ChargeStatus, default=ChargeStatus.DUE)
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    exempted_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["ref", "-raised_at"], name="payments_charge_ref"),
            models.Index(fields=["about"], name="payments_charge_about"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(rupees__gt=0), name="payments_charge_owes_something"),
            models.UniqueConstraint(
                fields=["about"], condition=Q(status__in=LIVE), name="payments_charge_one_live"
            ),
            models.CheckConstraint(
                condition=~Q(status=ChargeStatus.EXEMPT) | (Q(exempted_by__isnull=False) & ~Q(reason="")),
                name="payments_charge_exempt_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[ChargeStatus.DUE, ChargeStatus.CANCELLED])
                | Q(settled_at__isnull=False),
                name="payments_charge_settled_when",
            ),
        ]
        triggers = [
            *CHARGE.triggers(),
            pgtrigger.ReadOnly(
                name="payments_charge_as_raised",
                fields=["about", "ref", "fee", "fee_version", "rupees", "payer", "payer_ur", "district"],
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class Day(models.Model):
    """One office's cash day. Closed once, with what its drawers held and what should be there."""

    id = key()
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    day = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    receipts = models.PositiveIntegerField(null=True)
    taken = models.PositiveIntegerField(null=True)
    refunded = models.PositiveIntegerField(null=True)
    counted = models.IntegerField(null=True)
    explanation = models.CharField(max_length=500, blank=True)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["office", "-day"], name="payments_day_office")]
        constraints = [
            models.UniqueConstraint(fields=["office", "day"], name="payments_day_one"),
            models.CheckConstraint(
                condition=Q(
                    closed_at__isnull=True,
                    closed_by__isnull=True,
                    receipts__isnull=True,
                    taken__isnull=True,
                    refunded__isnull=True,
                    counted__isnull=True,
                )
                | Q(
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                    receipts__isnull=False,
                    taken__isnull=False,
                    refunded__isnull=False,
                    counted__isnull=False,
                ),
                name="payments_day_closed_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | Q(counted=F("taken") - F("refunded"))
                | ~Q(explanation=""),
                name="payments_day_difference_explained",
            ),
            models.CheckConstraint(
                condition=Q(seen_at__isnull=True, seen_by__isnull=True)
                | (Q(closed_at__isnull=False, seen_by__isnull=False) & ~Q(seen_by=F("closed_by"))),
                name="payments_day_seen_by_another",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="payments_day_stays", fields=["office", "day", "opened_at"]),
            pgtrigger.Trigger(
                name="payments_day_closed_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
                func=AS_CLOSED,
            ),
        ]

    def __str__(self) -> str:
        return str(self.day)


class Shift(models.Model):
    """One operator's drawer on one day: what it began with, and what was in it when it was counted."""

    id = key()
    day = models.ForeignKey(Day, models.PROTECT, related_name="shifts")
    operator = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    began_with = models.PositiveIntegerField()
    closed_at = models.DateTimeField(null=True)
    taken = models.PositiveIntegerField(null=True)
    counted = models.PositiveIntegerField(null=True)
    explanation = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operator"], condition=Q(closed_at__isnull=True), name="payments_shift_one_open"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, taken__isnull=True, counted__isnull=True)
                | Q(closed_at__isnull=False, taken__isnull=False, counted__isnull=False),
                name="payments_shift_closed_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | Q(counted=F("began_with") + F("taken"))
                | ~Q(explanation=""),
                name="payments_shift_difference_explained",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="payments_shift_stays", fields=["day", "operator", "opened_at", "began_with"]
            ),
            pgtrigger.Protect(
                name="payments_shift_closed_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Pieces(models.Model):
    """How many notes or coins of one value lay in a drawer when it was counted."""

    id = key()
    shift = models.ForeignKey(Shift, models.PROTECT, related_name="pieces")
    value = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shift", "value"], name="payments_pieces_one")]
        triggers = [
            pgtrigger.Protect(name="payments_pieces_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class Receipt(models.Model):
    """Money that came, once, for one charge: gapless by office and year. No column ever changes."""

    id = key()
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=28, unique=True)
    charge = models.OneToOneField(Charge, models.PROTECT, related_name="receipt")
    rupees = models.PositiveIntegerField()
    method = models.CharField(max_length=6, choices=Method)
    shift = models.ForeignKey(Shift, models.PROTECT, null=True, related_name="receipts")
    taken_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["shift", "number"], name="payments_receipt_shift")]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="payments_receipt_number"),
            models.CheckConstraint(
                condition=Q(rupees__gt=0, number__gt=0), name="payments_receipt_something"
            ),
            models.CheckConstraint(
                condition=Q(method=Method.CASH, shift__isnull=False, taken_by__isnull=False)
                | Q(method=Method.BANK, shift__isnull=True, taken_by__isnull=True),
                name="payments_receipt_cash_has_a_drawer",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="payments_receipt_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year % 100:02}"


class Refund(models.Model):
    """Money given back for one receipt, by somebody else than took it; numbered like receipts, and as lasting."""

    id = key()
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    receipt = models.OneToOneField(Receipt, models.PROTECT, related_name="refund")
    day = models.ForeignKey(Day, models.PROTECT, related_name="refunds")
    kind = models.CharField(max_length=8, choices=RefundKind)
    rupees = models.PositiveIntegerField()
    reason = models.CharField(max_length=500)
    given_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["day"], name="payments_refund_day")]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="payments_refund_number"),
            models.CheckConstraint(
                condition=Q(rupees__gt=0, number__gt=0) & ~Q(reason=""), name="payments_refund_with_reason"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="payments_refund_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year % 100:02}"


class Reference(models.Model):
    """The number under which a charge can be paid at a bank or by wallet; its last digit checks the others."""

    id = key()
    number = models.CharField(max_length=14, unique=True)
    charge = models.OneToOneField(Charge, models.PROTECT, related_name="reference")
    made_at = models.DateTimeField()

    class Meta:
        triggers = [
            pgtrigger.Protect(name="payments_reference_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.number


class Advice(models.Model):
    """One message of a bank, as it came, and what became of it; kept whatever it says, and never changed."""

    id = key()
    event = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10)
    reference = models.CharField(max_length=40)
    rupees = models.PositiveIntegerField()
    said_at = models.DateTimeField()
    received_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    charge = models.ForeignKey(Charge, models.PROTECT, null=True, related_name="+")
    receipt = models.OneToOneField(Receipt, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["outcome", "-received_at", "-id"], name="payments_advice_outcome"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["event", "digest"], name="payments_advice_once"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.SETTLED, receipt__isnull=False)
                | (~Q(outcome=Outcome.SETTLED) & Q(receipt__isnull=True)),
                name="payments_advice_settles_by_receipt",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="payments_advice_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.event
