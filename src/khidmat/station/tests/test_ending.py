"""No case ends behind its complainant's back: cancelled by the magistrate alone, untraced by the SP, opened again."""

from datetime import datetime, timedelta

import pytest

from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.notify.public import Message
from khidmat.station.models import ComplainantTold, StepWords
from khidmat.station.queries import court as queries
from khidmat.station.tests.casework import OWN, UNKNOWN, Work
from khidmat.station.tests.test_court import refuses, step_of
from khidmat.wanted.models import CriminalRecord


@pytest.fixture
def work(cast, now: datetime) -> Work:
    return Work(cast, now).case()


def messages(work: Work) -> list[str]:
    found = Message.objects.filter(about=work.fir.complaint_id).order_by("pk")
    return [one.template for one in found if one.template.startswith("case_")]


def test_a_case_is_cancelled_by_its_officer_the_sp_the_prosecutor_and_the_magistrate(
    cast, work: Work
) -> None:
    work.propose()
    assert work.state == "proposed"
    with pytest.raises(Invalid):
        work.close()
    work.told()
    work.close()
    assert work.state == "cancellation_sent"
    words = queries.file(cast.javed, work.fir.pk).steps[-1][1]
    assert (words.text, words.heard) == (OWN, "He says it was.")
    work.scrutinise()
    assert work.state == "cancellation_in_court"
    work.number().rule()
    assert (work.state, messages(work)) == ("cancelled", ["case_cancelling", "case_cancelled"])


def test_only_the_superintendent_sends_it_with_his_own_opinion_and_the_complainant_heard(
    cast, work: Work
) -> None:
    work.propose()
    work.told()
    for stranger in (cast.ali, cast.aslam, cast.farah, cast.noreen, cast.javed):
        with pytest.raises(Forbidden):
            work.close(stranger)
    for wrong in ({"words": "I agree."}, {"heard": ""}):
        with pytest.raises(Invalid):
            work.close(**wrong)
    assert work.state == "proposed"
    work.close(agrees=False, words="The neighbour was never asked.")
    assert work.state == "investigating"


def test_the_complainant_is_told_once_and_by_who_investigates(cast, work: Work) -> None:
    with pytest.raises(Stale):
        work.told()
    work.propose()
    for stranger, said in ((cast.ali, Forbidden), (cast.rashid, Forbidden), (cast.tariq, NotFound)):
        with pytest.raises(said):
            work.told(actor=stranger)
    with pytest.raises(Invalid):
        work.told("by telepathy")
    work.told("refused")
    with pytest.raises(Stale):
        work.told()
    assert ComplainantTold.objects.get().how == "refused"


def test_the_magistrate_disagrees_and_the_investigation_goes_on(cast, work: Work) -> None:
    work.propose()
    work.told()
    work.close()
    work.scrutinise()
    with pytest.raises(Invalid):
        work.rule(cast.rashid, order_no="")
    for stranger in (cast.hina, cast.noreen, cast.aslam):
        with pytest.raises(Forbidden):
            work.rule(stranger)
    work.rule(cast.rashid, agrees=False)
    assert (work.state, messages(work)[-1]) == ("investigating", "case_reopened")
    assert work.report().number == 2


def test_the_prosecutor_returns_a_cancellation(cast, work: Work) -> None:
    work.propose()
    work.told("not_found")
    work.close()
    work.scrutinise(agrees=False, words="The complainant's thumb impression is missing.")
    assert work.state == "objected"
    work.propose()
    with pytest.raises(Invalid):
        work.close()  # a new report, of which he is told again


def test_a_case_is_untraced_by_the_sps_order_and_opened_again_with_a_reason(cast, work: Work) -> None:
    work.propose("untraced")
    for stranger in (cast.ali, cast.farah):
        with pytest.raises(Forbidden):
            work.close(stranger)
    work.close(heard="")
    assert (work.state, messages(work)) == ("untraced", ["case_untraced"])
    with pytest.raises(Invalid):
        work.reopen(words="Yes")
    for stranger, said in ((cast.aslam, Forbidden), (cast.zahid, NotFound), (cast.javed, Forbidden)):
        with pytest.raises(said):
            work.reopen(stranger)
    work.reopen()
    assert (work.state, messages(work)[-1]) == ("investigating", "case_reopened")
    with pytest.raises(Stale):
        work.reopen()


def test_what_a_magistrate_cancelled_is_opened_by_an_order_alone(cast, work: Work) -> None:
    work.propose()
    work.told()
    work.close()
    work.scrutinise()
    work.rule()
    with pytest.raises(Invalid):
        work.reopen(cast.hina)
    work.reopen(cast.hina, order_no="WP 12/2026")
    assert work.state == "investigating"


def test_nobody_with_bail_or_in_custody_is_untraced(cast, work: Work) -> None:
    for standing in ("custody", "bail"):
        with pytest.raises(Invalid):
            work.report("untraced", standing)


def test_the_record_of_an_interim_challan_ends_with_the_cancellation(cast, work: Work) -> None:
    work.in_court("interim")
    assert CriminalRecord.objects.get().stage == "pending"
    work.report()
    work.forward()
    work.scrutinise(agrees=False, words="Nothing is proved any more.")
    work.propose()
    work.told()
    work.close()
    work.scrutinise()
    work.rule()
    assert CriminalRecord.objects.get(superseded_by=None).stage == "cancelled"


@pytest.mark.parametrize("who", ["ali", "farah", "noreen"])
def test_the_database_lets_nobody_below_the_sp_send_a_cancellation(cast, work: Work, who: str) -> None:
    work.propose()
    work.told()
    actor = getattr(cast, who)
    for role in (actor.role, "district_officer"):
        made = step_of(work, name="send", status="cancellation_sent", role=role, by_id=actor.user_id)

        def act(made=made) -> None:
            work.fir.steps.filter(current=True).update(current=False)
            made.save(force_insert=True)
            StepWords(step=made, text=OWN, heard="Heard.").save(force_insert=True)

        refuses(act)


@pytest.mark.parametrize(("words", "told"), [("too short", True), ("", True), (OWN, False)])
def test_the_database_wants_his_opinion_and_the_complainant_told(
    cast, work: Work, words, *, told: bool
) -> None:
    work.propose()
    if told:
        work.told()
    else:
        work.name(UNKNOWN)  # an entry of the diary that no step has used
    made = step_of(
        work, name="send", status="cancellation_sent", role="district_officer", by_id=cast.hina.user_id
    )

    def act() -> None:
        work.fir.steps.filter(current=True).update(current=False)
        made.save(force_insert=True)
        if words:
            StepWords(step=made, text=words, heard="Heard.").save(force_insert=True)

    refuses(act)


def test_a_year_may_pass_before_it_is_opened_again(cast, work: Work) -> None:
    work.propose("untraced")
    work.close(heard="")
    work.now += timedelta(days=365)
    assert work.reopen(cast.farah).number == 4
