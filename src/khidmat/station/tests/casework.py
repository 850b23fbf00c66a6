"""Cases led through their hands by the cast: what the tests of reports and court begin with."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from khidmat.kernel.actor import Actor
from khidmat.station.court_typed import Judged, Reported
from khidmat.station.models import Accused, Fir
from khidmat.station.operations import accused, desk, ending, fir, reporting, supervising, trying
from khidmat.station.queries import court as queries
from khidmat.station.queries import investigation
from khidmat.station.tests.test_desk import THEFT
from khidmat.station.typed import Typed, Who

AKRAM = Who(name="محمد اکرم", father="اللہ دتہ", cnic="01234-5678903-1", age="30")
UNKNOWN = Who(described="unknown, dark, tall")
FACTS = "ملزم نے مدعی کی موٹر سائیکل چوری کی جو اس سے برآمد ہوئی۔"
OPINION = "شہادت کافی ہے، ملزم گناہ گار پایا گیا۔"
OWN = "I have read the file and heard both sides; the bicycle was never stolen but lent to a nephew."
COURT = "عدالت جوڈیشل مجسٹریٹ قصور"


#: What the database looks at when the transaction ends, of cases; its other looks want one chain of the ledger.
AT_THE_END = "station_casestep_is_whole, station_case_stands, station_finalreport_is_whole"


def copy() -> SimpleUploadedFile:
    """The certified copy of an order."""
    from khidmat.services.tests.answering import picture

    return SimpleUploadedFile("order.png", picture().read())


@dataclass
class Work:
    """One case of A Division, investigated by Aslam, and the hour it is."""

    cast: Any
    now: datetime
    fir: Fir = field(init=False)

    def __post_init__(self) -> None:
        for name in ("ali", "aslam", "rashid", "saima", "noreen", "javed", "hina", "farah"):
            assert getattr(self.cast, name).user_id

    @property
    def state(self) -> str:
        """Where the case stands."""
        return queries.state_of(self.fir)

    def case(self, told: Any = THEFT, *who: Who, spared: bool = True) -> "Work":
        """A registered case with its accused, of which nothing is left to investigate."""
        complaint = desk.take(told=told, actor=self.cast.saima, now=self.now)
        typed = Typed(told.offences, self.cast.aslam.user_id)
        self.fir = fir.register(complaint_id=complaint.pk, typed=typed, actor=self.cast.ali, now=self.now)
        for one in who or (AKRAM,):
            self.name(one)
        return self.spare() if spared else self

    def spare(self, but: str = "") -> "Work":
        """Farah spares every step that is still open, but perhaps one."""
        for one in investigation.open_steps(self.fir):
            if one.task.code == but:
                continue
            how = {
                "fir_id": self.fir.pk,
                "code": one.task.code,
                "note": "Not needed in this case of the tests.",
            }
            supervising.spare(**how, actor=self.cast.farah, now=self.now)
        return self

    def later(self, **how: int) -> "Work":
        """Some time passes."""
        self.now += timedelta(**how)
        return self

    def name(self, who: Who) -> Accused:
        """Aslam names an accused."""
        return accused.add(fir_id=self.fir.pk, typed=who, actor=self.cast.aslam, now=self.now)

    def report(
        self, kind: str = "full", standing: str = "custody", actor: Actor | None = None, **more: Any
    ) -> Any:
        """The final report."""
        standings = {one.pk: standing for one in queries.reportable(self.fir)}
        typed = Reported(**{"kind": kind, "facts": FACTS, "opinion": OPINION, "standings": standings, **more})
        return reporting.report(fir_id=self.fir.pk, typed=typed, actor=actor or self.cast.aslam, now=self.now)

    def forward(self, actor: Actor | None = None, *, agrees: bool = True, words: str = "") -> Any:
        """Ali sends it on."""
        how = {"fir_id": self.fir.pk, "agrees": agrees, "words": words}
        return reporting.forward(**how, actor=actor or self.cast.ali, now=self.now)

    def scrutinise(self, actor: Actor | None = None, *, agrees: bool = True, words: str = "") -> Any:
        """Noreen passes it."""
        how = {"fir_id": self.fir.pk, "agrees": agrees, "words": words}
        return reporting.scrutinise(**how, actor=actor or self.cast.noreen, now=self.now)

    def in_court(self, kind: str = "full", standing: str = "custody") -> "Work":
        """Its challan is before the court, and has its number there."""
        self.report(kind, standing)
        self.forward()
        self.scrutinise()
        return self.number()

    def number(self, actor: Actor | None = None) -> "Work":
        """The court gives its number."""
        how = {
            "fir_id": self.fir.pk,
            "case_no": "77/2026",
            "court": COURT,
            "received_on": localdate(self.now),
        }
        trying.take_number(**how, actor=actor or self.cast.javed, now=self.now)
        return self

    def charge(
        self, who: Accused | None = None, sections: str = "379 PPC", actor: Actor | None = None
    ) -> Any:
        """What an accused answers for."""
        how = {
            "fir_id": self.fir.pk,
            "accused_id": (who or self.accused()).pk,
            "framed_on": localdate(self.now),
        }
        return trying.charge(**how, sections=sections, actor=actor or self.cast.javed, now=self.now)

    def accused(self, number: int = 1) -> Accused:
        """One of them."""
        return self.fir.accused.get(number=number)

    def judge(
        self, outcome: str = "convicted", number: int = 1, actor: Actor | None = None, **more: Any
    ) -> Any:
        """The same answer to all charges of an accused."""
        who = self.accused(number)
        answers: list[tuple[UUID, str, str]] = [(one.pk, outcome, "2 years") for one in who.charges.all()]
        facts = {
            "answers": answers,
            "court": COURT,
            "decided_on": localdate(self.now),
            "order_no": "12/2026",
            **more,
        }
        paper = facts.pop("paper", None)
        how = {"fir_id": self.fir.pk, "accused_id": who.pk, "judged": Judged(**facts), "paper": paper}
        return trying.judge(**how, actor=actor or self.cast.javed, now=self.now)

    def propose(self, kind: str = "cancellation", **more: Any) -> Any:
        """Aslam proposes to end the case."""
        ground = {"ground": "false"} if kind == "cancellation" else {}
        return self.report(kind, "released", **ground, **more)

    def told(self, how: str = "thumb", actor: Actor | None = None) -> Any:
        """The complainant is told."""
        facts = {"fir_id": self.fir.pk, "told_on": localdate(self.now), "how": how}
        return ending.tell_complainant(**facts, actor=actor or self.cast.aslam, now=self.now)

    def close(
        self,
        actor: Actor | None = None,
        *,
        agrees: bool = True,
        words: str = OWN,
        heard: str = "He says it was.",
    ) -> Any:
        """Hina decides a proposal."""
        how = {"fir_id": self.fir.pk, "agrees": agrees, "words": words, "heard": heard}
        return ending.close(**how, actor=actor or self.cast.hina, now=self.now)

    def rule(self, actor: Actor | None = None, *, agrees: bool = True, order_no: str = "9/2026") -> Any:
        """The magistrate on a cancellation."""
        how = {"fir_id": self.fir.pk, "agrees": agrees, "words": "Heard and ordered.", "order_no": order_no}
        return ending.rule(**how, actor=actor or self.cast.javed, now=self.now)

    def reopen(
        self, actor: Actor | None = None, order_no: str = "", words: str = "A witness came forward."
    ) -> Any:
        """It is opened again."""
        how = {"fir_id": self.fir.pk, "words": words, "order_no": order_no}
        return ending.reopen(**how, actor=actor or self.cast.ali, now=self.now)
