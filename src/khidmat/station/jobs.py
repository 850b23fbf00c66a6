"""Jobs of the station's books."""

from django.utils import timezone

from khidmat.kernel.jobs import Job
from khidmat.station.operations import rising


def rise() -> None:
    """Raise the day's list of complaints past their time, from eight in the morning on; once a day each circle."""
    rising.raise_late(now=timezone.now())


JOBS = [Job("station.rise", run=rise, every="*/10 * * * *")]
