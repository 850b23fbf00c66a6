"""Database, web and worker killed in the middle of the journey: nothing acknowledged is lost, nothing is doubled."""

import re
from pathlib import Path
from random import Random

import pytest

from tests.crash.books import Books
from tests.crash.diary import Diary, Score
from tests.crash.load import Load
from tests.crash.people import Town
from tests.crash.victims import PATIENCE, Victims, until

pytestmark = pytest.mark.slow
#: Process, failpoint, and which time it is reached.
POINTS = [
    ("web", "files.written", 3),
    ("web", "files.stored", 4),
    ("web", "ledger.event", 9),
    ("web", "act.done", 4),
    ("web", "receipt.numbered", 2),
    ("web", "refund.numbered", 2),
    ("web", "job.deferred", 2),
    ("web", "request.answered", 20),
    ("worker", "job.fetched", 3),
    ("worker", "certificate.numbered", 2),
    ("worker", "certificate.made", 2),
    ("worker", "files.stored", 2),
    ("worker", "ledger.event", 5),
    ("worker", "job.done", 3),
    ("worker", "message.claimed", 3),
    ("worker", "message.sent", 3),
]
#: `python -m khidmat.documents.verify` for one file after another; the code of each, and its words to nobody.
VERIFY_ALL = """
import sys
from contextlib import redirect_stdout
from io import StringIO
from khidmat.documents.verify import main
for file in sys.argv[1:]:
    with redirect_stdout(StringIO()):
        code = main([file])
    print(code)
"""
#: Acts that must be acknowledged after the recovery, so that the test sees the program at work again.
AFTERWARDS = 20


#: What is killed from outside, and the seed of the moments, how often.
TARGETS = [
    ("postmaster", 1, 4),
    ("one back end", 2, 4),
    ("one connection", 3, 12),
    ("all of the database", 4, 4),
    ("web server", 5, 3),
    ("worker", 6, 4),
    ("everything", 7, 4),
]


def judged(books: Books, diary: Diary, load: Load, name: str, kills: int) -> Score:
    """Wait for the worker, hold the diary against the books, and let no fault pass."""
    books.settle()
    acts = diary.acts()
    verdict = books.judge(acts)
    assert (load.refused, verdict.faults) == ([], [])
    return Score(name, kills, acts, verdict.lost, verdict.doubled)


@pytest.mark.parametrize(("name", "point", "count"), POINTS, ids=[f"{n}-{p}" for n, p, _c in POINTS])
def test_a_kill_at_a_failpoint_loses_and_doubles_nothing(
    town: Town, books: Books, scores: list[Score], tmp_path: Path, name: str, point: str, count: int
) -> None:
    diary, victims = Diary(tmp_path / "diary.jsonl"), town.victims
    victims.fallen.clear()
    victims.start(name, f"{point}@{count}")
    with Load(town, diary, books) as load:
        until(lambda: victims.process(name).killed_itself_at(point), f"{name} comes to {point}")
        victims.start(name)
        assert diary.wait(AFTERWARDS, PATIENCE)
    scores.append(judged(books, diary, load, f"{name} at {point}", 1))
    assert (scores[-1].lost, scores[-1].doubled, victims.fallen) == (0, 0, [])


@pytest.mark.parametrize(("target", "seed", "kills"), TARGETS, ids=[one[0] for one in TARGETS])
def test_kills_at_random_moments_lose_and_double_nothing(
    town: Town, books: Books, scores: list[Score], tmp_path: Path, target: str, seed: int, kills: int
) -> None:
    diary, victims, rng = Diary(tmp_path / "diary.jsonl"), town.victims, Random(seed)
    with Load(town, diary, books) as load:
        for _round in range(kills):
            assert diary.wait(rng.randint(1, 60 // kills), PATIENCE, and_then=rng.uniform(0, 0.1))
            victims.strike(target, rng)
            victims.revive()
        assert diary.wait(AFTERWARDS, PATIENCE)
    scores.append(judged(books, diary, load, target, kills))
    assert (scores[-1].lost, scores[-1].doubled) == (0, 0)


def test_the_ledger_of_all_that_was_killed_holds(victims: Victims) -> None:
    done = victims.installation.run("-m", "khidmat.config.manage", "audit_verify")
    assert re.fullmatch(r"[1-9]\d* events checked in .* s, 0 faults", done.stdout.strip())


def test_every_paper_issued_under_fire_verifies_offline(victims: Victims, books: Books) -> None:
    papers = books.papers()
    done = victims.installation.run("-c", VERIFY_ALL, *map(str, papers))
    assert done.stdout.split() == ["0"] * len(papers)
    assert papers
