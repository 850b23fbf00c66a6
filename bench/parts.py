"""What the processes of the lifecycle bench do: make drafts, play lives together with the worker, play them alone."""

import gc
import time
from collections import defaultdict
from collections.abc import Mapping

from bench import lives
from bench.lifecycle import LOOK_EVERY, WAITING
from bench.playing import Costs, Player
from khidmat.org.models import Office
from khidmat.org.public import OfficeKind, Place
from khidmat.services.models import Application
from khidmat.services.states import Status

Found = dict[str, object]


def drafts(ask: Mapping[str, int]) -> Found:
    """Make this process's drafts."""
    stations = list(Office.objects.filter(kind=OfficeKind.STATION).order_by("code"))
    places: dict[str, list[Place]] = defaultdict(list)
    for place in Place.objects.exclude(station=None).select_related("station").order_by("code"):
        if place.station:
            places[place.station.code].append(place)
    made = lives.drafts(lives.Seed(ask["first"], ask["count"]), stations, places)
    return {"made": len(made)}


def together(ask: Mapping[str, float]) -> Found:
    """Play drafts until the time is over; a life ends when its paper, made by the worker, is verified."""
    mine = _mine(int(ask["part"]), int(ask["parts"]), int(ask["stop_before"]))
    player, ends, idle, wrong = Player(), list[float](), 0.0, 0
    waiting: dict[str, None] = {}
    gc.freeze()
    for number, (key, citizen) in enumerate(mine):
        player.approve(key, citizen)
        waiting[key] = None
        while number % LOOK_EVERY == 0 or len(waiting) >= WAITING:
            done = player.finished(list(waiting))
            for one in done:
                wrong += not player.verify(one)
                ends.append(time.time())
                del waiting[str(one.pk)]
            if len(waiting) < WAITING or time.time() > ask["end"]:
                break
            if not done:
                idle += _pause()
        if time.time() < ask["begin"]:
            player.costs = Costs()
            idle = 0.0
        if time.time() > ask["end"]:
            break
    return {"ends": ends, "idle": idle, "wrong": wrong, "costs": dict(player.costs.by_stage)}


def _pause() -> float:
    time.sleep(0.01)
    return 0.01


def _mine(part: int, parts: int, spared: int) -> list[tuple[str, object]]:
    found = Application.objects.filter(status=Status.DRAFT).order_by("ref")
    rows = [(str(key), citizen) for key, citizen in found.values_list("pk", "citizen_id")]
    return rows[spared:][part::parts]


def alone(ask: Mapping[str, int]) -> Found:
    """Whole lives one after another, the paper made in this process; the first five are not counted."""
    player = Player()
    rows = Application.objects.filter(status=Status.DRAFT).order_by("ref").values_list("pk", "citizen_id")
    gc.freeze()
    for number, (key, citizen) in enumerate(rows[: ask["lives"] + 5]):
        if number == 5:
            player.costs = Costs()
        player.approve(str(key), citizen)
        player.issue(str(key))
        for one in player.finished([str(key)]):
            player.verify(one)
            player.verify(one, twice=True)
    return {"costs": dict(player.costs.by_stage)}
