"""A malkhana for the rights table: things on the shelf and on the road, what one person signed, what differs."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from khidmat.kernel.actor import Actor
from khidmat.org.public import Office
from khidmat.services.tests.answering import picture
from khidmat.station import public as station
from tests.rights.posts import LAHORE, SADAR, A, B

if TYPE_CHECKING:
    from tests.rights.world import World

#: Who keeps the store of an area, and who brings something in that its keepers still have to sign.
KEEPERS = {A: "rashid", B: "munir", SADAR: "sadar", LAHORE: "yasir"}
BRINGERS = {A: "aslam", B: "tariq", SADAR: "sadar", LAHORE: "imran"}
THINGS = ("A watch, silver", "A bicycle", "A radio", "A lamp", "A coat", "A ring")


def store(world: "World", area: str) -> dict[str, UUID | str]:
    """Things of an area's malkhana in the states that its routes are about."""
    keeper, bringer = world.actor(KEEPERS[area]), world.actor(BRINGERS[area])
    yesterday = world.now - timedelta(days=1)
    watch, away, radio, lamp, coat, ring = _deposit([("other", one) for one in THINGS], keeper, yesterday)
    pistol = _deposit([("weapon", "A pistol")], bringer, yesterday)[0]
    station.photograph(item_id=watch.pk, upload=picture(), actor=keeper, now=yesterday)
    road = _send(away, keeper, yesterday)
    answered = _differ(lamp, keeper, yesterday)
    text = "The case of the lamp was broken on the way."
    station.answer_difference(discrepancy_id=answered, text=text, actor=keeper, now=yesterday)
    order = {"court": "MFC Kasur", "order_no": "12/2026", "ordered_on": yesterday.date()}
    found = _deposit([("valuables", "A bangle")], keeper, yesterday, station.Basis.UNCLAIMED)[0]
    here = Office.objects.get(pk=keeper.office)
    count = station.begin_count(station=here, kind="random", size=1, actor=keeper, now=yesterday)
    return {
        "item_unclaimed": found.pk,
        "count": count.pk,
        "item": watch.pk,
        "item_number": str(coat),
        "item_away": away.pk,
        "item_unsigned": pistol.pk,
        "road": road.pk,
        "road_prepared": _send(ring, keeper, yesterday, purpose="owner", **order).pk,
        "difference": _differ(radio, keeper, yesterday),
        "answered_difference": answered,
    }


def _deposit(
    things: list[tuple[str, str]], who: Actor, at: datetime, basis: str = station.Basis.PERSONAL
) -> list[station.Item]:
    return station.deposit_all(
        station_id=who.office,
        fir_id=None,
        articles=[station.Article(kind, words) for kind, words in things],
        from_whom="A passer-by",
        happened_at=at,
        actor=who,
        now=at,
        basis=basis,
    )


def _send(
    item: station.Item, who: Actor, at: datetime, purpose: str = "laboratory", **order: object
) -> station.RoadCertificate:
    leaving = [station.Leaving(str(item))]
    road = station.Road(purpose, "PFSA Lahore", "Constable 412", leaving, **order)  # type: ignore[arg-type]  # facts
    return station.prepare_road(road=road, actor=who, now=at)


def _differ(item: station.Item, who: Actor, at: datetime) -> UUID:
    """A thing that came back with broken seals."""
    _send(item, who, at)
    returned = station.Returned(item.quantity, intact=False, seals="broken")
    station.bring_back(item_id=item.pk, returned=returned, happened_at=at, actor=who, now=at)
    return station.Discrepancy.objects.get(item=item).pk
