"""What is told at a station's desk, and what becomes of it; nothing told is ever changed, nothing decided is edited."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual

from khidmat.kernel.fields import key
from khidmat.station.states import (
    COMPLAINT,
    SHORTEST_REFUSAL,
    ComplaintStatus,
    Direction,
    DutyKind,
    Ground,
    Matter,
    Source,
    Turning,
)

FACTS = [
    "station", "number", "year", "code", "source", "matter", "sensitive", "offences", "occurred_from", "occurred_to",
    "occurred_text", "occurred_odd", "place", "place_text", "distance", "direction", "beat", "came_from", "taken_at",
    "taken_by",
]  # fmt: skip

#: A complaint leaves its state by a decision that stands in a row of its own, with its author and his reasons.
BY_A_DECISION = """
IF NEW.status IS DISTINCT FROM OLD.status AND NOT EXISTS (
    SELECT FROM station_decision d
     WHERE d.complaint_id = NEW.id AND d.kind = NEW.status AND d.at = NEW.decided_at
) THEN
    RAISE EXCEPTION 'station: a complaint is decided by a decision' USING ERRCODE = 'check_violation';
END IF;
IF NEW.status NOT IN (OLD.status, 'registered')
   AND EXISTS (SELECT FROM station_firtransfer t WHERE t.complaint_id = NEW.id) THEN
    RAISE EXCEPTION 'station: a case sent here is registered here' USING ERRCODE = 'check_violation';
END IF;
IF NEW.status = OLD.status AND NEW.decided_at IS DISTINCT FROM OLD.decided_at THEN
    RAISE EXCEPTION 'station: a decision keeps its hour' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Complaint(models.Model):
    """One thing told to a station, under its e-tag. Whatever is odd stays as it was said and is flagged.

    `code` is what the complainant follows it by. Who told it and his words are the `Telling`, kept apart so that the
    database itself can seal them. `came_from`: another station took it first and sent it here.
    """

    id = key()
    station = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=8, unique=True)
    source = models.CharField(max_length=16, choices=Source)
    matter = models.CharField(max_length=16, choices=Matter)
    sensitive = models.BooleanField(default=False)
    offences = models.TextField(blank=True)
    occurred_from = models.DateTimeField(null=True)
    occurred_to = models.DateTimeField(null=True)
    occurred_text = models.CharField(max_length=200, blank=True)
    occurred_odd = models.BooleanField(default=False)
    place = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+")
    place_text = models.CharField(max_length=300, blank=True)
    distance = models.CharField(max_length=40, blank=True)
    direction = models.CharField(max_length=2, choices=Direction, blank=True)
    beat = models.CharField(max_length=60, blank=True)
    came_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="sent_on")
    status = models.CharField(max_length=12, choices=ComplaintStatus, default=ComplaintStatus.RECEIVED.value)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["station", "taken_at", "id"],
                condition=Q(status="received"),
                name="station_complaint_open",
            ),
            models.Index(fields=["station", "-taken_at", "id"], name="station_complaint_newest"),
            models.Index(fields=["-taken_at", "id"], name="station_complaint_latest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["station", "year", "number"], name="station_complaint_etag"),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="station_complaint_source"),
            models.CheckConstraint(condition=Q(matter__in=Matter.values), name="station_complaint_matter"),
            models.CheckConstraint(
                condition=~Q(matter=Matter.MISSING_CHILD)
                | Q(status__in=[ComplaintStatus.RECEIVED, ComplaintStatus.REGISTERED]),
                name="station_missing_child_has_fir",
            ),
            models.CheckConstraint(
                condition=~Q(matter=Matter.MISSING_CHILD) | Q(sensitive=True),
                name="station_missing_child_is_sealed",
            ),
        ]
        triggers = [
            *COMPLAINT.triggers(),
            pgtrigger.ReadOnly(name="station_complaint_as_told", fields=FACTS),
            pgtrigger.Protect(name="station_complaint_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="station_complaint_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=BY_A_DECISION,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"


class Telling(models.Model):
    """Who told it, and in which words. Of a sealed complaint the database shows the row only to who unsealed it."""

    complaint = models.OneToOneField(Complaint, models.PROTECT, primary_key=True, related_name="telling")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    father = models.CharField(max_length=120, blank=True)
    cnic = models.CharField(max_length=40, blank=True)
    mobile = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=300, blank=True)
    described = models.CharField(max_length=300, blank=True)
    child_name = models.CharField(max_length=120, blank=True)
    child_age = models.CharField(max_length=40, blank=True)
    told = models.TextField()
    property_text = models.TextField(blank=True)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="station_telling_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return str(self.complaint_id)


class Decision(models.Model):
    """What was decided on a complaint, by whom, when and why. A refusal says its ground and explains it."""

    id = key()
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=12, choices=Turning)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    ground = models.CharField(max_length=12, choices=Ground, blank=True)
    reason = models.TextField(blank=True)
    magistrate = models.CharField(max_length=120, blank=True)
    to_station = models.ForeignKey("org.Office", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Turning.values), name="station_decision_kind"),
            models.CheckConstraint(
                condition=~Q(kind=Turning.REFUSED)
                | (Q(ground__in=Ground.values) & Q(GreaterThanOrEqual(Length("reason"), SHORTEST_REFUSAL))),
                name="station_refusal_explains_itself",
            ),
            models.CheckConstraint(
                condition=Q(kind=Turning.TRANSFERRED, to_station__isnull=False)
                | (~Q(kind=Turning.TRANSFERRED) & Q(to_station__isnull=True)),
                name="station_transfer_names_its_station",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Turning.REFERRED) | ~Q(magistrate=""),
                name="station_referral_names_its_magistrate",
            ),
            models.CheckConstraint(
                condition=Q(kind=Turning.REGISTERED) | ~Q(reason=""), name="station_decision_has_a_reason"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="station_decision_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.kind


class Duty(models.Model):
    """A clock of a complaint and what it waits for; `done` says in words how it was met."""

    id = key()
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=8, choices=DutyKind)
    clock = models.OneToOneField("clocks.Clock", models.PROTECT, related_name="+")
    done = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DutyKind.values), name="station_duty_kind")
        ]
        triggers = [
            pgtrigger.Protect(name="station_duty_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="station_duty_stays", fields=["complaint", "kind", "clock"]),
            pgtrigger.Trigger(
                name="station_duty_done_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                IF OLD.done <> '' AND NEW.done <> OLD.done THEN
                    RAISE EXCEPTION 'station: what was done stays as it was written'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class CourtOrder(models.Model):
    """An order under section 22-A: its petition, the court, and the day by which the station reports."""

    id = key()
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="orders")
    petition = models.CharField(max_length=60)
    court = models.CharField(max_length=120)
    ordered_on = models.DateField()
    orders = models.TextField()
    duty = models.OneToOneField(Duty, models.PROTECT, related_name="order")

    class Meta:
        triggers = [
            pgtrigger.Protect(name="station_order_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.petition


class Sight(models.Model):
    """The circle officer has read a refusal."""

    id = key()
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="sight")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        triggers = [
            pgtrigger.Protect(name="station_sight_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return str(self.at)
