"""A table of figures on A4, set by typst: for exports that are printed or sent, not signed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from khidmat.documents.setting import HERE, typesetter

TEMPLATES = HERE / "templates" / "tables"


@dataclass(frozen=True, slots=True)
class Table:
    """Title, notes below it, column heads, rows of printed cells; the last row is the total, the first cell words."""

    title: str
    notes: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    rtl: bool
    at: datetime


def print_table(table: Table) -> bytes:
    """The table as a PDF, as many pages as it needs. Raises `Unprintable`."""
    at = table.at.astimezone(UTC).replace(microsecond=0)
    return typesetter(TEMPLATES).set("table.typ", asdict(table) | {"at": ""}, at=at)
