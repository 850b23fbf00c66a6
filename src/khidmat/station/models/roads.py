"""Road certificates, register XXI (Form 10.17), and the differences that a movement or a count brings to light."""

import pgtrigger
from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.property import KEPT, Item, Movement
from khidmat.station.models.road_guards import ANOTHER_PERSON, BY_A_SIGNATURE, BY_A_TURN, TWO_PEOPLE
from khidmat.station.removals import (
    BY_ORDER,
    DISCREPANCY,
    ROAD,
    CaseStatus,
    Differing,
    Purpose,
    RoadStatus,
    Signing,
)

FACTS = [
    "station", "purpose", "destination", "carrier", "carrier_post", "request", "court", "order_no", "ordered_on",
    "prepared_at", "prepared_by", "prepared_role",
]  # fmt: skip


def _before_insert(name: str, func: str, *declare: tuple[str, str]) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name, when=pgtrigger.Before, operation=pgtrigger.Insert, declare=list(declare), func=func
    )


class RoadCertificate(models.Model):
    """One road certificate. It has its number when it is let go; before that it is only prepared.

    `request`: the forensic request that the things go with. `court`, `order_no`, `ordered_on`: the order by which
    they leave for good or to a holder.
    """

    id = key()
    station = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    status = models.CharField(max_length=10, choices=RoadStatus, default=RoadStatus.PREPARED.value)
    purpose = models.CharField(max_length=10, choices=Purpose)
    destination = models.CharField(max_length=200)
    carrier = models.CharField(max_length=120)
    carrier_post = models.CharField(max_length=60, blank=True)
    request = models.UUIDField(null=True)
    court = models.CharField(max_length=120, blank=True)
    order_no = models.CharField(max_length=60, blank=True)
    ordered_on = models.DateField(null=True)
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, null=True, related_name="+")
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    prepared_role = models.CharField(max_length=20)

    class Meta:
        indexes = [models.Index(fields=["station", "status", "-prepared_at"], name="station_road_where")]
        constraints = [
            models.UniqueConstraint(fields=["station", "year", "number"], name="station_road_number"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="station_road_purpose"),
            models.CheckConstraint(condition=~Q(destination="") & ~Q(carrier=""), name="station_road_says"),
            models.CheckConstraint(
                condition=Q(status__in=[RoadStatus.PREPARED, RoadStatus.WITHDRAWN], number__isnull=True,
                            year__isnull=True, entry__isnull=True)
                | Q(status__in=[RoadStatus.ISSUED, RoadStatus.RECEIVED], number__isnull=False,
                    year__isnull=False, entry__isnull=False),
                name="station_road_numbered_when_it_leaves",
            ),
            models.CheckConstraint(
                condition=~Q(purpose__in=BY_ORDER)
                | (~Q(court="") & ~Q(order_no="") & Q(ordered_on__isnull=False)),
                name="station_road_by_order",
            ),
        ]  # fmt: skip
        triggers = [
            *ROAD.triggers(),
            pgtrigger.ReadOnly(name="station_road_as_prepared", fields=FACTS),
            pgtrigger.Protect(name="station_road_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="station_road_signed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=BY_A_SIGNATURE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year % 100:02}" if self.number and self.year else "—"


class RoadArticle(models.Model):
    """A thing on a certificate, weighed as it leaves."""

    id = key()
    certificate = models.ForeignKey(RoadCertificate, models.PROTECT, related_name="articles")
    item = models.ForeignKey(Item, models.PROTECT, related_name="roads")
    weight_mg = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["certificate", "item"], name="station_road_article_once")
        ]
        triggers = [
            pgtrigger.Protect(name="station_roadarticle_kept", operation=KEPT),
            _before_insert(
                "station_roadarticle_before",
                """
                IF NOT EXISTS (SELECT FROM station_roadcertificate c
                                WHERE c.id = NEW.certificate_id AND c.status = 'prepared'
                                  AND NOT EXISTS (SELECT FROM station_roadsign s WHERE s.certificate_id = c.id)) THEN
                    RAISE EXCEPTION 'station: nothing is added to a signed certificate'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return str(self.item_id)


class RoadWitness(models.Model):
    """Who sees what is done with the things of a certificate."""

    id = key()
    certificate = models.ForeignKey(RoadCertificate, models.PROTECT, related_name="witnesses")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["certificate", "name"], name="station_road_witness_once"),
            models.CheckConstraint(condition=~Q(name=""), name="station_road_witness_named"),
        ]
        triggers = [pgtrigger.Protect(name="station_roadwitness_kept", operation=KEPT)]

    def __str__(self) -> str:
        return self.name


class Bond(models.Model):
    """Who holds things by order of a court, and for how much he is bound. Sealed with the case of the things."""

    certificate = models.OneToOneField(RoadCertificate, models.PROTECT, primary_key=True, related_name="bond")
    name = models.CharField(max_length=120)
    father = models.CharField(max_length=120, blank=True)
    cnic = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=300, blank=True)
    rupees = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="station_bond_named")]
        triggers = [pgtrigger.Protect(name="station_bond_kept", operation=KEPT)]

    def __str__(self) -> str:
        return str(self.certificate_id)


class RoadSign(models.Model):
    """A signature: of who lets the things go, of who received them there (`name`, `post`), or that it was withdrawn."""

    id = key()
    certificate = models.ForeignKey(RoadCertificate, models.PROTECT, related_name="signs")
    kind = models.CharField(max_length=10, choices=Signing)
    happened_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    name = models.CharField(max_length=120, blank=True)
    post = models.CharField(max_length=120, blank=True)
    paper = models.ForeignKey("files.Blob", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["certificate", "kind"], name="station_road_sign_once"),
            models.CheckConstraint(condition=Q(kind__in=Signing.values), name="station_road_sign_kind"),
            models.CheckConstraint(
                condition=~Q(kind=Signing.WITHDRAWN) | ~Q(reason=""), name="station_road_withdrawn_why"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="station_roadsign_kept", operation=KEPT),
            _before_insert("station_roadsign_two", TWO_PEOPLE, ("paper", "station_roadcertificate")),
        ]

    def __str__(self) -> str:
        return self.kind


class RoadClock(models.Model):
    """What a certificate waits for: that it is received there, that the things come back."""

    id = key()
    certificate = models.ForeignKey(RoadCertificate, models.PROTECT, related_name="clocks")
    clock = models.OneToOneField("clocks.Clock", models.PROTECT, related_name="+")

    class Meta:
        triggers = [pgtrigger.Protect(name="station_roadclock_kept", operation=KEPT)]

    def __str__(self) -> str:
        return str(self.clock_id)


class Countersign(models.Model):
    """The second key: another keeper saw a thing come in, and weighed it himself if it is a narcotic."""

    id = key()
    movement = models.OneToOneField(Movement, models.PROTECT, related_name="countersign")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()
    weight_mg = models.PositiveBigIntegerField(null=True)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="station_countersign_kept", operation=KEPT),
            _before_insert("station_countersign_other", ANOTHER_PERSON),
        ]

    def __str__(self) -> str:
        return str(self.at)


class Discrepancy(models.Model):
    """A thing was found other than its books say. The station answers, the circle officer sees it."""

    id = key()
    item = models.ForeignKey(Item, models.PROTECT, related_name="discrepancies")
    kind = models.CharField(max_length=10, choices=Differing)
    expected = models.CharField(max_length=200)
    found = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=CaseStatus, default=CaseStatus.OPEN.value)
    opened_at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["status", "opened_at"], name="station_discrepancy_open")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Differing.values), name="station_discrepancy_kind")
        ]
        triggers = [
            *DISCREPANCY.triggers(),
            pgtrigger.ReadOnly(
                name="station_discrepancy_stays",
                fields=["item", "kind", "expected", "found", "opened_at", "by"],
            ),
            pgtrigger.Protect(name="station_discrepancy_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="station_discrepancy_turned",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=BY_A_TURN,
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class DiscrepancyTurn(models.Model):
    """What the station answers, and what the circle officer says to it."""

    id = key()
    discrepancy = models.ForeignKey(Discrepancy, models.PROTECT, related_name="turns")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=CaseStatus)
    text = models.TextField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["discrepancy", "number"], name="station_turn_order"),
            models.CheckConstraint(condition=~Q(text=""), name="station_turn_says_something"),
        ]
        triggers = [pgtrigger.Protect(name="station_turn_kept", operation=KEPT)]

    def __str__(self) -> str:
        return self.status
