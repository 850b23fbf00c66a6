"""The list of public holidays in `clocks/data`: announced to 2026, estimated by the moon after."""

import csv
import hashlib
from datetime import date
from pathlib import Path

from khidmat.clocks.models import Holiday

FILE = Path(__file__).parent / "data" / "holidays_2023_2027.csv"


def holidays(file: Path = FILE) -> list[Holiday]:
    """Return the listed holidays, unsaved; those count that close offices for all and are not uncertain."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            Holiday(
                day=date.fromisoformat(row["date"]),
                name=row["name_en"],
                name_ur=row["name_ur"],
                kind=row["kind"],
                status=row["status"],
                applies_to=row["applies_to"],
                source=row["source"],
                counts=row["applies_to"] == "all" and row["status"] != "uncertain",
            )
            for row in csv.DictReader(lines)
        ]


def digest(file: Path = FILE) -> str:
    """Return the SHA-256 of the list, for the ledger."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
