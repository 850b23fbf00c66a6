"""Exporting is an act: what left the system, for whom, with which figures, stands in the ledger."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.command import events, registers
from khidmat.command.grid import grid
from khidmat.command.releasing import FORMS, release
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.reports import Asked, Report, sheet
from khidmat.station.public import register_book


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


@transaction.atomic
def export_register(
    *, register: int, part: str, code: str, year: str, form: str, actor: Actor, now: datetime
) -> File:
    """A part of a register of a station and a year as a file, all its lines. Raises `NotFound`, `NotReleased`."""
    if form not in registers.FILES:
        raise NotFound(_("There is no such kind of file."))
    book = register_book(actor, register, code, year, now, of_whole_year=True)
    shown = registers.part_of(book, part)
    cells = registers.grid(book, shown)
    data = release(FORMS[form], cells)
    record(
        events.REGISTER_EXPORTED,
        subject=None,
        actor=actor,
        at=now,
        register=book.register.roman,
        part=shown.part.code,
        office=book.station.code,
        year=book.year,
        form=form,
        lines=len(cells.rows),
        sha256=sha256(data).hexdigest(),
    )
    return File(f"{cells.name}.{form}", FORMS[form].media_type, data)
