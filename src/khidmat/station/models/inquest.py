"""Inquest, register VI (CrPC 174; Form 25.35(1) A natural, B violence, C poison): a sudden death, case or none."""

from django.db import models
from django.db.models import F, Q

from khidmat.kernel.fields import key
from khidmat.station.deaths import Death
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.fir import Fir
from khidmat.station.models.guards import before, kept

IN_ITS_YEAR = """
IF NEW.number <> 1 + coalesce(
    (SELECT max(i.number) FROM station_inquest i WHERE i.station_id = NEW.station_id AND i.year = NEW.year), 0)
   OR NEW.year <> extract(year FROM NEW.at AT TIME ZONE 'Asia/Karachi') THEN
    RAISE EXCEPTION 'station: inquests are numbered by station and year' USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (SELECT FROM station_diaryentry e
                WHERE e.id = NEW.entry_id AND e.station_id = NEW.station_id AND e.about_id = NEW.id) THEN
    RAISE EXCEPTION 'station: an inquest rests on its diary entry' USING ERRCODE = 'check_violation';
END IF;
IF NEW.fir_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM station_fir f WHERE f.id = NEW.fir_id AND f.station_id = NEW.station_id) THEN
    RAISE EXCEPTION 'station: an inquest lies where its case is' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Inquest(models.Model):
    """An inquest under its number: when the station was informed, the magistrate told, the body looked at.

    What was seen stands in `InquestText`, kept apart so that the database itself can seal it with its case.
    """

    id = key()
    station = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    fir = models.ForeignKey(Fir, models.PROTECT, null=True, related_name="inquests")
    informed_at = models.DateTimeField()
    told_at = models.DateTimeField()
    began_at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["station", "-at", "-id"], name="station_inquest_newest")]
        constraints = [
            models.UniqueConstraint(fields=["station", "year", "number"], name="station_inquest_number"),
            models.CheckConstraint(
                condition=Q(informed_at__lte=F("told_at"), told_at__lte=F("began_at"), began_at__lte=F("at")),
                name="station_inquest_magistrate_told_first",
            ),
        ]
        triggers = [kept("station_inquest"), before("station_inquest_ordered", IN_ITS_YEAR)]

    def __str__(self) -> str:
        return f"{self.number}/{self.year % 100:02}"


class InquestText(models.Model):
    """What two inhabitants saw with the officer at the body, in the form for the kind of death."""

    inquest = models.OneToOneField(Inquest, models.PROTECT, primary_key=True, related_name="text")
    form = models.CharField(max_length=8, choices=Death)
    deceased = models.CharField(max_length=300)
    place = models.CharField(max_length=300)
    magistrate = models.CharField(max_length=120)
    first = models.CharField(max_length=300)
    second = models.CharField(max_length=300)
    seen = models.TextField()
    wounds = models.TextField(blank=True)
    weapon = models.CharField(max_length=300, blank=True)
    poison = models.TextField(blank=True)
    opinion = models.TextField()
    doctor = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(deceased="") & ~Q(place="") & ~Q(magistrate="") & ~Q(seen="") & ~Q(opinion=""),
                name="station_inquesttext_says_everything",
            ),
            models.CheckConstraint(
                condition=~Q(first="") & ~Q(second="") & ~Q(first=F("second")),
                name="station_inquesttext_two_inhabitants",
            ),
            models.CheckConstraint(
                condition=Q(form=Death.NATURAL.value)
                | (Q(form=Death.VIOLENCE.value) & ~Q(wounds=""))
                | (Q(form=Death.POISON.value) & ~Q(poison="")),
                name="station_inquesttext_what_its_form_asks",
            ),
            models.CheckConstraint(
                condition=Q(form=Death.NATURAL.value) | ~Q(doctor=""),
                name="station_inquesttext_body_to_a_doctor",
            ),
        ]
        triggers = [kept("station_inquesttext")]

    def __str__(self) -> str:
        return str(self.inquest_id)
