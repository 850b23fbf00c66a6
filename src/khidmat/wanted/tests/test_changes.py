"""Decisions recorded by hand: a new version with its reason, once, by the district's own record keeper."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from khidmat.audit.models import Event
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.wanted import operations, queries
from khidmat.wanted.models import CriminalRecord
from khidmat.wanted.operations import Decision
from khidmat.wanted.states import Stage

pytestmark = pytest.mark.django_db

REASON = "Acquitted on appeal, order seen at the record room"
ACQUITTED = Decision(Stage.ACQUITTED, "Lahore High Court")


@pytest.fixture
def decide(aslam: CriminalRecord, nadia: Actor, now):
    def act(decision: Decision = ACQUITTED, **changes: object) -> UUID:
        values = {"record_id": aslam.pk, "reason": REASON, "key": uuid4(), "actor": nadia, "now": now}
        return operations.change_stage(decision=decision, **(values | changes))

    return act


def test_a_decision_is_a_new_version_that_names_who_when_and_why(decide, aslam, nadia, now) -> None:
    new = CriminalRecord.objects.get(pk=decide())
    old = CriminalRecord.objects.get(pk=aslam.pk)
    assert (old.superseded_by_id, old.stage, old.blocks) == (new.pk, Stage.CONVICTED, [])
    assert (new.stage, new.court, new.decided_on, new.reason) == (
        Stage.ACQUITTED,
        "Lahore High Court",
        None,
        REASON,
    )
    assert (new.made_by_id, new.made_at, new.batch_id) == (nadia.user_id, now, None)
    assert (new.series, new.name, new.blocks) == (aslam.series, aslam.name, aslam.blocks)
    event = Event.objects.get(code="wanted.stage_changed")
    assert event.subject_id == aslam.series
    assert REASON in event.body


@pytest.mark.parametrize(
    ("decision", "field"),
    [
        (Decision(Stage.CONVICTED, "", date(2014, 3, 14)), "court"),
        (Decision(Stage.CONVICTED, "Sessions Court"), "decided_on"),
        (Decision(Stage.ACQUITTED, "", date(2027, 1, 1)), "decided_on"),
        (Decision(Stage.ACQUITTED, "", date(2011, 1, 1)), "decided_on"),
        (Decision(Stage.CONVICTED, "Judicial Magistrate, Kasur", date(2014, 3, 14)), "stage"),
    ],
)
def test_a_decision_that_cannot_be_names_the_field(decide, decision: Decision, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        decide(decision)
    assert list(refused.value.fields) == [field]
    assert CriminalRecord.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "ok", "1234567890 12"])
def test_a_decision_without_a_reason_is_refused(decide, reason: str) -> None:
    with pytest.raises(Invalid, match="not changed"):
        decide(reason=reason)


def test_a_double_click_is_one_version(decide) -> None:
    key = uuid4()
    assert decide(key=key) == decide(key=key)
    assert CriminalRecord.objects.count() == 2


def test_who_looked_at_an_earlier_version_must_look_again(decide) -> None:
    decide()
    with pytest.raises(Stale):
        decide(Decision(Stage.DISCHARGED))


def test_another_district_is_not_told_that_the_record_exists(decide, aslam, lubna, now) -> None:
    with pytest.raises(NotFound):
        decide(actor=lubna)
    with pytest.raises(NotFound):
        operations.open_record(record_id=aslam.pk, actor=lubna, now=now)
    assert operations.search(words=aslam.cnic, actor=lubna, now=now) == []
    assert queries.listed(lubna).records == ()


@pytest.mark.parametrize("name", ["kamran", "ali", "sana", "hina", "bilal"])
def test_nobody_but_a_record_keeper_sees_or_changes_a_record(decide, aslam, cast, now, name: str) -> None:
    actor = getattr(cast, name)
    with pytest.raises(NotFound):
        decide(actor=actor)
    assert list(queries.versions(actor)) == []
    assert operations.search(words="Aslam", actor=actor, now=now) == []
    with pytest.raises(Forbidden):
        queries.upload(actor, uuid4())


def test_an_expunged_record_changes_no_more_and_no_file_brings_it_back(
    decide, take, aslam, nadia, now
) -> None:
    closed = operations.expunge(
        record_id=aslam.pk,
        order="Order 7 of 2026",
        reason="Ordered closed by the court",
        key=uuid4(),
        actor=nadia,
        now=now,
    )
    with pytest.raises(Stale):
        decide(record_id=closed)
    assert take({"address": "elsewhere"}).refused == 1
    assert CriminalRecord.objects.get(superseded_by=None).expunged_at == now


def test_opening_and_searching_are_in_the_ledger(aslam, nadia, now) -> None:
    operations.open_record(record_id=aslam.pk, actor=nadia, now=now)
    operations.search(words="354/12", actor=nadia, now=now + timedelta(minutes=1))
    read, searched = Event.objects.filter(code__in=["wanted.record_read", "wanted.searched"]).order_by("at")
    assert (read.code, read.subject_id, read.actor_id) == ("wanted.record_read", aslam.series, nadia.user_id)
    assert '"words":"354/12"' in searched.body


@pytest.mark.parametrize(
    "statement",
    [
        "update wanted_criminalrecord set stage = 'acquitted'",
        "update wanted_criminalrecord set expunged_at = now()",
        "update wanted_criminalrecord set blocks = '{}'",
        "delete from wanted_criminalrecord",
        "update wanted_importbatch set refused = 0",
        "delete from wanted_importbatch",
    ],
)
def test_the_database_refuses_to_overwrite_or_remove(aslam: CriminalRecord, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert CriminalRecord.objects.get().stage == Stage.CONVICTED
