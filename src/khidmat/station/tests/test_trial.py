"""The court: number, hearings, charges, verdicts; and the record that says the same, in the same minute."""

from datetime import datetime, timedelta

import pytest

from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.ids import uuid7
from khidmat.notify.public import Message
from khidmat.station.models import CaseRecord, Charge, CourtCase, Hearing, Verdict
from khidmat.station.operations import trying
from khidmat.station.queries import court as queries
from khidmat.station.queries import fir as firs
from khidmat.station.tests.casework import AKRAM, COURT, UNKNOWN, Work, copy
from khidmat.station.tests.test_court import refuses
from khidmat.station.tests.test_desk import RAPE, THEFT
from khidmat.station.typed import Who
from khidmat.wanted.models import CriminalRecord
from khidmat.wanted.public import disclosable

SALEEM = Who(name="سلیم", father="کریم بخش", cnic="01234-5678904-1", age="40")
BOY = Who(name="علی حسن", father="حسن دین", cnic="01234-5678905-1", age="15")


@pytest.fixture
def work(cast, now: datetime) -> Work:
    return Work(cast, now).case().in_court()


def record(number: int, work: Work) -> CriminalRecord:
    series = CaseRecord.objects.get(accused=work.accused(number)).record.series
    return CriminalRecord.objects.get(series=series, superseded_by=None)


def test_a_challan_makes_a_pending_record_of_who_is_known(cast, now: datetime) -> None:
    work = Work(cast, now).case(THEFT, AKRAM, UNKNOWN).in_court()
    found = record(1, work)
    assert (found.stage, found.case_ref, found.year, found.name_ur) == ("pending", "1/26", 2026, "محمد اکرم")
    assert (found.office.code, found.cnic, found.sections) == ("KSR-PS-01", "0123456789031", "379 PPC")
    assert CriminalRecord.objects.count() == 1
    assert [one.stage for one in disclosable([found.pk])] == ["pending"]


def test_a_conviction_stands_in_the_record_the_same_minute(cast, work: Work) -> None:
    work.charge()
    work.judge("convicted")
    found = record(1, work)
    assert (found.stage, found.court, found.decided_on) == ("convicted", COURT, work.now.date())
    assert (work.state, disclosable([found.pk])[0].stage) == ("decided", "convicted")
    assert Message.objects.filter(template="case_decided", about=work.fir.complaint_id).exists()


@pytest.mark.parametrize(
    "outcome", ["acquitted", "acquitted_249a", "acquitted_265k", "discharged", "compounded"]
)
def test_whoever_is_not_convicted_is_told_of_to_nobody(cast, work: Work, outcome: str) -> None:
    work.charge()
    work.judge(outcome)
    found = record(1, work)
    assert found.stage == ("discharged" if outcome == "discharged" else "acquitted")
    assert (disclosable([found.pk]), work.state) == ([], "decided")


def test_one_conviction_of_two_charges_is_a_conviction_and_one_acquittal_is_not_the_end(
    cast, work: Work
) -> None:
    work.charge(sections="379/411 PPC")
    first, second = work.accused().charges.order_by("number")
    work.judge(answers=[(first.pk, "acquitted", "")])
    assert (record(1, work).stage, work.state) == ("pending", "in_court")
    work.judge(answers=[(second.pk, "convicted", "6 months")])
    assert (record(1, work).stage, work.state) == ("convicted", "decided")


def test_a_case_is_decided_with_the_last_verdict_of_the_last_accused(cast, now: datetime) -> None:
    work = Work(cast, now).case(THEFT, AKRAM, SALEEM).in_court()
    work.charge(work.accused(1))
    work.judge("acquitted")
    assert work.state == "in_court"
    work.charge(work.accused(2))
    work.judge("convicted", 2)
    assert (work.state, record(1, work).stage, record(2, work).stage) == ("decided", "acquitted", "convicted")


def test_an_appeal_is_another_row_with_its_reason_and_the_record_follows(cast, work: Work) -> None:
    work.charge()
    work.judge("convicted")
    with pytest.raises(Invalid):
        work.judge("acquitted")
    work.judge(
        "acquitted", reason="Appeal 9/2026 of the Sessions Court allowed.", court="Sessions Court Kasur"
    )
    assert list(Verdict.objects.order_by("number").values_list("outcome", flat=True)) == [
        "convicted",
        "acquitted",
    ]
    assert (record(1, work).stage, work.state) == ("acquitted", "decided")


def test_the_station_writes_a_verdict_only_from_the_certified_order(cast, work: Work) -> None:
    work.charge(actor=cast.rashid)
    for wrong in ({"order_no": ""}, {"paper": None}):
        with pytest.raises(Invalid):
            work.judge("acquitted", actor=cast.rashid, **{"paper": copy(), **wrong})
    work.judge("acquitted", actor=cast.rashid, paper=copy())
    assert Verdict.objects.get().paper is not None


def test_who_may_not_write_for_the_court_does_not(cast, work: Work) -> None:
    for stranger, said in ((cast.aslam, Forbidden), (cast.noreen, Forbidden), (cast.zahid, NotFound)):
        for act in (work.number, work.charge):
            with pytest.raises(said):
                act(actor=stranger)
    work.charge()
    with pytest.raises(Forbidden):
        work.judge(actor=cast.aslam)


def test_a_verdict_without_sentence_charge_or_sense_is_refused(cast, work: Work) -> None:
    with pytest.raises(Invalid):
        work.judge()  # there is no charge
    work.charge()
    (one,) = work.accused().charges.all()
    ahead, before = work.now.date() + timedelta(days=1), work.now.date() - timedelta(days=1)
    for wrong in (
        {"answers": [(one.pk, "convicted", " ")]},
        {"answers": [(uuid7(), "acquitted", "")]},
        {"answers": [(one.pk, "forgiven", "")]},
        {"court": ""},
        {"decided_on": ahead},
        {"decided_on": before},
    ):
        with pytest.raises(Invalid):
            work.judge(**wrong)
    assert (Verdict.objects.count(), record(1, work).stage) == (0, "pending")


def hearing(work: Work, **more) -> Hearing:
    facts = {"held_on": work.now.date(), "what": "Two witnesses were heard.", **more}
    return trying.hear(fir_id=work.fir.pk, **facts, actor=work.cast.javed, now=work.now)


def test_hearings_follow_one_another_and_a_slip_is_corrected_by_a_row(cast, work: Work) -> None:
    first = hearing(work, next_on=work.now.date() + timedelta(days=7))
    second = hearing(work, what="Three witnesses were heard.", corrects=first.pk)
    assert (second.number, second.corrects_id) == (2, first.pk)
    with pytest.raises(Stale):
        hearing(work, corrects=first.pk)
    for wrong in (
        {"what": ""},
        {"held_on": work.now.date() + timedelta(days=1)},
        {"next_on": work.now.date() - timedelta(days=1)},
    ):
        with pytest.raises(Invalid):
            hearing(work, **wrong)


def test_the_hearings_of_a_sealed_case_are_shut_by_the_database(cast, now: datetime) -> None:
    work = Work(cast, now).case(RAPE).in_court()
    hearing(work)
    hearing(work)
    assert Hearing.objects.count() == 0
    assert [one.number for one in queries.file(cast.javed, work.fir.pk).hearings] == [1, 2]
    assert queries.file(cast.rashid, work.fir.pk).hearings == []


def test_a_child_is_never_told_of(cast, now: datetime) -> None:
    work = Work(cast, now).case(THEFT, BOY).in_court()
    work.charge()
    work.judge("convicted")
    found = record(1, work)
    assert (found.juvenile, found.stage, disclosable([found.pk])) == (True, "convicted", [])


def test_two_of_one_name_without_a_card_are_not_taken_for_one(cast, work: Work, now: datetime) -> None:
    again = Work(cast, now).case().in_court()  # the same man in another case
    assert record(1, work).pk != record(1, again).pk
    again.charge()
    again.judge("acquitted")
    assert (record(1, work).stage, record(1, again).stage) == ("pending", "acquitted")


def test_a_case_has_no_number_before_its_report_is_sent(cast, now: datetime) -> None:
    work = Work(cast, now).case()
    with pytest.raises(Stale):
        work.number()
    work.report()
    with pytest.raises(Stale):
        work.number()
    with pytest.raises(Stale):
        work.charge()


def copied(row, **changes):
    """The same row once more, with other facts."""
    values = {field.attname: getattr(row, field.attname) for field in type(row)._meta.concrete_fields}
    return type(row)(**{**values, "id": uuid7(), **changes})


def test_the_database_refuses_what_no_court_says(cast, work: Work) -> None:
    (charge,) = work.charge()
    (said,) = work.judge("convicted")
    court, other = CourtCase.objects.get(), Work(cast, work.now).case()
    again = {"number": 2, "reason": "Appeal allowed by the court."}
    for wrong in (
        {**again, "number": 3},
        {**again, "sentence": ""},
        {**again, "reason": ""},
        {**again, "role": "station_officer", "by_id": cast.aslam.user_id},
        {**again, "role": "magistrate", "by_id": cast.rashid.user_id},
        {**again, "role": "station_clerk", "by_id": cast.rashid.user_id},
        {**again, "outcome": "forgiven"},
    ):
        refuses(lambda wrong=wrong: copied(said, **wrong).save(force_insert=True))
    refuses(lambda: copied(charge, number=2, accused_id=other.accused().pk).save(force_insert=True))
    refuses(lambda: copied(charge, number=2, role="prosecutor").save(force_insert=True))
    refuses(lambda: copied(court, number=1, fir_id=other.fir.pk).save(force_insert=True))
    for model in (Verdict, Charge, CourtCase, CaseRecord):
        refuses(lambda model=model: model.objects.all().delete())
    refuses(lambda: Verdict.objects.update(outcome="acquitted"))


def test_the_database_decides_no_case_while_somebody_waits(cast, now: datetime) -> None:
    from khidmat.station.tests.test_court import step_of

    work = Work(cast, now).case(THEFT, AKRAM, SALEEM).in_court()
    work.charge(work.accused(1))
    work.judge("acquitted")
    made = step_of(
        work, name="decide", status="decided", role="magistrate", by_id=cast.javed.user_id, report=None
    )

    def act() -> None:
        work.fir.steps.filter(current=True).update(current=False)
        made.save(force_insert=True)

    refuses(act)
    with firs.unsealed(work.fir):
        assert work.state == "in_court"
