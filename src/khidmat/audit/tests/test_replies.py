"""The keys of programs: one act, one answer, whatever happens in between."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection

from khidmat.audit.models import Reply
from khidmat.audit.operations import Answered, answered_once
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, Stale
from khidmat.kernel.roles import Role

MANY = 32


def program() -> Actor:
    return Actor(role=Role.CLIENT, chain=uuid4(), user_id=uuid4(), client_id=uuid4())


class Act:
    """Counts how often it was done; refuses the first times when it is told to."""

    def __init__(self, *, refusals: int = 0) -> None:
        self.done, self.refusals = 0, refusals

    def __call__(self) -> tuple[int, str]:
        if self.refusals:
            self.refusals -= 1
            raise Invalid("not yet")
        self.done += 1
        return 201, f'{{"done": {self.done}}}'


def ask(key: UUID, actor: Actor, act: Act, now: datetime, asked: str = "a") -> Answered:
    return answered_once(key=key, asked=asked, actor=actor, at=now, act=act)


@pytest.mark.django_db
def test_a_repeat_gets_the_stored_answer_and_says_so(now: datetime) -> None:
    key, actor, act = uuid4(), program(), Act()
    first, second = (ask(key, actor, act, now) for _press in range(2))
    assert (first.status, first.body, first.again) == (201, '{"done": 1}', False)
    assert (second.status, second.body, second.again) == (201, '{"done": 1}', True)
    assert act.done == 1


@pytest.mark.django_db
def test_another_request_under_a_used_key_is_refused(now: datetime) -> None:
    key, actor, act = uuid4(), program(), Act()
    ask(key, actor, act, now)
    with pytest.raises(Stale):
        ask(key, actor, act, now, asked="b")
    assert act.done == 1


@pytest.mark.django_db
def test_the_keys_of_two_programs_never_meet(now: datetime) -> None:
    key, act = uuid4(), Act()
    assert [ask(key, program(), act, now).again for _program in range(2)] == [False, False]
    assert act.done == 2


@pytest.mark.django_db
def test_a_refusal_uses_no_key(now: datetime) -> None:
    key, actor, act = uuid4(), program(), Act(refusals=1)
    with pytest.raises(Invalid):
        ask(key, actor, act, now)
    assert not Reply.objects.exists()
    assert not ask(key, actor, act, now, asked="mended").again


def test_of_many_at_the_same_moment_one_acts_and_all_get_its_answer(committed: None, now: datetime) -> None:
    key, actor, act = uuid4(), program(), Act()

    def one(_number: int) -> str:
        try:
            return ask(key, actor, act, now).body
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        assert set(pool.map(one, range(MANY))) == {'{"done": 1}'}
    assert act.done == 1
