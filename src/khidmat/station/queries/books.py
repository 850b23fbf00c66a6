"""The 25 registers as their readers see them: of one station and year, each part with its heads and its lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, NotFound
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import ascii_digits, clean, isolate
from khidmat.org.public import Office, OfficeKind
from khidmat.station import policies, registers
from khidmat.station.models import RegisterCell, RegisterLine
from khidmat.station.queries.facts import FACTS
from khidmat.station.queries.property import offices
from khidmat.station.queries.views import Row, Value
from khidmat.station.registers import WHOLE, Column, Part, Register
from khidmat.ui.formats import bilingual, date_table, local, number

#: Lines of a part on one page, the newest; print and file have all.
ROWS = 100
#: The kinds whose marks run left to right.
LTR = ("mark", "date", "moment", *WHOLE)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column. `long`: what stands below it needs room."""

    title: str
    title_ur: str
    ltr: bool
    long: bool = False


SERIAL = Head("No.", "نمبر شمار", ltr=True)
WRITTEN = Head("Written", "تاریخ و وقت اندراج", ltr=True)
WRITER = Head("Written by", "درج کنندہ", ltr=False)
BALANCE = Head("Balance (Rs)", "بقایا (روپے)", ltr=True)
STRUCK = Head("Struck", "قلم زد", ltr=False, long=True)


@dataclass(frozen=True, slots=True)
class Box:
    """One cell: the value, and how it is shown. `why`: it says why its line is struck, and is not struck itself."""

    value: Value
    text: str
    ltr: bool
    why: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a register; struck ones stay legible. The addresses are "" where the reader goes nowhere."""

    boxes: Sequence[Box]
    url: str = ""
    struck: bool = False
    complete_url: str = ""
    strike_url: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A part with its lines; `new_url` for who may write one. `more`: older lines are left out of the page."""

    part: Part
    heads: Sequence[Head]
    lines: Sequence[Line]
    new_url: str
    more: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A register of a station and a year."""

    register: Register
    station: Office
    year: int
    parts: Sequence[Shown]
    stations: Sequence[Office]
    made_at: datetime


def stations(actor: Actor, permission: str) -> QuerySet[Office]:
    """The stations whose registers a right reaches."""
    return offices(actor, permission).filter(kind=OfficeKind.STATION).order_by("code")


def defined(number: int, code: str) -> tuple[Register, Part]:
    """A register and a part of it. Raises `NotFound`."""
    found = registers.register(number)
    part = next((one for one in found.parts if one.code == code), None) if found else None
    if found is None or part is None:
        raise NotFound(_("This register was not found."))
    return found, part


@dataclass(frozen=True, slots=True)
class To:
    """Where a line is written: the part of a register of a station."""

    register: Register
    part: Part
    station: Office


def writable(actor: Actor, register: int, code: str, station: str) -> To:
    """Where the reader may write; without a code the first part that is entered, without a station his own.

    Raises `Forbidden`, `NotFound`.
    """
    found = registers.register(register)
    entered_ones = [one.code for one in found.parts if one.fact is None] if found else []
    if found is not None and not entered_ones:
        raise Forbidden(_("This register is a view of what is written elsewhere; nothing is typed into it."))
    kind, part = defined(register, code or next(iter(entered_ones), ""))
    if part.fact is not None or kind.writes is None:
        raise Forbidden(_("This part is a view of what is written elsewhere; nothing is typed into it."))
    TABLE.require(actor, kind.reads)
    TABLE.require(actor, kind.writes)
    reach = offices(actor, kind.writes)
    one = reach.filter(code=clean(station)).first() if station else reach.filter(pk=actor.office).first()
    if one is None:
        raise NotFound(_("This station was not found."))
    return To(kind, part, one)


def strikeable(actor: Actor, line_id: UUID) -> tuple[To, RegisterLine]:
    """A line that the reader may strike: whoever may write its register. Raises `NotFound`, `Forbidden`."""
    return _found(actor, line_id, "")


def completable(actor: Actor, line_id: UUID) -> tuple[To, RegisterLine]:
    """A line that the reader may complete: the station does. Raises `NotFound`, `Forbidden`."""
    return _found(actor, line_id, policies.WRITE_REGISTER)


def _found(actor: Actor, line_id: UUID, permission: str) -> tuple[To, RegisterLine]:
    one = RegisterLine.objects.select_related("station").filter(pk=line_id).first()
    if one is None:
        raise NotFound(_("This line was not found."))
    kind, part = defined(one.register, one.part)
    needs = permission or kind.writes or policies.WRITE_REGISTER
    TABLE.require(actor, kind.reads)
    TABLE.require(actor, needs)
    if not offices(actor, needs).filter(pk=one.station_id).exists():
        raise NotFound(_("This line was not found."))
    return To(kind, part, one.station), one


def called(to: To) -> str:
    """What a part of a register is called on a form."""
    title = f"{isolate(to.register.roman)} · {bilingual(to.register)}"
    return " · ".join(one for one in (title, bilingual(to.part), bilingual(to.station)) if one)


def open_columns(one: RegisterLine, part: Part) -> tuple[Column, ...]:
    """The columns of a line that are filled later and are empty still."""
    filled = set(one.cells.values_list("code", flat=True))
    return tuple(column for column in part.later if column.code not in filled)


def values(one: RegisterLine) -> dict[str, Value]:
    """What stands in a line, by column."""
    return {cell.code: _value(cell) for cell in one.cells.all()}


def _value(cell: RegisterCell) -> Value:
    if cell.day is not None:
        return cell.day
    return cell.whole if cell.whole is not None else cell.text


def book(
    actor: Actor, number_: int, code: str, year: str, now: datetime, *, of_whole_year: bool = False
) -> Book:
    """A register of the station asked for, or of the first that may be read. Raises `NotFound`, `Forbidden`."""
    found = registers.register(number_)
    if found is None:
        raise NotFound(_("This register was not found."))
    TABLE.require(actor, found.reads)
    reach = list(stations(actor, found.reads))
    station = next((one for one in reach if not code or one.code == code), None)
    if station is None:
        raise NotFound(_("This station was not found."))
    chosen = _year(year, now)
    most = None if of_whole_year else ROWS + 1
    writes = _may_write(actor, found, station)
    parts = [_part(found, part, station, chosen, most, writes) for part in found.parts]
    return Book(found, station, chosen, parts, reach, now)


def _year(asked: str, now: datetime) -> int:
    digits = ascii_digits(asked)[:4]
    plain = len(digits) == 4 and digits.isascii() and digits.isdecimal() and digits >= "1900"
    return int(digits) if plain else localdate(now).year


@dataclass(frozen=True, slots=True)
class May:
    """What the reader may do with the lines of a register at this station."""

    write: bool
    complete: bool


def _may_write(actor: Actor, found: Register, station: Office) -> May:
    def reaches(right: str | None) -> bool:
        return right is not None and stations(actor, right).filter(pk=station.pk).exists()

    return May(reaches(found.writes), bool(found.writes) and reaches(policies.WRITE_REGISTER))


def _part(found: Register, part: Part, station: Office, year: int, most: int | None, may: May) -> Shown:
    heads = [Head(one.title, one.title_ur, one.kind in LTR, one.kind == "lines") for one in part.columns]
    if part.fact is not None:
        rows = FACTS[part.fact](station, year, most)
        lines = [_view(part, row) for row in rows]
        new_url = ""
    else:
        ones = entered(found, part, station, year)
        lines = _entered(part, ones if most is None else ones[-most:], _balances(part, ones), may)
        lines.reverse()
        heads = [SERIAL, WRITTEN, *heads, *([BALANCE] if part.balance else []), WRITER, STRUCK]
        asked = f"?part={part.code}&station={station.code}"
        new_url = reverse("station:new_line", args=[found.number]) + asked if may.write else ""
    if most is None:
        lines.reverse()
        return Shown(part, heads, lines, new_url, more=False)
    return Shown(part, heads, lines[:ROWS], new_url, more=len(lines) > ROWS)


def _view(part: Part, row: Row) -> Line:
    return Line([_box(one, row.cells[one.code]) for one in part.columns], url=row.url)


def entered(found: Register, part: Part, station: Office, year: int) -> list[RegisterLine]:
    """The lines of an entered part, in their order, with their cells."""
    ones = RegisterLine.objects.filter(station=station, register=found.number, part=part.code, year=year)
    return list(ones.select_related("by", "struck_by").prefetch_related("cells").order_by("number"))


def _entered(part: Part, ones: Sequence[RegisterLine], balances: Mapping[UUID, int], may: May) -> list[Line]:
    return [_line(part, one, balances.get(one.pk), may) for one in ones]


def _line(part: Part, one: RegisterLine, balance: int | None, may: May) -> Line:
    cells = values(one)
    instead = getattr(one, "struck_by", None)
    boxes = [
        Box(str(one), str(one), ltr=True),
        Box(one.at, _moment(one.at), ltr=True),
        *(_box(column, cells.get(column.code)) for column in part.columns),
    ]
    if part.balance:
        boxes.append(Box(balance, "" if balance is None else number(balance), ltr=True))
    why = _("No. %(number)s: %(reason)s") % {"number": instead, "reason": instead.reason} if instead else ""
    boxes += [Box(bilingual(one.by), bilingual(one.by), ltr=False), Box(why, why, ltr=False, why=True)]
    waits = any(column.code not in cells for column in part.later)
    return Line(
        boxes,
        struck=instead is not None,
        complete_url=reverse("station:complete_line", args=[one.pk])
        if waits and may.complete and instead is None
        else "",
        strike_url=reverse("station:strike_line", args=[one.pk]) if may.write and instead is None else "",
    )


def _balances(part: Part, ones: Sequence[RegisterLine]) -> dict[UUID, int]:
    """What is left after each line that stands, beginning with what the years before left."""
    if part.balance is None or not ones:
        return {}
    left = _left_before(part.balance, ones[0])
    found: dict[UUID, int] = {}
    for one in ones:
        if getattr(one, "struck_by", None) is None:
            left += _sum(part.balance, one.cells.all())
            found[one.pk] = left
    return found


def _left_before(balance: tuple[str, str], first: RegisterLine) -> int:
    earlier = RegisterCell.objects.filter(
        line__station_id=first.station_id,
        line__register=first.register,
        line__part=first.part,
        line__year__lt=first.year,
        line__struck_by__isnull=True,
    )
    return _sum(balance, earlier)


def _sum(balance: tuple[str, str], cells: "QuerySet[RegisterCell]") -> int:
    signs = {balance[0]: 1, balance[1]: -1}
    return sum(signs.get(cell.code, 0) * (cell.whole or 0) for cell in cells)


def _box(column: Column, value: Value) -> Box:
    return Box(value, _shown(column, value), column.kind in LTR)


def _shown(column: Column, value: Value) -> str:
    """A value as it stands on page and paper."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return date_table(value)
    if isinstance(value, int):
        return number(value)
    if column.kind == "choice":
        return next((bilingual(one) for one in column.options if one.code == value), value)
    return value


def _moment(moment: datetime) -> str:
    return f"{date_table(moment)} {local(moment):%H:%M}"
