"""The life of complaints under random and hostile acts: whatever is tried, the books stay whole."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khidmat.audit.models import Event
from khidmat.clocks.public import Clock, Turn
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import DomainError
from khidmat.org.public import office
from khidmat.station.models import Complaint, Decision, DiaryEntry
from khidmat.station.operations import deciding, desk
from khidmat.station.states import COMPLAINT
from khidmat.station.told import Told

WHY = "The cheque was for a loan between partners and was never presented to a bank; it is a civil matter."
OTHER = {"KSR-PS-01": "KSR-PS-02", "KSR-PS-02": "KSR-PS-01"}
ACTS = ("refer", "refuse", "transfer", "reopen", "seen", "zarra", "found", "order")
WHO = ("ali", "zahid", "saima", "rashid", "aslam", "farah", "hina", "javed", "omar")
STEPS = st.tuples(st.sampled_from(ACTS), st.sampled_from(WHO), st.integers(0, 3), st.integers(0, 50))


def act(name: str, complaint: Complaint, actor, now: datetime) -> None:
    one = {"complaint_id": complaint.pk, "actor": actor, "now": now}
    acts: dict[str, Callable[[], object]] = {
        "refer": lambda: deciding.refer(magistrate="MFC Kasur", reason=WHY, **one),
        "refuse": lambda: deciding.refuse(ground="civil", reason=WHY, heard=True, **one),
        "transfer": lambda: deciding.transfer(
            station=office(OTHER[complaint.station.code]), reason=WHY, **one
        ),
        "reopen": lambda: deciding.reopen(reason=WHY, **one),
        "seen": lambda: deciding.note_seen(**one),
        "zarra": lambda: deciding.tell_zarra(done="1099, told", **one),
        "found": lambda: deciding.child_found(done="found at home", **one),
        "order": lambda: deciding.take_order(
            petition="1", court="SJ", ordered_on=now.date(), report_by=now.date(), orders=WHY, **one
        ),
    }
    acts[name]()


def tried(name: str, complaint: Complaint, actor, now: datetime) -> bool:
    """Whether the act was done. One that is refused leaves nothing behind."""
    before = counts()
    try:
        with transaction.atomic():
            act(name, complaint, actor, now)
    except DomainError:
        assert counts() == before
        return False
    assert counts() > before
    return True


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Event, Decision, DiaryEntry, Complaint, Clock))


def check_books() -> None:
    for one in Complaint.objects.all():
        decisions = list(one.decisions.order_by("at", "pk"))
        assert one.status == (decisions[-1].kind if decisions else "received")
        waits = one.duties.filter(kind="decide", clock__met_at=None, clock__cancelled_at=None).count()
        assert waits == (1 if one.status == "received" else 0)
        assert one.matter != "missing_child" or one.status == "received"
        said = DiaryEntry.objects.filter(about_id=one.pk).count()
        assert said == 1 + len(decisions) + one.orders.count() + one.duties.exclude(done="").count()
        assert hasattr(one, "sent_on") == (one.status == "transferred")
    for code in OTHER:
        numbers = Complaint.objects.filter(station__code=code).order_by("number")
        assert list(numbers.values_list("number", flat=True)) == list(range(1, numbers.count() + 1))
    for clock in Clock.objects.all():
        turns = list(clock.turns.order_by("number"))
        assert (turns[0].kind, turns[-1].due_at, len(turns)) == (Turn.STARTED, clock.due_at, clock.moves)


@pytest.fixture
def people(cast) -> dict[str, Actor]:
    return {name: getattr(cast, name) for name in WHO}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=8, max_size=40), st.integers(0, 3))
def test_whatever_is_tried_the_desks_books_stay_whole(
    people: dict[str, Actor], now: datetime, steps, children: int
) -> None:
    with transaction.atomic():
        for n in range(4):
            matter = "missing_child" if n < children else "theft"
            desk.take(told=Told(told="کچھ ہوا", matter=matter), actor=people["saima"], now=now)
        for name, who, which, hours in steps:
            now += timedelta(hours=hours)
            rows = list(Complaint.objects.select_related("station").order_by("taken_at", "pk"))
            tried(name, rows[which % len(rows)], people[who], now)
        check_books()
        transaction.set_rollback(True)


def test_the_table_of_moves_is_the_law(db: None) -> None:
    assert COMPLAINT.states == {"received", "registered", "referred", "refused", "transferred"}
    assert ("refused", "registered") not in COMPLAINT.pairs()
    assert {target for source, target in COMPLAINT.pairs() if source == "registered"} == set()
