"""Exporting is an act: what left the system, for whom, with which figures, stands in the ledger."""

from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.command import events
from khidmat.command.grid import grid
from khidmat.command.releasing import FORMS, release
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.reports import Asked, Report, sheet


@dataclass(frozen=True, slots=True)
class File:
    """A file that was released."""

    name: str
    media_type: str
    data: bytes


@transaction.atomic
def export(*, report: Report, asked: Asked, form: str, actor: Actor) -> File:
    """A report as a file, as of `asked.now`. Raises `NotFound` for an unknown kind, `NotReleased` for a bad file."""
    if form not in FORMS:
        raise NotFound(_("There is no such kind of file."))
    made = sheet(report, actor, asked)
    cells = grid(made)
    data = release(FORMS[form], cells)
    record(
        events.EXPORTED,
        subject=None,
        actor=actor,
        at=asked.now,
        report=report.code,
        office=asked.office,
        since=asked.since.isoformat(),
        until=asked.until.isoformat(),
        by=asked.by,
        form=form,
        lines=len(made.lines),
        sha256=sha256(data).hexdigest(),
    )
    return File(f"{cells.name}.{form}", FORMS[form].media_type, data)
