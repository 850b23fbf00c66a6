"""Three days in the books of two stations: diaries, thefts and a sealed case as FIRs, a statement added, an IO changed.

Played in the order of the hours, before anything else is written there: a diary goes forward only.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db import transaction

from khidmat.demo.loading.desk import Act
from khidmat.demo.loading.investigating import investigated
from khidmat.demo.loading.officers import Desks
from khidmat.demo.loading.times import KARACHI
from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.org.public import office
from khidmat.station import public as station

#: A Division has a clerk and a front desk of its own; at B Division the SHO keeps the books himself.
STATIONS = {
    "KSR-PS-01": (Role.STATION_CLERK, Role.FRONT_DESK),
    "KSR-PS-02": (Role.STATION_HEAD, Role.STATION_HEAD),
}
DAYS = 3
#: Days before today on which the first of them lies: before everything else that is told at these desks.
SINCE = 7
BICYCLE = station.Told(
    told="صبح آٹھ بجے سائیکل دکان کے باہر کھڑی کی۔ واپس آیا تو موجود نہ تھی۔ تلاش کیا، نہیں ملی۔",
    matter=station.Matter.THEFT,
    name="بلال احمد",
    father="محمد اکرم",
    mobile="0300 0000001",
    cnic="01234-5678901-2",
    address="مکان 12، گلی 3، کوٹ مراد خان",
    place_text="سبزی منڈی کے سامنے",
    distance="2 کلومیٹر",
    direction="ne",
    beat="3",
    offences="379 PPC",
    property_text="سائیکل سہراب، سیاہ، مالیت 18,000 روپے",
)
HARASSED = station.Told(
    told="بس اڈے پر ایک شخص نے ہاتھ پکڑا اور دھمکی دی۔ شور کرنے پر بھاگ گیا۔",
    matter=station.Matter.BODY,
    name="عائشہ بی بی",
    father="نذیر احمد",
    mobile="0300 0000002",
    address="محلہ اسلام پورہ",
    place_text="بس اڈہ",
    distance="1 کلومیٹر",
    direction="s",
    beat="1",
    offences="354 PPC",
)
SHOP = station.Told(
    told="رات دکان کا تالا توڑ کر نقدی اور دو موبائل لے گئے۔ کیمرے میں تین آدمی نظر آتے ہیں۔",
    matter=station.Matter.THEFT,
    described="دکان دار، نام بعد میں بتائے گا",
    place_text="مین بازار",
    offences="457/380 PPC",
    property_text="نقد 42,000 روپے\nدو موبائل فون",
)


@dataclass
class Books:
    """The people of a station, and what they have written so far."""

    keeper: Actor
    taker: Actor
    head: Actor
    officer: Actor
    firs: list[station.Fir] = field(default_factory=list)

    def note(self, kind: str, text: str) -> Callable[[datetime], None]:
        """An entry by hand."""

        def act(now: datetime) -> None:
            station.write_own(
                kind=kind, happened_at=now, text=text, language="ur", actor=self.keeper, now=now
            )

        return act

    def case(self, told: station.Told, accused: str = "نامعلوم") -> Callable[[datetime], None]:
        """A complaint at the desk, registered a little later."""

        def act(now: datetime) -> None:
            complaint = station.take(told=told, actor=self.taker, now=now)
            typed = station.Typed(told.offences, self.officer.user, accused=accused, steps=station.STEPS)
            later = now + timedelta(minutes=25)
            made = station.register(complaint_id=complaint.pk, typed=typed, actor=self.keeper, now=later)
            station.order_copy(fir_id=made.pk, whom="complainant", actor=self.keeper, now=later)
            self.firs.append(made)

        return act

    def mended(self, now: datetime) -> None:
        """An entry with a slip, struck at once."""
        text = "سپاہی ارشد گشت سے واپس آیا۔"
        wrong = station.write_own(
            kind="arrival", happened_at=now, text=text, language="ur", actor=self.keeper, now=now
        )
        right = {"reason": "نام غلط لکھا گیا تھا۔", "text": "سپاہی راشد گشت سے واپس آیا۔", "language": "ur"}
        station.strike(entry_id=wrong.pk, actor=self.keeper, now=now + timedelta(minutes=4), **right)

    def added(self, now: datetime) -> None:
        """The complainant of the first case states more."""
        text = "شک ہے کہ سائیکل محلے کے لڑکے اکرم نے لی، جو اسی وقت وہاں موجود تھا۔"
        said = {"kind": "supplementary", "stated_by": "مدعی", "text": text}
        station.add(fir_id=self.firs[0].pk, actor=self.keeper, now=now, **said)

    def changed(self, now: datetime) -> None:
        """The SHO takes the last case over."""
        reason = "حکم ڈی پی او: سنگین مقدمہ، تفتیش ایس ایچ او خود کریں۔"
        fir, head = self.firs[-1], self.head
        station.designate(fir_id=fir.pk, officer_id=head.user, reason=reason, actor=head, now=now)

    def opened(self, now: datetime) -> None:
        """Roll-call."""
        station.open_day(prisoners="", actor=self.keeper, now=now)

    def closed(self, now: datetime) -> None:
        """The cash is counted."""
        station.close_day(cash=1500, actor=self.keeper, now=now)


def load_books(now: datetime) -> None:
    """Play the days of each station where nothing is investigated yet; all of a station or nothing."""
    for code, roles in STATIONS.items():
        with transaction.atomic():
            if not station.Fir.objects.filter(station=office(code), reports=None).exists():
                _play(code, roles, now)


def _play(code: str, roles: tuple[Role, Role], now: datetime) -> None:
    desks = Desks(now)
    keeper, taker = (desks.at(code, role) for role in roles)
    books = Books(keeper, taker, desks.at(code, Role.STATION_HEAD), desks.at(code, Role.STATION_OFFICER))
    today = now.astimezone(KARACHI).date()
    for which in range(DAYS):
        for hour, act in _day(books, which):
            act(datetime.combine(today - timedelta(days=SINCE - which), hour, KARACHI))


def register_waiting(now: datetime) -> None:
    """Today at A Division: a theft that waited at the desk becomes an FIR; another waits on."""
    desks, here = Desks(now), office("KSR-PS-01")
    keeper, officer = desks.at(here.code, Role.STATION_CLERK), desks.at(here.code, Role.STATION_OFFICER)
    thefts = station.Complaint.objects.filter(station=here, status="received", came_from=None)
    waiting = list(thefts.filter(matter=station.Matter.THEFT).order_by("taken_at")[:2])
    if len(waiting) == 2:
        typed = station.Typed(waiting[0].offences, officer.user, accused="نامعلوم", steps=station.STEPS)
        station.register(complaint_id=waiting[0].pk, typed=typed, actor=keeper, now=now)


def send_on(now: datetime) -> None:
    """The Superintendent sends B Division's last case to A Division, in whose bazaar the shop lies; it waits there."""
    here, there = office("KSR-PS-02"), office("KSR-PS-01")
    sent = station.FirTransfer.objects.filter(fir__station=here).exists()
    last = station.Fir.objects.filter(station=here).order_by("-registered_at").first()
    if last and not sent:
        head = Desks(now).at("KSR-DPO", Role.DISTRICT_OFFICER)
        reason = "نقشہ موقع کے مطابق دکان تھانہ اے ڈویژن کی حدود میں ہے۔"
        station.send_fir(fir_id=last.pk, station=there, reason=reason, actor=head, now=now)


def join_forces(now: datetime) -> None:
    """The Superintendent has A Division's newest case investigated by the officers of both stations together."""
    case = station.Fir.objects.filter(station=office("KSR-PS-01")).order_by("-registered_at").first()
    if case and not case.team_orders.exists():
        desks = Desks(now)
        head = desks.at("KSR-DPO", Role.DISTRICT_OFFICER)
        first, second = (desks.at(code, Role.STATION_OFFICER).user for code in STATIONS)
        order = {"order_no": "417/ریڈر", "reason": "ایک ہی گروہ کی وارداتیں دونوں تھانوں میں ہوئیں۔"}
        station.order_team(
            fir_id=case.pk, convener_id=first, member_ids=[second], actor=head, now=now, **order
        )


def _day(books: Books, which: int) -> Iterator[tuple[time, Act]]:
    """What happens on a day, by the hour."""
    yield time(8, 0), books.opened
    yield time(8, 20), books.note("departure", "سب انسپکٹر ہمراہ دو سپاہی گشت بازار کے لیے روانہ ہوئے۔")
    yield time(9, 30), books.case((BICYCLE, HARASSED, SHOP)[which])
    if which == 1:
        yield time(11, 0), books.added
        yield time(12, 15), books.changed
    yield time(13, 10), books.note("lock_up", "حوالات کی پڑتال کی گئی، سب درست۔")
    yield time(14, 40), investigated(books.firs[0].pk, books.officer, which)
    yield time(15, 40), books.mended
    yield time(18, 5), books.note("arrival", "گشت سے واپسی ہوئی، کوئی خاص بات نہیں۔")
    yield time(22, 30), books.closed
