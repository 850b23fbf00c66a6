"""What is to leave the malkhana, on its way from the form into the books."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Leaving:
    """A thing by its number of register XIX as written (`12/26`), and its weight as it leaves, if it was weighed."""

    number: str
    weight_mg: int | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds things by order of a court, and for how many rupees he is bound."""

    name: str
    father: str = ""
    cnic: str = ""
    address: str = ""
    rupees: int = 0


@dataclass(frozen=True, slots=True)
class Road:
    """A road certificate as it is asked for."""

    purpose: str
    destination: str
    carrier: str
    things: Sequence[Leaving]
    carrier_post: str = ""
    request: UUID | None = None
    court: str = ""
    order_no: str = ""
    ordered_on: date | None = None
    witnesses: Sequence[str] = field(default_factory=tuple)
    holder: Holder | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """A thing as it comes back: how much, how heavy, under which seals, on which shelf."""

    quantity: Decimal
    place: str = ""
    weight_mg: int | None = None
    seals: str = ""
    intact: bool = True
