"""Writing the case diary, and a court's call for it. Locks: the complaint, the diary, the ledger."""

from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid
from khidmat.kernel.transactions import as_one
from khidmat.station import digests, events, investigation_words, policies
from khidmat.station.models import Zimni, ZimniCall
from khidmat.station.operations.investigating import enter, own_case
from khidmat.station.operations.locking import locked_fir
from khidmat.station.queries import zimni as queries
from khidmat.station.queries.fir import unsealed
from khidmat.station.states import SHORTEST_REASON


@as_one
def write(
    *,
    fir_id: UUID,
    informed_at: datetime,
    began_at: datetime,
    ended_at: datetime,
    places: str,
    circumstances: str,
    actor: Actor,
    now: datetime,
) -> Zimni:
    """Write the next leaf of a case's diary. Raises `Forbidden` for everybody but who investigates now."""
    one = own_case(fir_id, actor, policies.WRITE_ZIMNI)
    leaf = Zimni(
        fir=one,
        informed_at=informed_at,
        began_at=began_at,
        ended_at=ended_at,
        places=places.strip(),
        circumstances=circumstances.strip(),
        by_id=actor.user,
        role=actor.role,
    )
    _check(leaf, now)
    _chain(leaf, actor, now)
    _record(leaf, actor, now)
    return leaf


def _chain(leaf: Zimni, actor: Actor, now: datetime) -> None:
    """Hang the leaf on the one before it, and write it with its entry in the station's diary."""
    one = leaf.fir
    with unsealed(one):
        last = one.zimnis.order_by("-number").first()
        leaf.number, leaf.previous = (last.number + 1, last.digest) if last else (1, "")
        said = investigation_words.zimni(str(one), leaf.number)
        leaf.entry = enter(one, queries.ABOUT, said, happened_at=leaf.ended_at, actor=actor, now=now)
        leaf.at = leaf.entry.written_at
        leaf.digest = digests.of_zimni(leaf)
        leaf.save(force_insert=True)


def _record(leaf: Zimni, actor: Actor, now: datetime) -> None:
    record(
        events.ZIMNI_WRITTEN,
        subject=leaf,
        actor=actor,
        at=now,
        fir=str(leaf.fir),
        number=leaf.number,
        digest=leaf.digest,
    )


def _check(leaf: Zimni, now: datetime) -> None:
    wrong: dict[str, str | Promise] = {}
    if not leaf.circumstances:
        wrong["circumstances"] = _("Write what was done and found.")
    if leaf.ended_at > now:
        wrong["ended"] = _("This hour has not come yet. Write when the work ended.")
    if not leaf.informed_at <= leaf.began_at <= leaf.ended_at:
        wrong["began"] = _("The hours do not follow one another: informed, begun, ended. Look at them again.")
    if wrong:
        raise Invalid(_("The case diary was not written yet. What you wrote is still here."), fields=wrong)


@as_one
def call(*, fir_id: UUID, reason: str, actor: Actor, now: datetime) -> ZimniCall:
    """A court calls for the case diary (CrPC 172(2)); from now on its judge reads it."""
    one = locked_fir(fir_id, actor, policies.CALL_ZIMNI)
    if len(reason.strip()) < SHORTEST_REASON:
        said = _("Write in at least 10 letters for which proceeding it is called.")
        raise Invalid(_("The case diary was not called for."), fields={"reason": said})
    made = ZimniCall(fir=one, reason=reason.strip(), by_id=actor.user, at=now)
    words = investigation_words.zimni_called(str(one))
    made.entry = enter(one, "zimni_call", words, happened_at=now, actor=actor, now=now)
    made.save(force_insert=True)
    record(events.ZIMNI_CALLED, subject=one, actor=actor, at=now, reason=made.reason, fir=str(one))
    return made


@as_one
def open_book(*, fir_id: UUID, actor: Actor, now: datetime) -> queries.Book:
    """The case diary for a reader; that it was opened stands in the ledger. Raises `NotFound`, `Forbidden`."""
    one = queries.reachable(actor, fir_id)
    record(events.ZIMNI_OPENED, subject=one, actor=actor, at=now, fir=str(one))
    return queries.book(actor, one)


@as_one
def print_book(*, fir_id: UUID, actor: Actor, now: datetime) -> queries.Book:
    """The case diary as it goes to paper; the printing stands in the ledger. Raises `NotFound`, `Forbidden`."""
    one = queries.reachable(actor, fir_id)
    found = queries.book(actor, one)
    record(events.ZIMNI_PRINTED, subject=one, actor=actor, at=now, fir=str(one), leaves=len(found.leaves))
    return found
