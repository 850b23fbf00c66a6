"""What is written of a report or a verdict, on its way from the form into the books."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

#: The columns of Form 25.56(1) that are words, and the opinion.
COLUMNS = ("parties", "witnesses", "property_text", "facts", "opinion")


@dataclass(frozen=True, slots=True)
class Reported:
    """A final report as its officer writes it; `standings` by the key of the accused."""

    kind: str
    facts: str
    opinion: str
    sections: str = ""
    ground: str = ""
    parties: str = ""
    witnesses: str = ""
    property_text: str = ""
    standings: Mapping[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a court's order says of one accused, charge by charge: (key of the charge, outcome, sentence)."""

    answers: Sequence[tuple[UUID, str, str]]
    court: str
    decided_on: date
    order_no: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Called:
    """A proclamation as typed: the warrant that came back, the court's order, the three publications (CrPC 87)."""

    warrant_id: UUID | None
    court: str
    order_no: str
    ordered_on: date
    village_on: date
    residence_on: date
    courthouse_on: date
    appear_on: date
