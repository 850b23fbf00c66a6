"""The crash tests can fail: a database that answers before it has written loses acts, and the same count shows it.

`kill -9` stands for a crash of PostgreSQL, not of the machine: what was handed to the kernel stays. These run last in
the folder, because what they lose is missing from the installation afterwards.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import TracebackType
from uuid import uuid4

import psycopg
import pytest

from tests.crash.books import Books
from tests.crash.diary import ACK, INTENT, Diary, Score
from tests.crash.load import Load
from tests.crash.people import Town
from tests.crash.victims import PATIENCE, Victims

pytestmark = pytest.mark.slow
WRITERS, ROUNDS = 4, 3
#: Acknowledged in each round before the kill. The log is written five times a second, so the last hang in the air.
ENOUGH = 150
#: A journey has few acts in a fifth of a second; most rounds lose some, and the first that does is enough.
MOST_ROUNDS = 12
CLAIM = "insert into audit_act (key, kind, at) values (%s, 'crash.claim', now())"


class Claims:
    """Threads that claim idempotency keys, one small transaction each, until the database is gone."""

    def __init__(self, victims: Victims, diary: Diary) -> None:
        self._url, self._diary = victims.database.urls["DATABASE_URL"], diary
        self._threads = [threading.Thread(target=self._claim) for _number in range(WRITERS)]

    def _claim(self) -> None:
        try:
            with psycopg.connect(self._url, autocommit=True) as link:
                while True:
                    key = str(uuid4())
                    self._diary.write(INTENT, key, kind="claim", thing=key, data={})
                    link.execute(CLAIM, [key])
                    self._diary.write(ACK, key)
        except psycopg.OperationalError:
            return

    def __enter__(self) -> "Claims":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for thread in self._threads:
            thread.join(PATIENCE)


@contextmanager
def commits(victims: Victims, setting: str) -> Iterator[None]:
    """The database with commits that wait for the disk, or do not."""
    victims.database.set_commits(setting)
    victims.database.kill_all()
    victims.revive()
    try:
        yield
    finally:
        victims.database.set_commits("on")
        victims.database.kill_all()
        victims.revive()


@pytest.mark.parametrize("setting", ["on", "off"])
def test_acknowledged_claims_are_lost_only_when_commits_are_not_awaited(
    victims: Victims, books: Books, scores: list[Score], tmp_path: Path, setting: str
) -> None:
    diary = Diary(tmp_path / "diary.jsonl")
    with commits(victims, setting):
        for _round in range(ROUNDS):
            with Claims(victims, diary):
                came = diary.wait(ENOUGH, PATIENCE)
                victims.database.kill_all()
            victims.database.start()
            assert came
        there = {str(key) for (key,) in books.ask("select key from audit_act where kind = 'crash.claim'")}
    lost = sum(act.acked and act.key not in there for act in diary.acts())
    scores.append(Score(f"control: claims, synchronous_commit={setting}", ROUNDS, diary.acts(), lost, 0))
    assert bool(lost) is (setting == "off")


def test_the_journeys_own_count_sees_what_a_forgetful_database_loses(
    town: Town, books: Books, scores: list[Score], tmp_path: Path
) -> None:
    rng, acts, lost, kills = Random(7), [], 0, 0
    with commits(town.victims, "off"):
        while not lost and kills < MOST_ROUNDS:
            kills += 1
            diary = Diary(tmp_path / f"diary{kills}.jsonl")
            with Load(town, diary, books):
                assert diary.wait(rng.randint(5, 30), PATIENCE, and_then=rng.uniform(0, 0.1))
                town.victims.strike("all of the database", rng)
                town.victims.revive()
            acts += diary.acts()
            lost += books.judge(diary.acts()).lost
    scores.append(Score("control: journey, synchronous_commit=off", kills, acts, lost, 0))
    assert lost
