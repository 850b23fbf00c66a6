"""What accounts tidies up by itself."""

from django.contrib.sessions.models import Session
from django.utils import timezone

from khidmat.accounts.operations.sessions import end_expired
from khidmat.accounts.queries import system_actor
from khidmat.kernel.jobs import Job


def sweep() -> None:
    """End the sessions whose time was up while nobody came, and drop what Django kept of old ones."""
    now = timezone.now()
    end_expired(actor=system_actor(None), now=now)
    Session.objects.filter(expire_date__lt=now).delete()


JOBS = [Job("accounts.sweep", run=sweep, every="23 * * * *")]
