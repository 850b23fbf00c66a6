"""Who is held at A Division now: near the end of his 24 hours, on remand and for a second case, a woman, a child."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from khidmat.demo.loading.desk import A, Act, theft
from khidmat.demo.loading.officers import Desks
from khidmat.kernel.roles import Role
from khidmat.station import public as station
from khidmat.ui.formats import local

MAGISTRATE = "جوڈیشل مجسٹریٹ درجہ اول قصور"
TAKEN = station.Taken(
    gender="man",
    place="بھسر پورہ چوک",
    medical="ڈاکٹر ڈی ایچ کیو قصور نے ملاحظہ کیا، کوئی ضرب نہیں",
    men="کانسٹیبل ارشد 1122\nکانسٹیبل نوید 873",
    relative="بھائی",
    relative_how="ٹیلی فون، گرفتاری کے دس منٹ بعد",
    witness_1="حاجی یعقوب، دکان دار",
    witness_2="مشتاق احمد، رکشا ڈرائیور",
    belongings="موبائل فون ایک عدد\nنقد 1,350 روپے",
)
WOMAN = replace(TAKEN, gender="woman", men="", women="لیڈی کانسٹیبل ثمینہ 87\nلیڈی کانسٹیبل رخسانہ 91")


@dataclass(frozen=True, slots=True)
class Prisoner:
    """Somebody in the lock-up: told, arrested and lodged so many hours ago; `days` of police custody, if ordered.

    `further`: another case in which he was arrested while he was held.
    """

    hours: float
    told: station.Told
    who: station.Who
    taken: station.Taken
    cell: str
    days: int = 0
    guardian: str = ""
    further: station.Told | None = None


PRISONERS = (
    Prisoner(
        47,
        theft("گھر سے زیورات اور نقدی چوری ہوئی۔", "حاجی عبدالغفور", "03000000111", "محلہ پیرووالہ"),
        station.Who(name="سجاد عرف ساجو", father="منظور", cnic="01234-5679101-3", age="27"),
        replace(TAKEN, reasons="زیور اس کی نشان دہی پر برآمد ہونا ہے"),
        "1",
        days=4,
        further=theft("دکان کا تالا توڑ کر نقدی چوری ہوئی۔", "میاں شفیق", "03000000115", "ریلوے روڈ قصور"),
    ),
    Prisoner(
        21,
        theft("مسجد کے باہر سے موٹر سائیکل چوری ہوئی۔", "حافظ ادریس", "03000000112", "بھسر پورہ"),
        station.Who(name="ندیم عرف دیمی", father="برکت", cnic="01234-5679102-1", age="31"),
        replace(TAKEN, reasons="چوری شدہ موٹر سائیکل چلاتے پکڑا گیا"),
        "1",
    ),
    Prisoner(
        7,
        theft("گھریلو ملازمہ سونے کی انگوٹھی لے گئی۔", "نگہت پروین", "03000000113", "کوٹ غلام محمد"),
        station.Who(name="زبیدہ", father="رحمت", relation="w/o", age="34", gender="woman"),
        replace(WOMAN, relative="خاوند", belongings="سونے کی انگوٹھی ایک عدد"),
        "زنانہ",
    ),
    Prisoner(
        5,
        theft("دکان سے دو موبائل فون اٹھا کر بھاگ گیا۔", "شیخ وقاص", "03000000114", "مین بازار قصور"),
        station.Who(name="شانی", father="اصغر", age="15"),
        replace(TAKEN, relative="والد"),
        "کم عمر",
        guardian="اصغر ولد فقیر محمد، والد",
    ),
)


def held(desks: Desks) -> Sequence[tuple[float, Act]]:
    """What happened to each of them, every act with the hours before now; and the last check of the lock-up."""
    keeper = desks.at(A, Role.STATION_CLERK)

    def checked(now: datetime) -> None:
        station.check_lock_up(text="چاروں موجود، کمرے الگ الگ، پانی اور روشنی درست۔", actor=keeper, now=now)

    return [act for one in PRISONERS for act in _Story(one, desks).acts()] + [(2, checked)]


@dataclass
class _Story:
    """What the desk, the clerk and the officer do with one of them."""

    one: Prisoner
    desks: Desks
    fir: station.Fir = field(init=False)
    other: station.Fir = field(init=False)
    arrest: UUID = field(init=False)

    def acts(self) -> list[tuple[float, Act]]:
        """In the order of the law."""
        since = self.one.hours
        acts: list[tuple[float, Act]] = [
            (since + 2, self.tell),
            (since, self.take),
            (since - 0.5, self.lodge),
            (since - 1, self.feed),
        ]
        if self.one.guardian:
            acts.append((since - 0.25, self.tell_guardian))
        if self.one.days:
            acts += [(since - 18, self.stand), (since - 19, self.lodge)]
        if self.one.further:
            acts += [(12, self.tell_further), (10, self.take_further)]
        return acts

    def tell(self, now: datetime) -> None:
        """The complaint and its FIR."""
        self.fir = self._case(self.one.told, now)

    def tell_further(self, now: datetime) -> None:
        """Another complaint, which points to the same man."""
        if self.one.further:
            self.other = self._case(self.one.further, now)

    def _case(self, said: station.Told, now: datetime) -> station.Fir:
        taker, keeper = self.desks.at(A, Role.FRONT_DESK), self.desks.at(A, Role.STATION_CLERK)
        told = station.take(told=said, actor=taker, now=now)
        officer = self.desks.at(A, Role.STATION_OFFICER)
        typed = station.Typed(told.offences, officer.user, accused="", steps=station.STEPS)
        return station.register(complaint_id=told.pk, typed=typed, actor=keeper, now=now)

    def take(self, now: datetime) -> None:
        """Named and arrested by who investigates."""
        self.arrest = self._arrested(self.fir, self.one.taken, now).pk

    def take_further(self, now: datetime) -> None:
        """Arrested in the second case where he is, by the court's leave; its own 24 hours run."""
        there = replace(
            self.one.taken,
            basis="court_order",
            ground="",
            paper_number="219",
            paper_court=MAGISTRATE,
            paper_date=f"{local(now):%d/%m/%Y}",
            place="حوالات تھانہ",
            searched=False,
            belongings="",
        )
        self._arrested(self.other, there, now)

    def _arrested(self, case: station.Fir, taken: station.Taken, now: datetime) -> station.Arrest:
        officer = self.desks.at(A, Role.STATION_OFFICER)
        who = station.name_accused(fir_id=case.pk, typed=self.one.who, actor=officer, now=now)
        return station.arrest(accused_id=who.pk, taken=taken, actor=officer, now=now)

    def lodge(self, now: datetime) -> None:
        """Into the lock-up."""
        self._move("lock_up", now, cell=self.one.cell)

    def _move(self, to: str, now: datetime, cell: str = "") -> None:
        woman = self.one.taken.gender == "woman"
        station.move_prisoner(
            arrest_id=self.arrest,
            to=to,
            cell=cell,
            escort="لیڈی کانسٹیبل ثمینہ 87" if woman else "محرر راشد منہاس",
            by_women=woman,
            actor=self.desks.at(A, Role.STATION_CLERK),
            now=now,
        )

    def feed(self, now: datetime) -> None:
        """A meal in the register."""
        keeper = self.desks.at(A, Role.STATION_CLERK)
        meal = {"kind": "meal", "text": "دال، روٹی اور چائے"}
        station.note_prisoner(arrest_id=self.arrest, **meal, actor=keeper, now=now)

    def tell_guardian(self, now: datetime) -> None:
        """The guardian of a child knows; the probation officer's clock runs on."""
        said = {"kind": "guardian", "whom": self.one.guardian, "how": "تھانے آئے، خود ملے"}
        station.inform(arrest_id=self.arrest, **said, actor=self.desks.at(A, Role.STATION_OFFICER), now=now)

    def stand(self, now: datetime) -> None:
        """Before the magistrate, who gives days of police custody."""
        self._move("court", now)
        officer = self.desks.at(A, Role.STATION_OFFICER)
        station.produce(arrest_id=self.arrest, magistrate=MAGISTRATE, journey=25, actor=officer, now=now)
        station.remand(
            arrest_id=self.arrest,
            kind="police",
            days=self.one.days,
            court=MAGISTRATE,
            reference="حکم 214",
            reasons="زیورات کی برآمدگی کے لیے جسمانی ریمانڈ دیا جاتا ہے۔",
            asked="نامکمل چالان معہ ضمنی نمبر 1",
            actor=officer,
            now=now,
        )
