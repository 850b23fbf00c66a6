"""Copies of an FIR: ordered for somebody named, made and signed by the worker, and each printing noted.

Only the worker can read the signing key. A copy shows what stood in the file when it was made.
"""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from khidmat.accounts.public import system_actor
from khidmat.audit.public import record
from khidmat.documents.public import attach_copy, facts_of, order_copy
from khidmat.kernel import jobs
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid
from khidmat.kernel.policy import TABLE
from khidmat.kernel.transactions import as_one
from khidmat.station import events, fir_paper, policies
from khidmat.station.models import Fir, FirCopy
from khidmat.station.queries import fir as queries
from khidmat.station.states import Copy
from khidmat.station.words import Both


@as_one
def order(*, fir_id: UUID, whom: str, actor: Actor, now: datetime) -> FirCopy:
    """Order a signed copy and note for whom it is. Of a sealed case it has names only if the actor may know them."""
    TABLE.require(actor, policies.COPY_FIR)
    one = queries.fir(actor, fir_id, policies.COPY_FIR)
    if whom not in Copy.values:
        raise Invalid(_("No copy was ordered."), fields={"whom": _("Choose for whom the copy is.")})
    paper = order_copy(
        about=one.pk,
        number=fir_paper.reference(one),
        title=(f"First information report {one}", f"ابتدائی اطلاعی رپورٹ، مقدمہ نمبر {one}"),
        office=one.station,
        whom=_both(Copy(whom)),
        dated=localdate(one.registered_at),
        now=now,
    )
    made = FirCopy(fir=one, whom=whom, by_id=actor.user, at=now, paper=paper)
    made.named = queries.may_know_who(actor, one)
    made.save(force_insert=True)
    jobs.defer("station.copy", copy_id=made.pk)
    record(events.FIR_COPIED, subject=one, actor=actor, at=now, fir=str(one), whom=whom)
    return made


def _both(whom: Copy) -> Both:
    with override("en"):
        latin = str(whom.label)
    with override("ur"):
        return latin, str(whom.label)


def make(*, copy_id: UUID, now: datetime) -> None:
    """Make an ordered copy: set and signed without a lock, then filed once. Safe to repeat; the worker alone can."""
    copy = FirCopy.objects.select_related("paper__office").get(pk=copy_id)
    if copy.paper is None or copy.paper.blob_id is not None:
        return
    case = queries.for_paper(copy)
    pdf = fir_paper.pdf(case, Copy(copy.whom), facts_of(copy.paper))
    actor = system_actor(case.fir.station.district_id)
    attach_copy(copy_id=copy.paper.pk, pdf=pdf, actor=actor, now=now)


@as_one
def take(*, copy_id: UUID, actor: Actor, now: datetime) -> FirCopy:
    """A finished copy to be printed; the ledger has it first. Raises `NotFound`."""
    TABLE.require(actor, policies.COPY_FIR)
    copy = queries.copy(actor, copy_id)
    fir: Fir = copy.fir
    record(events.FIR_TAKEN, subject=fir, actor=actor, at=now, fir=str(fir), whom=copy.whom)
    return copy
