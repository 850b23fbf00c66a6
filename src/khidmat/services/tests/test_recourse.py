"""Nobody is refused unheard, judged by the one who refused him, or left without an answer."""

from datetime import datetime, timedelta
from itertools import product

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import translation

from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.services import operations, queries
from khidmat.services.models import Appeal, Application, Decision, Notice
from khidmat.services.recourse import APPEAL, draft_notice
from khidmat.services.states import APPEAL as APPEAL_LIFE
from khidmat.services.states import CORRECTION, S

pytestmark = pytest.mark.django_db

FOUND = "Nobody in the street knows him."
REASON = "The address was not found by anybody."


def decide(appeal: Appeal, outcome: str, actor: object, now: datetime) -> Appeal:
    return operations.decide_appeal(
        appeal_id=appeal.pk,
        outcome=outcome,
        reason="The officer went to another street.",
        actor=actor,
        now=now,
    )


@pytest.fixture
def appealed(refused, cast, now: datetime):
    def make() -> tuple[Application, Appeal]:
        application = refused()
        text = "The officer came to the wrong street."
        filed = operations.appeal(application_id=application.pk, text=text, actor=cast.bilal, now=now)
        return application, filed

    return make


def test_nobody_is_refused_before_he_was_told_and_heard(verified, cast, now: datetime) -> None:
    application = verified()
    refusal = {"application_id": application.pk, "reason": REASON, "actor": cast.kamran, "now": now}
    with translation.override("en"), pytest.raises(Stale, match="first"):
        operations.refuse(**refusal)
    operations.notify(application_id=application.pk, found=FOUND, actor=cast.kamran, now=now)
    with pytest.raises(Stale):
        operations.refuse(**refusal)
    operations.reply(application_id=application.pk, text="The green door.", actor=cast.bilal, now=now)
    assert operations.refuse(**refusal).status == S.REFUSED


def test_the_database_refuses_to_refuse_somebody_unheard(verified, cast, now: datetime) -> None:
    application = verified()
    with pytest.raises(DatabaseError, match="not heard"), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(
            status=S.REFUSED,
            reason=REASON,
            decided_at=now,
            decided_by=cast.kamran.user_id,
            decided_posting=cast.kamran.posting_id,
        )


def test_seven_days_without_an_answer_end_the_waiting_and_not_the_application(
    verified, cast, now: datetime
) -> None:
    application = verified()
    notice = operations.notify(application_id=application.pk, found=FOUND, actor=cast.kamran, now=now)
    assert (notice.clock.due_at - now).days in range(6, 10)
    after = notice.clock.due_at + timedelta(minutes=1)
    operations.pass_notice(notice.clock_id, after)
    application.refresh_from_db()
    assert application.status == S.UNDER_VERIFICATION
    with pytest.raises(Stale):
        operations.reply(application_id=application.pk, text="Too late", actor=cast.bilal, now=after)
    done = operations.refuse(application_id=application.pk, reason=REASON, actor=cast.kamran, now=after)
    assert done.status == S.REFUSED


def test_what_was_told_is_not_changed_afterwards(heard, cast, now: datetime) -> None:
    application = heard()
    with pytest.raises(DatabaseError), transaction.atomic():
        Notice.objects.filter(application=application).update(found="Something else entirely.")
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.create(
            application=application,
            what="refused",
            by_id=cast.kamran.user_id,
            posting_id=cast.kamran.posting_id,
            at=now,
        )


def test_the_clock_stands_while_the_applicant_has_his_say(verified, cast, now: datetime) -> None:
    application = verified()
    before = application.due_at
    operations.notify(application_id=application.pk, found=FOUND, actor=cast.kamran, now=now)
    later = now + timedelta(days=3)
    operations.reply(application_id=application.pk, text="The green door.", actor=cast.bilal, now=later)
    application.refresh_from_db()
    assert application.due_at > before


def test_a_notice_is_withdrawn_with_the_application(verified, cast, now: datetime) -> None:
    application = verified()
    notice = operations.notify(application_id=application.pk, found=FOUND, actor=cast.kamran, now=now)
    operations.withdraw(application_id=application.pk, actor=cast.bilal, now=now)
    notice.clock.refresh_from_db()
    assert notice.clock.cancelled_at == now


def test_the_draft_of_a_notice_has_what_the_station_found(sent, cast, now: datetime) -> None:
    application = sent()
    [visit] = application.verifications.all()
    operations.mark(verification_id=visit.pk, officer_id=cast.aslam.user_id, actor=cast.ali, now=now)
    said = {"finding": "not_found", "visited_on": now.date(), "text": "Nobody of this name lives there."}
    operations.report(verification_id=visit.pk, actor=cast.aslam, now=now, **said)
    assert draft_notice(application) == "تھانہ اے ڈویژن: وہاں رہائش نہیں۔"


def test_an_appeal_is_overturned_by_the_officer_above_and_the_paper_comes(
    appealed, cast, press_with_keys: None, now: datetime
) -> None:
    application, filed = appealed()
    decide(filed, "overturned", cast.hina, now)
    operations.issue(application_id=application.pk, now=now)
    application.refresh_from_db()
    assert (application.status, application.decided_by_id) == (S.ISSUED, cast.hina.user_id)
    whats = [(one.what, one.by_id) for one in application.decisions.order_by("id")]
    assert whats == [("refused", cast.kamran.user_id), ("approved", cast.hina.user_id)]


def test_an_appeal_that_is_upheld_leaves_the_refusal(appealed, cast, now: datetime) -> None:
    application, filed = appealed()
    decide(filed, "upheld", cast.hina, now)
    application.refresh_from_db()
    assert (application.status, application.reason) == (S.REFUSED, "The address was not found.")
    with pytest.raises(Stale):
        operations.appeal(application_id=application.pk, text="Once more please", actor=cast.bilal, now=now)


def test_what_is_sent_back_is_decided_anew_and_the_applicant_told_anew(appealed, cast, now: datetime) -> None:
    application, filed = appealed()
    decide(filed, "remanded", cast.hina, now)
    application.refresh_from_db()
    assert (application.status, application.decided_by_id, application.closed_at) == (
        S.UNDER_VERIFICATION,
        None,
        None,
    )
    assert application.due_at > now
    with pytest.raises(Stale):
        operations.refuse(application_id=application.pk, reason=REASON, actor=cast.kamran, now=now)
    done = operations.approve(application_id=application.pk, actor=cast.kamran, now=now)
    assert done.status == S.APPROVED


def test_nobody_decides_an_appeal_against_himself(heard, cast, now: datetime) -> None:
    application = heard()
    operations.refuse(application_id=application.pk, reason=REASON, actor=cast.hina, now=now)
    filed = operations.appeal(application_id=application.pk, text="Not so at all", actor=cast.bilal, now=now)
    with pytest.raises(Forbidden):
        decide(filed, "upheld", cast.hina, now)
    with pytest.raises(DatabaseError, match="part in the file"), transaction.atomic():
        Appeal.objects.filter(pk=filed.pk).update(
            status="upheld",
            reason=REASON,
            decided_at=now,
            decided_by=cast.hina.user_id,
            decided_posting=cast.hina.posting_id,
        )


def test_only_an_officer_above_in_the_territory_comes_to_an_appeal(appealed, cast, now: datetime) -> None:
    _application, filed = appealed()
    for other in (cast.kamran, cast.nadia, cast.ali):
        with pytest.raises(Forbidden):
            decide(filed, "upheld", other, now)
        assert not queries.appeals(other).exists()
    with pytest.raises(NotFound):
        operations.open_appeal(appeal_id=filed.pk, actor=cast.omar, now=now)


def test_the_database_keeps_a_refusal_until_an_appeal_sets_it_aside(appealed, cast, now: datetime) -> None:
    application, _filed = appealed()
    for status in (S.APPROVED, S.UNDER_VERIFICATION):
        with pytest.raises(DatabaseError, match="refusal"), transaction.atomic():
            Application.objects.filter(pk=application.pk).update(status=status, decided_by=cast.hina.user_id)


def test_an_appeal_comes_in_time_and_once(refused, cast, now: datetime) -> None:
    application = refused()
    late = now + APPEAL + timedelta(minutes=1)
    appeal = {"application_id": application.pk, "text": "Not so at all", "actor": cast.bilal}
    with pytest.raises(Stale):
        operations.appeal(**appeal, now=late)
    with pytest.raises(Invalid):
        operations.appeal(**{**appeal, "text": "no"}, now=now)
    operations.appeal(**appeal, now=now)
    with pytest.raises(Stale):
        operations.appeal(**appeal, now=now)


@pytest.mark.parametrize("life", [APPEAL_LIFE, CORRECTION], ids=lambda life: life.name)
def test_every_step_of_an_appeal_or_request_is_open_exactly_where_the_table_says(life) -> None:
    class Thing:
        status = ""

    for state, step in product(life.states, life.steps):
        thing = Thing()
        thing.status = state
        if life.may(state, step.name):
            life.move(thing, step.name)
            assert (state, thing.status) in life.pairs()
        else:
            with pytest.raises(Stale):
                life.move(thing, step.name)


def test_the_database_knows_only_those_steps(appealed, cast, now: datetime) -> None:
    _application, filed = appealed()
    decide(filed, "upheld", cast.hina, now)
    for status in ("filed", "overturned", "remanded"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appeal.objects.filter(pk=filed.pk).update(status=status)
