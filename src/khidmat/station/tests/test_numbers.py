"""On committed data: many hands at one station leave no gap and no number twice, in the diary and among FIRs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from khidmat.kernel.errors import Stale
from khidmat.station.models import DiaryDay, DiaryEntry, Fir
from khidmat.station.operations import desk, diary
from khidmat.station.operations import fir as operations
from khidmat.station.tests.test_desk import THEFT
from khidmat.station.typed import Typed

pytestmark = pytest.mark.usefixtures("committed")
HANDS = 8


def at_once(acts: list) -> list:
    """Each act in its own thread and connection, all released together."""
    gate = Barrier(len(acts))

    def run(act):
        gate.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as hands:
        return list(hands.map(run, acts))


def test_eight_hands_open_one_day_and_write_in_a_row(cast, now: datetime) -> None:
    keepers = [cast.rashid, cast.ali]

    def entry(n: int) -> DiaryEntry:
        said = {"kind": "other", "happened_at": now, "text": f"رپٹ {n}", "language": "ur"}
        return diary.write_own(actor=keepers[n % 2], now=now + timedelta(seconds=(n * 7) % 5), **said)

    for turn in range(3):
        at_once([lambda n=n: entry(n) for n in range(turn * HANDS, (turn + 1) * HANDS)])
    assert DiaryDay.objects.count() == 1
    assert sorted(DiaryEntry.objects.values_list("number", flat=True)) == list(range(1, 3 * HANDS + 2))
    moments = list(DiaryEntry.objects.order_by("number").values_list("written_at", flat=True))
    assert moments == sorted(moments)


def test_midnight_among_many_hands_closes_one_day_and_opens_one(cast, now: datetime) -> None:
    diary.open_day(prisoners="", actor=cast.rashid, now=now)
    keepers, later = [cast.rashid, cast.ali], now + timedelta(days=1)

    def entry(n: int) -> DiaryEntry:
        said = {"kind": "other", "happened_at": later, "text": "رپٹ", "language": "ur"}
        return diary.write_own(actor=keepers[n % 2], now=later, **said)

    at_once([lambda n=n: entry(n) for n in range(HANDS)])
    first, second = DiaryDay.objects.order_by("day")
    assert (first.cash, first.closed_by, second.closed_at) == (None, None, None)
    assert [one.number for one in second.entries.order_by("number")] == list(range(1, HANDS + 2))


def test_eight_firs_at_once_have_eight_numbers_each_after_its_entry(cast, now: datetime) -> None:
    complaints = [desk.take(told=THEFT, actor=cast.saima, now=now) for _n in range(HANDS)]
    typed, keepers = Typed("379", cast.aslam.user_id), [cast.rashid, cast.ali]
    at_once(
        [
            lambda n=n: operations.register(
                complaint_id=complaints[n].pk, typed=typed, actor=keepers[n % 2], now=now
            )
            for n in range(HANDS)
        ]
    )
    assert sorted(Fir.objects.values_list("number", flat=True)) == list(range(1, HANDS + 1))
    assert all(fir.entry.written_at <= fir.registered_at for fir in Fir.objects.select_related("entry"))


def test_one_complaint_in_two_hands_becomes_one_fir(cast, now: datetime) -> None:
    complaint = desk.take(told=THEFT, actor=cast.saima, now=now)
    typed, keepers = Typed("379", cast.aslam.user_id), [cast.rashid, cast.ali]

    def register(actor):
        try:
            return operations.register(complaint_id=complaint.pk, typed=typed, actor=actor, now=now)
        except Stale as error:
            return error

    said = at_once([lambda actor=actor: register(actor) for actor in keepers])
    assert sum(isinstance(one, Fir) for one in said) == Fir.objects.count() == 1
