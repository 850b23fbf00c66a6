"""What a case does to the criminal records in its own transaction: pending on the challan, then the verdict."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import override

from khidmat.kernel.actor import Actor
from khidmat.people.public import Person
from khidmat.station.court_states import Outcome, Standing
from khidmat.station.models import Accused, CaseRecord, FinalReport, Fir, Verdict
from khidmat.station.queries import court as queries
from khidmat.station.queries.sealed import IsChild
from khidmat.wanted.public import Against, Decision, Stage, enter_case, follow_case

#: Compounding an offence is an acquittal (CrPC 345(6)).
STAGE_OF = {
    Outcome.CONVICTED: Stage.CONVICTED,
    Outcome.ACQUITTED: Stage.ACQUITTED,
    Outcome.ACQUITTED_249A: Stage.ACQUITTED,
    Outcome.ACQUITTED_265K: Stage.ACQUITTED,
    Outcome.COMPOUNDED: Stage.ACQUITTED,
    Outcome.DISCHARGED: Stage.DISCHARGED,
}


def enter_records(fir: Fir, paper: FinalReport, actor: Actor, now: datetime) -> None:
    """Enter those whom a challan sends up and who are known, as pending. Who has a record of this case keeps it."""
    sent = paper.accused.exclude(standing=Standing.RELEASED).values("accused")
    for accused in queries.reportable(fir).filter(pk__in=sent):
        record_of(accused, paper.sections, actor, now)


def record_of(accused: Accused, sections: str, actor: Actor, now: datetime) -> CaseRecord | None:
    """The record that follows an accused, made if there is none; none of who is not known by a person of the index."""
    known = CaseRecord.objects.filter(accused=accused).first()
    if known is not None or accused.person_id is None:
        return known
    one = Accused.objects.annotate(child=IsChild(F("pk"))).select_related("fir__station").get(pk=accused.pk)
    person = Person.objects.select_related("merged_into__district", "district").get(pk=accused.person_id)
    case = Against(
        station=one.fir.station,
        number=one.fir.number,
        year=one.fir.year,
        sections=sections,
        person=person.survivor,
        juvenile=bool(one.child),
    )
    with transaction.atomic():
        entered = enter_case(case=case, actor=actor, now=now)
        # Two of one name and no card in one case: the records would take them for one, and a verdict for both.
        if entered is None or CaseRecord.objects.filter(record__series=entered.series).exists():
            return None
        return CaseRecord.objects.create(accused=accused, record=entered)


def follow_verdict(accused: Accused, last: Verdict, actor: Actor, now: datetime) -> None:
    """Let the record of an accused say what all his verdicts come to now; pending while one is missing."""
    stage = _stage(accused)
    kept = record_of(accused, accused.fir.sections, actor, now) if stage else None
    if stage is None or kept is None:
        return
    follow_case(
        record_id=kept.record_id,
        decision=Decision(stage, last.court, last.decided_on),
        reason=_reason(accused.fir, last.order_no),
        actor=actor,
        now=now,
    )


def _stage(accused: Accused) -> Stage | None:
    """Convicted of one charge is convicted; otherwise nobody is acquitted before his last charge is answered."""
    answers = [queries.answer(charge) for charge in accused.charges.all()]
    found = {STAGE_OF[Outcome(one.outcome)] for one in answers if one is not None}
    if Stage.CONVICTED in found:
        return Stage.CONVICTED
    if None in answers or not found:
        return None
    return Stage.ACQUITTED if Stage.ACQUITTED in found else Stage.DISCHARGED


def follow_cancellation(fir: Fir, court: str, day: date, actor: Actor, now: datetime) -> None:
    """A cancelled case stays in the records as cancelled, which is told to nobody."""
    for kept in (
        CaseRecord.objects.filter(accused__fir=fir).select_related("accused").order_by("accused__number")
    ):
        follow_case(
            record_id=kept.record_id,
            decision=Decision(Stage.CANCELLED, court, day),
            reason=_reason(fir, ""),
            actor=actor,
            now=now,
        )


def _reason(fir: Fir, order_no: str) -> str:
    with override("en"):
        return f"Order {order_no} of the court in FIR {fir}".replace("Order  of", "Order of")
