"""What other apps may use of the station's books."""

from khidmat.station.models import Complaint, CourtOrder, DiaryDay, DiaryEntry
from khidmat.station.operations.deciding import (
    child_found,
    note_seen,
    refer,
    refuse,
    reopen,
    report_to_court,
    take_order,
    tell_zarra,
    transfer,
)
from khidmat.station.operations.desk import take
from khidmat.station.operations.diary import close_day, open_day, strike, write, write_own
from khidmat.station.operations.printing import print_day
from khidmat.station.queries.desk import refs as refs_of_clocks
from khidmat.station.queries.desk import tiles as desk_tiles
from khidmat.station.states import EntryKind, Ground, Matter, Source
from khidmat.station.told import Told

__all__ = [
    "Complaint",
    "CourtOrder",
    "DiaryDay",
    "DiaryEntry",
    "EntryKind",
    "Ground",
    "Matter",
    "Source",
    "Told",
    "child_found",
    "close_day",
    "desk_tiles",
    "note_seen",
    "open_day",
    "print_day",
    "refer",
    "refs_of_clocks",
    "refuse",
    "reopen",
    "report_to_court",
    "strike",
    "take",
    "take_order",
    "tell_zarra",
    "transfer",
    "write",
    "write_own",
]
