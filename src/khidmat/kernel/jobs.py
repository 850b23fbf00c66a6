"""Work for later: deferred by name inside the caller's transaction, so that it exists exactly if the act does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app

from khidmat.kernel import failpoints
from khidmat.kernel.registry import Registry

Argument = str | int | UUID


@dataclass(frozen=True, slots=True)
class Job:
    """A named job. `run` takes ids only, is safe to repeat, and opens its own transactions.

    `every` is a cron line for periodic jobs; `lock` keeps two runs of one name from overlapping.
    """

    name: str
    run: Callable[..., None]
    queue: str = "default"
    every: str = ""
    tries: int = 8


JOBS: Registry[Job] = Registry("jobs", lambda job: job.name)


def defer(name: str, **ids: Argument) -> None:
    """Put a job in the queue within the present transaction. Ids only: job rows are readable by operators."""
    _queue(name, ids)
    failpoints.reach("job.deferred")


def _queue(name: str, ids: Mapping[str, Argument]) -> None:
    job = JOBS.get(name)
    app.configure_task(name, queue=job.queue, allow_unknown=True).defer(
        **{key: str(value) if isinstance(value, UUID) else value for key, value in ids.items()}
    )


def wake(name: str) -> None:
    """After the commit, see that one job of this name waits: a sweep that looks for its own work.

    A job that waits now starts later than this commit and so finds the rows. Lost wakes (a crash in between)
    are made good by the sweep's own `every`.
    """
    transaction.on_commit(lambda: _defer_unless_waiting(name))


def _defer_unless_waiting(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from procrastinate_jobs where task_name = %s and status = 'todo')", [name]
        )
        waiting = cursor.fetchone()
    if not (waiting and waiting[0]):
        _queue(name, {})
