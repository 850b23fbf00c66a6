"""The sweep: a passed deadline is noticed, marked once, and told to those above."""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from khidmat.clocks import events, hooks, jobs, operations, queries
from khidmat.clocks.models import Clock
from khidmat.clocks.tests.ledger import written
from khidmat.kernel.actor import Actor
from khidmat.kernel.jobs import JOBS
from khidmat.org.public import Office, office

Told = list[tuple[UUID, datetime]]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    heard: Told = []
    monkeypatch.setattr(hooks, "breached", [lambda clock_id, now: heard.append((clock_id, now))])
    return heard


def test_a_breach_is_marked_and_told_once(clock: Clock, told: Told) -> None:
    late = clock.due_at + MINUTE
    jobs.sweep(clock.due_at - MINUTE)
    assert told == []
    jobs.sweep(late)
    jobs.sweep(late + MINUTE)
    assert told == [(clock.pk, late)]
    assert Clock.objects.get(pk=clock.pk).breached_at == late
    assert [kind for kind, _data in written(clock.pk)] == [events.STARTED.code, events.BREACHED.code]


def test_a_clock_that_was_met_paused_or_cancelled_in_time_is_not_told(
    station: Office, sho: Actor, now: datetime, told: Told
) -> None:
    for act in (operations.meet, operations.pause, operations.cancel):
        clock = operations.start(rule="verification.station", office_id=station.pk, actor=sho, now=now)
        act(clock_id=clock.pk, actor=sho, now=now)
    jobs.sweep(now + timedelta(days=30))
    assert told == []


def test_a_breach_stays_when_the_clock_is_paused_and_late_again(clock: Clock, sho: Actor, told: Told) -> None:
    late = clock.due_at + MINUTE
    jobs.sweep(late)
    operations.pause(clock_id=clock.pk, actor=sho, now=late)
    again = operations.resume(clock_id=clock.pk, actor=sho, now=late + timedelta(days=5))
    jobs.sweep(again.due_at + MINUTE)
    assert len(told) == 1
    assert again.breached_at == late


def test_a_listener_may_raise_the_clock_in_the_same_transaction(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    circle, late = office("KSR-C1"), clock.due_at + MINUTE

    def raise_it(clock_id: UUID, now: datetime) -> None:
        actor = queries.keeper(clock.office)
        operations.escalate(clock_id=clock_id, office=circle, actor=actor, now=now)

    monkeypatch.setattr(hooks, "breached", [raise_it])
    jobs.sweep(late)
    assert list(queries.open_for([circle.pk]).values_list("breached_at", "escalated_at")) == [(late, late)]


def test_a_listener_that_fails_takes_its_mark_back_and_holds_up_nobody(
    clock: Clock, station: Office, sho: Actor, now: datetime, told: Told
) -> None:
    first = operations.start(
        rule="verification.station", office_id=station.pk, actor=sho, now=now, due=now + MINUTE
    )

    def fail_at_the_first(clock_id: UUID, _now: datetime) -> None:
        if clock_id == first.pk:
            raise RuntimeError("the listener broke")

    hooks.breached.append(fail_at_the_first)
    jobs.sweep(clock.due_at + MINUTE)
    marked = dict(Clock.objects.values_list("pk", "breached_at"))
    assert (marked[first.pk], marked[clock.pk]) == (None, clock.due_at + MINUTE)
    hooks.breached.pop()
    jobs.sweep(clock.due_at + 2 * MINUTE)
    assert Clock.objects.get(pk=first.pk).breached_at == clock.due_at + 2 * MINUTE


def test_a_clock_met_while_the_listeners_ran_is_not_marked(
    clock: Clock, sho: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = clock.due_at + MINUTE

    def meet(clock_id: UUID, now: datetime) -> None:
        operations.meet(clock_id=clock_id, actor=queries.keeper(clock.office), now=now)

    monkeypatch.setattr(hooks, "breached", [meet])
    jobs.sweep(late)
    assert Clock.objects.get(pk=clock.pk).breached_at is None


@pytest.mark.usefixtures("committed")
def test_an_officer_who_meets_a_clock_and_the_sweep_do_not_wait_for_each_other(
    clock: Clock, station: Office, sho: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    late, listening = clock.due_at + MINUTE, threading.Event()

    def lock_own_row(_clock_id: UUID, _now: datetime) -> None:
        listening.set()
        Office.objects.select_for_update().get(pk=station.pk)

    def sweep() -> None:
        jobs.sweep(late)
        connection.close()

    monkeypatch.setattr(hooks, "breached", [lock_own_row])
    sweeper = threading.Thread(target=sweep)
    with transaction.atomic():
        Office.objects.select_for_update().get(pk=station.pk)
        sweeper.start()
        assert listening.wait(10)
        operations.meet(clock_id=clock.pk, actor=sho, now=late)
    sweeper.join(10)
    assert list(Clock.objects.values_list("met_at", "breached_at")) == [(late, None)]


def test_open_clocks_are_found_without_reading_the_ended_ones(station: Office, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
    late = queries.late(now).filter(breached_at=None).explain()
    assert "clocks_running" in late
    assert "Sort" not in late
    assert "clocks_open_office" in queries.open_for([station.pk]).explain()


def test_the_sweep_is_a_job_of_every_minute() -> None:
    assert JOBS.get("clocks.sweep").every == "* * * * *"
