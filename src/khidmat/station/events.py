"""Ledger events of the station's books."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event
from khidmat.station import absconding_events, register_events

DIARY_OPENED = event("station.diary.opened", "diary", _("The diary of %(day)s was opened"), "station", "day")
DIARY_WRITTEN = event(
    "station.diary.written",
    "entry",
    _("Diary entry %(number)s of %(day)s was written"),
    "station", "day", "number", "about", "digest",
)  # fmt: skip
DIARY_STRUCK = event(
    "station.diary.struck",
    "entry",
    _("Diary entry %(number)s of %(day)s was struck; entry %(by)s stands in its place"),
    "day", "number", "by",
)  # fmt: skip
DIARY_CLOSED = event(
    "station.diary.closed",
    "diary",
    _("The diary of %(day)s was closed with %(entries)s entries"),
    "station", "day", "entries", "cash", "digest",
)  # fmt: skip
DIARY_PRINTED = event(
    "station.diary.printed",
    "diary",
    _("The diary of %(day)s was printed up to entry %(entries)s"),
    "day", "entries", "code", "digest",
)  # fmt: skip
DIARY_PROVED = event(
    "station.diary.proved",
    "diary",
    _("A printed diary was compared with the books: %(agrees)s"),
    "day", "code", "agrees",
)  # fmt: skip
COMPLAINT_TAKEN = event(
    "station.complaint.taken",
    "complaint",
    _("A complaint was taken under e-tag %(etag)s"),
    "etag", "source", "matter",
)  # fmt: skip
COMPLAINT_DECIDED = event(
    "station.complaint.decided",
    "complaint",
    _("The complaint of e-tag %(etag)s was decided: %(decision)s"),
    "etag", "decision",
)  # fmt: skip
REFUSAL_SEEN = event(
    "station.complaint.seen", "complaint", _("The refusal of e-tag %(etag)s was read above"), "etag"
)
COMPLAINT_OPENED = event(
    "station.complaint.opened", "complaint", _("The sealed complaint of e-tag %(etag)s was opened"), "etag"
)
COMPLAINT_PRINTED = event(
    "station.complaint.printed", "complaint", _("The receipt of e-tag %(etag)s was printed"), "etag"
)
ZARRA_TOLD = event(
    "station.zarra.told", "complaint", _("ZARRA was told of the child of e-tag %(etag)s"), "etag"
)
CHILD_FOUND = event("station.child.found", "complaint", _("The child of e-tag %(etag)s was found"), "etag")
COURT_ORDERED = event(
    "station.court.ordered",
    "complaint",
    _("The court ordered in petition %(petition)s on e-tag %(etag)s"),
    "etag", "petition",
)  # fmt: skip
COURT_REPORTED = event(
    "station.court.reported",
    "complaint",
    _("The report in petition %(petition)s on e-tag %(etag)s went to the court"),
    "etag", "petition",
)  # fmt: skip
LIST_RAISED = event(
    "station.list.raised",
    "office",
    _("%(complaints)s complaints past their time were raised to %(office)s, with %(messages)s messages"),
    "office", "complaints", "messages",
)  # fmt: skip
PROPERTY_IN = event(
    "station.property.in",
    "item",
    _("%(count)s articles were received in the malkhana as %(numbers)s of register XIX"),
    "numbers", "count", "fir", "digest",
)  # fmt: skip
PROPERTY_PHOTOGRAPHED = event(
    "station.property.photographed", "item", _("Article %(item)s of register XIX was photographed"), "item"
)
PROPERTY_LABELLED = event(
    "station.property.labelled", "item", _("The label of article %(item)s was printed"), "item"
)
PROPERTY_OPENED = event(
    "station.property.opened", "item", _("The words of article %(item)s of a sealed case were opened"), "item"
)
PROPERTY_SIGNED = event(
    "station.property.signed", "item", _("A second keeper signed for article %(item)s"), "item", "number"
)
PROPERTY_BACK = event(
    "station.property.back",
    "item",
    _("Article %(item)s came back on road certificate %(road)s"),
    "item", "road",
)  # fmt: skip
ROAD_PREPARED = event(
    "station.road.prepared",
    "road",
    _("A road certificate for %(count)s articles was prepared: %(purpose)s"),
    "count", "purpose",
)  # fmt: skip
ROAD_ISSUED = event(
    "station.road.issued",
    "road",
    _("%(count)s articles left on road certificate %(road)s: %(purpose)s"),
    "road", "purpose", "count", "articles",
)  # fmt: skip
ROAD_RECEIVED = event(
    "station.road.received",
    "road",
    _("The articles of road certificate %(road)s were received there"),
    "road",
)
ROAD_WITHDRAWN = event("station.road.withdrawn", "road", _("A prepared road certificate was withdrawn"))
ROAD_PRINTED = event("station.road.printed", "road", _("Road certificate %(road)s was printed"), "road")
ROAD_OPENED = event(
    "station.road.opened",
    "road",
    _("The words of a sealed case on road certificate %(road)s were opened"),
    "road",
)
DIFFERENCE_FOUND = event(
    "station.difference.found",
    "difference",
    _("Article %(item)s differs from its books: %(what)s"),
    "item", "what",
)  # fmt: skip
DIFFERENCE_TURNED = event(
    "station.difference.turned",
    "difference",
    _("The difference of article %(item)s is now: %(status)s"),
    "item", "status",
)  # fmt: skip
COUNT_BEGUN = event(
    "station.count.begun",
    "count",
    _("A count of the malkhana began with %(articles)s articles: %(what)s"),
    "what", "seed", "articles",
)  # fmt: skip
COUNT_CLOSED = event(
    "station.count.closed",
    "count",
    _("A count of the malkhana was closed: %(articles)s articles, %(cases)s differences"),
    "articles", "cases",
)  # fmt: skip
PROPERTY_PROCLAIMED = event(
    "station.property.proclaimed",
    "item",
    _("The owner of article %(item)s was called by proclamation %(order)s"),
    "item", "order",
)  # fmt: skip
REGISTER_PRINTED = event(
    "station.register.printed",
    "office",
    _("Register %(register)s of %(office)s was printed"),
    "register", "office",
)  # fmt: skip
STORE = [
    REGISTER_PRINTED,
    COUNT_BEGUN, COUNT_CLOSED, PROPERTY_PROCLAIMED,
    PROPERTY_IN, PROPERTY_PHOTOGRAPHED, PROPERTY_LABELLED, PROPERTY_OPENED, PROPERTY_SIGNED, PROPERTY_BACK,
    ROAD_PREPARED, ROAD_ISSUED, ROAD_RECEIVED, ROAD_WITHDRAWN, ROAD_PRINTED, ROAD_OPENED, DIFFERENCE_FOUND,
    DIFFERENCE_TURNED,
]  # fmt: skip
DESK = [
    COMPLAINT_TAKEN, COMPLAINT_DECIDED, REFUSAL_SEEN, COMPLAINT_OPENED, COMPLAINT_PRINTED, ZARRA_TOLD, CHILD_FOUND,
    COURT_ORDERED, COURT_REPORTED, LIST_RAISED,
]  # fmt: skip

CASE_REPORTED = event(
    "station.case.reported",
    "report",
    _("FIR %(fir)s: final report %(number)s was written (%(what)s)"),
    "fir", "what", "number", "digest",
)  # fmt: skip
CASE_STEPPED = event(
    "station.case.stepped",
    "fir",
    _("FIR %(fir)s: %(step)s; it stands at %(state)s"),
    "fir", "step", "state", "report", "order",
)  # fmt: skip
CASE_OPENED = event(
    "station.case.opened", "fir", _("The court papers of the sealed FIR %(fir)s were opened"), "fir"
)
CASE_PRINTED = event(
    "station.case.printed", "fir", _("Final report %(number)s of FIR %(fir)s was printed"), "fir", "number"
)
COMPLAINANT_TOLD = event(
    "station.case.told",
    "report",
    _("FIR %(fir)s: the complainant was told of the proposed cancellation (%(how)s)"),
    "fir", "how",
)  # fmt: skip
COURT_TOOK = event(
    "station.court.took", "fir", _("FIR %(fir)s is case %(case)s of %(court)s"), "fir", "case", "court"
)
COURT_HEARD = event(
    "station.court.heard", "fir", _("FIR %(fir)s: hearing %(number)s of %(day)s"), "fir", "day", "number"
)
COURT_CHARGED = event(
    "station.court.charged",
    "fir",
    _("FIR %(fir)s: charges against accused %(accused)s: %(sections)s"),
    "fir", "accused", "sections",
)  # fmt: skip
COURT_JUDGED = event(
    "station.court.judged",
    "fir",
    _("FIR %(fir)s: verdict on accused %(accused)s: %(outcomes)s, order %(order)s of %(court)s"),
    "fir", "accused", "outcomes", "court", "order", "decided_on",
)  # fmt: skip
COURT = [
    CASE_REPORTED, CASE_STEPPED, CASE_OPENED, CASE_PRINTED, COMPLAINANT_TOLD, COURT_TOOK, COURT_HEARD, COURT_CHARGED,
    COURT_JUDGED,
]  # fmt: skip

FIR_REGISTERED = event(
    "station.fir.registered",
    "fir",
    _("FIR %(fir)s was registered on e-tag %(etag)s, diary entry %(entry)s"),
    "fir", "etag", "entry", "sealed", "digest",
)  # fmt: skip
FIR_DESIGNATED = event(
    "station.fir.designated", "fir", _("An investigating officer was named in FIR %(fir)s"), "fir", "officer"
)
FIR_ADDED = event("station.fir.added", "fir", _("FIR %(fir)s: %(what)s was added"), "fir", "what", "number")
FIR_COPIED = event(
    "station.fir.copied", "fir", _("A copy of FIR %(fir)s was ordered: %(whom)s"), "fir", "whom"
)
FIR_TAKEN = event(
    "station.fir.taken", "fir", _("A copy of FIR %(fir)s was opened to be printed: %(whom)s"), "fir", "whom"
)
FIR_SENT = event(
    "station.fir.sent",
    "fir",
    _("FIR %(fir)s was cancelled here and sent to %(station)s, e-tag %(etag)s there"),
    "fir", "station", "etag",
)  # fmt: skip
FIR_OPENED = event("station.fir.opened", "fir", _("The sealed FIR %(fir)s was opened"), "fir")
TEAM_ORDERED = event(
    "station.team.ordered",
    "fir",
    _("FIR %(fir)s: a joint investigation team of %(officers)s officers was ordered, order %(order)s"),
    "fir", "order", "officers",
)  # fmt: skip
FIRS = [TEAM_ORDERED, FIR_REGISTERED, FIR_DESIGNATED, FIR_ADDED, FIR_COPIED, FIR_TAKEN, FIR_SENT, FIR_OPENED]

ACCUSED_NAMED = event(
    "station.accused.named",
    "accused",
    _("Accused %(number)s was named in FIR %(fir)s"),
    "fir",
    "number",
    "digest",
)
ACCUSED_STRUCK = event(
    "station.accused.struck",
    "accused",
    _("Accused %(number)s of FIR %(fir)s was struck"),
    "fir", "number", "instead",
)  # fmt: skip
AGE_NOTED = event(
    "station.accused.aged",
    "accused",
    _("The age of accused %(number)s of FIR %(fir)s was recorded"),
    "fir", "number", "child", "basis",
)  # fmt: skip
ACCUSED_OPENED = event(
    "station.accused.opened", "fir", _("The sealed accused of FIR %(fir)s were opened"), "fir"
)
ACCUSED = [ACCUSED_NAMED, ACCUSED_STRUCK, AGE_NOTED, ACCUSED_OPENED]
ARRESTED = event(
    "station.custody.arrested",
    "arrest",
    _("Accused %(number)s of FIR %(fir)s was arrested"),
    "fir", "number", "basis", "digest",
)  # fmt: skip
INFORMED = event(
    "station.custody.informed",
    "arrest",
    _("FIR %(fir)s, accused %(number)s: %(whom)s"),
    "fir",
    "number",
    "whom",
)
MOVED = event(
    "station.custody.moved",
    "arrest",
    _("FIR %(fir)s, accused %(number)s is now: %(where)s"),
    "fir",
    "number",
    "where",
)
PRODUCED = event(
    "station.custody.produced",
    "arrest",
    _("Accused %(number)s of FIR %(fir)s stood before a magistrate"),
    "fir", "number", "journey",
)  # fmt: skip
REMANDED = event(
    "station.custody.remanded",
    "arrest",
    _("Accused %(number)s of FIR %(fir)s: remand of %(days)s days (%(custody)s)"),
    "fir", "number", "custody", "days",
)  # fmt: skip
RELEASED = event(
    "station.custody.released",
    "arrest",
    _("Accused %(number)s of FIR %(fir)s was released"),
    "fir", "number", "authority",
)  # fmt: skip
ESCAPED = event(
    "station.custody.escaped",
    "arrest",
    _("Accused %(number)s of FIR %(fir)s escaped from custody"),
    "fir",
    "number",
)
LOCK_UP_NOTED = event("station.custody.noted", "note", _("Lock-up register: %(what)s"), "what")
ARREST_OPENED = event(
    "station.custody.opened", "arrest", _("A sealed arrest in FIR %(fir)s was opened"), "fir", "number"
)
MEMO_PRINTED = event(
    "station.custody.printed", "arrest", _("The arrest memo of accused %(number)s of FIR %(fir)s was printed"),
    "fir", "number",
)  # fmt: skip
CUSTODY = [
    ARRESTED, INFORMED, MOVED, PRODUCED, REMANDED, RELEASED, ESCAPED, LOCK_UP_NOTED, ARREST_OPENED, MEMO_PRINTED,
]  # fmt: skip

ZIMNI_WRITTEN = event(
    "station.zimni.written",
    "zimni",
    _("Case diary %(number)s of FIR %(fir)s was written"),
    "fir", "number", "digest",
)  # fmt: skip
ZIMNI_OPENED = event("station.zimni.opened", "fir", _("The case diary of FIR %(fir)s was opened"), "fir")
ZIMNI_PRINTED = event(
    "station.zimni.printed",
    "fir",
    _("The case diary of FIR %(fir)s was printed with %(leaves)s leaves"),
    "fir", "leaves",
)  # fmt: skip
ZIMNI_CALLED = event(
    "station.zimni.called", "fir", _("A court called for the case diary of FIR %(fir)s"), "fir"
)
PAPER_WRITTEN = event(
    "station.paper.written",
    "fir",
    _("FIR %(fir)s: a paper was put into the file: %(what)s %(number)s"),
    "fir", "what", "number",
)  # fmt: skip
PAPERS_OPENED = event(
    "station.papers.opened", "fir", _("The papers of the sealed FIR %(fir)s were opened"), "fir"
)
TASK_MARKED = event(
    "station.task.marked", "fir", _("FIR %(fir)s: a step was marked as done: %(step)s"), "fir", "step"
)
TASK_SPARED = event(
    "station.task.spared", "fir", _("FIR %(fir)s: a step was spared: %(step)s"), "fir", "step"
)
CASE_REVIEWED = event(
    "station.case.reviewed", "fir", _("FIR %(fir)s was reviewed from above: %(number)s"), "fir", "number"
)
INQUEST_HELD = event(
    "station.inquest.held", "inquest", _("Inquest %(inquest)s was held: %(form)s"), "inquest", "form"
)
INVESTIGATION = [
    ZIMNI_WRITTEN, ZIMNI_OPENED, ZIMNI_PRINTED, ZIMNI_CALLED, PAPER_WRITTEN, PAPERS_OPENED, TASK_MARKED, TASK_SPARED,
    CASE_REVIEWED, INQUEST_HELD,
]  # fmt: skip

ALL = [
    *register_events.ALL, *absconding_events.ALL,
    *INVESTIGATION, *DESK, *COURT, *FIRS, *ACCUSED, *CUSTODY, *STORE,
    DIARY_OPENED, DIARY_WRITTEN, DIARY_STRUCK, DIARY_CLOSED, DIARY_PRINTED, DIARY_PROVED,
]  # fmt: skip
