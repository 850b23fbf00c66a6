"""Any order of drawers, fees, receipts, refunds and closes: no rupee is lost or made, no number is left out."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.db import transaction
from django.db.models import Max, Min, Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from khidmat.kernel.errors import DomainError
from khidmat.payments import operations, public, queries
from khidmat.payments.models import Charge, Day, Receipt, Refund, Shift
from khidmat.payments.tests.conftest import operator_of

pytestmark = pytest.mark.django_db
FEE = 500
WHO = st.integers(0, 1)
WORDS = "Explained by the machine of the test."


class Counter(RuleBasedStateMachine):
    """A counter of two operators and an in-charge on the tables of the test; the model is two plain numbers."""

    owe: ClassVar[Any]
    start: ClassVar[datetime]
    tellers: ClassVar[list[Any]]
    chief: ClassVar[Any]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.now, self.fees = self.start, []
        self.taken = self.given = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def attempt(self, act: Any) -> Any:
        """What the program does, or None when it refuses; what it refuses must leave nothing behind."""
        self.now += timedelta(minutes=7)
        try:
            with transaction.atomic():
                return act()
        except DomainError:
            return None

    @rule(who=WHO, began=st.sampled_from([0, 200, 1000]))
    def open_drawer(self, who: int, began: int) -> None:
        self.attempt(lambda: operations.open_shift(began_with=began, actor=self.tellers[who], now=self.now))

    @rule()
    def owes(self) -> None:
        self.fees.append(type(self).owe())

    @precondition(lambda self: self.fees)
    @rule(
        who=WHO,
        which=st.integers(0, 30),
        rupees=st.sampled_from([FEE] * 5 + [499, 5000]),
    )
    def pays(self, who: int, which: int, rupees: int) -> None:
        charge = self.fees[which % len(self.fees)]
        done = self.attempt(
            lambda: public.take_cash(
                charge_id=charge.pk, rupees=rupees, actor=self.tellers[who], now=self.now
            )
        )
        assert done is None or rupees == FEE
        self.taken += FEE if done else 0

    @rule(
        who=st.integers(0, 2),
        which=st.integers(0, 30),
        kind=st.sampled_from(["void", "return"]),
    )
    def gives_back(self, who: int, which: int, kind: str) -> None:
        receipts = list(Receipt.objects.order_by("number"))
        if not receipts:
            return
        receipt = receipts[which % len(receipts)]
        done = self.attempt(
            lambda: operations.give_back(
                receipt_id=receipt.pk,
                kind=kind,
                reason=WORDS,
                actor=[*self.tellers, self.chief][who],
                now=self.now,
            )
        )
        assert done is None or done.given_by_id == self.chief.user_id != receipt.taken_by_id
        self.given += FEE if done else 0
        if done and kind == "void":
            self.fees.append(Charge.objects.get(about=receipt.charge.about, status="due"))

    @rule(
        who=WHO,
        short=st.sampled_from([0, 0, 0, 100]),
        words=st.sampled_from(["", WORDS]),
    )
    def counts(self, who: int, short: int, words: str) -> None:
        shift = queries.open_shift_of(self.tellers[who])
        if shift is None:
            return
        held = max(shift.began_with + queries.drawer(shift)[1] - short, 0)
        agrees = held == shift.began_with + queries.drawer(shift)[1]
        pieces = {100: held // 100}
        done = self.attempt(
            lambda: operations.close_shift(
                shift_id=shift.pk, pieces=pieces, explanation=words, actor=self.tellers[who], now=self.now
            )
        )
        assert (done is not None) == (agrees or bool(words))

    @rule(off=st.sampled_from([0, 0, 0, 500]), words=st.sampled_from(["", WORDS]))
    def closes(self, off: int, words: str) -> None:
        day = Day.objects.filter(closed_at=None).order_by("day").first()
        if day is None:
            return
        ready = not day.shifts.filter(closed_at=None).exists()
        counted = queries.whole(day).expected + off
        done = self.attempt(
            lambda: operations.close_day(
                day_id=day.pk, counted=counted, explanation=words, actor=self.chief, now=self.now
            )
        )
        assert (done is not None) == (ready and (not off or bool(words)))

    @rule()
    def night_falls(self) -> None:
        self.now = (self.now + timedelta(days=1)).replace(hour=9)

    @invariant()
    def money_is_what_was_taken_less_what_went_back(self) -> None:
        taken = Receipt.objects.aggregate(sum=Sum("rupees"))["sum"] or 0
        given = Refund.objects.aggregate(sum=Sum("rupees"))["sum"] or 0
        assert (taken, given) == (self.taken, self.given)
        assert sum(queries.whole(day).expected for day in Day.objects.all()) == taken - given
        assert Charge.objects.filter(status__in=["paid", "refunded"]).count() * FEE == taken
        assert Charge.objects.filter(status="refunded").count() * FEE == given

    @invariant()
    def numbers_run_without_a_gap(self) -> None:
        for model in (Receipt, Refund):
            row = model.objects.aggregate(first=Min("number"), last=Max("number"))
            count = model.objects.count()
            assert (row["first"], row["last"]) == ((1, count) if count else (None, None))

    @invariant()
    def what_is_closed_agrees_or_says_why(self) -> None:
        for day in Day.objects.exclude(closed_at=None):
            assert (day.taken, day.refunded) == (queries.whole(day).taken, queries.whole(day).refunded)
            assert day.counted == day.taken - day.refunded or day.explanation
        assert not Shift.objects.filter(closed_at=None, day__closed_at__isnull=False).exists()


def test_money_is_conserved_whatever_happens_in_whatever_order(cast, owe, now: datetime) -> None:
    tellers = [cast.sana, operator_of("PB-KSR-KM01", "asma", "operator", now)]
    bound = {"owe": staticmethod(owe), "start": now, "tellers": tellers, "chief": cast.waseem}
    run_state_machine_as_test(
        type("Bound", (Counter,), bound),
        settings=settings(
            max_examples=25,
            stateful_step_count=40,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
