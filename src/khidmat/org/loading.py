"""The organisation and the gazetteer as rows, from the published lists in `org/data` (see its README there)."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

DATA = Path(__file__).parent / "data"
PROVINCE = "PB-CPO"
#: The one district whose own offices are listed one by one; its district office is in that list.
LISTED = {"PB-KSR": "KSR-DPO"}
POINT_KINDS = {"centre": "khidmat_centre", "counter": "khidmat_counter", "van": "khidmat_van"}


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office as listed; `parent` is a code listed before it."""

    code: str
    kind: str
    name: str
    name_ur: str
    parent: str
    latitude: Decimal | None
    longitude: Decimal | None


def read(name: str) -> list[dict[str, str]]:
    """The rows of a list."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digest(*names: str) -> str:
    """SHA-256 over the files, for the ledger."""
    total = hashlib.sha256()
    for name in names:
        total.update((DATA / name).read_bytes())
    return total.hexdigest()


def offices() -> list[OfficeRow]:
    """Province, regions, districts, Kasur's own offices, service points; every parent before its children."""
    listed = read("kasur_offices.csv")
    rows = [_own(row) for row in listed if row["office_code"] == PROVINCE]
    rows += list(_regions())
    rows += [
        OfficeRow(
            code=row["district_code"],
            kind="district",
            name=f"District Police Office {row['district_en']}",
            name_ur=f"ڈسٹرکٹ پولیس آفس {row['district_ur']}",
            parent=row["region_code"],
            latitude=_number(row["hq_lat"]),
            longitude=_number(row["hq_lon"]),
        )
        for row in read("districts.csv")
        if row["district_code"] not in LISTED
    ]
    rows += [_own(row) for row in listed]
    rows += list(_points())
    found: dict[str, OfficeRow] = {}
    for row in rows:  # two lists name the same service points of Kasur: the first place stands
        found.setdefault(row.code, row)
    return list(found.values())


def _regions() -> Iterator[OfficeRow]:
    for row in read("police_regions.csv"):
        yield OfficeRow(
            code=row["region_code"],
            kind="region",
            name=f"Regional Police Office {row['region_en']}",
            name_ur=f"ریجنل پولیس آفس {row['region_ur']}",
            parent=PROVINCE,
            latitude=_number(row["hq_lat"]),
            longitude=_number(row["hq_lon"]),
        )


def _points() -> Iterator[OfficeRow]:
    for row in read("province_service_points.csv"):
        yield OfficeRow(
            code=row["point_id"],
            kind=POINT_KINDS[row["kind"]],
            name=row["name_en"],
            name_ur=row["name_ur"],
            parent=LISTED.get(row["district_code"], row["district_code"]),
            latitude=_number(row["lat"]),
            longitude=_number(row["lon"]),
        )


def _own(row: dict[str, str]) -> OfficeRow:
    return OfficeRow(
        code=row["office_code"],
        kind=row["kind"],
        name=row["name_en"],
        name_ur=row["name_ur"],
        parent=row["parent_code"],
        latitude=_number(row["lat"]),
        longitude=_number(row["lon"]),
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text).quantize(Decimal("0.00001")) if text else None
