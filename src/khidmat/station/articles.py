"""A thing on its way from a memo or a form into the malkhana."""

from dataclasses import dataclass
from decimal import Decimal

from khidmat.station.stores import Unit


@dataclass(frozen=True, slots=True)
class Article:
    """One thing as it was taken: what, how much, how heavy with its wrapping, under which seals, on which shelf.

    `value` in whole rupees, if somebody put one on it; cash is its own.
    """

    kind: str
    description: str
    quantity: Decimal = Decimal(1)
    unit: str = Unit.PIECES
    weight_mg: int | None = None
    seals: str = ""
    place: str = ""
    value: int | None = None
