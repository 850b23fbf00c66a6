"""The listed acts, heads and sections in `law/data`, with source and confidence beside each row."""

import csv
import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from django.db.backends.postgresql.psycopg_any import DateRange

from khidmat.law.models import Act, Head, Section

DATA = Path(__file__).parent / "data"
FILES = ("acts.csv", "heads.csv", "offences.csv")


def read(name: str) -> list[dict[str, str]]:
    """The rows of a list, by the names in its first line."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def listed() -> list[dict[str, str]]:
    """The listed sections that are law: a bill has no day from which it is in force, and is left out."""
    return [row for row in read("offences.csv") if row["effective_from"]]


def sections(acts: dict[str, Act], heads: dict[str, Head]) -> Iterator[Section]:
    """The listed sections, unsaved."""
    for row in listed():
        yield Section(
            ref=row["offence_id"],
            act=acts[row["law_code"]],
            number=row["section"],
            kind=row["kind"],
            name=row["title_en"],
            name_ur=row["title_ur"],
            cognizable=row["cognizable"],
            bailable=row["bailable"],
            compoundable=row["compoundable"],
            punishment=row["max_punishment"],
            court=row["court"],
            head=heads.get(row["head_code"]),
            period=_period(row["effective_from"], row["effective_to"]),
            precision=row["effective_from_precision"] or "unknown",
            source=row["source"],
            confidence=row["confidence"],
            to_check=row["verify"] == "yes",
        )


def _period(first: str, last: str) -> DateRange:
    """From the first day to the last one, both of them in."""
    end = date.fromisoformat(last) + timedelta(days=1) if last else None
    return DateRange(date.fromisoformat(first), end)


def digest() -> str:
    """The SHA-256 of the lists together, for the ledger."""
    return hashlib.sha256(b"".join((DATA / name).read_bytes() for name in FILES)).hexdigest()
