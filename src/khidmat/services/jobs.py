"""Jobs of citizen services."""

from uuid import UUID

from django.utils import timezone

from khidmat.kernel.jobs import Job
from khidmat.services import operations


def issue(application_id: str) -> None:
    """Make the certificate of an approved application."""
    operations.issue(application_id=UUID(application_id), now=timezone.now())


def reissue(reissue_id: str) -> None:
    """Make the paper that takes another's place."""
    operations.reissue(reissue_id=UUID(reissue_id), now=timezone.now())


def tell_ended() -> None:
    """Tell those whose paper was revoked."""
    operations.tell_ended(now=timezone.now())


JOBS = [
    Job("services.issue", run=issue, queue="papers"),
    Job("services.reissue", run=reissue, queue="papers"),
    Job("services.tell_ended", run=tell_ended, every="* * * * *"),
]
