"""Every line of the verification can fail: the fact is broken by hand past all guards, and that line counts it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
import pytest

from khidmat.station import integrity
from tests.integrity import small
from tests.integrity.breaks import ALSO, BREAKS

pytestmark = pytest.mark.usefixtures("committed")
Owner = psycopg.Connection[tuple[object, ...]]
GUARDS = """
    SELECT format('ALTER TABLE %I DISABLE TRIGGER USER', relname) FROM pg_stat_user_tables
    UNION ALL
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) FROM pg_constraint
     WHERE contype IN ('c', 'u', 'x') AND conrelid::regclass::text LIKE 'station%'
    UNION ALL
    SELECT format('DROP INDEX %I', indexrelid::regclass::text) FROM pg_index
     WHERE indisunique AND NOT indisprimary AND indrelid::regclass::text LIKE 'station%' AND indpred IS NOT NULL"""


def asking(owner: Owner) -> Callable[[str], list[str]]:
    return lambda sql: [str(row[0]) for row in owner.execute(sql).fetchall()]


def broken(owner: Owner) -> set[str]:
    return {name for name, found in integrity.counts(asking(owner)).items() if found}


@contextmanager
def past_all_guards(owner: Owner, forged: str) -> Iterator[None]:
    with owner.transaction(force_rollback=True):
        for statement in forged.split(";"):
            owner.execute(statement)
        yield


@pytest.fixture
def owner(cast: Any, now: datetime, as_owner: Callable[[], Owner]) -> Iterator[Owner]:
    """The small world, and the owner in it with every guard taken down, for this one transaction."""
    small.make(cast, now)
    with as_owner() as link:
        assert broken(link) == set()
        for (statement,) in link.execute(GUARDS).fetchall():
            link.execute(str(statement))
        yield link
        link.rollback()


#: Rows gone and events altered in place: the whole count sees them.
WHOLE_ONLY = {
    "road_is_as_signed",
    "count_is_whole",
    "event_has_its_row",
    "case_diary_is_as_told",
    "steps_are_told",
}


def lately(owner: Owner) -> integrity.Lately:
    """A running count that begins now."""
    return integrity.Lately(asking(owner), owner.execute)


def test_a_running_count_finds_what_the_whole_one_finds(owner: Owner) -> None:
    missed = {}
    for name, forged in BREAKS.items():
        with owner.transaction(force_rollback=True):
            running = lately(owner)
            assert not any(running.counts(integrity.LINES).values())
            with past_all_guards(owner, forged):
                found = {line for line, rows in running.counts(integrity.LINES).items() if rows}
                missed[name] = broken(owner) - found
    wrong = {name: lines for name, lines in missed.items() if lines != ({name} & WHOLE_ONLY)}
    assert not wrong


def test_a_running_count_goes_through_what_is_touched_only(owner: Owner) -> None:
    running, touched = lately(owner), "SELECT count(*)::text FROM lately"
    running.counts(integrity.LINES)
    before = int(asking(owner)(touched)[0])  # what the events of the last millisecond tell of
    with past_all_guards(owner, BREAKS["item_balance_holds"]):
        running.counts(integrity.LINES)
        assert before < int(asking(owner)(touched)[0]) < before + 20


def test_the_books_are_whole_and_each_line_can_fail(owner: Owner) -> None:
    assert integrity.sees_everything(asking(owner))
    seen = {}
    for name, forged in BREAKS.items():
        with past_all_guards(owner, forged):
            seen[name] = broken(owner)
    wrong = {name: found for name, found in seen.items() if found != {name} | ALSO.get(name, set())}
    assert not wrong, "\n".join(f"{name}: {sorted(found)}" for name, found in wrong.items())
    assert {line.name for line in integrity.LINES} == set(BREAKS)
