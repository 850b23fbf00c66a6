"""A job of the demo: the certificate of an application that was approved some days or months ago."""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from khidmat.kernel.jobs import Job
from khidmat.services.public import issue


def issue_as_of(application_id: str, at: str) -> None:
    """Issue as `services.issue` does, dated at a moment of the past. Production refuses."""
    if settings.PRODUCTION:
        raise PermissionError("only the demo may date a certificate back")
    issue(application_id=UUID(application_id), now=datetime.fromisoformat(at))


JOBS = [Job("demo.issue", run=issue_as_of, queue="papers")]
