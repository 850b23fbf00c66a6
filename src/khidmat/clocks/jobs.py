"""The sweep that notices a deadline which has passed or comes near."""

import logging
from datetime import datetime

from django.utils import timezone

from khidmat.clocks import hooks, operations, queries
from khidmat.kernel.jobs import Job

LOG = logging.getLogger(__name__)
#: Enough for a bad morning of a province; what is left waits a minute.
BATCH = 500


def sweep(now: datetime | None = None) -> None:
    """Mark and tell each clock that ran out, and tell those whom a rule names; each in its own transaction.

    Safe to repeat and to overlap. A breach marks and tells, and stops nothing: what is late is done late.

    A clock whose listener fails is logged and tried again by the next sweep; the others are not held up.
    """
    now = now or timezone.now()
    for clock in queries.newly_late(now, BATCH):
        try:
            operations.breach(
                clock_id=clock.pk, tell=hooks.breached, actor=queries.keeper(clock.office), now=now
            )
        except Exception:
            LOG.exception("a listener of a breached clock failed")
    for clock in queries.to_tell(now, BATCH):
        operations.alert(clock_id=clock.pk, actor=queries.keeper(clock.office), now=now)


JOBS = [Job("clocks.sweep", run=sweep, every="* * * * *")]
