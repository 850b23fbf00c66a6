"""The malkhana, register XIX (Form 22.70): what is kept, and every step of it; nothing is edited, nothing vanishes."""

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Floor

from khidmat.kernel.fields import key
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.fir import Fir
from khidmat.station.models.road_guards import UNDER_A_CERTIFICATE
from khidmat.station.stores import ITEM, LEADS_TO, WHOLE, Basis, ItemStatus, Kind, Move, Unit

KEPT = pgtrigger.Update | pgtrigger.Delete
FACTS = [
    "station", "year", "number", "fir", "entry", "basis", "kind", "quantity", "unit", "weight_mg", "value", "seals",
    "deposited_at", "recorded_at", "by", "role",
]  # fmt: skip
#: SQL: where a movement of this kind leaves the thing.
LEFT = " ".join(f"WHEN '{move.value}' THEN '{status.value}'" for move, status in LEADS_TO.items())
#: The number follows the last one of the year, and what the thing rests on was there before it.
AS_THE_RULE_ORDERS = """
IF NEW.number <> 1 + coalesce(
    (SELECT max(i.number) FROM station_item i WHERE i.station_id = NEW.station_id AND i.year = NEW.year), 0) THEN
    RAISE EXCEPTION 'station: numbers of register XIX follow one another' USING ERRCODE = 'check_violation';
END IF;
IF NEW.year <> extract(year FROM NEW.recorded_at AT TIME ZONE 'Asia/Karachi') THEN
    RAISE EXCEPTION 'station: property is numbered in its own year' USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (
    SELECT FROM station_diaryentry e
     WHERE e.id = NEW.entry_id AND e.station_id = NEW.station_id AND e.kind = 'property_in'
       AND e.written_at <= NEW.recorded_at AND (NEW.fir_id IS NULL OR e.about_id = NEW.fir_id)
) THEN
    RAISE EXCEPTION 'station: property rests on its diary entry' USING ERRCODE = 'check_violation';
END IF;
IF NEW.fir_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM station_fir f WHERE f.id = NEW.fir_id AND f.station_id = NEW.station_id
) THEN
    RAISE EXCEPTION 'station: property lies where its case is' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
#: A thing is where its last movement left it, and nowhere else.
WHERE_IT_WAS_LEFT = f"""
IF NEW.status IS DISTINCT FROM (
    SELECT CASE m.kind {LEFT} END FROM station_movement m WHERE m.item_id = NEW.id ORDER BY m.number DESC LIMIT 1
) THEN
    RAISE EXCEPTION 'station: property is where its last movement left it' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
#: The thing's row is locked first, so that two cannot both carry it away. What is in the store afterwards is what was
#: there, less what went, and what came back.
FOLLOWS = f"""
SELECT * INTO thing FROM station_item i WHERE i.id = NEW.item_id FOR UPDATE;
SELECT * INTO before FROM station_movement m WHERE m.item_id = NEW.item_id ORDER BY m.number DESC LIMIT 1;
IF NEW.number <> coalesce(before.number, 0) + 1 OR (NEW.number = 1) <> (NEW.kind = 'deposit')
   OR NEW.recorded_at < before.recorded_at THEN
    RAISE EXCEPTION 'station: movements follow one another' USING ERRCODE = 'check_violation';
END IF;
IF before.kind IS NOT NULL AND (thing.status <> CASE before.kind {LEFT} END OR thing.status || '>' || NEW.kind
    NOT IN ('stored>send', 'away>back', 'held>back', 'away>entrust', 'away>settle')) THEN
    RAISE EXCEPTION 'station: property moves from where it is' USING ERRCODE = 'check_violation';
END IF;
IF NEW.balance <> coalesce(before.balance, 0) + (CASE NEW.kind
    WHEN 'deposit' THEN NEW.quantity WHEN 'back' THEN NEW.quantity WHEN 'send' THEN -NEW.quantity ELSE 0 END) THEN
    RAISE EXCEPTION 'station: the balance is received less sent and returned' USING ERRCODE = 'check_violation';
END IF;
IF (NEW.kind = 'send' AND NEW.balance <> 0) OR (NEW.kind = 'deposit' AND NEW.quantity <> thing.quantity) THEN
    RAISE EXCEPTION 'station: property moves whole' USING ERRCODE = 'check_violation';
END IF;
IF thing.kind = 'narcotic' AND NEW.kind IN ('deposit', 'send', 'back') AND NEW.weight_mg IS NULL THEN
    RAISE EXCEPTION 'station: narcotics are weighed at each movement' USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (
    SELECT FROM station_diaryentry e WHERE e.id = NEW.entry_id AND e.station_id = thing.station_id
       AND e.kind = CASE WHEN NEW.kind IN ('deposit', 'back') THEN 'property_in' ELSE 'property_out' END
) THEN
    RAISE EXCEPTION 'station: a movement rests on its diary entry' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


def _amount() -> "models.DecimalField[Decimal, Decimal]":
    """A quantity: up to a milliard, to a thousandth."""
    return models.DecimalField(max_digits=12, decimal_places=3)


class Item(models.Model):
    """One thing in the store-room, by its serial of register XIX: what it is never changes; where, movements say.

    `weight_mg`: as it was weighed with its wrapping and seals. `value`: in rupees, as it was put on it then.
    Who brought it and what it is in words stand in
    `ItemText`, kept apart so that the database itself can seal them with the case.
    """

    id = key()
    station = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    fir = models.ForeignKey(Fir, models.PROTECT, null=True, related_name="property")
    entry = models.ForeignKey(DiaryEntry, models.PROTECT, related_name="+")
    basis = models.CharField(max_length=12, choices=Basis)
    kind = models.CharField(max_length=12, choices=Kind)
    quantity = _amount()
    unit = models.CharField(max_length=8, choices=Unit)
    weight_mg = models.PositiveBigIntegerField(null=True)
    value = models.PositiveBigIntegerField(null=True)
    seals = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=8, choices=ItemStatus, default=ItemStatus.STORED.value)
    deposited_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)

    class Meta:
        indexes = [
            models.Index(fields=["station", "-year", "-number"], name="station_item_newest"),
            models.Index(fields=["station", "status", "-year", "-number"], name="station_item_where"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["station", "year", "number"], name="station_item_number"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="station_item_kind"),
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="station_item_unit"),
            models.CheckConstraint(condition=Q(status__in=ItemStatus.values), name="station_item_status"),
            models.CheckConstraint(
                condition=Q(basis__in=Basis.values)
                & (~Q(basis=Basis.CASE) | Q(fir__isnull=False))
                & (~Q(basis=Basis.UNCLAIMED) | Q(fir__isnull=True)),
                name="station_item_basis",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0) & (~Q(unit__in=WHOLE) | Q(quantity=Floor("quantity"))),
                name="station_item_quantity",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.CASH) | Q(unit=Unit.RUPEES), name="station_item_cash_in_rupees"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gt=0) & ~Q(kind=Kind.CASH),
                name="station_item_value",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.NARCOTIC) | Q(weight_mg__isnull=False, weight_mg__gt=0),
                name="station_item_narcotic_weighed",
            ),
            models.CheckConstraint(
                condition=Q(deposited_at__lte=F("recorded_at")), name="station_item_after_its_event"
            ),
        ]
        triggers = [
            *ITEM.triggers(),
            pgtrigger.ReadOnly(name="station_item_as_received", fields=FACTS),
            pgtrigger.Protect(name="station_item_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="station_item_ordered",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=AS_THE_RULE_ORDERS,
            ),
            pgtrigger.Trigger(
                name="station_item_where",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=WHERE_IT_WAS_LEFT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year % 100:02}"


class ItemText(models.Model):
    """The words of a thing. Of one in a sealed case the database shows the row only to who unsealed it."""

    item = models.OneToOneField(Item, models.PROTECT, primary_key=True, related_name="text")
    description = models.TextField()
    from_whom = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(description=""), name="station_itemtext_says_something")
        ]
        triggers = [pgtrigger.Protect(name="station_itemtext_kept", operation=KEPT)]

    def __str__(self) -> str:
        return str(self.item_id)


class ItemPhoto(models.Model):
    """A photograph of a thing."""

    id = key()
    item = models.ForeignKey(Item, models.PROTECT, related_name="photos")
    number = models.PositiveSmallIntegerField()
    blob = models.ForeignKey("files.Blob", models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="station_photo_order")]
        triggers = [pgtrigger.Protect(name="station_photo_kept", operation=KEPT)]

    def __str__(self) -> str:
        return str(self.number)


class Movement(models.Model):
    """One step of a thing: when, by whom, where it then was, and how much is in the store after it.

    `weight_mg` and `seals` as they were found at this step. It leaves and returns on a road certificate.
    """

    id = key()
    item = models.ForeignKey(Item, models.PROTECT, related_name="movements")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Move)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    quantity = _amount()
    balance = _amount()
    weight_mg = models.PositiveBigIntegerField(null=True)
    seals = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    certificate = models.ForeignKey(
        "station.RoadCertificate", models.PROTECT, null=True, related_name="movements"
    )
    entry = models.ForeignKey(DiaryEntry, models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=Move.DEPOSIT, certificate__isnull=True)
                | (~Q(kind=Move.DEPOSIT) & Q(certificate__isnull=False)),
                name="station_movement_on_certificate",
            ),
            models.UniqueConstraint(fields=["item", "number"], name="station_movement_order"),
            models.CheckConstraint(condition=Q(kind__in=Move.values), name="station_movement_kind"),
            models.CheckConstraint(condition=Q(balance__gte=0), name="station_movement_balance"),
            models.CheckConstraint(
                condition=Q(kind__in=[Move.ENTRUST, Move.SETTLE], quantity=0)
                | (~Q(kind__in=[Move.ENTRUST, Move.SETTLE]) & Q(quantity__gt=0)),
                name="station_movement_quantity",
            ),
            models.CheckConstraint(
                condition=Q(happened_at__lte=F("recorded_at")), name="station_movement_after_its_event"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="station_movement_kept", operation=KEPT),
            pgtrigger.Trigger(
                name="station_movement_follows",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("thing", "station_item"), ("before", "station_movement")],
                func=FOLLOWS,
            ),
            pgtrigger.Trigger(
                name="station_movement_on_paper",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("paper", "station_roadcertificate")],
                func=UNDER_A_CERTIFICATE,
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
