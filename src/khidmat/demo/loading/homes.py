"""Where applicants of the demo live, as the address question takes it: the line, then the place of the gazetteer."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from khidmat.demo import places
from khidmat.demo.names import Pool
from khidmat.demo.places import Place
from khidmat.demo.population import Inhabitant

KASUR = "KSR-DPO"


@dataclass(frozen=True, slots=True)
class Home:
    """An address: what is typed in the line (both scripts), and the codes of its place, station and district.

    Outside Kasur there is no gazetteer: then place and station are empty.
    """

    line: str
    line_ur: str
    place_code: str
    area: str
    area_ur: str
    station_code: str
    district_code: str = KASUR


def of(person: Inhabitant) -> Home:
    """The home that stands on the person's card."""
    return _home(_by_code()[person.place_code], person.address, person.address_ur)


def near(rng: Random, stations: Collection[str]) -> Home:
    """Another home, in the area of one of the stations."""
    place = _pool(frozenset(stations)).draw(rng)
    return _home(place, *places.address(rng, place))


def in_lahore(rng: Random) -> Home:
    """A rented house in the next district."""
    house, street = rng.randint(1, 480), rng.randint(1, 24)
    line = f"House {house}, Street {street}, Township, Lahore"
    return Home(line, f"مکان نمبر {house}، گلی نمبر {street}، ٹاؤن شپ، لاہور", "", "", "", "", "PB-LHR")


def _home(place: Place, address: str, address_ur: str) -> Home:
    """Leave out of the line what the place says by itself."""
    return Home(
        line=address.partition(f", {place.name}")[0],
        line_ur=address_ur.partition(f"، {place.name_ur}")[0],
        place_code=place.code,
        area=place.name,
        area_ur=place.name_ur,
        station_code=place.station_code,
    )


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Place]:
    return {place.code: place for place in places.places()}


@lru_cache(maxsize=8)
def _pool(stations: frozenset[str]) -> Pool[Place]:
    return Pool((place, place.people) for place in places.places() if place.station_code in stations)
