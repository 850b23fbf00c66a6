"""What a station writes."""

from khidmat.station.models.diary import DiaryDay, DiaryEntry, DiaryPrint

__all__ = ["DiaryDay", "DiaryEntry", "DiaryPrint"]
