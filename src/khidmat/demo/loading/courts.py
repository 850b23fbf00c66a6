"""Cases of A Division that went to court: a conviction, an acquittal, a trial, a cancellation, a proclaimed offender.

Played before everything else in the station's books: a diary goes forward only.
"""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID

from khidmat.demo.loading.beside_worker import between_sweeps
from khidmat.demo.loading.desk import A, Act, theft
from khidmat.demo.loading.officers import Desks
from khidmat.demo.loading.times import KARACHI
from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.org.public import office
from khidmat.station import public as station

COURT = "عدالت جوڈیشل مجسٹریٹ درجہ اول قصور"
FACTS = "مدعی کی رپورٹ پر مقدمہ درج ہوا۔ موقع ملاحظہ کیا، گواہوں کے بیان لیے، مال مسروقہ کی تلاش کی۔"
GUILTY = "مال مسروقہ ملزم سے برآمد ہوا اور گواہوں نے شناخت کیا۔ چالان مکمل پیش ہے۔"
FALSE = "تفتیش سے ظاہر ہوا کہ بکری ہمسائے کے باڑے میں بندھی تھی، چوری نہیں ہوئی۔"
OWN = "مسل کا خود ملاحظہ کیا، مدعی کو سنا۔ مدعی مانتا ہے کہ بکری مل گئی تھی؛ اخراج مناسب ہے۔"
DENIED = "فرد جرم عائد ہوئی، ملزم نے انکار کیا۔ گواہان طلب۔"
RULED = "مسل دیکھی، مدعی کو سنا؛ مقدمہ خارج کیا جاتا ہے۔"
GONE = "ملزم گھر چھوڑ کر روپوش ہے، ٹھکانے کا کسی کو علم نہیں۔"
ABSENT = "ملزم روپوش ہے، گرفتاری نہیں ہو سکی۔ چالان زیر دفعہ 512 ض ف پیش ہے۔"
SPARED = "برآمدگی اور شہادت مسل پر موجود ہے، اس مرحلے کی ضرورت نہیں رہی۔"


@dataclass
class Trial:
    """A case and the days, before today, of its hands."""

    told: station.Told
    who: station.Who
    outcome: str = ""
    sentence: str = ""
    desks: Desks = field(init=False)
    fir: station.Fir = field(init=False)
    accused: UUID = field(init=False)

    def acts(self) -> list[tuple[int, Act]]:
        """What happens on which day before today."""
        acts: list[tuple[int, Act]] = [(34, self.told_at_the_desk)]
        if not self.outcome:
            return [*acts, (27, self.proposed), (24, self.cancelled)]
        acts += [(25, self.reported), (22, self.charged)]
        return acts if self.outcome == "pending" else [*acts, (11, self.judged)]

    def at(self, role: Role, code: str = A) -> Actor:
        """Who acts."""
        return self.desks.at(code, role)

    def told_at_the_desk(self, now: datetime) -> None:
        """The complaint, its FIR and its accused."""
        officer = self.at(Role.STATION_OFFICER)
        made = station.take(told=self.told, actor=self.at(Role.FRONT_DESK), now=now)
        typed = station.Typed(made.offences, officer.user, accused="", steps=station.STEPS)
        keeper = self.at(Role.STATION_CLERK)
        self.fir = station.register(complaint_id=made.pk, typed=typed, actor=keeper, now=now)
        self.accused = station.name_accused(fir_id=self.fir.pk, typed=self.who, actor=officer, now=now).pk

    def _report(self, kind: str, opinion: str, standing: str, now: datetime, ground: str = "") -> None:
        for one in station.open_steps(self.fir):
            circle = self.at(Role.CIRCLE_OFFICER, "KSR-C1")
            station.spare(fir_id=self.fir.pk, code=one.task.code, note=SPARED, actor=circle, now=now)
        typed = station.Reported(kind, FACTS, opinion, ground=ground, standings={self.accused: standing})
        station.report(fir_id=self.fir.pk, typed=typed, actor=self.at(Role.STATION_OFFICER), now=now)

    def reported(self, now: datetime) -> None:
        """The challan passes the SHO and the prosecutor."""
        self._report("full", GUILTY, "bail", now)
        self._sent(now)

    def _sent(self, now: datetime) -> None:
        head = self.at(Role.STATION_HEAD)
        station.forward(fir_id=self.fir.pk, agrees=True, words="", actor=head, now=now)
        self._passed(now)

    def _passed(self, now: datetime) -> None:
        prosecutor = self.at(Role.PROSECUTOR)
        station.scrutinise(fir_id=self.fir.pk, agrees=True, words="", actor=prosecutor, now=now)

    def charged(self, now: datetime) -> None:
        """The court gives its number and frames the charge."""
        court, fir = self.at(Role.MAGISTRATE), self.fir.pk
        number = f"{self.fir.number + 210}/{self.fir.year}"
        day = now.astimezone(KARACHI).date()
        station.take_number(fir_id=fir, case_no=number, court=COURT, received_on=day, actor=court, now=now)
        station.charge(
            fir_id=fir,
            accused_id=self.accused,
            sections=self.told.offences,
            framed_on=day,
            actor=court,
            now=now,
        )
        later = day + timedelta(days=25 if self.outcome == "pending" else 11)
        station.hear(fir_id=fir, held_on=day, what=DENIED, next_on=later, actor=court, now=now)

    def judged(self, now: datetime) -> None:
        """The verdict."""
        who = self.fir.accused.get(pk=self.accused)
        answers = [(one.pk, self.outcome, self.sentence) for one in who.charges.all()]
        said = station.Judged(answers, COURT, now.astimezone(KARACHI).date(), "فیصلہ 48")
        court = self.at(Role.MAGISTRATE)
        station.judge(fir_id=self.fir.pk, accused_id=self.accused, judged=said, actor=court, now=now)

    def proposed(self, now: datetime) -> None:
        """The cancellation is proposed, and the complainant told."""
        self._report("cancellation", FALSE, "released", now, ground="fact")
        day, later = now.astimezone(KARACHI).date(), now + timedelta(hours=1)
        officer = self.at(Role.STATION_OFFICER)
        station.tell_complainant(fir_id=self.fir.pk, told_on=day, how="thumb", actor=officer, now=later)

    def cancelled(self, now: datetime) -> None:
        """The district officer agrees, the magistrate orders it."""
        head = self.at(Role.DISTRICT_OFFICER, "KSR-DPO")
        heard = "مدعی نے بتایا کہ بکری مل گئی۔"
        station.close(fir_id=self.fir.pk, agrees=True, words=OWN, heard=heard, actor=head, now=now)
        self._passed(now)
        later = now + timedelta(hours=3)
        ruled = {"words": RULED, "order_no": "61"}
        station.rule(fir_id=self.fir.pk, agrees=True, **ruled, actor=self.at(Role.MAGISTRATE), now=later)


@dataclass
class Flight(Trial):
    """A case whose accused cannot be found: his warrant comes back, the court calls, declares and attaches."""

    warrant: UUID = field(init=False)
    absconder: UUID = field(init=False)

    def acts(self) -> list[tuple[int, Act]]:
        """What happens on which day before today."""
        return [
            (58, self.told_at_the_desk),
            (52, self.fled),
            (48, self.reported),
            (44, self.called),
            (10, self.declared),
        ]

    def fled(self, now: datetime) -> None:
        """The warrant comes back unserved."""
        paper = {
            "kind": "non_bailable",
            "court": COURT,
            "reference": "17",
            "result": "returned",
            "text": GONE,
        }
        day, officer = now.astimezone(KARACHI).date() - timedelta(days=2), self.at(Role.STATION_OFFICER)
        made = station.warrant(
            fir_id=self.fir.pk, **paper, issued_on=day, done_at=now, actor=officer, now=now
        )
        self.warrant = made.pk

    def reported(self, now: datetime) -> None:
        """The challan of an absent accused passes."""
        self._report("absent", ABSENT, "absent", now)
        self._sent(now)

    def called(self, now: datetime) -> None:
        """The court calls him by proclamation, published two days before in the village and at his home."""
        court, today = self.at(Role.MAGISTRATE), now.astimezone(KARACHI).date()
        before = dict.fromkeys(("ordered_on", "village_on", "residence_on"), today - timedelta(days=2))
        typed = station.Called(
            self.warrant, COURT, "31", **before, courthouse_on=today, appear_on=today + timedelta(days=30)
        )
        self.absconder = station.call_absconder(accused_id=self.accused, typed=typed, actor=court, now=now).pk

    def declared(self, now: datetime) -> None:
        """The court declares him and attaches his land."""
        day, court = now.astimezone(KARACHI).date(), self.at(Role.MAGISTRATE)
        for kind, attached, order_no in (("declare", "", "44"), ("attach", "immovable", "45")):
            station.order_about_absconder(
                absconder_id=self.absconder,
                kind=kind,
                attached=attached,
                court=COURT,
                order_no=order_no,
                ordered_on=day,
                actor=court,
                now=now,
            )


def trials() -> list[Trial]:
    """The five; names that nobody else of the demo has."""
    return [
        Flight(
            theft("رات ٹرانسفارمر سے تانبے کی تار چوری ہوئی۔", "مستری حنیف", "03000000125", "کوٹ مراد خان"),
            station.Who(
                name="شادا عرف شادو",
                father="میاں کالو",
                cnic="01234-5679125-6",
                age="33",
                address="بستی قادر آباد، قصور",
            ),
        ),
        Trial(
            theft("سٹور سے بجلی کی تار کے بنڈل چوری ہوئے۔", "حاجی نواب دین", "03000000121", "صنعتی علاقہ"),
            station.Who(name="اللہ وسایا", father="میاں گامن", cnic="01234-5679121-5", age="38"),
            "convicted",
            "دو سال قید اور 20,000 روپے جرمانہ",
        ),
        Trial(
            theft("ٹیوب ویل کی موٹر چوری ہوئی۔", "چودھری لیاقت", "03000000122", "چک 7"),
            station.Who(name="خیر دین", father="مہر چراغ", cnic="01234-5679122-3", age="45"),
            "acquitted",
        ),
        Trial(
            theft("دکان سے کپڑے کے تھان چوری ہوئے۔", "ملک شوکت", "03000000123", "کپڑا مارکیٹ"),
            station.Who(name="بوٹا", father="سردار علی", cnic="01234-5679123-1", age="29"),
            "pending",
        ),
        Trial(
            theft("رات باڑے سے بکری چوری ہوئی۔", "بابا فضل", "03000000124", "بستی صادق آباد"),
            station.Who(name="رفیق", father="جمال", age="50"),
        ),
    ]


def load_courts(now: datetime) -> None:
    """Play them in the order of the days, if the station has no case yet."""
    if station.Fir.objects.filter(station=office(A)).exists():
        return
    between_sweeps()
    desks, today = Desks(now), now.astimezone(KARACHI).date()
    days: dict[int, list[Act]] = {}
    for trial in trials():
        trial.desks = desks
        for ago, act in trial.acts():
            days.setdefault(ago, []).append(act)
    for ago in sorted(days, reverse=True):
        for place, act in enumerate(days[ago]):
            act(datetime.combine(today - timedelta(days=ago), time(10 + place), KARACHI))
