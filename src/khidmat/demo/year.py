"""A year of Kasur: the 16,828 cases of the published table, spread over its twenty stations, in the order of the hours.

The counts are those of `data/crime_2022.csv`: the printed column by head, divided among stations and months by
weights (synthetic), so that heads and total are exact. Who told what, when and where is drawn from a seed.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from khidmat.demo import names, places
from khidmat.demo.loading.times import KARACHI
from khidmat.demo.told import TOLD
from khidmat.station.public import Direction, Told

YEAR = 2022
#: The printed column of the year (policing plan 2023-24), in the order of the table.
PRINTED = [
    160,
    241,
    826,
    27,
    60,
    32,
    842,
    180,
    1812,
    58,
    995,
    57,
    110,
    394,
    499,
    1377,
    22,
    1290,
    1931,
    107,
    5808,
]
TABLE = Path(__file__).parent / "data" / "crime_2022.csv"
#: The desk is open by day; between two cases of a station lies at least so long.
HOURS, APART = (8, 20), timedelta(minutes=3)
#: Of a hundred, how many can say who did it.
NAMED = 35


@dataclass(frozen=True, slots=True)
class Case:
    """What is told at a station's desk, under which head it is registered, and who is accused."""

    at: datetime
    head: str
    sections: str
    told: Told
    accused: str


def stations() -> list[str]:
    """The stations of the table."""
    return sorted({row["station"] for row in _rows()})


def by_head() -> Counter[str]:
    """How many cases of the year stand under each head."""
    return Counter(head for row in _rows() for _month, head in _heads(row))


def count(station: str) -> int:
    """How many cases of the year are a station's."""
    return sum(len(_heads(row)) for row in _rows() if row["station"] == station)


def cases(station: str, seed: int) -> Iterator[Case]:
    """A station's year, one case after the other."""
    rng, last = Random(f"{seed} {station}"), datetime(YEAR, 1, 1, tzinfo=KARACHI)
    found = [
        (_moment(rng, month), head)
        for row in _rows()
        if row["station"] == station
        for month, head in _heads(row)
    ]
    here = [one for one in places.places() if one.station_code == station] or list(places.places())
    for moment, head in sorted(found):
        last = max(moment, last + APART)
        yield _case(rng, last, head, here)


def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _heads(row: dict[str, str]) -> list[tuple[int, str]]:
    """The month and head of every case of a row."""
    return [(month, row["head"]) for month in range(1, 13) for _case in range(int(row[str(month)]))]


def _moment(rng: Random, month: int) -> datetime:
    first = date(YEAR, month, 1)
    days = ((first + timedelta(days=31)).replace(day=1) - first).days
    return datetime(
        YEAR, month, rng.randint(1, days), rng.randrange(*HOURS), rng.randrange(60), tzinfo=KARACHI
    )


def _case(rng: Random, at: datetime, head: str, here: Sequence[places.Place]) -> Case:
    telling, place = TOLD[head], rng.choice(here)
    sections = rng.choice(telling.sections)
    told = Told(
        told=rng.choice(telling.words),
        matter=telling.matter,
        name=_man(rng),
        father=_man(rng),
        mobile=f"0300 0{rng.randrange(10**6):06}",
        address=place.name_ur,
        place_text=place.name_ur,
        distance=f"{rng.randint(1, 14)} کلومیٹر",
        direction=rng.choice(Direction.values),
        beat=str(rng.randint(1, 6)),
        offences=sections,
    )
    accused = f"{_man(rng)} ولد {_man(rng)}" if rng.randrange(100) < NAMED else "نامعلوم"
    return Case(at, head, sections, told, accused)


def _man(rng: Random) -> str:
    return names.man(rng, names.style(rng), rng.randint(1960, 2000)).urdu
