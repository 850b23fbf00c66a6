"""What an investigation still has to do, and who looks after it from above."""

from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key
from khidmat.kernel.roles import Role
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.fir import Fir
from khidmat.station.models.guards import before, in_diary, in_order, kept

#: Done is the word of who investigates; a step is spared only by those above him.
BY_WHOM = """
IF NEW.spared AND NEW.role NOT IN ('circle_officer', 'district_officer') THEN
    RAISE EXCEPTION 'station: a step is spared by an officer above' USING ERRCODE = 'check_violation';
END IF;
IF NOT NEW.spared AND NEW.by_id IS DISTINCT FROM (
    SELECT d.officer_id FROM station_designation d WHERE d.fir_id = NEW.fir_id ORDER BY d.number DESC LIMIT 1) THEN
    RAISE EXCEPTION 'station: only who investigates now says what is done' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class TaskMark(models.Model):
    """A step of an investigation that no paper of the file shows: done, or spared by an officer above, and why."""

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="task_marks")
    code = models.CharField(max_length=40)
    spared = models.BooleanField()
    note = models.CharField(max_length=500)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "code"], name="station_taskmark_once"),
            models.CheckConstraint(condition=~Q(note="") & ~Q(code=""), name="station_taskmark_says_why"),
        ]
        triggers = [
            kept("station_taskmark"),
            in_diary("station_taskmark"),
            before("station_taskmark_by_whom", BY_WHOM),
        ]

    def __str__(self) -> str:
        return self.code


class Review(models.Model):
    """An officer above looked at an investigation: what he saw, and what he ordered (every fortnight)."""

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="reviews")
    number = models.PositiveSmallIntegerField()
    remarks = models.TextField()
    directions = models.TextField(blank=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_review_number"),
            models.CheckConstraint(condition=~Q(remarks=""), name="station_review_says_something"),
            models.CheckConstraint(
                condition=Q(role__in=[Role.CIRCLE_OFFICER.value, Role.DISTRICT_OFFICER.value]),
                name="station_review_from_above",
            ),
        ]
        triggers = [
            kept("station_review"),
            in_diary("station_review"),
            in_order("station_review", "station_review"),
        ]

    def __str__(self) -> str:
        return str(self.number)
