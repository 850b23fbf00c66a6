"""Countries people ask certificates for, in both languages."""

import csv
from pathlib import Path

from khidmat.services.definition import Words


def _read() -> dict[str, Words]:
    with (Path(__file__).parent / "catalogue" / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: Words(en=row["name"], ur=row["name_ur"]) for row in csv.DictReader(file)}


#: By ISO 3166 code, in the order of the file: where most go comes first.
COUNTRIES = _read()
