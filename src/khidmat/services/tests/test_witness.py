"""The second witness: what a hand changes in the database, behind the program, is found by comparing two histories."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from khidmat.audit.public import WITNESSES, disagreements
from khidmat.services import operations
from khidmat.services.models import Application
from khidmat.services.states import Status, VerificationStatus
from khidmat.services.witness import APPLICATIONS, VERIFICATIONS

REASON = "Nobody knows him in the street."
HISTORIES = [one.history for one in WITNESSES]
Hand = Callable[..., None]


@pytest.fixture
def decided(committed: None, verified, cast, now: datetime) -> Application:
    """An application that was asked about, answered and refused, and another one taken back."""
    application = verified()
    operations.ask(application_id=application.pk, text="Which embassy?", actor=cast.kamran, now=now)
    operations.answer(application_id=application.pk, text="Of Germany", actor=cast.bilal, now=now)
    operations.notify(application_id=application.pk, found=REASON, actor=cast.kamran, now=now)
    operations.reply(application_id=application.pk, text="The green door.", actor=cast.bilal, now=now)
    operations.refuse(application_id=application.pk, reason=REASON, actor=cast.kamran, now=now)
    return application


@pytest.fixture
def hand(as_owner) -> Hand:
    """What somebody with the owner's password does in the database."""

    def act(sql: str, *values: object) -> None:
        with as_owner() as owner:
            owner.execute(sql, values)

    return act


@pytest.fixture
def past(hand: Hand) -> Hand:
    """The same with the table's triggers off."""

    def act(table: str, sql: str) -> None:
        hand(f"alter table {table} disable trigger user")
        hand(sql)
        hand(f"alter table {table} enable trigger user")

    return act


def test_both_tell_the_same_of_a_whole_life(decided: Application, sent, cast, now: datetime) -> None:
    visit = sent(cast.ayesha).verifications.get()
    for officer in (cast.aslam, cast.ali, cast.aslam):
        operations.mark(verification_id=visit.pk, officer_id=officer.user_id, actor=cast.ali, now=now)
        now += timedelta(minutes=1)
    operations.withdraw(application_id=visit.application_id, actor=cast.ayesha, now=now)
    assert disagreements() == []


def test_both_tell_the_same_of_an_appeal(decided: Application, cast, now: datetime) -> None:
    for outcome in ("remanded", "overturned"):
        filed = operations.appeal(
            application_id=decided.pk, text="The wrong street.", actor=cast.bilal, now=now
        )
        operations.decide_appeal(appeal_id=filed.pk, outcome=outcome, reason=REASON, actor=cast.hina, now=now)
        now += timedelta(minutes=1)
        if outcome == "remanded":
            operations.notify(application_id=decided.pk, found=REASON, actor=cast.kamran, now=now)
            operations.reply(application_id=decided.pk, text="The green door.", actor=cast.bilal, now=now)
            operations.refuse(application_id=decided.pk, reason=REASON, actor=cast.kamran, now=now)
    assert disagreements() == []


def test_a_state_changed_by_hand_is_found(decided: Application, hand: Hand, sent, cast) -> None:
    other = sent(cast.ayesha)
    hand("update services_application set status = 'withdrawn' where id = %s", other.pk)
    [one] = disagreements()
    assert (one.table, one.row, one.state) == ("services_application", other.pk, "withdrawn")


def test_a_row_changed_past_the_triggers_is_found(decided: Application, past: Hand) -> None:
    past("services_application", "update services_application set reason = 'Paid'")
    assert {(one.table, one.row) for one in disagreements()} == {("services_application", decided.pk)}


def test_a_row_removed_past_the_triggers_is_found(decided: Application, past: Hand) -> None:
    past("services_verification", "delete from services_verification")
    assert {one.what for one in disagreements()} == {"the row is gone"}


def test_a_person_renamed_by_hand_is_found(decided: Application, hand: Hand) -> None:
    hand("update people_person set name = 'Somebody Else'")
    [one] = disagreements()
    assert (one.table, one.row, one.state) == ("people_person", decided.person_id, "changed")


def test_an_event_of_something_that_did_not_happen_is_found(decided: Application, hand: Hand) -> None:
    hand(
        "insert into audit_event (body) select replace(replace(body, 'services.refused', 'services.approved'),"
        " id::text, gen_random_uuid()::text) from audit_event where code = 'services.refused'"
    )
    assert [(one.state, one.what) for one in disagreements()] == [
        ("approved", "the ledger tells of a state that the row never came to")
    ]


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize(
    "statement", ["update {} set pgh_label = 'x'", "delete from {}", "truncate {}", "drop table {}"]
)
@pytest.mark.django_db
def test_the_serving_role_only_adds_to_a_history(history: str, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(history))


def test_every_state_is_explained_by_an_event() -> None:
    assert {one.state for one in APPLICATIONS.says} == set(Status)
    assert {one.state for one in VERIFICATIONS.says} == set(VerificationStatus)


@pytest.mark.django_db
def test_typing_in_a_draft_leaves_no_history(draft) -> None:
    application = draft()
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from services_applicationevent where pgh_obj_id = %s", [application.pk]
        )
        assert cursor.fetchone() == (1,)
