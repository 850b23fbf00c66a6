"""Jobs of the record office: a register of 100,000 rows takes longer than anybody waits for a page."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from khidmat.accounts.public import actor_for
from khidmat.kernel.actor import Actor
from khidmat.kernel.jobs import Job
from khidmat.wanted import operations
from khidmat.wanted.models import Upload


def weigh(upload_id: str) -> None:
    """Look at the rows of a file."""
    now = timezone.now()
    operations.weigh_file(upload_id=UUID(upload_id), actor=_sender(upload_id, now), now=now)


def take(upload_id: str) -> None:
    """Take a file in."""
    now = timezone.now()
    operations.take_ordered(upload_id=UUID(upload_id), actor=_sender(upload_id, now), now=now)


def _sender(upload_id: str, now: datetime) -> Actor:
    """Who sent the file, by the posting that he has now: one who was transferred takes nothing in any more."""
    return actor_for(Upload.objects.select_related("owner").get(pk=upload_id).owner, now=now)


def drop() -> None:
    """Forget what nobody wanted taken in."""
    operations.drop_uploads(now=timezone.now())


JOBS = [
    Job("wanted.weigh", run=weigh),
    Job("wanted.take", run=take),
    Job("wanted.drop", run=drop, every="17 * * * *"),
]
