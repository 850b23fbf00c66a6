"""What an investigation does, and where a case goes from there."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from bench.whole import telling
from bench.whole.world import Matter, World
from khidmat.station.articles import Article
from khidmat.station.court_states import ENDED
from khidmat.station.court_typed import Judged, Reported
from khidmat.station.deaths import Seen
from khidmat.station.evidence import Somebody
from khidmat.station.models import Accused, Arrest, CaseStep, Docket, Fir, ForensicRequest
from khidmat.station.operations import (
    accused,
    arresting,
    ending,
    examining,
    inquest,
    papers,
    reporting,
    supervising,
    trying,
    zimni,
)
from khidmat.station.operations import fir as firs
from khidmat.station.queries import investigation
from khidmat.station.queries.fir import unsealed
from khidmat.station.typed import Who
from khidmat.station.typed_custody import Taken

WORDS = "The file was read and both sides were heard; nothing of what was told happened there."
TAKEN = Taken(
    gender="man", place="سبزی منڈی", medical="کوئی زخم نہیں", men="کانسٹیبل 1122", relative="بھائی",
    relative_how="ٹیلی فون", witness_1="بشیر", witness_2="خالد",
)  # fmt: skip
THINGS = (
    Article("weapon", "پستول"),
    Article("other", "سائیکل"),
    Article("cash", "نوٹ", unit="rupees"),
    Article("narcotic", "چرس", unit="grams", weight_mg=1200),
)
HEARD = {
    "law": "161",
    "language": "پنجابی",
    "presence": "",
    "present": "",
    "recorded": "",
    "consent": False,
    "court": "",
}
Act = dict[str, Any]


def _case(matter: Matter) -> Fir:
    return Fir.objects.select_related("head").get(pk=matter.fir)


def _name(chance: Random, matter: Matter, **act: Any) -> object:
    typed = Who(
        name=matter.planted or chance.choice(("محمد اکرم", "سلیم", "")), described=chance.choice(("", "لمبا")),
        cnic=chance.choice(("", "", "x", f"01234-{chance.randint(1, 40):07}-1")),
        age=chance.choice(("30", "16", "", "1448 ہجری", "پیدائش 2035")), gender=chance.choice(("", "man", "woman")),
    )  # fmt: skip
    return accused.add(fir_id=matter.fir, typed=typed, **act)


def _heard(kind: str) -> Callable[..., object]:
    def make(_chance: Random, matter: Matter, **act: Any) -> object:
        who = Somebody(name=matter.planted or "گواہ", kind=kind)
        return papers.statement(
            fir_id=matter.fir, who=who, taken_at=act["now"], text="میں نے دیکھا", **HEARD, **act
        )

    return make


def _zimni(chance: Random, matter: Matter, **act: Any) -> object:
    hours = dict.fromkeys(
        ("informed_at", "began_at", "ended_at"), act["now"] - timedelta(minutes=chance.randint(-5, 60))
    )
    return zimni.write(fir_id=matter.fir, places="", circumstances=f"دریافت {matter.planted}", **hours, **act)


def _plan(_chance: Random, matter: Matter, **act: Any) -> object:
    return papers.plan(fir_id=matter.fir, drawn_at=act["now"], scaled=False, text="موقع", paper=None, **act)


def _memo(chance: Random, matter: Matter, **act: Any) -> object:
    things = [chance.choice(THINGS)] * (300 if chance.random() < 0.004 else chance.randint(1, 3))
    return papers.memo(
        fir_id=matter.fir, kind="recovery", happened_at=act["now"], place="گھر", from_whom=matter.planted,
        text="برآمد ہوا", articles=things, witnesses=(Somebody(name="الف"), Somebody(name="ب")), **act,
    )  # fmt: skip


def _docket(chance: Random, matter: Matter, **act: Any) -> object:
    with unsealed(Fir.objects.get(pk=matter.fir)):
        sent = list(Docket.objects.filter(fir_id=matter.fir, result=None))
    if sent:
        said = {"doctor": "ڈاکٹر", "female": True, "certificate": "MLC 77", "text": "نتیجہ", "paper": None}
        hours = dict.fromkeys(("began_at", "ended_at"), act["now"])
        return examining.docket_result(fir_id=matter.fir, docket_id=sent[0].pk, **said, **hours, **act)
    return examining.docket(
        fir_id=matter.fir, name=matter.planted or "مجروح", woman=chance.random() < 0.5, consent=chance.random() < 0.9,
        consented_by="خود", hospital="ڈی ایچ کیو", escort="کانسٹیبل", sent_at=act["now"], text="معائنہ", **act,
    )  # fmt: skip


def _laboratory(_chance: Random, matter: Matter, **act: Any) -> object:
    with unsealed(Fir.objects.get(pk=matter.fir)):
        asked = list(ForensicRequest.objects.filter(fir_id=matter.fir, result=None))
    if asked:
        said = {"report": "PFSA 7", "received_at": act["now"], "text": "نتیجہ", "paper": None}
        return examining.result(fir_id=matter.fir, request_id=asked[0].pk, **said, **act)
    said = {"article": "پستول", "laboratory": "PFSA", "question": "کیا یہ چلتا ہے؟", "sent_at": act["now"]}
    return examining.request(fir_id=matter.fir, **said, **act)


def _inquest(_chance: Random, matter: Matter, **act: Any) -> object:
    words = dict.fromkeys(("deceased", "place", "magistrate", "first", "seen", "opinion"), "الف ب")
    hours = dict.fromkeys(("informed_at", "told_at", "began_at"), act["now"])
    return inquest.hold_inquest(
        seen=Seen(form="natural", second="ج", **words, **hours), fir_id=matter.fir, **act
    )


def _mark(chance: Random, matter: Matter, **act: Any) -> object:
    codes = [code for code, _title in investigation.to_mark(_case(matter))]
    return supervising.mark(
        fir_id=matter.fir, code=chance.choice(codes or ["x"]), note="کیا گیا۔ تفصیل فائل میں", **act
    )


def _arrest(chance: Random, matter: Matter, **act: Any) -> object:
    named = list(Accused.objects.filter(fir_id=matter.fir).order_by("number"))
    if not named:
        return _name(chance, matter, **act)
    return arresting.arrest(accused_id=chance.choice(named).pk, taken=TAKEN, **act)


def _report(chance: Random, matter: Matter, **act: Any) -> object:
    kind = chance.choice(("full",) * 5 + ("interim", "absent", "cancellation", "untraced"))
    standing = {"full": "custody", "interim": "bail", "absent": "absent"}.get(kind, "released")
    named = Accused.objects.filter(fir_id=matter.fir, struck=None)
    typed = Reported(
        kind, WORDS, WORDS, ground="false" if kind == "cancellation" else "",
        standings={one.pk: standing for one in named},
    )  # fmt: skip
    return reporting.report(fir_id=matter.fir, typed=typed, **act)


def _add(_chance: Random, matter: Matter, **act: Any) -> object:
    said = {"kind": "supplementary", "stated_by": matter.planted or "مدعی", "text": "مزید"}
    return firs.add(fir_id=matter.fir, **said, **act)


def _strike(chance: Random, matter: Matter, **act: Any) -> object:
    named = list(Accused.objects.filter(fir_id=matter.fir).order_by("number"))
    one = chance.choice(named) if named else None
    return accused.strike(accused_id=one.pk, reason="He was named wrongly.", **act) if one else None


#: What who investigates does in any order.
STEPS = (
    _zimni, _zimni, _plan, _heard("complainant"), _heard("eyewitness"), _memo, _memo, _docket, _laboratory, _inquest,
    _mark, _mark, _name, _arrest, _arrest, _arrest, _report,
)  # fmt: skip


def investigate(world: World, matter: Matter, chance: Random) -> None:
    """One step of an investigation; the report when nothing is left to do, or too early."""
    draw = chance.random()
    if draw < 0.1:
        others = (telling.change_io, telling.send, _spare, _review, _aside)
        chance.choice(others)(world, matter, chance)
        return
    name = telling.who_investigates(world, matter)
    _who, actor, now = world.who(name.partition("@")[0], matter.station, chance)
    if draw < 0.13:
        step: Callable[..., object] = chance.choice((_add, _strike))
    else:
        done = chance.random() < 0.4 and not investigation.open_steps(_case(matter))
        step = _report if done else chance.choice(STEPS)
    made = world.attempt(step.__name__, lambda: step(chance, matter, actor=actor, now=now))
    if isinstance(made, Arrest):
        world.arrests.append((made.pk, matter.station))


def _spare(world: World, matter: Matter, chance: Random) -> None:
    _who, actor, now = world.who("circle", matter.station, chance)
    for code, _title in investigation.to_spare(_case(matter)):
        how: Act = {"fir_id": matter.fir, "code": code, "note": "Not needed in this case."}
        world.attempt("spare", lambda how=how: supervising.spare(**how, actor=actor, now=now))


def _review(world: World, matter: Matter, chance: Random) -> None:
    _who, actor, now = world.who("circle", matter.station, chance)
    how = {"fir_id": matter.fir, "remarks": "The file was read.", "directions": ""}
    world.attempt("review", lambda: supervising.review(**how, actor=actor, now=now))


def _aside(world: World, matter: Matter, chance: Random) -> None:
    """The court calls for the case diary."""
    _who, actor, now = world.who("court", matter.station, chance)
    how = {"fir_id": matter.fir, "reason": "For the bail application."}
    world.attempt("call", lambda: zimni.call(**how, actor=actor, now=now))


def goes_on(world: World, matter: Matter, chance: Random) -> None:
    """The next thing in a case, as it stands."""
    state = CaseStep.objects.filter(fir_id=matter.fir, current=True).values_list("status", flat=True)[0]
    at = {
        "reported": ("head", _forward), "with_prosecutor": ("prosecutor", _scrutinise), "proposed": ("dpo", _close),
        "cancellation_sent": ("prosecutor", _scrutinise), "cancellation_in_court": ("court", _rule),
        "in_court": ("court", _try), "decided": ("court", _judge), "cancelled": ("head", _reopen),
        "untraced": ("head", _reopen), "transferred": ("head", _reopen),
    }  # fmt: skip
    if state not in at or (state == "interim" and chance.random() < 0.5):
        investigate(world, matter, chance)
        return
    right, act = at[state]
    if state in ENDED and chance.random() < 0.3:
        world.matters.remove(matter)
    if state == "proposed" and chance.random() < 0.5:
        right, act = telling.who_investigates(world, matter).partition("@")[0], _told
    _who, actor, now = world.who(right, matter.station, chance)
    world.attempt(act.__name__, lambda: act(chance, matter, actor=actor, now=now))


def _forward(chance: Random, matter: Matter, **act: Any) -> object:
    return reporting.forward(fir_id=matter.fir, agrees=chance.random() < 0.8, words=WORDS, **act)


def _scrutinise(chance: Random, matter: Matter, **act: Any) -> object:
    return reporting.scrutinise(fir_id=matter.fir, agrees=chance.random() < 0.8, words=WORDS, **act)


def _told(_chance: Random, matter: Matter, **act: Any) -> object:
    return ending.tell_complainant(fir_id=matter.fir, told_on=act["now"].date(), how="thumb", **act)


def _close(chance: Random, matter: Matter, **act: Any) -> object:
    heard = {"words": WORDS, "heard": "He agrees to it."}
    return ending.close(fir_id=matter.fir, agrees=chance.random() < 0.8, **heard, **act)


def _rule(chance: Random, matter: Matter, **act: Any) -> object:
    how = {"words": WORDS, "order_no": "9/2026"}
    return ending.rule(fir_id=matter.fir, agrees=chance.random() < 0.8, **how, **act)


def _reopen(chance: Random, matter: Matter, **act: Any) -> object:
    order = chance.choice(("", "3/2026"))
    return ending.reopen(fir_id=matter.fir, words="A witness came forward.", order_no=order, **act)


def _try(chance: Random, matter: Matter, **act: Any) -> object:
    """Its number, a hearing, the charges, then the verdicts."""
    case, day = {"fir_id": matter.fir}, act["now"].date()
    one = Fir.objects.get(pk=matter.fir)
    if not one.court_cases.exists():
        return trying.take_number(case_no="77", court="MFC Kasur", received_on=day, **case, **act)
    waiting = [who for who in one.accused.filter(struck=None) if not who.charges.exists()]
    if waiting:
        said = {"sections": "379 PPC", "framed_on": day}
        return trying.charge(accused_id=waiting[0].pk, **said, **case, **act)
    if chance.random() < 0.3:
        return trying.hear(held_on=day, what=f"گواہ کا بیان ہوا {matter.planted}", **case, **act)
    return _judge(chance, matter, **act)


def _judge(chance: Random, matter: Matter, **act: Any) -> object:
    charged = list(
        Accused.objects.filter(fir_id=matter.fir, charges__isnull=False).distinct().order_by("number")
    )
    if not charged:
        return None
    who = chance.choice(charged)
    outcome = chance.choice(("convicted", "acquitted", "acquitted_249a", "compounded", "discharged"))
    answers = [(one.pk, outcome, "2 years") for one in who.charges.all()]
    judged = Judged(answers, "MFC Kasur", act["now"].date(), order_no="12/2026", reason="Appeal 4/2026")
    return trying.judge(fir_id=matter.fir, accused_id=who.pk, judged=judged, **act)
