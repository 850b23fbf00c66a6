"""The lock-up and the malkhana."""

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from bench.whole.posts import STATIONS
from bench.whole.world import World
from khidmat.station.articles import Article
from khidmat.station.counts import Found
from khidmat.station.models import Arrest, Count, Countersign, Discrepancy, Item, RoadCertificate
from khidmat.station.operations import counting, differing, holding, remanding, returning, roads
from khidmat.station.operations import property as store
from khidmat.station.removing import Holder, Leaving, Returned, Road

ORDER = {"court": "MFC", "order_no": "1", "ordered_on": date(2026, 11, 20), "witnesses": ("a", "b")}
REMAND = {"court": "MFC", "reference": "12/26", "reasons": "برآمدگی مال مسروقہ", "asked": "ضمنی 1"}
#: What can follow where somebody is.
NEXT = {
    "with_officer": ("lock_up", "court"),
    "lock_up": ("court", "court", "note", "release", "hospital"),
    "court": ("produce", "produce", "remand", "remand", "lock_up", "release"),
    "hospital": ("lock_up", "court"),
}
CELL = {"man": "1", "woman": "2", "transgender": "4", "": "1"}


def hold(world: World, chance: Random) -> None:
    """One more step with somebody who is held: cell, court, production, remand, release."""
    if not world.arrests:
        return
    key, station = chance.choice(world.arrests)
    one = Arrest.objects.select_related("fir", "custody").get(pk=key)
    what = chance.choice(NEXT.get(one.custody.status, ("release",)))
    if chance.random() < 0.1:
        what = chance.choice(("lock_up", "court", "produce", "remand", "release", "note"))
    last = one.fir.designations.order_by("-number").values_list("officer_id", flat=True)[0]
    io = next(name for name, who in world.people.items() if who.user_id == last).partition("@")[0]
    right = io if what in ("produce", "remand") else "clerk"
    _name, actor, now = world.who(right, station, chance)
    world.attempt(what, lambda: _step(one, what, chance, actor=actor, now=now))


def _step(one: Arrest, what: str, chance: Random, **act: Any) -> object:
    which = {"arrest_id": one.pk, **act}
    if what == "produce":
        return remanding.produce(magistrate="MFC Kasur", journey=chance.choice((0, 90, 2000)), **which)
    if what == "remand":
        kind = chance.choice(("police", "police", "police", "judicial"))
        return remanding.remand(kind=kind, days=chance.randint(0, 15), **REMAND, **which)
    if what == "release":
        how = {
            "authority": chance.choice(("bail", "bond", "court", "")),
            "reference": "حکم 7",
            "returned_to": "خود",
        }
        return remanding.release(**how, **which)
    if what == "note":
        return holding.note(kind="meal", text="روٹی", **which)
    cell = CELL[one.custody.gender] if chance.random() < 0.8 else chance.choice("1234")
    return holding.move(to=what, escort="محرر 12", by_women=one.custody.gender == "woman", cell=cell, **which)


def keep(world: World, chance: Random) -> None:
    """One more step with a thing or a certificate."""
    acts = (
        _receive,
        _prepare,
        _prepare,
        _sign,
        _arrive,
        _arrive,
        _back,
        _back,
        _countersign,
        _count,
        _differ,
    )
    chance.choice(acts)(world, chance)


def _latest(rows: Any, chance: Random) -> Any:
    """One of the latest rows."""
    found = list(rows.order_by("-pk")[:20])
    return chance.choice(found) if found else None


def _receive(world: World, chance: Random) -> None:
    _name, actor, now = world.who("clerk", chance.choice(STATIONS), chance)
    article = Article(
        *chance.choice((("weapon", "x"), ("cash", "x", Decimal(500), "rupees"), ("other", "x")))
    )
    basis = chance.choice(("personal", "unclaimed", "suspected", "case"))
    how = {"fir": "", "basis": basis, "article": article, "from_whom": "", "happened_at": now}
    world.attempt("receive", lambda: store.take_in(**how, actor=actor, now=now))


def _thing(chance: Random) -> tuple[Any, str]:
    """A thing that came lately, and its station."""
    one = _latest(Item.objects.select_related("station"), chance)
    return one, one.station.code if one and one.station.code in STATIONS else STATIONS[0]


def _prepare(world: World, chance: Random) -> None:
    item, station = _thing(chance)
    if item is None:
        return
    purpose = chance.choice(("laboratory", "court", "court", "holder", "owner", "destroyed", "state"))
    asked = Road(
        purpose, "there", "carrier", [Leaving(str(item), item.weight_mg)], holder=Holder("a holder"), **ORDER
    )
    _name, actor, now = world.who("clerk", station, chance)
    world.attempt("prepare", lambda: roads.prepare(road=asked, actor=actor, now=now))


def _road(chance: Random, **which: Any) -> tuple[Any, str]:
    one = _latest(RoadCertificate.objects.filter(**which).select_related("station"), chance)
    return one, one.station.code if one and one.station.code in STATIONS else STATIONS[0]


def _sign(world: World, chance: Random) -> None:
    one, station = _road(chance, status="prepared")
    if one is None:
        return
    _name, actor, now = world.who("head", station, chance)
    act = {"certificate_id": one.pk, "actor": actor, "now": now}
    if chance.random() < 0.15:
        world.attempt("withdraw", lambda: returning.withdraw(reason="It is not needed today.", **act))
    else:
        world.attempt("sign", lambda: roads.sign(**act))


def _arrive(world: World, chance: Random) -> None:
    one, station = _road(chance, status="issued")
    if one is None:
        return
    _name, actor, now = world.who("clerk", station, chance)
    how = {"name": chance.choice(("receiver", "receiver", "carrier", "")), "post": "", "happened_at": now}
    world.attempt("arrive", lambda: returning.receive(certificate_id=one.pk, **how, actor=actor, now=now))


def _back(world: World, chance: Random) -> None:
    item = _latest(Item.objects.filter(status__in=("away", "held")).select_related("station"), chance)
    if item is None:
        return
    station = item.station.code if item.station.code in STATIONS else STATIONS[0]
    weight = item.weight_mg and item.weight_mg - chance.choice((0, 0, 700))
    quantity = item.quantity if chance.random() < 0.9 else Decimal(chance.randint(0, 9))
    returned = Returned(quantity, weight_mg=weight, intact=chance.random() < 0.9)
    _name, actor, now = world.who("clerk", station, chance)
    how = {"returned": returned, "happened_at": now}
    world.attempt("back", lambda: returning.bring_back(item_id=item.pk, **how, actor=actor, now=now))


def _countersign(world: World, chance: Random) -> None:
    item, station = _thing(chance)
    if item is None or Countersign.objects.filter(movement__item=item).count() > 3:
        return
    _name, actor, now = world.who("head", station, chance)
    how = {"item_id": item.pk, "weight_mg": item.weight_mg}
    world.attempt("countersign", lambda: differing.countersign(**how, actor=actor, now=now))


def _count(world: World, chance: Random) -> None:
    station = chance.choice(STATIONS)
    _name, actor, now = world.who("clerk", station, chance)
    act = {"actor": actor, "now": now}
    one = Count.objects.filter(station=world.stations[station], status="open").first()
    if one is None:
        how = {"station": world.stations[station], "kind": "random", "size": 3}
        world.attempt("count", lambda: counting.begin(**how, **act))
        return
    left = [line.pk for line in one.lines.filter(find=None)]
    finds = [Found(key, chance.choice(("present", "present", "broken", "missing"))) for key in left]
    if left and chance.random() < 0.8:
        world.attempt("find", lambda: counting.find(count_id=one.pk, finds=finds, **act))
    else:
        world.attempt("close_count", lambda: counting.close(count_id=one.pk, **act))


def _differ(world: World, chance: Random) -> None:
    one = _latest(Discrepancy.objects.filter(status="open").select_related("item__station"), chance)
    answered = _latest(Discrepancy.objects.filter(status="answered").select_related("item__station"), chance)
    text = "It dried in the sun for a week."
    for row, right in ((one, "head"), (answered, "circle")):
        if row is None or row.item.station.code not in STATIONS:
            continue
        _name, actor, now = world.who(right, row.item.station.code, chance)
        act = {"discrepancy_id": row.pk, "text": text, "actor": actor, "now": now}
        if right == "head":
            world.attempt("answer", lambda act=act: differing.answer(**act))
        else:
            agreed = chance.random() < 0.7
            world.attempt("judge", lambda act=act, agreed=agreed: differing.judge(accepted=agreed, **act))
