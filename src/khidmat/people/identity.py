"""What is stated about a person, as one value: the input of `register` and of the matcher."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name the person is known by, in at least one script."""

    name: str
    name_ur: str


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as stated: names in at least one script, the second name with its relation, paper, birth.

    `cnic` is thirteen digits or empty; `number` is any other paper's number. `district` is the code of the district
    office the person lives in, used only to narrow a search.
    """

    name: str
    name_ur: str
    relation: str
    relation_name: str
    relation_name_ur: str
    id_kind: str
    cnic: str = ""
    number: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    sex: str = ""
    district: str = ""
    aliases: tuple[OtherName, ...] = ()


@dataclass(frozen=True, slots=True)
class Residence:
    """An address as stated; ids of the place (if known) and the station that serves it."""

    kind: str
    line: str
    place_id: UUID | None
    station_id: UUID
    since: date | None = None
