"""A connection cut at the very statement that ends a job: without a second try the job would be `doing` for ever."""

import os
import signal

import pytest

from tests.crash.books import Books
from tests.crash.victims import Victims, until

pytestmark = pytest.mark.slow
ORDER = """
    insert into procrastinate_jobs (queue_name, task_name, args) values ('default', 'audit.heads', '{}') returning id
"""
WAITING = "select pid from pg_stat_activity where wait_event_type = 'Lock' and query like '%{}%'"
DOING = "select 1 from procrastinate_jobs where id = %(id)s and status = 'doing'"
DONE = "select 1 from procrastinate_jobs where id = %(id)s and status = 'succeeded'"


def _waiting(victims: Victims, words: str) -> int:
    """A back end that waits for a lock in a statement with these words; only the superuser sees the statements."""
    ask = WAITING.format(words)
    until(lambda: bool(victims.database.cluster.sql(ask)), f"a statement with {words} waits for its lock")
    return int(victims.database.cluster.sql(ask))


def test_a_job_whose_end_was_cut_off_does_not_stay_undone(victims: Victims, books: Books) -> None:
    victims.revive()
    books.settle()
    with victims.owner() as job, victims.owner() as ledger:
        ledger.execute("begin")
        ledger.execute("lock table audit_head in access exclusive mode")
        key = {"id": books.ask(ORDER)[0][0]}
        # Begun, it cannot end before the lock is gone; a row still to be fetched would be passed over below.
        until(lambda: bool(books.ask(DOING, key)), "the job has begun")
        job.execute("begin")
        job.execute("select id from procrastinate_jobs where id = %(id)s for update", key)
        ledger.execute("commit")
        os.kill(_waiting(victims, "procrastinate_finish_job"), signal.SIGTERM)
        job.execute("commit")
    until(lambda: bool(books.ask(DONE, key)), "the job's end is written down", patience=60)
