"""Working beside the worker: it issues the papers of the past, and must not look at the clocks of half a life."""

import time
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import connection

from khidmat.services.public import Application, Status

POLL_SECONDS = 0.2
#: The sweep of the clocks begins with every minute and takes a moment.
LAST_SECOND, LONGEST_SWEEP = 59, 5.0


def issue_as_of(application_id: UUID, at: datetime) -> None:
    """Turn the job that an approval has just put into the queue, in the same transaction, into the demo's own.

    Two jobs would race, and whichever came first would decide the date on the paper. Raises LookupError when there is
    no such job.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set task_name = 'demo.issue', args = args || jsonb_build_object('at', %s::text)"
            " where task_name = 'services.issue' and status = 'todo' and args->>'application_id' = %s",
            [at.isoformat(), str(application_id)],
        )
        if cursor.rowcount != 1:
            raise LookupError(f"{cursor.rowcount} jobs issue {application_id}, not one")


def waited(mobiles: list[str], *, patience: float) -> Iterator[int]:
    """Wait until no application of these citizens is approved and unissued; give how many are, after every change.

    Ends early when nothing changes for `patience` seconds: then no worker is at work.
    """
    waiting, since = -1, time.monotonic()
    while True:
        now = Application.objects.filter(citizen__mobile__in=mobiles, status=Status.APPROVED).count()
        if now != waiting:
            waiting, since = now, time.monotonic()
            yield now
        if not now or time.monotonic() - since > patience:
            return
        time.sleep(POLL_SECONDS)


def between_sweeps() -> None:
    """Wait until no sweep of the clocks is under way or about to begin.

    It goes by today's time: whatever waits at that moment, on a day of the past, would be found months late.
    """
    until = time.monotonic() + LONGEST_SWEEP
    while time.monotonic() < until and (time.time() % 60 > LAST_SECOND or sweeping()):
        time.sleep(POLL_SECONDS)


def sweeping() -> bool:
    """Whether a sweep of the clocks is at work or about to be."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from procrastinate_jobs"
            " where task_name = 'clocks.sweep' and status in ('todo', 'doing'))"
        )
        found = cursor.fetchone()
    return bool(found and found[0])
