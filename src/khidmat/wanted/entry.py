"""A row of an import file as a value: every cell read, every reason against it collected. No database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from khidmat.kernel.urdu import clean
from khidmat.people.public import Relation
from khidmat.wanted import cells
from khidmat.wanted.columns import COLUMNS
from khidmat.wanted.reasons import BadRow, Fault, Reason
from khidmat.wanted.states import ADULT, Stage
from khidmat.wanted.workbook import FORMULA

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says about one person in one case. Empty and None: the row does not say."""

    office_id: UUID | None
    station: str
    station_key: str
    case_ref: str
    case_key: str
    year: int
    sections: str
    stage: Stage
    court: str
    decided_on: date | None
    juvenile: bool | None
    name: str
    name_ur: str
    father: str
    father_ur: str
    relation: Relation | None
    cnic: str
    birth_year: int | None
    address: str
    district: str

    @property
    def key_roman(self) -> str:
        """The person's key in Latin letters."""
        return cells.person_key(self.name, self.father, self.father_ur)

    @property
    def key_urdu(self) -> str:
        """The person's key in Urdu letters."""
        return cells.person_key(self.name_ur, self.father_ur, self.father)

    @property
    def case(self) -> tuple[str, int, str]:
        """Station, year and number: what makes it one case."""
        return self.station_key, self.year, self.case_key


@dataclass(frozen=True, slots=True)
class Known:
    """What the reading needs to know: the district's stations and all districts by squeezed name, and the day."""

    stations: Mapping[str, tuple[UUID, str]]
    districts: Mapping[str, str]
    today: date


@dataclass(frozen=True, slots=True)
class Reading:
    """An entry, or the reasons why there is none."""

    entry: Entry | None
    reasons: tuple[Reason, ...] = ()


class _Row:
    """The cells of a row by column, and the reasons found so far."""

    def __init__(self, row: Sequence[str], places: Mapping[str, int]) -> None:
        self.reasons: list[Reason] = []
        self._text: dict[str, str] = {}
        for column in COLUMNS:
            at = places.get(column.key)
            text = clean(row[at]) if at is not None and at < len(row) else ""
            if FORMULA in text:
                self.refuse(Fault.FORMULA, column=column.key)
            elif len(text) > column.limit:
                self.refuse(Fault.TOO_LONG, column=column.key, n=len(text), max=column.limit)
            elif column.required and not text:
                self.refuse(Fault.EMPTY, column=column.key)
            else:
                self._text[column.key] = text

    def __getitem__(self, key: str) -> str:
        return self._text.get(key, "")

    def refuse(self, fault: Fault, **values: str | int) -> None:
        """Put one more reason down."""
        self.reasons.append(Reason(fault, values))

    def take(self, default: Value, read: Callable[..., Value], *arguments: object) -> Value:
        """What `read` makes of it, or the default and one reason more."""
        try:
            return read(*arguments)
        except BadRow as bad:
            self.reasons.append(bad.reason)
            return default


def read(row: Sequence[str], places: Mapping[str, int], known: Known) -> Reading:
    """The entry that a row makes, or every reason why it makes none."""
    cell = _Row(row, places)
    blank = ("", "")
    name = cell.take(blank, cells.pair, cell["name"], cell["name_ur"], "name")
    father = cell.take(blank, cells.pair, cell["father"], cell["father_ur"], "father")
    number, year = cell.take(("", 0), cells.case, cell["case_ref"], cell["year"], known.today)
    station = cells.word(cell["station"])
    office, station_key = known.stations.get(station, (None, station[: cells.MOST_IN_KEY]))
    entry = Entry(
        office_id=office,
        station=cell["station"],
        station_key=station_key,
        case_ref=cell["case_ref"],
        case_key=number,
        year=year,
        sections=cell["sections"],
        stage=cell.take(Stage.PENDING, cells.stage, cell["stage"]),
        court=cell["court"],
        decided_on=cell.take(None, cells.day, cell["decided_on"], known.today),
        juvenile=cell.take(None, cells.yes, cell["juvenile"], "juvenile"),
        name=name[0],
        name_ur=name[1],
        father=father[0],
        father_ur=father[1],
        relation=cell.take(None, cells.relation, cell["relation"]),
        cnic=cell.take("", cells.cnic, cell["cnic"]),
        birth_year=cell.take(None, cells.born, cell["birth_year"], year) if year else None,
        address=cell["address"],
        district=cell.take("", _district, cell["district"], known.districts),
    )
    if not cell.reasons:
        _judge(entry, cell)
    return Reading(None, tuple(cell.reasons)) if cell.reasons else Reading(entry)


def _district(text: str, districts: Mapping[str, str]) -> str:
    if cells.blank(text):
        return ""
    code = districts.get(cells.word(text))
    if code is None:
        raise BadRow(Fault.DISTRICT_UNKNOWN, value=text[:40])
    return code


def _judge(entry: Entry, row: _Row) -> None:
    """What the cells say together."""
    if not (entry.name or entry.name_ur):
        row.refuse(Fault.NAME_MISSING)
    if not (entry.father or entry.father_ur):
        row.refuse(Fault.FATHER_MISSING)
    if entry.stage == Stage.CONVICTED and not entry.court:
        row.refuse(Fault.COURT_MISSING)
    if entry.stage == Stage.CONVICTED and entry.decided_on is None:
        row.refuse(Fault.DECISION_MISSING)
    if entry.decided_on and entry.decided_on.year < entry.year:
        row.refuse(Fault.DATE_EARLY, value=entry.decided_on.isoformat(), year=entry.year)
    if not entry.juvenile and entry.birth_year and entry.year - entry.birth_year < ADULT:
        row.refuse(Fault.CHILD, born=entry.birth_year, year=entry.year)
