"""Something in each register of A Division that is entered once, and the clerk's charge as it was handed over."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from khidmat.accounts.public import User, actor_for, end_posting
from khidmat.demo.cast import Part
from khidmat.demo.loading.officers import Desks, engage
from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.org.public import office
from khidmat.station import public as station

CODE = "KSR-PS-01"
Said = dict[str, str | int | timedelta]


def on(days: int) -> timedelta:
    """A day so far from today."""
    return timedelta(days=days)


BEFORE = Part("clerk.before", "Khalid Mehmood", "خالد محمود", Role.STATION_CLERK, CODE)
LETTER: Said = {
    "letter": "4411/R",
    "dated": on(-2),
    "sender": "ڈی پی او آفس قصور",
    "subject": "ماہانہ گوشوارہ",
    "action": "محرر",
}
#: Register, part, what its columns say; a span stands for the day so far from today.
LINES: tuple[tuple[int, str, Said], ...] = (
    (
        3,
        "orders",
        {
            "part": "first",
            "order": "SO-7/2026",
            "dated": on(-30),
            "authority": "ڈی پی او قصور",
            "subject": "گشت سکول اوقات",
            "text": "سکول کھلنے اور بند ہونے کے وقت دو سپاہی ہر گیٹ پر موجود رہیں۔",
        },
    ),
    (
        4,
        "others",
        {
            "station": "تھانہ کوٹ لکھپت، لاہور",
            "fir": "811/25",
            "sections": "392 PPC",
            "who": "نامعلوم ولد سلیم",
            "court": "جوڈیشل مجسٹریٹ لاہور، حکم نمبر 44",
        },
    ),
    (4, "deserters", {"unit": "پنجاب رجمنٹ، چٹھی 12/D", "who": "سپاہی محمد ندیم ولد رحمت", "since": on(-60)}),
    (5, "received", LETTER),
    (5, "received", {**LETTER, "letter": "4412/R"}),
    (
        5,
        "sent",
        {
            "letter": "906/A",
            "receiver": "پنجاب فرانزک ایجنسی لاہور",
            "subject": "پارسل بابت مقدمہ منشیات",
            "how": "سپاہی ارشد",
        },
    ),
    (
        6,
        "kalandras",
        {
            "law": "s107",
            "who": "دو فریق، محلہ اسلام پورہ",
            "grounds": "راستے کے جھگڑے پر نقص امن کا اندیشہ۔",
            "court": "مجسٹریٹ درجہ اول قصور",
        },
    ),
    (
        7,
        "animals",
        {
            "animal": "گائے",
            "marks": "سفید، دایاں سینگ ٹوٹا ہوا",
            "impounder": "نمبردار کوٹ مراد خان",
            "came": on(-3),
        },
    ),
    (
        15,
        "events",
        {
            "event": "birth",
            "happened": on(-5),
            "who": "نذیر احمد",
            "sex": "female",
            "village": "کوٹ مراد خان",
        },
    ),
    (16, "stock", {"article": "وائرلیس سیٹ", "marks": "WT-2217", "quantity": 1, "received": on(-90)}),
    (
        17,
        "licences",
        {
            "sort": "arms",
            "licence": "KSR-3391",
            "holder": "حاجی محمد شریف",
            "item": "پستول 30 بور",
            "valid": on(300),
        },
    ),
    (
        18,
        "deposits",
        {
            "depositor": "حاجی محمد شریف",
            "article": "پستول 30 بور",
            "marks": "A-11873",
            "deposited": on(-1),
            "reason": "عمرہ پر روانگی",
        },
    ),
    (
        20,
        "account",
        {"whom": "اکاؤنٹس آفس قصور", "purpose": "خوراک ملزمان", "receipt": "201", "received": 5000},
    ),
    (
        20,
        "account",
        {"whom": "ہوٹل رحمت", "purpose": "خوراک ملزمان، تین دن", "receipt": "V-12", "paid": 1350},
    ),
    (22, "books", {"book": "57", "first": 201, "last": 300, "received": on(-40)}),
    (23, "issues", {"gazette": "police", "issue": "44/2026", "dated": on(-12), "received": on(-6)}),
    (24, "slips", {"slip": "18", "dated": on(-45), "rules": "22.49", "pasted": on(-20)}),
)
WATCHED: Said = {
    "ground": "convict",
    "who": "سلیم اختر ولد بشیر احمد",
    "address": "کوٹ مراد خان",
    "order": "SP-77/S",
    "dated": on(-15),
    "reasons": "دو مقدمات نقب زنی میں سزا کے بعد رہا، بحکم عدالت زیر دفعہ 565۔",
    "review": on(165),
}
MINUTE: Said = {"visited": on(0), "remarks": "حوالات صاف ہے۔ مال خانہ کی گنتی اسی ہفتے مکمل کریں۔"}
INSPECTED: Said = {
    "inspected": on(-8),
    "looked": "مال خانہ و رجسٹر",
    "defects": "دو پارسلوں پر مہر مدھم ہے۔",
    "due": on(7),
}
#: Restricted registers, which the SHO writes; minutes of the circle officer.
OF_THE_HEAD: tuple[tuple[int, str, Said], ...] = (
    (10, "watched", WATCHED),
    (
        11,
        "sheets",
        {
            "who": "سلیم اختر ولد بشیر احمد",
            "address": "کوٹ مراد خان",
            "sheet": "HS-14",
            "bundle": "b",
            "order": "ایس ڈی پی او سٹی، حکم نمبر 31",
        },
    ),
    (
        12,
        "sheets",
        {
            "way": "received",
            "dated": on(-9),
            "station": "تھانہ بی ڈویژن",
            "who": "موٹر سائیکل چوری کی واردات",
        },
    ),
)
FROM_ABOVE: tuple[tuple[int, str, Said], ...] = ((13, "minutes", MINUTE), (14, "inspections", INSPECTED))


def load_registers(now: datetime) -> None:
    """The station's lines, those from above, the end of a posting: each office writes its own chain of the ledger."""
    desks, found = Desks(now), station.RegisterLine.objects.filter(station=office(CODE))
    engage((BEFORE,), since=now - timedelta(days=200))
    before = actor_for(User.objects.get(username=BEFORE.username), now=now)
    with transaction.atomic():
        if not found.exists():
            _load(desks, before, now)
    with transaction.atomic():
        if not found.filter(register=FROM_ABOVE[0][0]).exists():
            for one in FROM_ABOVE:
                _write(*one, desks.at("KSR-C1", Role.CIRCLE_OFFICER), now)
    if before.posting_id is not None:
        rabia, reason = desks.at("KSR-DPO", Role.ADMINISTRATOR), "تبادلہ تھانہ صدر قصور"
        end_posting(posting_id=before.posting_id, at=now, reason=reason, actor=rabia, now=now)


def _load(desks: Desks, before: Actor, now: datetime) -> None:
    """What clerk and SHO write; who was clerk before hands over, and Rashid takes over."""
    clerk = actor_for(User.objects.get(username="rashid"), now=now)  # for a moment the station has two
    head = desks.at(CODE, Role.STATION_HEAD)
    written = [_write(*one, clerk, now) for one in LINES]
    for one in OF_THE_HEAD:
        _write(*one, head, now)
    first, doubled = (line for line in written if line.part == "received" and line.register == 5)
    done = {"disposal": "گوشوارہ بھیج دیا گیا"}
    station.complete_line(line_id=first.pk, values=done, actor=clerk, now=now)
    reason = "چٹھی ڈی پی او آفس کی نہیں، ڈی ایس پی آفس کی تھی۔"
    right = _values({**LETTER, "letter": "4412/R", "sender": "ڈی ایس پی آفس سٹی"}, now)
    station.strike_line(line_id=doubled.pk, reason=reason, values=right, actor=clerk, now=now)
    keys = "مال خانہ 2، حوالات 2، نقدی صندوق 1"
    report = station.hand_over(keys=keys, remarks="", actor=before, now=now)
    station.take_over(report_id=report.pk, remarks="گنتی درست پائی", actor=clerk, now=now)


def _write(register: int, part: str, said: Said, actor: Actor, now: datetime) -> station.RegisterLine:
    at = {"part": part, "station": CODE}
    return station.write_line(register=register, **at, values=_values(said, now), actor=actor, now=now)


def _values(said: Said, now: datetime) -> dict[str, str | int | date | None]:
    today = localdate(now)
    return {name: today + one if isinstance(one, timedelta) else one for name, one in said.items()}
