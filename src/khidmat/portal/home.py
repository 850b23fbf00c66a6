"""What an officer's home shows: exceptions first, each count opening its rows."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import TABLE
from khidmat.screening.public import waiting_count
from khidmat.services.public import Tile, decisions, visits
from khidmat.station.public import desk_tiles


@dataclass(frozen=True, slots=True)
class Desk:
    """One kind of work: its counts and the rows that come first."""

    title: Promise
    url: str
    tiles: list[Tile]


def desks(actor: Actor, now: datetime) -> list[Desk]:
    """The kinds of work of this post."""
    found: list[Desk] = []
    if TABLE.may(actor, "station.desk.read"):
        url = reverse("station:desk")
        told = [Tile(one.label, one.count, url + one.url, one.tone) for one in desk_tiles(actor, now)]
        found.append(Desk(_("Complaints"), url, told))
    if TABLE.may(actor, "services.application.read"):
        url = reverse("services:worklist")
        tiles = decisions(actor, show="none", after="", now=now).tiles
        found.append(Desk(_("Applications"), url, _under(url, tiles)))
    if TABLE.may(actor, "services.verification.read"):
        url = reverse("services:visits")
        tiles = visits(actor, show="none", after="", now=now).tiles
        found.append(Desk(_("Verifications"), url, _under(url, tiles)))
    if TABLE.may(actor, "screening.check.read"):
        url = reverse("screening:worklist")
        waiting = Tile(_("Possible matches to compare"), waiting_count(actor), url, "warn")
        found.append(Desk(_("Record check"), url, [waiting]))
    return found


def _under(url: str, tiles: list[Tile]) -> list[Tile]:
    return [Tile(one.label, one.count, url + one.url, one.tone) for one in tiles]
