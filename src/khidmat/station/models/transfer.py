"""A case sent to the station in whose territory it happened: cancelled here, registered anew there (r. 25.7)."""

import pgtrigger
from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key
from khidmat.kernel.roles import Role
from khidmat.station.models.desk import Complaint
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.fir import Fir

#: It rests on the diary of the station that sends it, and on the complaint that the other one has from it.
AS_ORDERED = """
IF NOT EXISTS (
    SELECT FROM station_fir f
      JOIN station_diaryentry e ON e.id = NEW.entry_id AND e.about_id = f.id AND e.station_id = f.station_id
      JOIN station_complaint c ON c.id = NEW.complaint_id AND c.came_from_id = f.complaint_id
     WHERE f.id = NEW.fir_id AND c.station_id = NEW.to_station_id AND c.station_id <> f.station_id
) THEN
    RAISE EXCEPTION 'station: a case is sent with its diary entry and its complaint' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class FirTransfer(models.Model):
    """The order of the Superintendent by which a case leaves a station; `complaint` is what the other one got."""

    id = key()
    fir = models.OneToOneField(Fir, models.PROTECT, related_name="transfer")
    to_station = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    reason = models.TextField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")
    complaint = models.OneToOneField(Complaint, models.PROTECT, related_name="carries")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="station_transfer_with_reason"),
            models.CheckConstraint(
                condition=Q(role=Role.DISTRICT_OFFICER), name="station_transfer_by_superintendent"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="station_transfer_kept", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="station_transfer_whole",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=AS_ORDERED,
            ),
        ]

    def __str__(self) -> str:
        return str(self.fir_id)
