"""The case diary, or zimni (CrPC 172; Police Rules 25.53 to 25.55): chained leaf to leaf, never edited."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from khidmat.kernel.fields import key
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.fir import Fir
from khidmat.station.models.guards import by_investigators, in_diary, in_order, kept

#: The same text as `digests.of_zimni` makes: the database itself refuses a leaf whose digest is not of its words.
CHAINED = """
IF NEW.previous <> coalesce(
    (SELECT z.digest FROM station_zimni z WHERE z.fir_id = NEW.fir_id ORDER BY z.number DESC LIMIT 1), '') THEN
    RAISE EXCEPTION 'station: a leaf of the case diary holds the digest of the one before'
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.digest <> encode(sha256(convert_to(json_build_array(
    NEW.previous, NEW.fir_id::text, NEW.number::text,
    to_char(NEW.informed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    to_char(NEW.began_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    to_char(NEW.ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    NEW.places, NEW.circumstances, NEW.by_id::text, NEW.role,
    to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'))::text, 'UTF8')), 'hex') THEN
    RAISE EXCEPTION 'station: the digest of a leaf is of its own words' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Zimni(models.Model):
    """One leaf of a case's diary: when he was informed, began and ended, where he went, what he found.

    Only who investigates at that moment writes it. The accused never reads it; a court after it has called for it.
    """

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="zimnis")
    number = models.PositiveSmallIntegerField()
    informed_at = models.DateTimeField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    places = models.TextField(blank=True)
    circumstances = models.TextField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_zimni_number"),
            models.CheckConstraint(condition=~Q(circumstances=""), name="station_zimni_says_something"),
            models.CheckConstraint(
                condition=Q(
                    informed_at__lte=F("began_at"), began_at__lte=F("ended_at"), ended_at__lte=F("at")
                ),
                name="station_zimni_hours_in_order",
            ),
        ]
        triggers = [
            kept("station_zimni"),
            by_investigators("station_zimni"),
            in_diary("station_zimni"),
            in_order("station_zimni", "station_zimni"),
            pgtrigger.Trigger(
                name="station_zimni_chained",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=CHAINED,
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class ZimniCall(models.Model):
    """A court called for the case diary (CrPC 172(2)): which, why, when; from then on its judge reads it."""

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="zimni_calls")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="station_zimni_call_has_a_reason")
        ]
        triggers = [kept("station_zimnicall"), in_diary("station_zimnicall")]

    def __str__(self) -> str:
        return str(self.at)
