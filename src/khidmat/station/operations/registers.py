"""Writing the registers that are entered once.

Locks: the struck or completed line, the diary where a line stands in it, the register's number, the ledger.
"""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, Stale
from khidmat.kernel.ids import uuid7
from khidmat.kernel.transactions import as_one
from khidmat.kernel.urdu import clean
from khidmat.org.public import next_number
from khidmat.station import book_paper, events, register_events, register_words
from khidmat.station.models import RegisterCell, RegisterLine
from khidmat.station.models.registers import SHORTEST_REASON
from khidmat.station.operations.diary import hold, write
from khidmat.station.queries import books
from khidmat.station.registers import WHOLE, Column, Part, Register

Value = str | int | date
#: Letters of one cell.
LONGEST = 4000


@as_one
def write_line(
    *,
    register: int,
    part: str,
    station: str = "",
    values: Mapping[str, Value | None],
    actor: Actor,
    now: datetime,
) -> RegisterLine:
    """Write a line of a register under its next number, at the own station if no code says another.

    Raises `Invalid` by column.
    """
    to = books.writable(actor, register, part, station)
    return _add(to, _checked(to.part.first, values, now), None, "", actor, now)


@as_one
def strike_line(
    *, line_id: UUID, reason: str, values: Mapping[str, Value | None], actor: Actor, now: datetime
) -> RegisterLine:
    """Strike a wrong line and write the right one; both stay legible."""
    to, wrong = books.strikeable(actor, line_id)
    _lock(wrong)
    if RegisterLine.objects.filter(strikes=wrong).exists():
        raise Stale(_("This line is struck already. Look at the one that stands in its place."))
    if len(clean(reason)) < SHORTEST_REASON:
        why = _("Write what is wrong in the line, in at least %(letters)s letters.") % {
            "letters": SHORTEST_REASON
        }
        raise Invalid(_("The line is not struck yet."), fields={"struck_because": why})
    return _add(to, _checked(to.part.columns, values, now), wrong, clean(reason), actor, now)


@as_one
def complete_line(
    *, line_id: UUID, values: Mapping[str, Value | None], actor: Actor, now: datetime
) -> RegisterLine:
    """Fill what has happened since a line was written; each column once."""
    to, one = books.completable(actor, line_id)
    _lock(one)
    if RegisterLine.objects.filter(strikes=one).exists():
        raise Stale(_("This line is struck already. Look at the one that stands in its place."))
    open_ones = books.open_columns(one, to.part)
    said = {code: value for code, value in _checked(open_ones, values, now).items() if value is not None}
    if not said:
        raise Invalid(_("Nothing is written yet. Fill at least one column."))
    _fill(one, to.part, said, actor.user, max(now, one.at))
    record(
        register_events.REGISTER_COMPLETED,
        subject=one,
        actor=actor,
        at=now,
        register=to.register.roman,
        line=str(one),
        columns=", ".join(sorted(said)),
    )
    return one


@as_one
def look(*, register: int, code: str, year: str, actor: Actor, now: datetime) -> books.Book:
    """A register as its reader may see it. Opening a restricted one is an event."""
    found = books.book(actor, register, code, year, now)
    if found.register.restricted:
        record(
            register_events.REGISTER_OPENED,
            subject=None,
            actor=actor,
            at=now,
            register=found.register.roman,
            station=found.station.code,
            year=found.year,
        )
    return found


def print_book(*, register: int, code: str, year: str, actor: Actor, now: datetime) -> bytes:
    """A register of a whole year on paper; the printing stands in the ledger before the paper is set."""
    found = book_paper.read(actor, register, code, year, now)
    with transaction.atomic():
        record(
            events.REGISTER_PRINTED,
            subject=found.station,
            actor=actor,
            at=now,
            register=f"{found.register.roman} {found.year}",
            office=found.station.code,
        )
    return book_paper.pdf(found, actor)


def _checked(
    columns: tuple[Column, ...], values: Mapping[str, Value | None], now: datetime
) -> dict[str, Value | None]:
    """What is written, cleaned. Raises `Invalid` with what is missing or cannot be, by column."""
    wrong: dict[str, str | Promise] = {}
    found: dict[str, Value | None] = {}
    for one in columns:
        value = values.get(one.code)
        plain = clean(value)[:LONGEST] if isinstance(value, str) else value
        found[one.code] = None if plain == "" else plain
        if found[one.code] is None:
            if one.needed:
                wrong[one.code] = _("It is empty. Write it.")
        elif isinstance(plain, date) and not one.ahead and plain > localdate(now):
            wrong[one.code] = _("This day lies ahead. Write the day on which it happened.")
        elif one.kind == "choice" and plain not in {option.code for option in one.options}:
            wrong[one.code] = _("Choose one of these.")
    if wrong:
        raise Invalid(_("The line is not written yet. What you wrote is still here."), fields=wrong)
    return found


def _lock(one: RegisterLine) -> None:
    RegisterLine.objects.select_for_update().get(pk=one.pk)


def _add(
    to: books.To,
    said: Mapping[str, Value | None],
    strikes: RegisterLine | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> RegisterLine:
    written = _balanced(to.part, said)
    if to.register.diary:
        hold(station_id=to.station.pk, actor=actor, now=now)
    made = RegisterLine(
        id=uuid7(),
        station=to.station,
        register=to.register.number,
        part=to.part.code,
        year=localdate(now).year,
        width=sum(not to.part.column(code).later for code in written),
        at=now,
        by_id=actor.user,
        role=actor.role,
        strikes=strikes,
        reason=reason,
    )
    made.number = next_number(office_id=made.station_id, kind=f"register_{made.register}", year=made.year)
    if to.register.diary:
        _enter(to.register, made, actor, now)
    made.save(force_insert=True)
    _fill(made, to.part, written, actor.user, made.at)
    record(
        register_events.REGISTER_WRITTEN,
        subject=made,
        actor=actor,
        at=now,
        register=to.register.roman,
        part=made.part,
        line=str(made),
        strikes=str(strikes) if strikes else "",
    )
    return made


def _balanced(part: Part, said: Mapping[str, Value | None]) -> dict[str, Value]:
    """What is written; an account's line moves money. Raises `Invalid`."""
    written = {code: value for code, value in said.items() if value is not None}
    if part.balance and not any(code in written for code in part.balance):
        wrong = {part.balance[0]: _("Write what was received or what was paid.")}
        raise Invalid(_("The line is not written yet. What you wrote is still here."), fields=wrong)
    return written


def _enter(kind: Register, made: RegisterLine, actor: Actor, now: datetime) -> None:
    """The line's entry in the diary: that it was written, never what it says."""
    said = register_words.written(kind, str(made), str(made.strikes) if made.strikes else "")
    made.entry = write(
        station_id=made.station_id,
        kind=str(kind.diary),
        happened_at=now,
        text=said[0],
        text_ur=said[1],
        about_kind="register",
        about_id=made.pk,
        actor=actor,
        now=now,
    )
    made.at = made.entry.written_at


def _fill(line: RegisterLine, part: Part, said: Mapping[str, Value], by: UUID, at: datetime) -> None:
    """The cells of a line, each in the column of its kind."""
    for code, value in said.items():
        column = part.column(code)
        cell = RegisterCell(line=line, code=code, later=column.later, by_id=by, at=at)
        if column.kind == "date" and isinstance(value, date):
            cell.day = value
        elif column.kind in WHOLE and isinstance(value, int):
            cell.whole = value
        else:
            cell.text = str(value)
        cell.save(force_insert=True)
