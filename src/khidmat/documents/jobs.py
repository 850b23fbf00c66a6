"""Work for the worker: the published list of revoked papers, signed with a key that it alone can read."""

from datetime import UTC
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from khidmat.documents import queries
from khidmat.documents.keys import load_qr_key
from khidmat.documents.revocations import write_list
from khidmat.kernel.jobs import Job


def publish() -> None:
    """Sign the list as it is now and put it in place of the last one."""
    now = timezone.now()
    listed = write_list(
        queries.ended_codes(timezone.localdate(now)),
        key=load_qr_key(Path(settings.KEYS)),
        now=now.astimezone(UTC).replace(microsecond=0),
    )
    target = Path(settings.PUBLIC_KEYS) / "revocations.json"
    part = target.with_name(".revocations.part")
    part.write_bytes(listed)
    part.chmod(0o644)
    part.replace(target)


JOBS = [Job("documents.revocations", run=publish, queue="papers", every="*/10 * * * *")]
