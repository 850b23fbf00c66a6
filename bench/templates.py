"""A few real lives in Kasur at every stage, to be multiplied or looked up."""

from bench.lives import Seed, drafts
from bench.playing import Player
from khidmat.org.models import Office
from khidmat.org.public import OfficeKind, Place
from khidmat.services.models import Application
from khidmat.services.states import Status


def play_some(player: Player, *, issued: int, waiting: int) -> None:
    """So many whole lives, and so many that stopped on the way: sent, marked, or ready to be decided."""
    stations, places = kasur()
    drafts(Seed(1, issued + waiting), stations, places)
    rows = Application.objects.filter(status=Status.DRAFT).order_by("ref").values_list("pk", "citizen_id")
    for number, (key, citizen) in enumerate(rows):
        if number < issued:
            player.approve(str(key), citizen)
            player.issue(str(key))
        else:
            player.send(str(key), citizen, visit=number % 3 == 0)


def kasur() -> tuple[list[Office], dict[str, list[Place]]]:
    """Its stations, and by each station's code the places of its area."""
    stations = list(Office.objects.filter(district__code="KSR-DPO", kind=OfficeKind.STATION).order_by("code"))
    places: dict[str, list[Place]] = {one.code: [] for one in stations}
    for place in Place.objects.filter(district__code="KSR-DPO").select_related("station").order_by("code"):
        if place.station:
            places[place.station.code].append(place)
    return stations, places
