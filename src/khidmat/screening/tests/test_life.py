"""The life of a check as a machine: whatever is tried in whatever order, what is settled was decided by a person."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import DomainError, Stale
from khidmat.kernel.machine import IllegalMove
from khidmat.screening import operations, queries
from khidmat.screening.models import Candidate, Check, Verdict
from khidmat.screening.states import CANDIDATE_LIFE, CHECK_LIFE, Answer, CheckState

pytestmark = pytest.mark.django_db


class Life(RuleBasedStateMachine):
    """One check with three candidates, judged and judged again by record keepers in any order."""

    screen: Callable[[], Check]
    keeper: Actor
    begun: datetime

    def __init__(self) -> None:
        super().__init__()
        self.check = type(self).screen()
        self.candidates = list(self.check.candidates.order_by("id"))
        self.answers: dict[UUID, list[bool]] = {one.pk: [] for one in self.candidates}
        self.told: list[UUID] = []
        self.now = self.begun

    def _act(self, at: int, *, same: bool, reason: str, again: bool) -> None:
        candidate = self.candidates[at % len(self.candidates)]
        self.now += timedelta(minutes=1)
        values = {
            "candidate_id": candidate.pk,
            "same": same,
            "reason": reason,
            "actor": self.keeper,
            "now": self.now,
        }
        before = self.answers[candidate.pk]
        fits = bool(before) and before[-1] != same if again else not before
        try:
            if again:
                operations.reconsider(**values)
            else:
                operations.adjudicate(**values, tell=[lambda check, _actor, _now: self.told.append(check)])
            taken = True
        except DomainError:
            taken = False
        assert taken == (fits and len(reason) >= 10)
        if taken:
            before.append(same)

    @rule(
        at=st.integers(0, 2),
        same=st.booleans(),
        reason=st.sampled_from(["", "short", "long enough to be one"]),
    )
    def judge(self, *, at: int, same: bool, reason: str) -> None:
        self._act(at, same=same, reason=reason, again=False)

    @rule(at=st.integers(0, 2), same=st.booleans())
    def think_again(self, *, at: int, same: bool) -> None:
        self._act(at, same=same, reason="looked at it once more", again=True)

    @precondition(lambda self: not all(self.answers.values()))
    @rule()
    def settle_too_early(self) -> None:
        check = Check.objects.get(pk=self.check.pk)
        with pytest.raises(Stale):
            CHECK_LIFE.move(Check(status=CheckState.CLEARED), "resolve")
        assert check.status == CheckState.CANDIDATES

    @invariant()
    def what_is_settled_was_decided(self) -> None:
        settled = all(self.answers.values())
        disclosure = queries.disclosure(self.check.pk)
        same = sum(answers[-1] for answers in self.answers.values() if answers)
        assert disclosure.settled == settled
        assert len(disclosure.records) == (same if settled else 0)
        assert self.told == [self.check.pk] * settled

    @invariant()
    def every_answer_is_a_row(self) -> None:
        for key, answers in self.answers.items():
            rows = Verdict.objects.filter(candidate_id=key).order_by("turn").values_list("answer", flat=True)
            assert list(rows) == [Answer.SAME if same else Answer.DIFFERENT for same in answers]
            status = Candidate.objects.get(pk=key).status
            assert status == (rows[len(rows) - 1] if answers else Answer.OPEN)


def test_the_life_of_a_check(register, screen, cast, now) -> None:
    register({}, {"case_ref": "99/13"}, {"case_ref": "7/14"})
    machine = type("ThisLife", (Life,), {"screen": staticmethod(screen), "keeper": cast.nadia, "begun": now})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=10,
            stateful_step_count=10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.parametrize("life", [CHECK_LIFE, CANDIDATE_LIFE])
def test_every_step_from_every_state_is_allowed_or_refused_as_the_table_says(life) -> None:
    for state in sorted(life.states):
        for step in life.steps:
            thing = Check(status=state)
            if state in step.sources:
                life.move(thing, step.name)
                assert thing.status == step.target
            else:
                with pytest.raises(IllegalMove):
                    life.move(thing, step.name)
