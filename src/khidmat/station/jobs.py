"""Jobs of the station's books."""

from uuid import UUID

from django.utils import timezone

from khidmat.kernel.jobs import Job
from khidmat.station.operations import copying, rising


def rise() -> None:
    """Raise the day's list of complaints past their time, from eight in the morning on; once a day each circle."""
    rising.raise_late(now=timezone.now())


def copy(copy_id: str) -> None:
    """Make and sign a copy of an FIR that was ordered."""
    copying.make(copy_id=UUID(copy_id), now=timezone.now())


JOBS = [Job("station.copy", run=copy, queue="papers"), Job("station.rise", run=rise, every="*/10 * * * *")]
