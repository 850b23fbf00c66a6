"""One sealed case lived through at A Division, and its lock-up: something in every table of the station's books."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from khidmat.accounts.public import actor_for, add_officer, post, system_actor
from khidmat.kernel.roles import Role
from khidmat.org.public import office
from khidmat.services.tests.answering import picture
from khidmat.station.articles import Article
from khidmat.station.court_typed import Called
from khidmat.station.deaths import Seen
from khidmat.station.evidence import Somebody
from khidmat.station.models import Fir
from khidmat.station.operations import (
    absconding,
    accused,
    charging,
    copying,
    counting,
    deciding,
    desk,
    diary,
    differing,
    escaping,
    examining,
    holding,
    inquest,
    papers,
    printing,
    registers,
    returning,
    roads,
    sending,
    supervising,
    teaming,
    trying,
    zimni,
)  # fmt: skip
from khidmat.station.operations import fir as firs
from khidmat.station.operations import property as store
from khidmat.station.queries import absconding as absconders
from khidmat.station.removing import Holder, Leaving, Returned, Road
from khidmat.station.tests.casework import AKRAM, UNKNOWN, Work
from khidmat.station.tests.conftest import HEARD
from khidmat.station.tests.test_custody import Case
from khidmat.station.tests.test_desk import RAPE, THEFT
from khidmat.station.typed import Typed

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHY = "The cheque was for a loan between partners and was never presented to a bank; it is a civil matter."
NOREEN = Somebody(kind="victim", woman=True, name="نورین")
TWO = (Somebody(kind="memo", name="اکرم"), Somebody(kind="memo", name="بشیر"))
ORDER: dict[str, Any] = {"court": "مجسٹریٹ قصور", "order_no": "12/2026", "ordered_on": date(2026, 11, 20)}


def make(cast: Any, now: datetime) -> Fir:
    """All of it; gives the case."""
    a_diary(cast, now - DAY)
    a_desk(cast, now)
    work = Work(cast, now).case(RAPE, AKRAM, UNKNOWN)
    an_investigation(cast, work.fir, now)
    an_examination(cast, work.fir, now)
    a_store(cast, work.fir, now)
    a_trial(work)
    the_registers(cast, work.now)
    a_flight(work)
    a_lock_up(cast, work.now + 3 * HOUR)
    return work.fir


def a_diary(cast: Any, now: datetime) -> None:
    """A day with a struck entry, printed and closed."""
    said: dict[str, Any] = {"language": "ur", "actor": cast.rashid, "now": now}
    wrong = diary.write_own(kind="other", happened_at=now, text="سڑک پر درخت گر گیا۔", **said)
    diary.strike(entry_id=wrong.pk, reason="No tree fell there.", text="کچھ نہیں گرا۔", **said)
    printing.print_day(day_id=wrong.day_id, actor=cast.rashid, now=now)
    diary.close_day(cash=700, actor=cast.rashid, now=now + 9 * HOUR)


def a_desk(cast: Any, now: datetime) -> None:
    """A refusal that the circle officer read, an order of a court, a complaint sent on, a draft, a case sent on."""
    refused, sent, drafted, other = (desk.take(told=THEFT, actor=cast.saima, now=now) for _n in range(4))
    act: dict[str, Any] = {"actor": cast.ali, "now": now}
    deciding.refuse(complaint_id=refused.pk, ground="civil", reason=WHY, heard=True, **act)
    deciding.note_seen(complaint_id=refused.pk, actor=cast.farah, now=now)
    days = {"ordered_on": now.date(), "report_by": now.date()}
    deciding.take_order(complaint_id=refused.pk, petition="1/2026", court="SJ", orders=WHY, **days, **act)
    there = office("KSR-PS-02")
    deciding.transfer(complaint_id=sent.pk, station=there, reason="It happened there.", **act)
    typed = Typed("379 PPC", cast.aslam.user_id)
    draft = desk.take(told=RAPE, actor=cast.saima, now=now)
    for one in (drafted, draft):
        firs.save_draft(complaint_id=one.pk, typed=typed, **act)
    case = firs.register(complaint_id=other.pk, typed=typed, **act)
    sending.send(
        fir_id=case.pk, station=there, reason="The bazaar of B Division.", actor=cast.hina, now=now + HOUR
    )


def an_investigation(cast: Any, fir: Fir, now: datetime) -> None:
    """Hands that change, a team, and every paper that an officer writes himself."""
    case: dict[str, Any] = {"fir_id": fir.pk, "now": now + HOUR}
    act = {**case, "actor": cast.aslam}
    for officer in (cast.ali, cast.aslam):
        firs.designate(officer_id=officer.user_id, reason="On leave for a week.", actor=cast.ali, **case)
    firs.add(kind="supplementary", stated_by="مدعی", text="مزید بیان", actor=cast.rashid, **case)
    copying.order(whom="station", actor=cast.ali, **case)
    team = {"convener_id": cast.ali.user_id, "member_ids": [cast.aslam.user_id]}
    teaming.order_team(
        order_no="12/26", reason="Two stations are concerned.", actor=cast.hina, **team, **case
    )
    hours: dict[str, Any] = dict.fromkeys(("informed_at", "began_at", "ended_at"), now + HOUR)
    for _leaf in range(2):
        zimni.write(places="", circumstances="موقع ملاحظہ کیا۔", **hours, **act)
    zimni.call(reason="Bail petition 11 of 2026", actor=cast.javed, **case)
    side = {**HEARD, "presence": "relative", "present": "والدہ"}
    told = papers.statement(who=NOREEN, taken_at=now, **side, **act)
    before: dict[str, Any] = {**HEARD, "law": "164", "court": "مجسٹریٹ", "recorded": "video"}
    papers.statement(who=Somebody(known=told.witness_id), taken_at=now, **before, **act)
    papers.statement(who=Somebody(kind="eyewitness", name="سلیم"), taken_at=now, **HEARD, **act)
    papers.plan(drawn_at=now, scaled=False, text="دروازے سے 2 فٹ", paper=None, **act)
    memo: dict[str, Any] = {"kind": "recovery", "place": "گھر", "from_whom": "", "text": "برآمد ہوا۔"}
    papers.memo(happened_at=now, articles=[Article("other", "چادر")] * 2, witnesses=TWO, **memo, **act)
    searched: dict[str, Any] = {
        "ground": "reasons",
        "reasons": "چھپا دے گا۔",
        "place": "مکان 4",
        "occupant": "",
    }
    hours = dict.fromkeys(("reasoned_at", "began_at", "ended_at"), now)
    papers.search(found="کچھ نہیں", witnesses=TWO, **searched, **hours, **act)
    warrant: dict[str, Any] = {"kind": "search", "court": "مجسٹریٹ", "reference": "12", "result": "executed"}
    papers.warrant(issued_on=now.date(), done_at=now, text="تعمیل ہوئی", **warrant, **act)
    unserved = {**warrant, "kind": "arrest", "result": "returned", "reference": "13"}
    papers.warrant(issued_on=now.date(), done_at=now, text="گھر پر نہ ملا", **unserved, **act)


def an_examination(cast: Any, fir: Fir, now: datetime) -> None:
    """Doctor, laboratory, inquest, review, a step done; somebody named wrongly."""
    act: dict[str, Any] = {"fir_id": fir.pk, "actor": cast.aslam, "now": now + HOUR}
    for n in range(2):
        sent = {"name": f"نورین {n}", "woman": True, "consent": True, "consented_by": "خود", "text": "معائنہ"}
        asked = examining.docket(hospital="DHQ", escort="شازیہ", sent_at=now, **sent, **act)
        said = {"doctor": "ڈاکٹر سعدیہ", "female": True, "certificate": "77", "text": "نتیجہ", "paper": None}
        examining.docket_result(docket_id=asked.pk, began_at=now, ended_at=now, **said, **act)
        sample = {"article": "کپڑے", "laboratory": "PFSA", "question": "ڈی این اے؟"}
        request = examining.request(sent_at=now, **sample, **act)
        answer = {"report": "12/26", "text": "جی ہاں", "paper": None, "received_at": now + HOUR}
        examining.result(request_id=request.pk, **answer, **act)
        supervising.review(
            fir_id=fir.pk, remarks="File seen.", directions="", actor=cast.farah, now=now + HOUR
        )
    words: Any = dict.fromkeys(("deceased", "place", "magistrate", "first", "seen", "opinion"), "الف ب")
    hours: Any = dict.fromkeys(("informed_at", "told_at", "began_at"), now)
    hanged = Seen(form="violence", second="ج", wounds="گلے پر", doctor="ڈاکٹر نعیم", **words, **hours)
    inquest.hold_inquest(seen=hanged, **act)
    unknown = fir.accused.get(number=2)
    known = replace(
        UNKNOWN, described="Tall, of Sadar", instead=unknown.pk, reason="The complainant knew him."
    )
    accused.add(typed=known, **act)


def a_store(cast: Any, fir: Fir, now: datetime) -> None:
    """Things in, out and back, by order and on bond, counted, proclaimed, and found otherwise."""
    clerk: dict[str, Any] = {"actor": cast.rashid, "now": now + HOUR}
    into: dict[str, Any] = {"station_id": fir.station_id, "from_whom": "", "happened_at": now}
    pistol, bicycle = store.deposit_all(
        fir_id=fir.pk, articles=[Article("weapon", "پستول"), Article("vehicle", "سائیکل")], **into, **clerk
    )
    watch = store.deposit_all(
        fir_id=None, articles=[Article("valuables", "گھڑی")], basis="unclaimed", **into, **clerk
    )[0]
    store.photograph(item_id=pistol.pk, upload=picture(), **clerk)
    differing.countersign(item_id=pistol.pk, weight_mg=None, actor=cast.ali, now=now + HOUR)
    asked = Road("laboratory", "PFSA", "سپاہی 412", [Leaving(str(pistol))])
    road = roads.prepare(road=asked, **clerk)
    roads.sign(certificate_id=road.pk, actor=cast.ali, now=now + HOUR)
    there = {"name": "ڈاکٹر", "post": "", "happened_at": now + HOUR}
    returning.receive(certificate_id=road.pk, **there, **clerk)
    back = Returned(pistol.quantity, intact=False)
    returning.bring_back(item_id=pistol.pk, returned=back, happened_at=now + HOUR, **clerk)
    differs = pistol.discrepancies.get()
    differing.answer(discrepancy_id=differs.pk, text="The case broke on the way back.", **clerk)
    held = Road("holder", "قصور", "سپاہی 412", [Leaving(str(bicycle))], holder=Holder("نورین"), **ORDER)
    burnt = Road("destroyed", "قصور", "سپاہی 412", [Leaving(str(bicycle))], witnesses=("الف", "ب"), **ORDER)
    for one in (held, burnt):
        roads.prepare(road=one, **clerk)
    there = {"reported_on": now.date(), "proclaimed_on": now.date(), "court": "مجسٹریٹ", "order_no": "14"}
    counting.proclaim(item_id=watch.pk, **there, **clerk)
    count = counting.begin(station=office("KSR-PS-01"), kind="random", size=2, **clerk)
    line = count.lines.first()
    counting.find(count_id=count.pk, finds=[counting.Found(line.pk, "present")], **clerk)


def a_trial(work: Work) -> None:
    """A proposal that was declined, then the challan, two hearings and a verdict that was corrected."""
    work.later(hours=3).propose()
    work.told()
    work.close(agrees=False, words="The neighbour was never asked.")
    work.in_court()
    said: dict[str, Any] = {"fir_id": work.fir.pk, "held_on": work.now.date(), "what": "A witness was heard."}
    first = trying.hear(**said, actor=work.cast.javed, now=work.now)
    trying.hear(**said, corrects=first.pk, actor=work.cast.javed, now=work.now)
    work.charge(sections="376 PPC")
    work.judge()
    work.judge("acquitted", reason="On appeal, 12 of 2026.")


def the_registers(cast: Any, now: datetime) -> None:
    """A line that was struck, one of the cash account, a charge handed over and taken over."""
    letter = {"letter": "1", "dated": now.date(), "sender": "DPO", "subject": "Patrol", "action": "Ali"}
    act: dict[str, Any] = {"values": letter, "actor": cast.rashid, "now": now}
    line = registers.write_line(register=5, part="received", **act)
    registers.strike_line(line_id=line.pk, reason="The sender was another.", **act)
    account = {"whom": "District accounts", "purpose": "Diet", "received": 700}
    registers.write_line(register=20, part="account", **{**act, "values": account})
    by: dict[str, Any] = {"actor": system_actor(None), "now": now - DAY}
    named = {"username": "khalid", "name": "Khalid", "name_ur": "خالد", "password": "a long password here"}
    user = add_officer(**named, temporary=False, totp_secret="JBSWY3DPEHPK3PXP", **by)
    post(user=user, role=Role.STATION_CLERK, office=office("KSR-PS-01"), since=now - DAY, **by)
    made = charging.hand_over(keys="Malkhana 2", remarks="", actor=cast.rashid, now=now)
    charging.take_over(report_id=made.pk, remarks="", actor=actor_for(user, now=now), now=now)


def a_flight(work: Work) -> None:
    """An accused who was proclaimed, declared a month later, and whose land was attached."""
    today, by = work.now.date(), work.cast.javed
    ((warrant, _said),) = absconders.warrants(work.fir)
    three = dict.fromkeys(("village_on", "residence_on", "courthouse_on"), today)
    typed = Called(UUID(warrant), "MFC", "31", today, **three, appear_on=today + 30 * DAY)
    one = absconding.call(accused_id=work.accused().pk, typed=typed, actor=by, now=work.now)
    work.later(days=31)
    order: dict[str, Any] = {"court": "MFC", "order_no": "44", "ordered_on": work.now.date()}
    for kind, attached in (("declare", ""), ("attach", "immovable")):
        act = {"absconder_id": one.pk, "actor": by, "now": work.now}
        absconding.order(kind=kind, attached=attached, **order, **act)


def a_lock_up(cast: Any, now: datetime) -> None:
    """One remanded and in his cell, one let go, one who got away."""
    case = Case(cast, now, RAPE)
    held, freed, gone = (case.arrest(one=case.name(name=name)) for name in ("سلیم", "کریم", "رحیم"))
    case.move(held)
    case.produce(held)
    case.remand(held)
    case.move(held)
    case.release(freed)
    keeper: dict[str, Any] = {"actor": cast.rashid, "now": now}
    escaping.escape(arrest_id=gone.pk, from_whom="سپاہی ارشد", told="ہتھکڑی چھڑا کر بھاگ گیا۔", **keeper)
    holding.note(arrest_id=held.pk, kind="meal", text="دوپہر کا کھانا", **keeper)
