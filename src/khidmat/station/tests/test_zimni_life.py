"""Any order of writing, handing over, calling and meddling: one unbroken chain a case, written by one man at a time."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from khidmat.kernel.errors import DomainError
from khidmat.kernel.ids import uuid7
from khidmat.station.models import Designation, Fir, Zimni
from khidmat.station.operations import fir as firs
from khidmat.station.operations import zimni
from khidmat.station.queries import fir as cases
from khidmat.station.queries import zimni as queries
from khidmat.station.queries.fir import unsealed
from khidmat.station.tests.machines import Undone

pytestmark = pytest.mark.django_db
WHO = st.sampled_from(["aslam", "ali", "rashid", "javed", "farah", "tariq"])
MINUTES = st.integers(-120, 600)


class Diary(Undone):
    """Two cases, one of them sealed; the model is the list of what was written in each, and by whom."""

    firs: ClassVar[list[Fir]]

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[Any, list[tuple[str, Any]]] = {one.pk: [] for one in self.firs}

    def attempt(self, act: Any) -> Any:
        """What the program does, or None when it refuses; what it refuses must leave nothing behind."""
        self.now += timedelta(minutes=13)
        try:
            with transaction.atomic():
                return act()
        except (DomainError, DatabaseError):
            return None

    @rule(
        which=st.integers(0, 1), who=WHO, ago=MINUTES, lasted=MINUTES, text=st.text('اب \n"\\x', max_size=12)
    )
    def writes(self, which: int, who: str, ago: int, lasted: int, text: str) -> None:
        one, actor = self.firs[which], self.people[who]
        ended = self.now - timedelta(minutes=ago)
        hours = {"informed_at": ended - timedelta(minutes=lasted), "ended_at": ended}
        said = {"places": "", "circumstances": text, "began_at": hours["informed_at"], **hours}
        before = cases.investigator(one.pk)
        done = self.attempt(lambda: zimni.write(fir_id=one.pk, actor=actor, now=self.now, **said))
        if done is not None:
            assert before is not None
            assert actor.user_id == before.pk
            self.said[one.pk].append((text.strip(), actor.user_id))

    @rule(which=st.integers(0, 1), who=WHO)
    def is_handed_over(self, which: int, who: str) -> None:
        officer, reason = self.people[who].user_id, "حکم ایس ایچ او نمبر 7"
        how = {"officer_id": officer, "reason": reason, "actor": self.people["ali"]}
        self.attempt(lambda: firs.designate(fir_id=self.firs[which].pk, now=self.now, **how))

    @rule(which=st.integers(0, 1), number=st.integers(1, 6), who=WHO)
    def is_meddled_with(self, which: int, number: int, who: str) -> None:
        one = self.firs[which]
        with unsealed(one):
            leaf = Zimni.objects.filter(fir=one, number=number).first()
            if leaf is not None:
                leaf.circumstances, leaf.by_id = "بدلا ہوا", self.people[who].user_id
                assert self.attempt(leaf.save) is None
                leaf.pk = uuid7()
                assert self.attempt(lambda: leaf.save(force_insert=True)) is None

    @invariant()
    def every_chain_is_whole_and_says_what_was_written(self) -> None:
        for one in self.firs:
            found = queries.leaves(one)
            assert [leaf.number for leaf in found] == list(range(1, len(found) + 1))
            assert [(leaf.circumstances, leaf.by_id) for leaf in found] == self.said[one.pk]
            assert queries.prove(one, found).agrees

    @invariant()
    def each_leaf_was_written_while_its_writer_investigated(self) -> None:
        for one in self.firs:
            for leaf in queries.leaves(one):
                then = Designation.objects.filter(fir=one, at__lte=leaf.at).values_list(
                    "officer_id", flat=True
                )
                assert leaf.by_id in set(then)


def test_the_case_diary_is_one_chain_whatever_happens(cast, case: Fir, rape: Fir, now: datetime) -> None:
    names = ("aslam", "ali", "rashid", "javed", "farah", "tariq")
    people = {name: getattr(cast, name) for name in names}
    run_state_machine_as_test(
        type("Bound", (Diary,), {"people": people, "firs": [case, rape], "start": now + timedelta(hours=9)}),
        settings=settings(
            max_examples=15,
            stateful_step_count=30,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
