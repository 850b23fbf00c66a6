"""The ledger at work: what is written, what the database refuses."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from khidmat.audit.events import EVENTS, EventType
from khidmat.audit.models import Event, Head, Link
from khidmat.audit.operations import effect, once, record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Stale
from khidmat.kernel.ids import uuid7
from khidmat.kernel.roles import Role
from khidmat.org.events import LOADED


def system(chain: UUID | None = None) -> Actor:
    return Actor(role=Role.SYSTEM, chain=chain or uuid4())


def load(actor: Actor, now: datetime, rows: int = 1) -> UUID:
    return record(LOADED, subject=None, actor=actor, at=now, table="places", rows=rows, digest="d")


@pytest.mark.django_db
def test_an_event_carries_exactly_what_its_type_declares(now: datetime) -> None:
    with pytest.raises(ValueError, match="carries"):
        record(LOADED, subject=None, actor=system(), at=now, rows=1)
    assert LOADED.code in EVENTS
    with pytest.raises(LookupError):
        record(EventType("no.such", "thing", "x"), subject=None, actor=system(), at=now)


@pytest.mark.django_db
def test_columns_are_generated_from_the_hashed_text(now: datetime) -> None:
    key = load(system(), now)
    event = Event.objects.get(pk=key)
    assert (event.code, event.at) == ("org.loaded", now)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("insert into audit_event (body, code) values ('{}', 'x')")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql", ["update audit_event set body = '{}'", "delete from audit_event", "truncate audit_event"]
)
def test_the_serving_role_cannot_change_the_ledger(sql: str, now: datetime) -> None:
    load(system(), now)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_links_are_made_at_commit_one_after_another(committed: None, now: datetime) -> None:
    actor = system()
    with transaction.atomic():
        load(actor, now), load(actor, now)
        assert Link.objects.filter(chain=actor.chain).count() == 0
    load(actor, now)
    assert list(Link.objects.filter(chain=actor.chain).order_by("seq").values_list("seq", flat=True)) == [
        1,
        2,
        3,
    ]
    assert Head.objects.get(chain=actor.chain).seq == 3


def test_one_transaction_writes_one_chain(committed: None, now: datetime) -> None:
    with pytest.raises(DatabaseError, match="two chains"), transaction.atomic():
        load(system(), now), load(system(), now)
    assert Event.objects.count() == 0


@pytest.mark.django_db
def test_a_key_acts_once_and_repeats_its_first_answer(now: datetime) -> None:
    actor, key, done = system(), uuid7(), []

    def act() -> UUID:
        done.append(uuid7())
        return done[-1]

    first = once(key, kind="t", actor=actor, at=now, act=act)
    assert once(key, kind="t", actor=actor, at=now, act=act) == first == done[0]
    with pytest.raises(Stale):
        once(key, kind="u", actor=actor, at=now, act=act)


@pytest.mark.django_db
def test_an_effect_is_had_once(now: datetime) -> None:
    assert [effect(job="j", key="1", at=now) for _ in range(3)] == [True, False, False]
