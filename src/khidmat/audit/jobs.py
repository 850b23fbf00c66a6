"""Jobs of the ledger."""

from django.utils import timezone

from khidmat.audit.exporting import export_heads
from khidmat.kernel.jobs import Job


def heads() -> None:
    """Export the heads."""
    export_heads(timezone.now())


JOBS = [Job("audit.heads", run=heads, every="*/5 * * * *")]
