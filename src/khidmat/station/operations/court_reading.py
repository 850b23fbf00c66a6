"""Reading court papers of sealed cases, which is an event; and reading a case to act in it."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import TABLE
from khidmat.kernel.transactions import as_one
from khidmat.station import events, policies
from khidmat.station.models import Accused
from khidmat.station.queries import court as queries
from khidmat.station.queries import fir as firs


@as_one
def look(*, fir_id: UUID, actor: Actor, now: datetime) -> queries.CourtFile:
    """One case for a reader; that a sealed one was opened stands in the ledger. Raises `NotFound`."""
    found = queries.file(actor, fir_id)
    if found.sealed and found.may_know:
        record(events.CASE_OPENED, subject=found.fir, actor=actor, at=now, fir=str(found.fir))
    return found


def for_act(*, fir_id: UUID, permission: str, actor: Actor) -> queries.CourtFile:
    """The case of an act. Raises `NotFound`; `Forbidden` for a report by anybody but who investigates."""
    fir = firs.fir(actor, fir_id, permission)
    if permission == policies.REPORT_CASE:
        firs.require_investigator(actor, fir)
    return queries.file(actor, fir_id, permission)


def for_verdict(*, accused_id: UUID, actor: Actor) -> tuple[queries.CourtFile, queries.Tried]:
    """The case and the charges of an accused before the court. Raises `NotFound`."""
    TABLE.require(actor, policies.RECORD_COURT)
    mine = firs.firs(actor, policies.RECORD_COURT).values("pk")
    one = Accused.objects.filter(pk=accused_id, fir__in=mine).first()
    found = queries.file(actor, one.fir_id, policies.RECORD_COURT) if one else None
    tried = next((row for row in found.tried if row.line.accused.pk == accused_id), None) if found else None
    if found is None or tried is None:
        raise NotFound(_("This accused is not before the court."))
    return found, tried


@as_one
def note_print(
    *, fir_id: UUID, number: int, actor: Actor, now: datetime
) -> tuple[queries.CourtFile, queries.Paper] | None:
    """A final report as it goes to paper; each print is an event. None where there is no such report."""
    read = queries.paper(actor, fir_id, number)
    if read is not None:
        fir = read[0].fir
        record(events.CASE_PRINTED, subject=fir, actor=actor, at=now, fir=str(fir), number=number)
    return read
