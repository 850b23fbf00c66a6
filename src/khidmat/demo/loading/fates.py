"""A case of Kasur's year after its FIR, through the operations that officers use: papers, arrest, report, court.

Each act is a moment and what is done then; the year plays them in the order of the hours, between the FIRs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.timezone import localdate

from khidmat.demo import year
from khidmat.demo.fates import End, Fate
from khidmat.demo.loading.investigating import hear
from khidmat.kernel.actor import Actor
from khidmat.station import public as station

COURT = "عدالت جوڈیشل مجسٹریٹ قصور"
LOOKED = "موقع ملاحظہ کیا، نقشہ موقع بلا سکیل تیار کیا، مدعی اور گواہ کے بیان لیے۔"
PLAN = "وقوعہ: نقطہ 1\nمدعی: نقطہ 2، نقطہ 1 سے 8 فٹ"
HEARD = "میرا بیان وہی ہے جو ایف آئی آر میں درج ہے۔"
SAW = "میں موقع پر موجود تھا اور وقوعہ دیکھا۔"
FACTS = "مدعی کی اطلاع پر مقدمہ درج ہوا، موقع دیکھا گیا اور شہادت لی گئی۔"
OPINION = {
    True: "شہادت کافی ہے، ملزم گناہ گار پایا گیا۔",
    False: "دستیاب شہادت کی رو سے مقدمہ چلانے کے لیے مواد نہیں ملا۔",
}
OWN = "مثل مقدمہ ملاحظہ کی، تفتیشی افسر کی رائے سے اتفاق ہے، مزید کارروائی کی ضرورت نہیں رہی۔"
SPARED = "اس مقدمے میں اس قدم کی ضرورت نہیں رہی، مثل دیکھ لی گئی۔"
AGREED = "مدعی نے سنا اور کوئی اعتراض نہیں کیا۔"
TWO = (
    station.Somebody(kind="memo", name="محمد یوسف", father="غلام رسول"),
    station.Somebody(kind="memo", name="نذیر احمد", father="بشیر احمد"),
)
#: The reports that end a case without a trial; every other one is a challan.
KINDS = {End.UNTRACED: "untraced", End.CANCELLED: "cancellation"}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Act = tuple[datetime, Callable[[datetime], object]]


@dataclass(frozen=True, slots=True)
class Hands:
    """Whose hands a case goes through: at its station, above it, before the court."""

    clerk: Actor
    officer: Actor
    head: Actor
    circle: Actor
    district: Actor
    prosecutor: Actor
    court: Actor


@dataclass(frozen=True, slots=True)
class Followed:
    """One case that is followed to its end."""

    fir: station.Fir
    fate: Fate
    hands: Hands

    def acts(self) -> Iterator[Act]:
        """Everything that happens to it after its FIR, each with its moment."""
        began, fate = self.fir.registered_at, self.fate
        if fate.caught:
            yield began + HOUR / 6, self.seize
            yield began + HOUR / 4, self.arrest
            yield began + DAY, self.produce
        yield began + DAY + HOUR / 6, self.investigate
        if fate.end == End.OPEN:
            return
        yield began + fate.reported, self.report
        if fate.end in KINDS:
            yield began + fate.reported + 2 * DAY, self.close
            return
        yield began + fate.reported + DAY, self.send_up
        if fate.end != End.IN_COURT:
            yield began + fate.decided, self.judge

    def seize(self, now: datetime) -> None:
        """What was found on the accused goes into the malkhana with its memo."""
        fate = self.fate
        article = station.Article("other", "برآمد شدہ مال", seals="1 × AR")
        if fate.grams:
            weight = (fate.grams + 12) * 1000
            article = station.Article("narcotic", fate.thing, Decimal(fate.grams), "grams", weight, "2 × AR")
        elif fate.thing:
            article = station.Article("weapon", fate.thing, seals="1 × AR")
        station.memo(
            fir_id=self.fir.pk,
            kind="seizure",
            happened_at=now,
            place="برموقع",
            from_whom="ملزم",
            text=f"روبرو گواہان قبضے میں لیا: {article.description}",
            articles=[article],
            witnesses=TWO,
            actor=self.hands.officer,
            now=now,
        )

    def arrest(self, now: datetime) -> None:
        """The one who was caught is arrested."""
        taken = station.Taken(
            gender="man",
            place="برموقع",
            medical="کوئی زخم نہیں",
            men="کانسٹیبل ارشد 1122",
            relative="بھائی",
            relative_how="ٹیلی فون",
            witness_1="محمد یوسف",
            witness_2="نذیر احمد",
        )
        station.arrest(accused_id=self._accused().pk, taken=taken, actor=self.hands.officer, now=now)

    def produce(self, now: datetime) -> None:
        """Before the magistrate within the day, who sends him to jail."""
        arrest, hands = station.Arrest.objects.get(fir=self.fir).pk, self.hands
        station.move_prisoner(
            arrest_id=arrest, to="court", escort="کانسٹیبل ارشد 1122", place=COURT, actor=hands.clerk, now=now
        )
        station.produce(arrest_id=arrest, magistrate=COURT, actor=hands.officer, now=now)
        station.remand(
            arrest_id=arrest,
            kind="judicial",
            days=14,
            court=COURT,
            reference=f"ریمانڈ {self.fir}",
            reasons="ملزم سے مزید برآمدگی مطلوب نہیں۔",
            asked="نامکمل چالان، ضمنی 1",
            actor=hands.officer,
            now=now,
        )

    def investigate(self, now: datetime) -> None:
        """The place, the complainant and a witness, and a leaf of the case diary."""
        case, officer = self.fir.pk, self.hands.officer
        station.plan(fir_id=case, drawn_at=now, scaled=False, text=PLAN, paper=None, actor=officer, now=now)
        self._heard("complainant", "مدعی مقدمہ", HEARD, now)
        self._heard("eyewitness", "محمد یوسف", SAW, now)
        station.write_zimni(
            fir_id=case,
            informed_at=now - HOUR,
            began_at=now - HOUR,
            ended_at=now,
            places="موقع",
            circumstances=LOOKED,
            actor=officer,
            now=now,
        )

    def _heard(self, kind: str, name: str, text: str, now: datetime) -> None:
        """A statement of somebody new in the file."""
        hear(self.fir.pk, station.Somebody(kind=kind, name=name), text, self.hands.officer, now)

    def report(self, now: datetime) -> None:
        """The final report, after the officer above spared what this case does not need."""
        case, circle = self.fir.pk, self.hands.circle
        for step in station.open_steps(self.fir):
            station.spare(fir_id=case, code=step.task.code, note=SPARED, actor=circle, now=now)
        up = self.fate.end not in KINDS
        standing = "custody" if self.fate.caught else "bail" if up else "released"
        typed = station.Reported(
            KINDS.get(self.fate.end, "full"),
            FACTS,
            OPINION[up],
            ground="fact" if self.fate.end == End.CANCELLED else "",
            standings={self._accused().pk: standing},
        )
        station.report(fir_id=case, typed=typed, actor=self.hands.officer, now=now)

    def send_up(self, now: datetime) -> None:
        """By the SHO to the prosecutor, from there to the court, which gives it a number."""
        case, hands = self.fir.pk, self.hands
        station.forward(fir_id=case, agrees=True, words="", actor=hands.head, now=now)
        station.scrutinise(fir_id=case, agrees=True, words="", actor=hands.prosecutor, now=now)
        station.take_number(
            fir_id=case,
            case_no=f"{self.fir.number}/{year.YEAR}",
            court=COURT,
            received_on=localdate(now),
            actor=hands.court,
            now=now,
        )

    def judge(self, now: datetime) -> None:
        """The charge, and the court's answer to it."""
        case, accused, today = self.fir.pk, self._accused().pk, localdate(now)
        charges = station.charge(
            fir_id=case,
            accused_id=accused,
            sections=self.fir.sections,
            framed_on=today,
            actor=self.hands.court,
            now=now,
        )
        outcome = "convicted" if self.fate.end == End.CONVICTED else "acquitted"
        answers = [(one.pk, outcome, "قید 6 ماہ، جرمانہ 5,000 روپے") for one in charges]
        judged = station.Judged(answers, COURT, today, f"{self.fir.number}/{year.YEAR}")
        station.judge(fir_id=case, accused_id=accused, judged=judged, actor=self.hands.court, now=now)

    def close(self, now: datetime) -> None:
        """Without a trial: the Superintendent's own opinion, and for a cancellation the court's order."""
        case, hands = self.fir.pk, self.hands
        if self.fate.end == End.UNTRACED:
            station.close(fir_id=case, agrees=True, words=OWN, heard="", actor=hands.district, now=now)
            return
        today, order = localdate(now), f"{self.fir.number}/{year.YEAR}"
        station.tell_complainant(fir_id=case, told_on=today, how="thumb", actor=hands.officer, now=now)
        station.close(fir_id=case, agrees=True, words=OWN, heard=AGREED, actor=hands.district, now=now)
        station.scrutinise(fir_id=case, agrees=True, words="", actor=hands.prosecutor, now=now)
        station.rule(fir_id=case, agrees=True, words=SPARED, order_no=order, actor=hands.court, now=now)

    def _accused(self) -> station.Accused:
        """Whom the FIR names or describes first."""
        return station.Accused.objects.filter(fir=self.fir).order_by("number")[0]
