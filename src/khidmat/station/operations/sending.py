"""Sending a case to the station in whose territory it happened (Police Rules 1934, r. 25.7).

The Superintendent cancels it where it was registered; the other station gets it as a complaint that can only be
registered there, under its own next number. Locks: the complaint, both diaries, a legal number, the ledger.
"""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.clocks.public import cancel, is_open
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, Stale
from khidmat.kernel.transactions import as_one
from khidmat.org.public import Office
from khidmat.station import events, fir_words, policies
from khidmat.station.models import Complaint, Fir, FirTransfer
from khidmat.station.operations.deciding import sent_on
from khidmat.station.operations.desk import enter, tell
from khidmat.station.operations.diary import hold, write
from khidmat.station.operations.locking import locked_fir
from khidmat.station.operations.stepping import must_allow, step
from khidmat.station.queries import desk
from khidmat.station.queries.custody import held_in
from khidmat.station.queries.sealed import is_sealed
from khidmat.station.states import SHORTEST_REASON, EntryKind


@as_one
def send(*, fir_id: UUID, station: Office, reason: str, actor: Actor, now: datetime) -> FirTransfer:
    """Cancel a case here and send it to another station with everything that was told; the complainant is told."""
    fir = locked_fir(fir_id, actor, policies.SEND_FIR)
    _check(fir, station, reason)
    must_allow(fir, "transfer")
    for station_id in sorted(
        (fir.station_id, station.pk)
    ):  # two that send to each other do not wait in a ring
        hold(station_id=station_id, actor=actor, now=now)
    there = _enter(fir, station, actor, now)
    text, text_ur = fir_words.sent(str(fir), (station.name, station.name_ur), there)
    entry = write(
        station_id=fir.station_id,
        kind=EntryKind.OTHER,
        happened_at=now,
        text=text,
        text_ur=text_ur,
        about_kind="fir",
        about_id=fir.pk,
        actor=actor,
        now=now,
    )
    step(fir=fir, name="transfer", entry=entry, actor=actor, now=now)
    order = FirTransfer(fir=fir, to_station=station, reason=reason.strip(), complaint=there, entry=entry)
    order.by_id, order.role, order.at = actor.user, actor.role, now
    order.save(force_insert=True)
    tell(fir.complaint, None, "fir_sent", actor=actor, now=now, fir=str(fir), ps=station.name_ur)
    record(
        events.FIR_SENT,
        subject=fir,
        actor=actor,
        at=now,
        reason=order.reason,
        fir=str(fir),
        station=station.code,
        etag=str(there),
    )
    return order


def _check(fir: Fir, station: Office, reason: str) -> None:
    wrong = {}
    if station.pk == fir.station_id:
        wrong["station"] = _("The case is registered at this station. Choose the other one.")
    if len(reason.strip()) < SHORTEST_REASON:
        wrong["reason"] = _("Write in at least 10 letters why it belongs there.")
    if wrong:
        raise Invalid(_("The case was not sent."), fields=wrong)
    if held_in(fir):
        said = _(
            "Somebody is held in this case, and would be held in no case here. It is sent when nobody is."
        )
        raise Stale(said)


def _enter(fir: Fir, station: Office, actor: Actor, now: datetime) -> Complaint:
    """The complaint in the other station's books; what this one still waited for is waited for there."""
    complaint = fir.complaint
    duties, clocks = (waits.filter(is_open("clock__")) for waits in (complaint.duties, fir.clocks))
    for waits in (*duties, *clocks):
        cancel(clock_id=waits.clock_id, actor=actor, now=now, reason=str(_("The case goes on elsewhere.")))
    facts = sent_on(complaint)
    facts.offences, facts.sensitive = fir.sections, is_sealed(fir)
    return enter(station.pk, facts, desk.copied(complaint), actor, now)
