"""Any order of opening, writing, striking, closing and nights: numbers without a gap, nothing lost, all provable."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from khidmat.kernel.errors import DomainError
from khidmat.org.public import office
from khidmat.station import proving
from khidmat.station.models import DiaryDay, DiaryEntry
from khidmat.station.operations import diary, printing
from khidmat.station.tests.machines import Undone

pytestmark = pytest.mark.django_db
WHO = st.sampled_from(["rashid", "ali", "zahid", "aslam", "saima", "javed"])
SKEW = st.integers(-90, 90)


class Station(Undone):
    """Two stations with skewed clocks on the tables of the test; the model is the list of texts that were written."""

    def __init__(self) -> None:
        super().__init__()
        self.said, self.pages = [], []

    def attempt(self, act: Any) -> Any:
        """What the program does, or None when it refuses; what it refuses must leave nothing behind."""
        self.now += timedelta(minutes=11)
        try:
            with transaction.atomic():
                return act()
        except DomainError:
            return None

    @rule(who=WHO, skew=SKEW, ago=st.integers(-30, 600))
    def writes(self, who: str, skew: int, ago: int) -> None:
        actor, now = self.people[who], self.now + timedelta(seconds=skew)
        said = {"kind": "other", "happened_at": now - timedelta(minutes=ago), "language": "ur"}
        text = f"رپٹ {len(self.said)}"
        done = self.attempt(lambda: diary.write_own(text=text, actor=actor, now=now, **said))
        assert done is None or (who in ("rashid", "ali", "zahid") and ago >= 0)
        if done:
            self.said.append((done.pk, text))

    @rule(who=WHO)
    def opens(self, who: str) -> None:
        actor = self.people[who]
        self.attempt(lambda: diary.open_day(prisoners="", actor=actor, now=self.now))

    @rule(who=WHO, cash=st.integers(0, 5000))
    def closes(self, who: str, cash: int) -> None:
        actor = self.people[who]
        self.attempt(lambda: diary.close_day(cash=cash, actor=actor, now=self.now))

    @rule(who=WHO, which=st.integers(0, 40))
    def strikes(self, who: str, which: int) -> None:
        entries = list(DiaryEntry.objects.order_by("written_at", "number"))
        if entries:
            wrong, actor = entries[which % len(entries)], self.people[who]
            said = {"reason": "It was written wrongly.", "text": "درست", "language": "ur"}
            done = self.attempt(lambda: diary.strike(entry_id=wrong.pk, actor=actor, now=self.now, **said))
            assert done is None or wrong.kind not in ("opening", "closing")

    @rule(which=st.integers(0, 10))
    def prints(self, which: int) -> None:
        days = list(DiaryDay.objects.filter(station=office("KSR-PS-01")).order_by("day"))
        if days:
            day = days[which % len(days)]
            self.pages.append(printing.print_day(day_id=day.pk, actor=self.people["rashid"], now=self.now))

    @rule()
    def night_falls(self) -> None:
        self.now = (self.now + timedelta(days=1)).replace(hour=19)

    @invariant()
    def numbers_run_without_a_gap(self) -> None:
        for day in DiaryDay.objects.all():
            entries = list(day.entries.order_by("number"))
            assert [one.number for one in entries] == list(range(1, len(entries) + 1))
            assert [one.kind for one in entries].count("opening") == 1 == (entries[0].kind == "opening")
            assert (entries[-1].kind == "closing") == (day.closed_at is not None)
            assert all(a.written_at <= b.written_at for a, b in pairwise(entries))

    @invariant()
    def one_day_is_open_and_nothing_is_lost(self) -> None:
        for code in ("KSR-PS-01", "KSR-PS-02"):
            assert DiaryDay.objects.filter(station=office(code), closed_at=None).count() <= 1
        assert dict(self.said).items() <= dict(DiaryEntry.objects.values_list("pk", "text_ur")).items()

    @invariant()
    def every_page_agrees(self) -> None:
        assert all(proving.prove(page).agrees for page in self.pages)


def test_the_diary_is_whole_whatever_happens_in_whatever_order(cast, now: datetime) -> None:
    names = ("rashid", "ali", "zahid", "aslam", "saima", "javed")
    people = {name: getattr(cast, name) for name in names}
    run_state_machine_as_test(
        type("Bound", (Station,), {"people": people, "start": now}),
        settings=settings(
            max_examples=20,
            stateful_step_count=40,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
