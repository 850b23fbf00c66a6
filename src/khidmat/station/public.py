"""What other apps may use of the station's books."""

from khidmat.station.articles import Article
from khidmat.station.counts import Found
from khidmat.station.court_states import CaseState, Outcome, ReportKind, Standing
from khidmat.station.court_typed import Called, Judged, Reported
from khidmat.station.custody_states import Gender, Proof
from khidmat.station.deaths import Seen
from khidmat.station.evidence import Somebody
from khidmat.station.models import (
    Accused,
    Arrest,
    Complaint,
    CourtOrder,
    DiaryDay,
    DiaryEntry,
    Discrepancy,
    Fir,
    FirTransfer,
    Inquest,
    Item,
    RegisterLine,
    RoadCertificate,
)
from khidmat.station.operations.absconding import call as call_absconder
from khidmat.station.operations.absconding import order as order_about_absconder
from khidmat.station.operations.accused import add as name_accused
from khidmat.station.operations.accused import note_age
from khidmat.station.operations.arresting import arrest, inform
from khidmat.station.operations.charging import hand_over, take_over
from khidmat.station.operations.copying import make as make_copy
from khidmat.station.operations.copying import order as order_copy
from khidmat.station.operations.counting import begin as begin_count
from khidmat.station.operations.counting import close as close_count
from khidmat.station.operations.counting import find as find_in_count
from khidmat.station.operations.counting import proclaim
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
from khidmat.station.operations.differing import answer as answer_difference
from khidmat.station.operations.differing import countersign as countersign_property
from khidmat.station.operations.ending import close, rule, tell_complainant
from khidmat.station.operations.ending import reopen as reopen_case
from khidmat.station.operations.fir import add, designate, register, save_draft
from khidmat.station.operations.holding import check as check_lock_up
from khidmat.station.operations.holding import move as move_prisoner
from khidmat.station.operations.holding import note as note_prisoner
from khidmat.station.operations.inquest import hold_inquest
from khidmat.station.operations.papers import memo, plan, statement, warrant
from khidmat.station.operations.printing import print_day
from khidmat.station.operations.property import deposit, deposit_all, photograph, take_in
from khidmat.station.operations.registers import complete_line, strike_line, write_line
from khidmat.station.operations.remanding import produce, release, remand
from khidmat.station.operations.reporting import forward, report, scrutinise
from khidmat.station.operations.returning import bring_back
from khidmat.station.operations.returning import receive as receive_road
from khidmat.station.operations.roads import prepare as prepare_road
from khidmat.station.operations.roads import sign as sign_road
from khidmat.station.operations.sending import send as send_fir
from khidmat.station.operations.stepping import begin_interim
from khidmat.station.operations.supervising import spare
from khidmat.station.operations.teaming import order_team
from khidmat.station.operations.trying import charge, hear, judge, take_number
from khidmat.station.operations.zimni import call as call_zimni
from khidmat.station.operations.zimni import write as write_zimni
from khidmat.station.queries.books import Book
from khidmat.station.queries.books import Shown as BookPart
from khidmat.station.queries.books import book as register_book
from khidmat.station.queries.clocks import refs as refs_of_clocks
from khidmat.station.queries.desk import tiles as desk_tiles
from khidmat.station.queries.investigation import open_steps
from khidmat.station.registers import Part as RegisterPart
from khidmat.station.registers import Register
from khidmat.station.registers import every as every_register
from khidmat.station.removing import Holder, Leaving, Returned, Road
from khidmat.station.states import Direction, EntryKind, Ground, Matter, Source
from khidmat.station.stores import Basis, Unit
from khidmat.station.stores import Kind as PropertyKind
from khidmat.station.told import Told
from khidmat.station.typed import STEPS, Typed, Who
from khidmat.station.typed_custody import Taken

__all__ = [
    "STEPS",
    "Accused",
    "Arrest",
    "Article",
    "Basis",
    "Book",
    "BookPart",
    "Called",
    "CaseState",
    "Complaint",
    "CourtOrder",
    "DiaryDay",
    "DiaryEntry",
    "Direction",
    "Discrepancy",
    "EntryKind",
    "Fir",
    "FirTransfer",
    "Found",
    "Gender",
    "Ground",
    "Holder",
    "Inquest",
    "Item",
    "Judged",
    "Leaving",
    "Matter",
    "Outcome",
    "Proof",
    "PropertyKind",
    "Register",
    "RegisterLine",
    "RegisterPart",
    "ReportKind",
    "Reported",
    "Returned",
    "Road",
    "RoadCertificate",
    "Seen",
    "Somebody",
    "Source",
    "Standing",
    "Taken",
    "Told",
    "Typed",
    "Unit",
    "Who",
    "add",
    "answer_difference",
    "arrest",
    "begin_count",
    "begin_interim",
    "bring_back",
    "call_absconder",
    "call_zimni",
    "charge",
    "check_lock_up",
    "child_found",
    "close",
    "close_count",
    "close_day",
    "complete_line",
    "countersign_property",
    "deposit",
    "deposit_all",
    "designate",
    "desk_tiles",
    "every_register",
    "find_in_count",
    "forward",
    "hand_over",
    "hear",
    "hold_inquest",
    "inform",
    "judge",
    "make_copy",
    "memo",
    "move_prisoner",
    "name_accused",
    "note_age",
    "note_prisoner",
    "note_seen",
    "open_day",
    "open_steps",
    "order_about_absconder",
    "order_copy",
    "order_team",
    "photograph",
    "plan",
    "prepare_road",
    "print_day",
    "proclaim",
    "produce",
    "receive_road",
    "refer",
    "refs_of_clocks",
    "refuse",
    "register",
    "register_book",
    "release",
    "remand",
    "reopen",
    "reopen_case",
    "report",
    "report_to_court",
    "rule",
    "save_draft",
    "scrutinise",
    "send_fir",
    "sign_road",
    "spare",
    "statement",
    "strike",
    "strike_line",
    "take",
    "take_in",
    "take_number",
    "take_order",
    "take_over",
    "tell_complainant",
    "tell_zarra",
    "transfer",
    "warrant",
    "write",
    "write_line",
    "write_own",
    "write_zimni",
]
