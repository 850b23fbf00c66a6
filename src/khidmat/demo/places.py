"""Where the demo's people live: places of district Kasur, drawn by their people, and address lines for them.

The gazetteer and the list of offices belong to `org`; this reads the same published files, so that a code
that stands here stands in the database too.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

import khidmat.org
from khidmat.demo.names import Pool

LISTS = Path(khidmat.org.__path__[0]) / "data"

#: A quarter without a census figure of its own, outside the towns.
HAMLET = 1500
#: Stations that share the town of another.
SHARED_TOWN = {"KSR-PS-02": "KSR-PS-01"}
TOWNS_OF_COURTS = {
    "KSR-C1": "KSR-PL-0001",
    "KSR-C2": "KSR-PL-0001",
    "KSR-C3": "KSR-PL-0005",
    "KSR-C4": "KSR-PL-0008",
}
#: Kot Radha Kishan is a tehsil with its own courts, though its station belongs to Sadar circle.
TOWNS_OF_STATION_COURTS = {"KSR-PS-09": "KSR-PL-0010"}

QUARTERS = (
    ("Mohalla Gharbi", "محلہ غربی"), ("Mohalla Sharqi", "محلہ شرقی"), ("Mohalla Bagh Wala", "محلہ باغ والا"),
    ("Mohalla Masjid Wala", "محلہ مسجد والا"), ("Mohalla Kuan Wala", "محلہ کنواں والا"),
    ("Mohalla School Wala", "محلہ سکول والا"), ("Mohalla Islampura", "محلہ اسلام پورہ"),
    ("Mohalla Chowk Wala", "محلہ چوک والا"), ("Mohalla Eidgah", "محلہ عید گاہ"),
)  # fmt: skip
LANDMARKS = (
    ("near Jamia Masjid", "نزد جامع مسجد"), ("near Govt. Boys High School", "نزد گورنمنٹ بوائز ہائی سکول"),
    ("near Govt. Girls School", "نزد گورنمنٹ گرلز سکول"), ("near Basic Health Unit", "نزد بنیادی مرکز صحت"),
    ("near the canal bridge", "نزد نہر پل"), ("near the post office", "نزد ڈاک خانہ"),
    ("near the grain market", "نزد غلہ منڈی"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A town quarter, village or locality; `people` weighs how often somebody lives there."""

    code: str
    name: str
    name_ur: str
    town: str
    town_ur: str
    tehsil: str
    tehsil_ur: str
    station_code: str
    urban: bool
    people: float


@dataclass(frozen=True, slots=True)
class Station:
    """A police station, as registers write it (without the word), and the town where its courts sit."""

    code: str
    name: str
    name_ur: str
    court_town: str
    court_town_ur: str


def address(rng: Random, place: Place) -> tuple[str, str]:
    """Write an address line of a house in the place, in Roman and in Urdu."""
    if place.urban:
        house, street = rng.randint(1, 480), rng.randint(1, 24)
        roman, urdu = (
            f"House {house}, Street {street}, {place.name}",
            f"مکان نمبر {house}، گلی نمبر {street}، {place.name_ur}",
        )
        if place.town and place.town not in place.name:
            return f"{roman}, {place.town}", f"{urdu}، {place.town_ur}"
        return roman, urdu
    first, first_ur = rng.choice(QUARTERS if rng.random() < 0.6 else LANDMARKS)
    tail, tail_ur = f"{place.name}, Tehsil {place.tehsil}", f"{place.name_ur}، تحصیل {place.tehsil_ur}"
    return f"{first[0].upper()}{first[1:]}, {tail}", f"{first_ur}، {tail_ur}"


def draw(rng: Random) -> Place:
    """Draw the place of one household."""
    return _pool().draw(rng)


@lru_cache(maxsize=1)
def places() -> tuple[Place, ...]:
    """List everywhere somebody lives; a town is divided among its quarters, if it has any."""
    rows = _read("kasur_places.csv")
    towns = {row["station_code"]: row for row in rows if row["kind"] == "town"}
    quarters = dict.fromkeys(towns, 0)
    for row in rows:
        if row["kind"] == "mohalla" and (home := _town_station(row)) in quarters:
            quarters[home] += 1
    return tuple(
        _place(row, towns.get(_town_station(row)), quarters) for row in rows if _lived_in(row, quarters)
    )


@lru_cache(maxsize=1)
def stations() -> dict[str, Station]:
    """Map the twenty stations by their code."""
    towns = {row["place_code"]: row for row in _read("kasur_places.csv") if row["kind"] == "town"}
    found = {}
    for row in _read("kasur_offices.csv"):
        if row["kind"] == "station":
            code = row["office_code"]
            court = towns[TOWNS_OF_STATION_COURTS.get(code) or TOWNS_OF_COURTS[row["parent_code"]]]
            found[code] = Station(
                code=code,
                name=row["name_en"].removeprefix("Police Station "),
                name_ur=row["name_ur"].removeprefix("تھانہ "),
                court_town=court["name_en"],
                court_town_ur=court["name_ur"],
            )
    return found


@lru_cache(maxsize=1)
def other_districts() -> tuple[tuple[str, str, str], ...]:
    """List code, name and Urdu name of the province's districts except Kasur."""
    rows = _read("districts.csv")
    return tuple(
        (row["district_code"], row["district_en"], row["district_ur"])
        for row in rows
        if row["district_code"] != "PB-KSR" and row["counts_in_total"] == "yes"
    )


@lru_cache(maxsize=1)
def _pool() -> Pool[Place]:
    return Pool((place, place.people) for place in places())


@lru_cache(maxsize=4)
def _read(name: str) -> tuple[dict[str, str], ...]:
    with (LISTS / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def _town_station(row: dict[str, str]) -> str:
    return SHARED_TOWN.get(row["station_code"], row["station_code"])


def _lived_in(row: dict[str, str], quarters: dict[str, int]) -> bool:
    """Tell whether households go here: not to a town with quarters, nor to ten souls in a forest."""
    if row["kind"] == "town":
        return not quarters[row["station_code"]]
    return row["kind"] != "rakh" or int(row["population_2017"]) >= HAMLET


def _place(row: dict[str, str], town: dict[str, str] | None, quarters: dict[str, int]) -> Place:
    own = float(row["population_2017"] or HAMLET)
    urban = row["kind"] in ("mohalla", "town") and town is not None
    if town and row["kind"] == "mohalla":
        own = float(town["population_2017"]) / quarters[_town_station(row)]
    return Place(
        code=row["place_code"],
        name=row["name_en"].partition(" (")[0].removesuffix(" Rural"),
        name_ur=row["name_ur"].partition(" (")[0],
        town=town["name_en"] if town and urban else "",
        town_ur=town["name_ur"] if town and urban else "",
        tehsil=row["tehsil_en"],
        tehsil_ur=row["tehsil_ur"],
        station_code=row["station_code"],
        urban=urban,
        people=own,
    )
