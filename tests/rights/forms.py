"""What each form is sent with: always right, so that only the person decides how it is answered."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from khidmat.org.public import office
from khidmat.services.models import Assisted
from khidmat.services.tests.answering import picture
from khidmat.station.public import Accused
from tests.rights.books import REFUSAL
from tests.rights.cases import WORDS
from tests.rights.posts import BY_POST, LAHORE, PASSWORD, A
from tests.rights.world import APPLICANTS, answers

if TYPE_CHECKING:
    from tests.rights.doors import Cell, Doors

Form = dict[str, object]


def form_of(doors: "Doors", cell: "Cell") -> Form:
    """The form of a route; what is sent has a fresh idempotency key."""
    make = FORMS.get((cell.route, cell.method))
    form = make(doors, cell) if make else {}
    keyed = cell.method == "POST" and not cell.route.startswith("api/")
    return {"idempotency_key": str(uuid4()), **form} if keyed else form


def fixed(**form: object) -> Callable[["Doors", "Cell"], Form]:
    """The same for everybody."""
    return lambda _doors, _cell: dict(form)


def day(name: str, ahead: int = 0) -> Form:
    """Today, or so many days ahead, in three boxes."""
    then = localdate() + timedelta(days=ahead)
    return {f"{name}_day": str(then.day), f"{name}_month": str(then.month), f"{name}_year": str(then.year)}


def _who(_doors: "Doors", _cell: "Cell") -> Form:
    return dict(answers(APPLICANTS[A])["who"])


def _screen(_doors: "Doors", _cell: "Cell") -> Form:
    who = APPLICANTS[A]
    typed = {name: text for page in answers(who).values() for name, text in page.items()}
    return {**typed, "mobile": who.mobile}


def _voice(doors: "Doors", cell: "Cell") -> str:
    return str(
        Assisted.objects.values_list("voice", flat=True).get(application_id=doors.things(cell).entered)
    )


def _to_officer(doors: "Doors", cell: "Cell") -> Form:
    return {"officer": str(doors.things(cell).officer)}


def _register(doors: "Doors", cell: "Cell") -> Form:
    return {"sections": "379 PPC", **_to_officer(doors, cell)}


def _myself(doors: "Doors", cell: "Cell") -> Form:
    """An SHO takes the investigation over; Zahid, who has it, gives it to Tariq."""
    himself = doors.world.users.get("tariq" if cell.post == "zahid" else cell.post)
    return {"officer": str(himself.pk) if himself else "", "reason": "The officer is on leave."}


def accused_of(fir_id: UUID) -> list[UUID]:
    """Who is accused in a case."""
    return list(Accused.objects.filter(fir_id=fir_id).values_list("pk", flat=True))


def _report(_doors: "Doors", _cell: "Cell") -> Form:
    return {"finding": "confirmed", "report": "Met the father at home.", **day("visited_on")}


def _posting(_doors: "Doors", cell: "Cell") -> Form:
    home = "PB-LHR" if BY_POST[cell.post].inside == LAHORE else "KSR-HQ"
    return {"role": "approver", "office": str(office(home).pk), "reason": "Order 13", **day("since")}


def _officer(doors: "Doors", cell: "Cell") -> Form:
    named = {"name": "Kiran Shahzadi", "name_ur": "کرن شہزادی", "username": "kiran", "mobile": "0300-0000044"}
    return {**_posting(doors, cell), **named}


def _import(doors: "Doors", _cell: "Cell") -> Form:
    content = (doors.world.folder / "a_division.csv").read_bytes()
    return {"file": SimpleUploadedFile("register.csv", content, "text/csv"), "encoding": "utf-8"}


def _end(_doors: "Doors", _cell: "Cell") -> Form:
    return {"reason": "Leave", **day("at")}


def _client(_doors: "Doors", cell: "Cell") -> Form:
    home = "PB-LHR" if BY_POST[cell.post].inside == LAHORE else "KSR-HQ"
    return {"name": "Bank", "scopes": "verify", "office": str(office(home).pk), "reason": "Letter 8"}


def _code(doors: "Doors", cell: "Cell") -> Form:
    return {"code": doors.things(cell).code}


ENTRY = "api/v1/applications/<uuidstr:pk>"
WORK = "api/v1/duty/applications/<uuidstr:pk>"
REASON = "His father has another name and village."
FORMS: dict[tuple[str, str], Callable[["Doors", "Cell"], Form]] = {
    ("my/<uuid:pk>/edit/<slug:name>/", "POST"): _who,
    ("my/<uuid:pk>/edit/<slug:name>/save/", "POST"): _who,
    ("my/<uuid:pk>/check/", "POST"): fixed(true="on"),
    ("my/<uuid:pk>/answer/", "POST"): fixed(answer="The green door."),
    ("my/<uuid:pk>/reply/", "POST"): fixed(answer="The green door."),
    ("my/<uuid:pk>/appeal/", "POST"): fixed(text="The officer came to the wrong street."),
    ("my/<uuid:pk>/correction/", "POST"): fixed(about="name", text="My father's name is Akram."),
    ("my/<uuid:pk>/feedback/", "POST"): fixed(face="4", text="Polite."),
    ("duty/applications/<uuid:pk>/notify/", "POST"): fixed(found="Nobody knows him in the street."),
    ("duty/applications/<uuid:pk>/reissue/", "POST"): fixed(reason="The father's name was wrong."),
    ("duty/appeals/<uuid:pk>/", "POST"): fixed(outcome="upheld", reason="The visit was made as it should be."),
    ("duty/corrections/<uuid:pk>/", "POST"): fixed(outcome="kept", reason="The card says the same."),
    ("duty/phone/", "POST"): lambda doors, cell: {"number": _voice(doors, cell)},
    ("duty/counter/", "POST"): fixed(name=APPLICANTS[A].name, relation_name="Muhammad Akram"),
    ("duty/counter/begin/", "POST"): fixed(cnic=APPLICANTS[A].cnic, service="character-certificate"),
    ("duty/counter/<uuid:pk>/", "POST"): _screen,
    ("duty/counter/<uuid:pk>/save/", "POST"): _screen,
    ("duty/counter/<uuid:pk>/fee/", "POST"): fixed(rupees="500"),
    ("duty/applications/<uuid:pk>/refuse/", "POST"): fixed(reason="The address could not be found by anybody."),
    ("duty/applications/<uuid:pk>/settle/", "POST"): fixed(how="corrected", reason="The card says Usman."),
    ("duty/applications/<uuid:pk>/ask/", "POST"): fixed(question="Which house is it?"),
    ("duty/verifications/<uuid:pk>/mark/", "POST"): _to_officer,
    ("duty/verifications/<uuid:pk>/report/", "POST"): _report,
    ("duty/reports/<slug:report>/rows/", "GET"): fixed(column="received"),
    ("duty/persons/<uuid:pk>/with/<uuid:other>/", "POST"): fixed(keep="first", reason=REASON),
    ("duty/persons/<uuid:pk>/apart/", "POST"): fixed(reason=REASON),
    ("duty/search/", "POST"): fixed(q=APPLICANTS[A].cnic, purpose="certificate", reference="PCC-1"),
    ("duty/checks/<uuid:candidate_id>/", "POST"): fixed(answer="different", reason=REASON),
    ("duty/records/<uuid:record_id>/stage/", "POST"): lambda _d, _c: {
        "stage": "acquitted", "court": "Sessions Court", "reason": REASON, **day("decided_on"),
    },
    ("duty/records/<uuid:record_id>/expunge/", "POST"): fixed(order="Order 7 of the court", reason=REASON),
    ("duty/records/imports/new/", "POST"): _import,
    ("v/<str:code>", "POST"): fixed(digits="9012"),
    ("duty/certificates/<uuid:pk>/revoke/", "POST"): fixed(reason="Court order"),
    ("duty/cash/open/", "POST"): fixed(began_with="0"),
    ("duty/cash/count/", "POST"): fixed(explanation="Nobody has counted it yet."),
    ("duty/cash/exempt/", "POST"): lambda d, c: {"ref": d.things(c).owed_ref, "reason": "Order 7 of the DPO"},
    ("duty/cash/receipts/<uuid:pk>/refund/", "POST"): fixed(kind="return", reason="Paid twice by mistake."),
    ("duty/cash/days/<uuid:pk>/close/", "POST"): fixed(counted="0", explanation=""),
    ("duty/cash/take/", "POST"): lambda doors, cell: {"charge": str(doors.things(cell).owed), "rupees": "500"},
    ("duty/desk/new/", "POST"): fixed(told="A bicycle was stolen.", matter="theft", source="visitor"),
    ("duty/desk/<uuid:pk>/refer/", "POST"): fixed(magistrate="MFC Kasur", reason="Words alone were exchanged."),
    ("duty/desk/<uuid:pk>/refuse/", "POST"): fixed(ground="civil", reason=REFUSAL, heard="on"),
    ("duty/desk/<uuid:pk>/transfer/", "POST"): lambda _doors, _cell: {
        "station": str(office("KSR-PS-07").pk),
        "reason": "It happened at their bazaar.",
    },
    ("duty/desk/<uuid:pk>/reopen/", "POST"): fixed(reason="A theft is told: register it."),
    ("duty/desk/<uuid:pk>/zarra/", "POST"): fixed(done="1099, number 77"),
    ("duty/desk/<uuid:pk>/found/", "POST"): fixed(done="With an aunt in Lahore."),
    ("duty/desk/<uuid:pk>/order/", "POST"): lambda _doors, _cell: {
        "petition": "13/2026",
        "court": "Sessions Judge",
        "orders": "Record the statement.",
        **day("ordered_on"),
        **day("report_by"),
    },
    ("duty/desk/orders/<uuid:pk>/report/", "POST"): fixed(done="Sent by hand, diary 9."),
    ("complaint/", "POST"): lambda d, c: {"code": d.things(c).complaint_code, "digits": ""},
    ("duty/desk/<uuid:pk>/fir/", "POST"): _register,
    ("duty/desk/<uuid:pk>/fir/save/", "POST"): _register,
    ("duty/fir/<uuid:pk>/designate/", "POST"): _myself,
    ("duty/fir/<uuid:pk>/accused/name/", "POST"): fixed(described="Unknown, tall, a scar on the left cheek"),
    ("duty/accused/<uuid:pk>/arrest/", "POST"): fixed(
        basis="section_54", ground="concerned", gender="man", place="Bazaar", medical="No injury.",
        men="Constable Arshad 1122", relative="Brother", relative_how="By telephone",
    ),
    ("duty/lock-up/check/", "POST"): fixed(text="All well."),
    ("duty/arrests/<uuid:pk>/move/", "POST"): fixed(to="hospital", escort="Clerk 12", place="DHQ"),
    ("duty/arrests/<uuid:pk>/note/", "POST"): fixed(kind="meal", text="Bread and lentils"),
    ("duty/arrests/<uuid:pk>/inform/", "POST"): fixed(kind="lawyer", whom="Advocate", how="By telephone"),
    ("duty/arrests/<uuid:pk>/produce/", "POST"): fixed(magistrate="MFC Kasur", journey="20"),
    ("duty/arrests/<uuid:pk>/remand/", "POST"): fixed(
        kind="police", days="1", court="MFC Kasur", reference="12/26", reasons="Recovery of the cow.", asked="Zimni 1",
    ),
    ("duty/arrests/<uuid:pk>/release/", "POST"): fixed(authority="bail", reference="7/26", returned_to="Himself"),
    ("duty/arrests/<uuid:pk>/escape/", "POST"): fixed(from_whom="Constable Arshad 1122", told="He ran."),
    ("duty/accused/<uuid:pk>/strike/", "POST"): fixed(reason="Named by mistake for his brother."),
    ("duty/accused/<uuid:pk>/age/", "POST"): fixed(stated="31", basis="stated"),
    ("duty/fir/<uuid:pk>/team/", "POST"): lambda doors, _cell: {
        "convener": str(doors.world.users["aslam"].pk), "members": str(doors.world.users["tariq"].pk),
        "order_no": "12/2026", "reason": "Two stations are concerned.",
    },
    ("duty/fir/<uuid:pk>/send/", "POST"): lambda _doors, _cell: {
        "station": str(office("KSR-PS-07").pk),
        "reason": "It happened at their bazaar.",
    },
    ("duty/fir/<uuid:pk>/copies/", "POST"): fixed(whom="station"),
    ("duty/fir/<uuid:pk>/court/report/", "POST"): lambda d, c: {
        "kind": "untraced", "sections": "379 PPC", "facts": WORDS, "opinion": WORDS,
        **{f"standing_{one}": "released" for one in accused_of(d.things(c).case_open)},
    },
    ("duty/fir/<uuid:pk>/court/told/", "POST"): lambda _d, _c: {"how": "thumb", **day("told_on")},
    ("duty/fir/<uuid:pk>/court/forward/", "POST"): fixed(agrees="yes", words=""),
    ("duty/fir/<uuid:pk>/court/scrutiny/", "POST"): fixed(agrees="yes", words=""),
    ("duty/fir/<uuid:pk>/court/close/", "POST"): fixed(agrees="yes", words=WORDS, heard="He agrees to it."),
    ("duty/fir/<uuid:pk>/court/ruling/", "POST"): fixed(agrees="yes", words="Cancelled.", order_no="9/2026"),
    ("duty/fir/<uuid:pk>/court/reopen/", "POST"): fixed(words="A witness came forward."),
    ("duty/fir/<uuid:pk>/court/number/", "POST"): lambda _d, _c: {
        "case_no": "8", "court": "MFC Kasur", **day("received_on"),
    },
    ("duty/fir/<uuid:pk>/court/hearing/", "POST"): lambda _d, _c: {
        "what": "One witness was heard.", **day("held_on"),
    },
    ("duty/fir/<uuid:pk>/court/charge/", "POST"): lambda d, c: {
        "accused": str(d.things(c).tried), "sections": "411 PPC",
    },
    ("duty/accused/<uuid:pk>/verdict/", "POST"): lambda _d, _c: {
        "outcome_1": "acquitted", "court": "MFC Kasur", "order_no": "9/2026", "paper": picture(), **day("decided_on"),
    },
    ("duty/accused/<uuid:pk>/proclamation/", "POST"): lambda d, c: {
        "warrant": str(d.things(c).warrant), "court": "MFC Kasur", "order_no": "6", **day("ordered_on"),
        **day("village_on"), **day("residence_on"), **day("courthouse_on"), **day("appear_on", 30),
    },
    ("duty/absconders/<uuid:pk>/order/", "POST"): lambda _d, _c: {
        "kind": "attach", "attached": "movable", "court": "MFC Kasur", "order_no": "7", **day("ordered_on"),
    },
    ("duty/fir/<uuid:pk>/add/", "POST"): fixed(kind="supplementary", stated_by="Akram", text="It was blue."),
    ("duty/fir/<uuid:pk>/papers/<slug:sort>/", "POST"): fixed(
        law="161", language="Punjabi", text="I saw it.", kind="other", name="Akram", hour="00:00"
    ),
    ("duty/fir/<uuid:pk>/steps/mark/", "POST"): fixed(code="cameras", note="Four cameras were asked."),
    ("duty/fir/<uuid:pk>/steps/spare/", "POST"): fixed(code="witnesses", note="There is no other witness."),
    ("duty/fir/<uuid:pk>/review/", "POST"): fixed(remarks="The site plan is in the file."),
    ("duty/inquests/new/", "POST"): fixed(
        form="natural", informed="00:00", told="00:00", began="00:00", magistrate="MFC Kasur", deceased="Unknown",
        place="Bus stand", first="Akram", second="Bashir", seen="No wound", opinion="Natural",
    ),
    ("duty/fir/<uuid:pk>/zimni/new/", "POST"): fixed(
        informed="00:00", began="00:00", ended="00:00", circumstances="A witness was heard."
    ),
    ("duty/fir/<uuid:pk>/zimni/call/", "POST"): fixed(reason="Bail petition 12 of 2026"),
    ("duty/malkhana/new/", "POST"): fixed(
        basis="personal", kind="other", description="A watch.", quantity="1", unit="pieces", hour="00:00"
    ),
    ("duty/malkhana/counts/new/", "POST"): lambda _doors, cell: {
        "station": str(office("KSR-PS-01" if BY_POST[cell.post].inside == A else "KSR-PS-02").pk),
        "kind": "full",
    },
    ("duty/malkhana/<uuid:pk>/proclaimed/", "POST"): fixed(
        court="MFC Kasur", order_no="14/2026", **day("reported_on"), **day("proclaimed_on")
    ),
    ("duty/malkhana/<uuid:pk>/back/", "POST"): fixed(quantity="1", hour="00:00"),
    ("duty/malkhana/<uuid:pk>/countersign/", "POST"): fixed(weight=""),
    ("duty/malkhana/differences/<uuid:pk>/answer/", "POST"): fixed(text=REASON),
    ("duty/malkhana/differences/<uuid:pk>/seen/", "POST"): fixed(accepted="yes", text=REASON),
    ("duty/road-certificates/new/", "POST"): lambda doors, cell: {
        "things": doors.things(cell).item_number,
        "purpose": "laboratory",
        "destination": "PFSA Lahore",
        "carrier": "Constable 412",
    },
    ("duty/road-certificates/<uuid:pk>/withdraw/", "POST"): fixed(reason=REASON),
    ("duty/road-certificates/<uuid:pk>/received/", "POST"): fixed(name="The chemist", hour="00:00"),
    ("duty/malkhana/<uuid:pk>/photos/", "POST"): lambda _d, _c: {"photo": picture()},
    ("duty/diary/write/", "POST"): fixed(kind="other", hour="00:00", text="The electricity came back."),
    ("duty/diary/open/", "POST"): fixed(prisoners=""),
    ("duty/diary/close/", "POST"): fixed(cash="0"),
    ("duty/diary/entries/<uuid:pk>/strike/", "POST"): fixed(reason=REASON, text="It was the other gate."),
    ("duty/registers/<int:register>/new/", "POST"): lambda _d, _c: {
        "letter": "12", "sender": "DPO", "subject": "Patrol", "action": "SHO", **day("dated"),
    },
    ("duty/registers/lines/<uuid:pk>/complete/", "POST"): fixed(disposal="Filed"),
    ("duty/registers/lines/<uuid:pk>/strike/", "POST"): lambda _d, _c: {
        "struck_because": "It was another day.", "remarks": "All in order.", **day("visited"),
    },
    ("duty/charge/new/", "POST"): fixed(keys="Malkhana 2"),
    ("duty/charge/absent/", "POST"): lambda doors, _cell: {
        "posting": str(doors.world.actor("rashid").posting_id), "keys": "Malkhana 2", "because": "He lies in hospital.",
        "witness_1": "Akbar, HC 412", "witness_2": "Arshad, C 1122",
    },
    ("duty/diary/prove/", "POST"): lambda d, c: {"code": d.things(c).diary_code},
    ("sign-in/", "POST"): fixed(username="ali", password=PASSWORD),
    ("mobile/", "POST"): fixed(mobile="0300 0000009"),
    ("locked/", "POST"): fixed(proof=PASSWORD),
    ("me/language/", "POST"): fixed(language="en"),
    ("me/password/", "POST"): fixed(old=PASSWORD, new="three plain words", again="three plain words"),
    ("me/app/", "POST"): fixed(code="000000"),
    ("me/passkey/", "POST"): fixed(answer="{}", label="Key"),
    ("officers/add/", "POST"): _officer,
    ("officers/find/", "GET"): fixed(username="waqar"),
    ("officers/<uuid:user_id>/post/", "POST"): _posting,
    ("officers/<uuid:user_id>/renew/", "POST"): fixed(reason="Phone lost"),
    ("postings/<uuid:posting_id>/end/", "POST"): _end,
    ("clients/add/", "POST"): _client,
    ("clients/<uuid:client_id>/issue/", "POST"): fixed(days="30"),
    ("clients/<uuid:client_id>/end/", "POST"): fixed(reason="Contract over"),
    ("clients/tokens/<uuid:token_id>/end/", "POST"): fixed(reason="Lost"),
    ("api/v1/phone", "POST"): lambda doors, cell: {"number": _voice(doors, cell)},
    ("api/v1/applications", "POST"): fixed(service="character-certificate", mobile="+923000000009"),
    (f"{ENTRY}/answers", "POST"): fixed(answers={"name": "Bilal Ahmad"}),
    (f"{ENTRY}/papers/<slug:field>", "POST"): lambda _d, _c: {"file": picture()},
    (f"{ENTRY}/submit", "POST"): fixed(confirmed=True),
    (f"{WORK}/refuse", "POST"): fixed(reason="The address could not be found by anybody."),
    (f"{WORK}/ask", "POST"): fixed(question="Which house is it?"),
    ("api/v1/certificates/verify", "POST"): _code,
    ("api/v1/certificates/verify-many", "POST"): lambda doors, cell: {"certificates": [_code(doors, cell)]},
    ("language/", "POST"): fixed(language="en"),
}  # fmt: skip
