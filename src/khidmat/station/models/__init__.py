"""What a station writes."""

from khidmat.station.models.desk import Complaint, CourtOrder, Decision, Duty, Sight, Telling
from khidmat.station.models.diary import DiaryDay, DiaryEntry, DiaryPrint

__all__ = [
    "Complaint",
    "CourtOrder",
    "Decision",
    "DiaryDay",
    "DiaryEntry",
    "DiaryPrint",
    "Duty",
    "Sight",
    "Telling",
]
