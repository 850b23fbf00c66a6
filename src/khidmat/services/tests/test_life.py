"""The life of an application: nothing skips a step, nobody decides his own, nothing is half done."""

from datetime import datetime, timedelta
from itertools import product

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils.timezone import localdate

from khidmat.documents.public import issue_number
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.org.public import office
from khidmat.services import operations, queries
from khidmat.services.models import Application
from khidmat.services.states import LIFE, S

pytestmark = pytest.mark.django_db


def test_a_sent_application_is_screened_and_asked_of_its_station(sent, now: datetime) -> None:
    application = sent()
    assert application.status == S.UNDER_VERIFICATION
    assert application.records.status == "cleared"
    assert application.person.cnic == "0123456789012"
    [visit] = application.verifications.all()
    assert (visit.office.code, visit.status) == ("KSR-PS-01", "waiting")
    assert application.due_at > now


def test_a_clean_application_reaches_approval(verified, cast, now: datetime) -> None:
    application = verified()
    done = operations.approve(application_id=application.pk, actor=cast.kamran, now=now)
    assert (done.status, done.decided_by_id) == (S.APPROVED, cast.kamran.user_id)


def test_nobody_approves_before_every_verification_is_in(sent, cast, now: datetime) -> None:
    application = sent()
    with pytest.raises(Forbidden):
        operations.approve(application_id=application.pk, actor=cast.kamran, now=now)
    with pytest.raises(DatabaseError, match="verification"), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(
            status=S.APPROVED,
            decided_at=now,
            decided_by=cast.kamran.user_id,
            decided_posting=cast.kamran.posting_id,
        )


def test_the_database_refuses_an_approval_by_the_verifier(verified, cast, now: datetime) -> None:
    application = verified()
    with pytest.raises(DatabaseError, match="entered, compared or verified"), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(
            status=S.APPROVED,
            decided_at=now,
            decided_by=cast.aslam.user_id,
            decided_posting=cast.aslam.posting_id,
        )


def test_no_certificate_is_numbered_without_an_approval(verified, cast, now: datetime) -> None:
    application, today = verified(), localdate(now)
    with pytest.raises(IntegrityError, match="approved application"), transaction.atomic():
        issue_number(
            about=application.pk,
            series="PCC",
            title=("Police character certificate", "پولیس کریکٹر سرٹیفکیٹ"),
            office=office("KSR-DPO"),
            issued_on=today,
            valid_until=today,
            actor=cast.kamran,
            now=now,
        )


def test_an_officer_of_another_district_finds_nothing(sent, cast, now: datetime) -> None:
    application = sent()
    assert not queries.applications(cast.omar).filter(pk=application.pk).exists()
    with pytest.raises(NotFound):
        operations.open_file(application_id=application.pk, actor=cast.omar, now=now)


def test_the_sho_of_another_station_does_not_see_the_visit(sent, cast) -> None:
    visit = sent().verifications.get()
    assert queries.verifications(cast.ali).filter(pk=visit.pk).exists()
    assert not queries.verifications(cast.zahid).filter(pk=visit.pk).exists()


def test_only_the_marked_officer_reports(sent, cast, now: datetime) -> None:
    visit = sent().verifications.get()
    operations.mark(verification_id=visit.pk, officer_id=cast.aslam.user_id, actor=cast.ali, now=now)
    said = {"finding": "confirmed", "visited_on": localdate(now), "text": "Lives there with his family."}
    with pytest.raises(Forbidden):
        operations.report(verification_id=visit.pk, actor=cast.ali, now=now, **said)
    assert operations.report(verification_id=visit.pk, actor=cast.aslam, now=now, **said).status == "reported"


def test_a_visit_is_marked_only_to_an_officer_of_the_station(sent, cast, now: datetime) -> None:
    visit = sent().verifications.get()
    with pytest.raises(Invalid):
        operations.mark(verification_id=visit.pk, officer_id=cast.tariq.user_id, actor=cast.ali, now=now)


def test_a_question_stops_the_clock_and_the_answer_moves_the_date(verified, cast, now: datetime) -> None:
    application = verified()
    before = application.due_at
    operations.ask(application_id=application.pk, text="Which embassy?", actor=cast.kamran, now=now)
    later = now + timedelta(days=2)
    done = operations.answer(application_id=application.pk, text="Of Germany", actor=cast.bilal, now=later)
    assert (done.status, done.due_at > before) == (S.UNDER_VERIFICATION, True)


def test_a_question_left_unanswered_ends_the_application(verified, cast, now: datetime) -> None:
    application = verified()
    question = operations.ask(
        application_id=application.pk, text="Which embassy?", actor=cast.kamran, now=now
    )
    operations.lapse_unanswered(question.clock_id, now + timedelta(days=9))
    application.refresh_from_db()
    assert application.status == S.LAPSED
    with pytest.raises(Stale):
        operations.answer(application_id=application.pk, text="Of Germany", actor=cast.bilal, now=now)


def test_a_refusal_needs_a_reason(heard, cast, now: datetime) -> None:
    application = heard()
    with pytest.raises(Invalid):
        operations.refuse(application_id=application.pk, reason="no", actor=cast.kamran, now=now)
    done = operations.refuse(
        application_id=application.pk, reason="The address was not found.", actor=cast.kamran, now=now
    )
    assert done.status == S.REFUSED


def test_withdrawing_ends_the_work_of_the_station(sent, cast, now: datetime) -> None:
    application = sent()
    operations.withdraw(application_id=application.pk, actor=cast.bilal, now=now)
    assert application.verifications.get().status == "cancelled"
    with pytest.raises(Stale):
        operations.withdraw(application_id=application.pk, actor=cast.bilal, now=now)


def test_withdrawing_also_ends_the_clock_of_a_question(verified, cast, now: datetime) -> None:
    application = verified()
    question = operations.ask(
        application_id=application.pk, text="Which embassy?", actor=cast.kamran, now=now
    )
    operations.withdraw(application_id=application.pk, actor=cast.bilal, now=now)
    question.clock.refresh_from_db()
    assert question.clock.cancelled_at == now


def test_an_overdue_visit_rises_to_the_circle(sent, cast, now: datetime) -> None:
    visit = sent().verifications.get()
    operations.raise_late(visit.clock_id, now + timedelta(days=5))
    assert queries.open_verifications(cast.farah).filter(pk=visit.pk).exists()


def test_another_citizens_application_does_not_exist(sent, cast, now: datetime) -> None:
    application = sent()
    with pytest.raises(NotFound):
        operations.withdraw(application_id=application.pk, actor=cast.ayesha, now=now)


@pytest.mark.parametrize(("state", "step"), sorted(product(LIFE.states, [s.name for s in LIFE.steps])))
def test_every_step_is_open_exactly_where_the_table_says(state: str, step: str) -> None:
    class Thing:
        status = state

    thing = Thing()
    if LIFE.may(state, step):
        LIFE.move(thing, step)
        assert (state, thing.status) in LIFE.pairs()
    else:
        with pytest.raises(Stale):
            LIFE.move(thing, step)
