"""Before the magistrate: production, days of custody by order, the clocks of an arrest; and the lock-up's notes."""

from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key
from khidmat.station.custody_states import MOST_POLICE_DAYS, Exceptional, NoteKind, RemandKind
from khidmat.station.models.arrest import Arrest
from khidmat.station.models.custody import Custody
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.fir import Fir
from khidmat.station.models.guards import before, by_the_investigator, in_diary, kept

#: Days are counted over every arrest of the accused in the case, also as he was called before. The accused is locked
#: first: of two orders at the same moment the second sees the first. Who was committed to jail comes back to the police
#: from the court that he was brought before, and only in the fifteen days from the first order (CrPC 167(2)).
FIFTEEN_IN_THE_WHOLE = f"""
PERFORM FROM station_accused a JOIN station_arrest r ON r.accused_id = a.id WHERE r.id = NEW.arrest_id
   AND r.fir_id = NEW.fir_id FOR NO KEY UPDATE OF a;
IF NOT FOUND OR NOT EXISTS (
    SELECT FROM station_production p JOIN station_arrest r ON r.id = p.arrest_id
      JOIN station_custody c ON c.id = r.custody_id
     WHERE p.arrest_id = NEW.arrest_id AND p.at <= NEW.at AND r.status = 'held' AND c.status <> 'jail'
) THEN
    RAISE EXCEPTION 'station: remand follows production' USING ERRCODE = 'check_violation';
END IF;
IF NEW.at < (SELECT max(r.at) FROM station_remand r WHERE r.arrest_id = NEW.arrest_id) THEN
    RAISE EXCEPTION 'station: orders follow one another' USING ERRCODE = 'check_violation';
END IF;
IF NEW.kind = 'police' AND NEW.days + station_police_days(
    (SELECT x.accused_id FROM station_arrest x WHERE x.id = NEW.arrest_id)
) > {MOST_POLICE_DAYS} THEN
    RAISE EXCEPTION 'station: police custody is {MOST_POLICE_DAYS} days in the whole' USING ERRCODE = 'check_violation';
END IF;
IF NEW.kind = 'police' AND EXISTS (
    SELECT FROM station_remand r WHERE r.arrest_id = NEW.arrest_id AND r.kind = 'judicial'
) AND NOT EXISTS (
    SELECT FROM station_arrest a JOIN station_custody c ON c.id = a.custody_id
      JOIN station_production p ON p.arrest_id = a.id AND p.at >= c.moved_at
     WHERE a.id = NEW.arrest_id AND c.status = 'court'
       AND (NEW.at AT TIME ZONE 'Asia/Karachi')::date < {MOST_POLICE_DAYS} + (
           SELECT min((r.at AT TIME ZONE 'Asia/Karachi')::date) FROM station_remand r WHERE r.arrest_id = a.id)
) THEN
    RAISE EXCEPTION 'station: from jail to the police in the first {MOST_POLICE_DAYS} days only'
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.kind = 'police' AND NEW.exceptional = '' AND EXISTS (
    SELECT FROM station_arrest a JOIN station_custody c ON c.id = a.custody_id
     WHERE a.id = NEW.arrest_id AND c.gender = 'woman'
) THEN
    RAISE EXCEPTION 'station: a woman is not given into police custody' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Production(models.Model):
    """That the arrested person stood before a magistrate. `journey`: minutes that the law leaves out (CrPC 61)."""

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="+")
    arrest = models.ForeignKey(Arrest, models.PROTECT, related_name="productions")
    magistrate = models.CharField(max_length=120)
    journey = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(magistrate=""), name="station_production_before_somebody")
        ]
        triggers = [
            kept("station_production"),
            by_the_investigator("station_production"),
            in_diary("station_production"),
        ]

    def __str__(self) -> str:
        return str(self.at)


class Remand(models.Model):
    """Days of custody that a court has ordered. `asked`: what went to the court with the request (r. 25.56)."""

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="+")
    arrest = models.ForeignKey(Arrest, models.PROTECT, related_name="remands")
    kind = models.CharField(max_length=8, choices=RemandKind)
    days = models.PositiveSmallIntegerField()
    court = models.CharField(max_length=120)
    reference = models.CharField(max_length=120)
    reasons = models.TextField()
    exceptional = models.CharField(max_length=8, choices=Exceptional, blank=True)
    asked = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=RemandKind.values, days__gte=1, days__lte=MOST_POLICE_DAYS),
                name="station_remand_days",
            ),
            models.CheckConstraint(
                condition=~Q(court="") & ~Q(reference="") & ~Q(reasons="") & ~Q(asked=""),
                name="station_remand_by_order_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(exceptional="") | Q(exceptional__in=Exceptional.values),
                name="station_remand_exceptional",
            ),
        ]
        triggers = [
            kept("station_remand"),
            by_the_investigator("station_remand"),
            in_diary("station_remand"),
            before("station_remand_whole", FIFTEEN_IN_THE_WHOLE),
        ]

    def __str__(self) -> str:
        return self.kind


class CustodyClock(models.Model):
    """A clock that runs for an arrested person; its rule says what it waits for."""

    id = key()
    arrest = models.ForeignKey(Arrest, models.PROTECT, related_name="clocks")
    clock = models.OneToOneField("clocks.Clock", models.PROTECT, related_name="+")

    class Meta:
        triggers = [kept("station_custodyclock")]

    def __str__(self) -> str:
        return str(self.clock_id)


class Note(models.Model):
    """A line of the lock-up register: a check of the whole lock-up (`custody` empty), or what one person got."""

    id = key()
    station = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    custody = models.ForeignKey(Custody, models.PROTECT, null=True, related_name="notes")
    kind = models.CharField(max_length=10, choices=NoteKind)
    text = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["station", "-at", "-id"], name="station_note_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=NoteKind.values) & ~Q(text=""), name="station_note_says_something"
            ),
            models.CheckConstraint(
                condition=Q(custody__isnull=False) | Q(kind=NoteKind.CHECK), name="station_note_of_somebody"
            ),
        ]
        triggers = [kept("station_note")]

    def __str__(self) -> str:
        return self.kind
