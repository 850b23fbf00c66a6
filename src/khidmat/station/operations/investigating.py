"""What every act of an investigation shares. Locks: the complaint, the act's own rows, the diary, the ledger."""

from datetime import datetime
from uuid import UUID

from khidmat.kernel.actor import Actor
from khidmat.station.models import DiaryEntry, Fir
from khidmat.station.operations.diary import write
from khidmat.station.operations.locking import locked_fir
from khidmat.station.queries import fir as queries
from khidmat.station.states import EntryKind
from khidmat.station.words import Both


def own_case(fir_id: UUID, actor: Actor, permission: str) -> Fir:
    """A case with its complaint locked, for who investigates it now, or its team. Raises `NotFound`, `Forbidden`."""
    one = locked_fir(fir_id, actor, permission)
    queries.require_investigator(actor, one, permission)
    return one


def enter(
    one: Fir,
    about: str,
    said: Both,
    *,
    happened_at: datetime,
    kind: EntryKind = EntryKind.OTHER,
    actor: Actor,
    now: datetime,
) -> DiaryEntry:
    """The act's entry in the station's diary: that it was done, never what was found or who it is about."""
    return write(
        station_id=one.station_id,
        kind=kind,
        happened_at=happened_at,
        text=said[0],
        text_ur=said[1],
        about_kind=about,
        about_id=one.pk,
        actor=actor,
        now=now,
    )
