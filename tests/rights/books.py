"""A station's books for the rights table: yesterday's diary, still open, with an entry that its writer may strike."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from khidmat.station import public as station
from tests.rights.posts import LAHORE, SADAR, A, B

if TYPE_CHECKING:
    from tests.rights.world import World

#: Who keeps the diary of an area.
KEEPERS = {A: "rashid", B: "zahid", SADAR: "sadar", LAHORE: "yasir"}


def diary(world: "World", area: str) -> dict[str, UUID | str]:
    """A day of an area's diary, an entry of it, and the code of its page on paper."""
    keeper, yesterday = world.actor(KEEPERS[area]), world.now - timedelta(days=1)
    entry = station.write(
        station_id=keeper.office,
        kind=station.EntryKind.OTHER,
        happened_at=yesterday,
        text="The gate was painted.",
        actor=keeper,
        now=yesterday,
    )
    page = station.print_day(day_id=entry.day_id, actor=keeper, now=world.now)
    return {"diary_day": entry.day_id, "diary_entry": entry.pk, "diary_code": page.code}
