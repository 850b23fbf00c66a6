"""How a case went between stations (Police Rules 1934, r. 25.7)."""

from dataclasses import dataclass

from khidmat.kernel.actor import Actor
from khidmat.station.models import Complaint, Fir, FirTransfer


@dataclass(frozen=True, slots=True)
class Moves:
    """Where a case came from and where it went; `there` is its FIR at the other station, once there is one."""

    came: FirTransfer | None
    went: FirTransfer | None
    there: Fir | None


def moves(one: Fir) -> Moves:
    """Both stations of a case that was sent, each with its number."""
    went = FirTransfer.objects.filter(fir=one).select_related("to_station", "by").first()
    there = Fir.objects.filter(complaint=went.complaint_id).first() if went else None
    return Moves(brought(one.complaint), went, there)


def brought(complaint: Complaint) -> FirTransfer | None:
    """The order by which another station's case came as this complaint."""
    found = FirTransfer.objects.select_related(
        "fir__station", "fir__complaint", "fir__authority", "fir__head", "to_station"
    )
    return found.filter(complaint=complaint).first() if complaint.came_from_id else None


def stays(_actor: Actor, one: Fir) -> bool:
    """Whether a case is still this station's."""
    return not FirTransfer.objects.filter(fir=one).exists()
