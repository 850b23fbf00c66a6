"""What a station writes."""

from khidmat.station.models.absconding import Absconder, AbsconderOrder
from khidmat.station.models.accused import Accused, AccusedText, Age, Struck
from khidmat.station.models.arrest import Arrest, ArrestText, Hand, Informed, Release
from khidmat.station.models.counting import Count, CountFind, CountLine, Proclamation
from khidmat.station.models.court import (
    CaseClock,
    CaseStep,
    ComplainantTold,
    FinalReport,
    ReportAccused,
    ReportWords,
    StepWords,
)
from khidmat.station.models.custody import Custody, Escape, Whereabouts
from khidmat.station.models.desk import Complaint, CourtOrder, Decision, Duty, Sight, Telling
from khidmat.station.models.diary import DiaryDay, DiaryEntry, DiaryPrint
from khidmat.station.models.examining import Docket, DocketResult, ForensicRequest, ForensicResult
from khidmat.station.models.fir import Added, Designation, Fir, FirCopy, FirDraft, FirSection, FirText
from khidmat.station.models.inquest import Inquest, InquestText
from khidmat.station.models.papers import Memo, MemoItem, Search, SitePlan, Statement, Warrant, Witness
from khidmat.station.models.property import Item, ItemPhoto, ItemText, Movement
from khidmat.station.models.registers import ChargeReport, ChargeTaken, RegisterCell, RegisterLine
from khidmat.station.models.remand import CustodyClock, Note, Production, Remand
from khidmat.station.models.roads import (
    Bond,
    Countersign,
    Discrepancy,
    DiscrepancyTurn,
    RoadArticle,
    RoadCertificate,
    RoadClock,
    RoadSign,
    RoadWitness,
)
from khidmat.station.models.supervising import Review, TaskMark
from khidmat.station.models.team import TeamMember, TeamOrder
from khidmat.station.models.transfer import FirTransfer
from khidmat.station.models.trial import CaseRecord, Charge, CourtCase, Hearing, Verdict
from khidmat.station.models.zimni import Zimni, ZimniCall

__all__ = [
    "Absconder",
    "AbsconderOrder",
    "Accused",
    "AccusedText",
    "Added",
    "Age",
    "Arrest",
    "ArrestText",
    "Bond",
    "CaseClock",
    "CaseRecord",
    "CaseStep",
    "Charge",
    "ChargeReport",
    "ChargeTaken",
    "ComplainantTold",
    "Complaint",
    "Count",
    "CountFind",
    "CountLine",
    "Countersign",
    "CourtCase",
    "CourtOrder",
    "Custody",
    "CustodyClock",
    "Decision",
    "Designation",
    "DiaryDay",
    "DiaryEntry",
    "DiaryPrint",
    "Discrepancy",
    "DiscrepancyTurn",
    "Docket",
    "DocketResult",
    "Duty",
    "Escape",
    "FinalReport",
    "Fir",
    "FirCopy",
    "FirDraft",
    "FirSection",
    "FirText",
    "FirTransfer",
    "ForensicRequest",
    "ForensicResult",
    "Hand",
    "Hearing",
    "Informed",
    "Inquest",
    "InquestText",
    "Item",
    "ItemPhoto",
    "ItemText",
    "Memo",
    "MemoItem",
    "Movement",
    "Note",
    "Proclamation",
    "Production",
    "RegisterCell",
    "RegisterLine",
    "Release",
    "Remand",
    "ReportAccused",
    "ReportWords",
    "Review",
    "RoadArticle",
    "RoadCertificate",
    "RoadClock",
    "RoadSign",
    "RoadWitness",
    "Search",
    "Sight",
    "SitePlan",
    "Statement",
    "StepWords",
    "Struck",
    "TaskMark",
    "TeamMember",
    "TeamOrder",
    "Telling",
    "Verdict",
    "Warrant",
    "Whereabouts",
    "Witness",
    "Zimni",
    "ZimniCall",
]
