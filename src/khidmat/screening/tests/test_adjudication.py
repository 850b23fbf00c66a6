"""Comparing: by another than who entered, with a reason, once; the last answer settles the check."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from khidmat.audit.models import Event
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.screening import operations, public, queries
from khidmat.screening.models import Candidate, Check, Verdict
from khidmat.screening.states import Answer, CheckState
from khidmat.wanted.public import Decision, Stage, change_stage

pytestmark = pytest.mark.django_db

REASON = "Same father, same card, photograph agrees"


@pytest.fixture
def judge(cast, now):
    def act(candidate: Candidate, *, same: bool = True, **changes: object) -> Candidate:
        values = {"reason": REASON, "actor": cast.nadia, "now": now}
        return public.adjudicate(candidate_id=candidate.pk, same=same, **(values | changes))

    return act


def test_the_same_person_is_disclosed_and_the_application_is_told(hit, judge, told, cast, now) -> None:
    judge(hit)
    check = Check.objects.get()
    disclosure = queries.disclosure(check.pk)
    assert (check.status, check.resolved_at) == (CheckState.RESOLVED, now)
    assert [one.case_ref for one in disclosure.records] == ["354/12"]
    assert disclosure.settled
    assert told == [(check.pk, cast.nadia, now)]


def test_a_different_person_leaves_nothing_to_disclose(hit, judge, told) -> None:
    judge(hit, same=False, reason="Another father, ten years older")
    disclosure = queries.disclosure(hit.of_check_id)
    assert (disclosure.settled, disclosure.records) == (True, ())
    assert len(told) == 1


def test_the_check_waits_for_the_last_candidate(register, screen, judge, told) -> None:
    register({}, {"case_ref": "99/13"})
    check = screen()
    first, second = check.candidates.order_by("id")
    judge(first)
    assert (queries.disclosure(check.pk).settled, told) == (False, [])
    judge(second, same=False)
    assert queries.disclosure(check.pk).settled
    assert len(told) == 1


def test_a_record_acquitted_since_counts_as_clear_though_it_is_his(hit, judge, cast, now) -> None:
    judge(hit)
    decision = Decision(Stage.ACQUITTED, "Lahore High Court", now.date())
    change_stage(
        record_id=hit.record_id,
        decision=decision,
        reason="Acquitted on appeal",
        key=uuid4(),
        actor=cast.nadia,
        now=now,
    )
    assert queries.disclosure(hit.of_check_id) == queries.Disclosure(settled=True, records=())


@pytest.mark.parametrize("reason", ["", "   ", "same", "123456789012", "\u200b" * 20])
def test_a_verdict_needs_a_reason(hit, judge, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        judge(hit, reason=reason)
    assert list(refused.value.fields) == ["reason"]
    assert Verdict.objects.count() == 0


def test_a_verdict_is_given_once(hit, judge, told) -> None:
    judge(hit)
    with pytest.raises(Stale):
        judge(hit, same=False)
    assert Candidate.objects.get().status == Answer.SAME
    assert len(told) == 1


def test_a_double_click_is_one_verdict(hit, judge, told) -> None:
    key = uuid4()
    assert judge(hit, key=key) == judge(hit, key=key)
    assert (Verdict.objects.count(), len(told)) == (1, 1)


def test_a_changed_mind_is_a_second_row_and_nobody_is_told_twice(hit, judge, told, cast, now) -> None:
    judge(hit)
    operations.reconsider(
        candidate_id=hit.pk, same=False, reason="The photograph is of another man", actor=cast.nadia, now=now
    )
    assert list(Verdict.objects.order_by("turn").values_list("turn", "answer")) == [
        (1, "same"),
        (2, "different"),
    ]
    assert queries.disclosure(hit.of_check_id).records == ()
    assert len(told) == 1


def test_a_mind_cannot_change_before_it_is_made_up(hit, cast, now) -> None:
    with pytest.raises(Stale):
        operations.reconsider(candidate_id=hit.pk, same=True, reason=REASON, actor=cast.nadia, now=now)


def test_nobody_compares_whom_he_entered(register, screen, judge, cast) -> None:
    register({})
    own = screen(actor=cast.nadia).candidates.get()
    with pytest.raises(Forbidden, match="yourself"):
        judge(own)
    with pytest.raises(DatabaseError, match="entered"), transaction.atomic():
        Verdict.objects.create(
            candidate=own,
            turn=1,
            answer="same",
            reason=REASON,
            decided_by_id=cast.nadia.user_id,
            decided_at=own.of_check.made_at,
        )


@pytest.mark.parametrize("name", ["lubna", "kamran", "ali", "hina", "sana", "bilal"])
def test_nobody_but_the_districts_record_keeper_compares(hit, judge, cast, now, name: str) -> None:
    actor = getattr(cast, name)
    with pytest.raises(NotFound):
        judge(hit, actor=actor)
    with pytest.raises(NotFound):
        operations.open_candidate(candidate_id=hit.pk, actor=actor, now=now)
    assert list(queries.open_checks(actor)) == []


def test_what_a_listener_refuses_is_not_decided(hit, cast, now) -> None:
    def refuse(*_news: object) -> None:
        raise Stale("the application was withdrawn")

    with pytest.raises(Stale, match="withdrawn"):
        operations.adjudicate(
            candidate_id=hit.pk, same=True, reason=REASON, tell=[refuse], actor=cast.nadia, now=now
        )
    assert Check.objects.get().status == CheckState.CANDIDATES
    assert Verdict.objects.count() == 0


def test_opening_a_candidate_is_in_the_ledger(hit, cast, now) -> None:
    operations.open_candidate(candidate_id=hit.pk, actor=cast.nadia, now=now)
    event = Event.objects.get(code="screening.opened")
    assert (event.subject_id, event.actor_id) == (hit.pk, cast.nadia.user_id)
    assert str(hit.record_id) in event.body


def test_the_verdict_and_its_reason_are_in_the_ledger(hit, judge) -> None:
    judge(hit)
    event = Event.objects.get(code="screening.decided")
    assert REASON in event.body
    assert '"answer":"same"' in event.body


@pytest.mark.parametrize(
    "statement",
    [
        "update screening_candidate set status = 'different'",
        "update screening_candidate set score = 0",
        "update screening_check set status = 'resolved', resolved_at = now()",
        "update screening_check set status = 'cleared'",
        "update screening_check set name = 'Another'",
        "delete from screening_candidate",
        "delete from screening_check",
    ],
)
def test_the_database_refuses_what_no_operation_does(hit, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Candidate.objects.get().status == Answer.OPEN
