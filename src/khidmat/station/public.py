"""What other apps may use of the station's books."""

from khidmat.station.models import DiaryDay, DiaryEntry
from khidmat.station.operations.diary import close_day, open_day, strike, write, write_own
from khidmat.station.operations.printing import print_day
from khidmat.station.states import EntryKind

__all__ = [
    "DiaryDay",
    "DiaryEntry",
    "EntryKind",
    "close_day",
    "open_day",
    "print_day",
    "strike",
    "write",
    "write_own",
]
