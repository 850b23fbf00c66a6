"""Who may write a station's books, and who may read what was written."""

from khidmat.kernel.policy import Scope, rule
from khidmat.kernel.roles import Role

READ_DIARY, WRITE_DIARY = "station.diary.read", "station.diary.write"
PRINT_DIARY = "station.diary.print"

#: Kept by the SHO and the clerk only (r. 22.48); the other officers of the station read it.
KEEPERS = {Role.STATION_HEAD, Role.STATION_CLERK}

RULES = [
    rule(READ_DIARY, KEEPERS | {Role.STATION_OFFICER, Role.MAGISTRATE}, Scope.OFFICE),
    rule(READ_DIARY, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(READ_DIARY, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(WRITE_DIARY, KEEPERS, Scope.OFFICE),
    # The second copy goes to an officer above every day; a court may take one of any day.
    rule(PRINT_DIARY, KEEPERS | {Role.MAGISTRATE}, Scope.OFFICE),
    rule(PRINT_DIARY, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(PRINT_DIARY, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
]

READ_STORE, KEEP_STORE, SEE_STORE = "station.store.read", "station.store.keep", "station.store.see"
COUNT_STORE = "station.store.count"

#: The clerk answers for the malkhana (r. 22.7), under the SHO; a court reads what is kept of its cases.
RULES += [
    rule(READ_STORE, KEEPERS | {Role.STATION_OFFICER, Role.MAGISTRATE}, Scope.OFFICE),
    rule(READ_STORE, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(READ_STORE, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(KEEP_STORE, KEEPERS, Scope.OFFICE),
    rule(SEE_STORE, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(COUNT_STORE, KEEPERS, Scope.OFFICE),
    rule(COUNT_STORE, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
]

READ_COURT, REPORT_CASE = "station.court.read", "station.court.report"
FORWARD_REPORT, SCRUTINISE = "station.court.forward", "station.court.scrutinise"
CLOSE_CASE, REOPEN_CASE = "station.court.close", "station.court.reopen"
RECORD_COURT = "station.court.record"

#: Reported by who investigates, sent by the SHO, passed by the prosecutor; cancelled by nobody but the superintendent
#: and the magistrate. What a court does is written by its reader, or by the station from the certified order.
RULES += [
    rule(
        READ_COURT,
        KEEPERS | {Role.STATION_OFFICER, Role.MAGISTRATE, Role.PROSECUTOR},
        Scope.OFFICE,
    ),
    rule(READ_COURT, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(READ_COURT, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(REPORT_CASE, {Role.STATION_HEAD, Role.STATION_OFFICER}, Scope.OFFICE),
    rule(FORWARD_REPORT, {Role.STATION_HEAD}, Scope.OFFICE),
    rule(SCRUTINISE, {Role.PROSECUTOR}, Scope.OFFICE),
    rule(CLOSE_CASE, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(REOPEN_CASE, {Role.STATION_HEAD}, Scope.OFFICE),
    rule(REOPEN_CASE, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(REOPEN_CASE, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(RECORD_COURT, KEEPERS | {Role.MAGISTRATE}, Scope.OFFICE),
]

TAKE, READ_DESK = "station.desk.take", "station.desk.read"
DECIDE, REVIEW, FOLLOW = "station.desk.decide", "station.desk.review", "station.desk.follow"

#: The desk is civilian and takes everything down; only the SHO decides, only those above open it again.
RULES += [
    rule(READ_DESK, KEEPERS | {Role.STATION_OFFICER, Role.FRONT_DESK}, Scope.OFFICE),
    rule(READ_DESK, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(READ_DESK, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(TAKE, KEEPERS | {Role.FRONT_DESK}, Scope.OFFICE),
    rule(DECIDE, {Role.STATION_HEAD}, Scope.OFFICE),
    rule(REVIEW, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(REVIEW, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(FOLLOW, frozenset(Role) - {Role.SYSTEM, Role.CLIENT}, Scope.ANY),
]

READ_FIR, REGISTER, DESIGNATE = "station.fir.read", "station.fir.register", "station.fir.designate"
COPY_FIR, SEND_FIR = "station.fir.copy", "station.fir.send"

#: Registered by the SHO or by the clerk on his order; who investigates is the SHO's word alone.
RULES += [
    rule(READ_FIR, KEEPERS | {Role.STATION_OFFICER, Role.MAGISTRATE, Role.PROSECUTOR}, Scope.OFFICE),
    rule(READ_FIR, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(READ_FIR, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(REGISTER, KEEPERS, Scope.OFFICE),
    rule(DESIGNATE, {Role.STATION_HEAD}, Scope.OFFICE),
    rule(COPY_FIR, KEEPERS | {Role.MAGISTRATE}, Scope.OFFICE),
    rule(COPY_FIR, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(COPY_FIR, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    # A case is cancelled where it was registered by the Superintendent alone (r. 25.7).
    rule(SEND_FIR, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
]

READ_ZIMNI, WRITE_ZIMNI, CALL_ZIMNI = "station.zimni.read", "station.zimni.write", "station.zimni.call"

#: The case diary: written by who investigates, read by the station's books and those above; by a court that called.
RULES += [
    rule(READ_ZIMNI, KEEPERS | {Role.STATION_OFFICER, Role.MAGISTRATE}, Scope.OFFICE),
    rule(READ_ZIMNI, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(READ_ZIMNI, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(WRITE_ZIMNI, {Role.STATION_HEAD, Role.STATION_OFFICER}, Scope.OFFICE),
    rule(CALL_ZIMNI, {Role.MAGISTRATE}, Scope.OFFICE),
]
NAME_ACCUSED = "station.accused.name"

#: Named by who registers or by who investigates; the operation asks whether an officer does.
RULES += [rule(NAME_ACCUSED, KEEPERS | {Role.STATION_OFFICER}, Scope.OFFICE)]

READ_FIGURES = "station.figures.read"

#: Figures name nobody; whoever answers for stations reads those of his own.
RULES += [
    rule(READ_FIGURES, {Role.STATION_HEAD}, Scope.OFFICE),
    rule(READ_FIGURES, {Role.CIRCLE_OFFICER, Role.SENIOR_OFFICER}, Scope.SUBTREE),
    rule(READ_FIGURES, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
]

READ_PAPERS, WRITE_PAPERS = "station.papers.read", "station.papers.write"
OWN_CASES, REVIEW_CASE = "station.case.own", "station.case.review"
READ_INQUEST, HOLD_INQUEST = "station.inquest.read", "station.inquest.hold"
INVESTIGATORS = {Role.STATION_HEAD, Role.STATION_OFFICER}

#: Statements, memos, searches and examinations are made by who investigates and read as the case diary is; a court
#: gets them with the final report. An inquest goes to the magistrate at once.
RULES += [
    rule(READ_PAPERS, KEEPERS | {Role.STATION_OFFICER}, Scope.OFFICE),
    rule(READ_PAPERS, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(READ_PAPERS, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(WRITE_PAPERS, INVESTIGATORS, Scope.OFFICE),
    rule(OWN_CASES, INVESTIGATORS, Scope.OFFICE),
    rule(REVIEW_CASE, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(REVIEW_CASE, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(READ_INQUEST, KEEPERS | {Role.STATION_OFFICER, Role.MAGISTRATE}, Scope.OFFICE),
    rule(READ_INQUEST, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(READ_INQUEST, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(HOLD_INQUEST, INVESTIGATORS, Scope.OFFICE),
]

READ_CUSTODY, KEEP_LOCK_UP = "station.custody.read", "station.custody.keep"
ARREST = "station.custody.arrest"

#: Who investigates arrests and stands before the magistrate; the lock-up is the SHO's and the clerk's.
RULES += [
    rule(READ_CUSTODY, KEEPERS | {Role.STATION_OFFICER, Role.MAGISTRATE}, Scope.OFFICE),
    rule(READ_CUSTODY, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(READ_CUSTODY, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(ARREST, {Role.STATION_HEAD, Role.STATION_OFFICER}, Scope.OFFICE),
    rule(KEEP_LOCK_UP, KEEPERS, Scope.OFFICE),
]

READ_REGISTER, WRITE_REGISTER = "station.register.read", "station.register.write"
WRITE_MINUTES, READ_RESTRICTED = "station.register.minute", "station.register.restricted"
HAND_OVER, HAND_OVER_FOR = "station.charge.hand", "station.charge.absent"

#: Registers that are entered once. Village crime, surveillance and what belongs to them are for the SHO and those above
#: (r. 23.4); a gazetted officer writes his minutes himself; head and clerk hand their charge over.
RULES += [
    rule(READ_REGISTER, KEEPERS | {Role.STATION_OFFICER, Role.MAGISTRATE}, Scope.OFFICE),
    rule(READ_REGISTER, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(READ_REGISTER, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(WRITE_REGISTER, KEEPERS, Scope.OFFICE),
    rule(WRITE_MINUTES, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(WRITE_MINUTES, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(READ_RESTRICTED, {Role.STATION_HEAD}, Scope.OFFICE),
    rule(READ_RESTRICTED, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(READ_RESTRICTED, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
    rule(HAND_OVER, KEEPERS, Scope.OFFICE),
    # Nobody signs in the name of who is absent: an officer above signs as himself.
    rule(HAND_OVER_FOR, {Role.CIRCLE_OFFICER}, Scope.SUBTREE),
    rule(HAND_OVER_FOR, {Role.DISTRICT_OFFICER}, Scope.DISTRICT),
]

ORDER_TEAM = "station.team.order"

#: Officers of several stations investigate together by the word of the Superintendent alone.
RULES += [rule(ORDER_TEAM, {Role.DISTRICT_OFFICER}, Scope.DISTRICT)]
