"""Complaints at the desks of A and B Division, one at every stage, through the operations that officers use."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils.timezone import localdate

from khidmat.demo.loading.officers import Desks
from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.org.public import office
from khidmat.station import public as station

#: Something that happens at an hour.
Act = Callable[[datetime], None]
A, B = "KSR-PS-01", "KSR-PS-02"
CIVIL = "فریقین شراکت دار ہیں اور چیک بینک میں پیش نہیں ہوا۔ رقم کے لین دین کا معاملہ ہے، دیوانی عدالت جائیں۔"
ELSEWHERE = "وقوعہ ان کے علاقے کی مارکیٹ میں ہوا۔"
WORDS = "صرف تلخ کلامی ہوئی، کوئی قابلِ دست اندازی جرم نہیں بتایا گیا۔"


@dataclass(frozen=True, slots=True)
class Case:
    """Something told so many hours ago, and what was done with it."""

    hours: int
    told: station.Told
    then: str = ""


def theft(words: str, name: str, mobile: str, place: str, things: str = "") -> station.Told:
    """Something was stolen."""
    return station.Told(
        told=words,
        matter=station.Matter.THEFT,
        name=name,
        mobile=mobile,
        place_text=place,
        offences="379 PPC",
        property_text=things,
    )


CASES = (
    Case(
        3,
        theft(
            "رات گھر کے باہر سے موٹر سائیکل چوری ہو گئی۔ تالا ٹوٹا ہوا ملا۔",
            "محمد عمران",
            "03000000101",
            "بستی چراغ شاہ، گلی 4",
            "موٹر سائیکل 70 سی سی، مالیت 120000",
        ),
    ),
    Case(
        31,
        theft("دکان کے تالے توڑ کر نقدی لے گئے۔", "محمد سلیم", "03000000102", "مین بازار قصور", "نقد 85000"),
    ),
    Case(
        50,
        station.Told(
            told="چیک بینک سے واپس ہو گیا، رقم نہیں مل رہی۔",
            matter=station.Matter.DOCUMENTS,
            name="اکرم علی",
            mobile="03000000103",
            offences="489-F PPC",
        ),
        "refuse",
    ),
    Case(
        74,
        station.Told(
            told="ہمسائے سے جھگڑا ہوا، اس نے برا بھلا کہا۔", name="رضیہ بی بی", mobile="03000000104"
        ),
        "refer",
    ),
    Case(
        27,
        theft("بازار میں جیب کٹ گئی، پرس اور فون گئے۔", "عبدالستار", "03000000105", "کھڈیاں بازار"),
        "transfer",
    ),
    Case(
        9,
        station.Told(
            told="بیٹا کل شام سے گھر نہیں آیا۔ ٹیوشن سے نکلا تھا۔",
            matter=station.Matter.MISSING_CHILD,
            name="عائشہ بی بی",
            mobile="03000000002",
            child_name="حمزہ",
            child_age="9 سال",
            occurred="کل مغرب کے بعد",
        ),
        "zarra",
    ),
    Case(
        40,
        station.Told(
            told="رات تین نامعلوم افراد نے لاٹھیوں سے مارا، بازو زخمی ہے۔",
            matter=station.Matter.BODY,
            described="نامعلوم، عمر تقریباً 35، سانولا، قد لمبا",
            occurred="پرسوں آدھی رات",
        ),
        "order",
    ),
)


def load_desk(*, now: datetime, beside: Sequence[tuple[float, Act]] = ()) -> int:
    """Tell and decide the cases, if nothing was told yet. Returns how many were told.

    `beside`: what else the station does in these days, with the hours before now; a diary goes forward only.
    """
    if station.CourtOrder.objects.filter(complaint__station__code=A).exists():
        return 0
    desks = Desks(now)
    taker, head = desks.at(A, Role.FRONT_DESK), desks.at(A, Role.STATION_HEAD)
    with transaction.atomic():  # one station's: a transaction writes one chain of the ledger
        told: list[tuple[float, Act]] = [(case.hours, partial(_tell, case, taker, head)) for case in CASES]
        for hours, act in sorted([*told, *beside], key=lambda one: -one[0]):
            act(now - timedelta(hours=hours))
    other = desks.at(B, Role.STATION_HEAD)
    station.take(
        told=theft("کھیت سے پیٹر انجن چوری ہوا۔", "نذیر احمد", "03000000106", "چک 12"), actor=other, now=now
    )
    return len(CASES) + 1


def _tell(case: Case, taker: Actor, head: Actor, at: datetime) -> None:
    made = station.take(told=case.told, actor=taker, now=at)
    if case.then:
        ACTS[case.then](made, head, at + timedelta(hours=1))


def _refuse(made: station.Complaint, head: Actor, at: datetime) -> None:
    station.refuse(
        complaint_id=made.pk, ground=station.Ground.CIVIL, reason=CIVIL, heard=True, actor=head, now=at
    )


def _refer(made: station.Complaint, head: Actor, at: datetime) -> None:
    station.refer(complaint_id=made.pk, magistrate="مجسٹریٹ درجہ اول قصور", reason=WORDS, actor=head, now=at)


def _transfer(made: station.Complaint, head: Actor, at: datetime) -> None:
    station.transfer(complaint_id=made.pk, station=office(B), reason=ELSEWHERE, actor=head, now=at)


def _zarra(made: station.Complaint, head: Actor, at: datetime) -> None:
    station.tell_zarra(complaint_id=made.pk, done="1099 پر بتایا، حوالہ نمبر 4471", actor=head, now=at)


def _order(made: station.Complaint, head: Actor, at: datetime) -> None:
    station.take_order(
        complaint_id=made.pk,
        petition="812/2026",
        court="ایڈیشنل سیشن جج قصور",
        ordered_on=localdate(at),
        report_by=localdate(at) + timedelta(days=5),
        orders="سائل کا بیان زیر دفعہ 154 ریکارڈ کر کے رپورٹ پیش کی جائے۔",
        actor=head,
        now=at,
    )


ACTS: dict[str, Callable[[station.Complaint, Actor, datetime], None]] = {
    "refuse": _refuse,
    "refer": _refer,
    "transfer": _transfer,
    "zarra": _zarra,
    "order": _order,
}
