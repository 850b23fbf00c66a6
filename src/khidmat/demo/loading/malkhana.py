"""A malkhana that is lived in: what two stations keep, what is at the laboratory, what differs, what nobody claimed."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from khidmat.demo.loading.officers import Desks
from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.org.public import office
from khidmat.station import public as station

A, B = "KSR-PS-01", "KSR-PS-02"
HEROIN = station.Article(
    "narcotic",
    "ہیروئن، ایک پیکٹ خاکی کاغذ میں",
    Decimal("1250.5"),
    "grams",
    1_262_000,
    "3 × AR",
    "الماری 1، خانہ 1",
)
OF_A_CASE = (
    station.Article("vehicle", "سائیکل سہراب، سیاہ، بغیر نمبر", seals="", place="صحن", value=14_000),
    HEROIN,
    station.Article(
        "weapon",
        "پستول 30 بور، نمبر 4471، معہ میگزین",
        seals="2 × AR",
        place="الماری 1، خانہ 2",
        value=35_000,
    ),
    station.Article("cash", "نقد رقم وٹک، نوٹ ہزار والے", Decimal(42_000), "rupees", None, "1 × AR", "تجوری"),
)
LOST = (
    station.Article("valuables", "سونے کی چوڑی، ایک عدد", place="الماری 2، خانہ 1", value=180_000),
    station.Article("vehicle", "موٹر سائیکل 70 سی سی، انجن نمبر مٹا ہوا", place="صحن"),
)
CHEMIST = "ڈاکٹر عثمان غنی"
WHY = "سیمپل نکالنے کے بعد وزن کم ہوا؛ لیبارٹری کی رپورٹ ساتھ ہے۔"


def load_malkhana(now: datetime) -> None:
    """Fill the stores of A and B Division, if they are empty; all of a station or nothing."""
    desks = Desks(now)
    clerk, head = desks.at(A, Role.STATION_CLERK), desks.at(A, Role.STATION_HEAD)
    other = desks.at(B, Role.STATION_HEAD)
    with transaction.atomic():
        if not _has_put_in(clerk):
            _fill(clerk, head, now)
    with transaction.atomic():
        if not _has_put_in(other):
            _receive(LOST[1:], other, now, station.Basis.SUSPECTED)


def _has_put_in(keeper: Actor) -> bool:
    """Whether the store holds something besides what came by the memos of its cases."""
    return station.Item.objects.filter(by_id=keeper.user_id).exists()


def _fill(clerk: Actor, head: Actor, now: datetime) -> None:
    """What came in with a case and from the street; heroin at the laboratory and back; a lot being counted."""
    mine = station.Fir.objects.filter(station=office(A), sealed=False, transfer=None, reports=None)
    fir = mine.order_by("registered_at").first()
    basis = station.Basis.CASE if fir else station.Basis.PERSONAL
    _bicycle, heroin, pistol, _cash = _receive(OF_A_CASE, clerk, now, basis, fir)
    bangle = _receive(LOST[:1], clerk, now, station.Basis.UNCLAIMED)[0]
    for one in (heroin, pistol):
        station.countersign_property(item_id=one.pk, weight_mg=one.weight_mg, actor=head, now=now)
    _laboratory(heroin, clerk, head, now)
    court = station.Road(
        "court", "عدالت مجسٹریٹ درجہ اول قصور", "سپاہی راشد 412", [station.Leaving(str(pistol))]
    )
    station.prepare_road(road=court, actor=clerk, now=now)
    today = localdate(now)
    station.proclaim(
        item_id=bangle.pk,
        reported_on=today,
        court="مجسٹریٹ درجہ اول قصور",
        order_no="37/2026",
        proclaimed_on=today,
        actor=clerk,
        now=now,
    )
    station.begin_count(station=office(A), kind="random", size=3, actor=clerk, now=now)


def _laboratory(heroin: station.Item, clerk: Actor, head: Actor, now: datetime) -> None:
    """Out by two signatures, received there, back lighter than it went: the station has answered why."""
    leaving = [station.Leaving(str(heroin), heroin.weight_mg)]
    road = station.Road("laboratory", "پنجاب فرانزک سائنس ایجنسی لاہور", "ہیڈ کانسٹیبل ارشد 88", leaving)
    made = station.sign_road(
        certificate_id=station.prepare_road(road=road, actor=clerk, now=now).pk, actor=head, now=now
    )
    station.receive_road(
        certificate_id=made.pk, name=CHEMIST, post="کیمسٹ", happened_at=now, actor=clerk, now=now
    )
    returned = station.Returned(heroin.quantity, "الماری 1، خانہ 1", 1_190_000, "2 × PFSA")
    station.bring_back(item_id=heroin.pk, returned=returned, happened_at=now, actor=clerk, now=now)
    case = station.Discrepancy.objects.get(item=heroin)
    station.answer_difference(discrepancy_id=case.pk, text=WHY, actor=clerk, now=now)


def _receive(
    articles: tuple[station.Article, ...],
    clerk: Actor,
    now: datetime,
    basis: str,
    fir: station.Fir | None = None,
) -> list[station.Item]:
    return station.deposit_all(
        station_id=clerk.office,
        fir_id=fir.pk if fir else None,
        articles=articles,
        from_whom="انسپکٹر، فرد مقبوضگی" if fir else "راہ گیر",
        happened_at=now,
        actor=clerk,
        now=now,
        basis=basis,
    )
