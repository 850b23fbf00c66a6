"""Any order of writing, completing and striking: a register never disagrees with its facts."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from khidmat.kernel.errors import DomainError
from khidmat.station.models import DiaryEntry, Fir, RegisterCell, RegisterLine
from khidmat.station.operations import desk, fir, registers
from khidmat.station.queries import books
from khidmat.station.tests.machines import Undone
from khidmat.station.tests.test_desk import THEFT
from khidmat.station.typed import Typed

pytestmark = pytest.mark.django_db
WHO = st.sampled_from(["rashid", "ali", "zahid", "aslam", "farah"])
RUPEES = st.none() | st.integers(1, 5000)
WHICH = st.integers(0, 20)
STATIONS = ("KSR-PS-01", "KSR-PS-02")


class Books(Undone):
    """Two stations' cash accounts and FIRs, written by those who may and those who may not."""

    def attempt(self, act: Any) -> None:
        """A refusal by the database alone would be a fault."""
        self.now += timedelta(minutes=7)
        try:
            with transaction.atomic():
                act()
        except DomainError:
            pass

    @rule(who=WHO, received=RUPEES, paid=RUPEES)
    def writes(self, who: str, received: int | None, paid: int | None) -> None:
        said = {"whom": "A", "purpose": "B", "received": received, "paid": paid}
        by = {"actor": self.people[who], "now": self.now}
        self.attempt(lambda: registers.write_line(register=20, part="account", values=said, **by))

    @rule(who=WHO, which=WHICH, received=RUPEES)
    def strikes(self, who: str, which: int, received: int | None) -> None:
        found = list(RegisterLine.objects.order_by("pk"))
        if found:
            one = found[which % len(found)]
            said = {"values": {"whom": "A", "purpose": "C", "received": received}, "line_id": one.pk}
            by = {"actor": self.people[who], "now": self.now}
            self.attempt(lambda: registers.strike_line(reason="It was another sum.", **said, **by))

    @rule(who=st.sampled_from(["ali", "zahid"]))
    def registers_a_case(self, who: str) -> None:
        actor = self.people[who]
        complaint = desk.take(told=THEFT, actor=actor, now=self.now)
        typed = Typed("379 PPC", actor.user)
        by = {"actor": actor, "now": self.now}
        self.attempt(lambda: fir.register(complaint_id=complaint.pk, typed=typed, **by))

    @invariant()
    def the_account_is_the_sum_of_what_stands(self) -> None:
        for code in STATIONS:
            account = books.book(self.people["hina"], 20, code, "", self.now).parts[0]
            standing = [line for line in account.lines if not line.struck]
            cells = RegisterCell.objects.filter(line__station__code=code, line__struck_by__isnull=True)
            sums = {name: sum(one.whole for one in cells.filter(code=name)) for name in ("received", "paid")}
            left = standing[0].boxes[-3].value if standing else 0
            assert left == sums["received"] - sums["paid"]

    @invariant()
    def numbers_have_no_gap_and_every_line_its_entry(self) -> None:
        for code in STATIONS:
            found = RegisterLine.objects.filter(station__code=code).order_by("number")
            assert [one.number for one in found] == list(range(1, len(found) + 1))
            assert DiaryEntry.objects.filter(pk__in=found.values("entry")).count() == len(found)

    @invariant()
    def register_i_has_every_fir(self) -> None:
        for code in STATIONS:
            lines = books.book(self.people["hina"], 1, code, "", self.now).parts[0].lines
            facts = Fir.objects.filter(station__code=code).order_by("-number")
            assert [line.boxes[0].text for line in lines] == [str(one) for one in facts]


def test_a_register_never_disagrees_with_its_facts(cast, now: datetime) -> None:
    Books.people = {
        name: getattr(cast, name) for name in ("rashid", "ali", "zahid", "aslam", "farah", "hina")
    }
    Books.start = now
    run_state_machine_as_test(
        Books,
        settings=settings(
            max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
