"""Jobs of citizen services."""

from uuid import UUID

from django.utils import timezone

from khidmat.kernel.jobs import Job
from khidmat.services import operations


def issue(application_id: str) -> None:
    """Make the certificate of an approved application."""
    operations.issue(application_id=UUID(application_id), now=timezone.now())


JOBS = [Job("services.issue", run=issue, queue="papers")]
