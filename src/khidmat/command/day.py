"""The day of an office at a glance: what is late, what came and went today, where it waits, who has what in hand.

Every figure is one of a report's, asked for this day, and opens the same rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khidmat.command.cash import Till, tills
from khidmat.command.showing import Spread, figure_url, spread
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.hiding import Cell
from khidmat.kernel.planning import by_its_values
from khidmat.kernel.reports import Asked, Choice, Report, Sheet, by_code, known, sheet, summary
from khidmat.kernel.urdu import isolate
from khidmat.org.public import OfficeKind, office
from khidmat.ui.formats import number

STATEMENT, LATENESS, WORK = "statement-of-services", "lateness", "work-of-officers"
#: What people say comes after their paper, a few a day: so many days of it are looked at together.
FEEDBACK, LATELY = "feedback", 30
#: Figures of the statement, exceptions first, with the tone of a figure that is not nought.
WAITING = (("overdue", "bad"), ("age_3", "bad"), ("age_2", "warn"), ("pending", ""), ("unpaid", ""))
TODAY = (("received", ""), ("decided", ""), ("late", "bad"), ("refused", ""), ("issued", "good"))
#: Words that fit this page better than the column's.
WORDS = {"pending": gettext_lazy("All that is pending"), "late": gettext_lazy("Decided late")}
NOTHING = gettext_lazy("Nothing runs here.")
#: Offices so large that their officers are a page of their own.
LARGE = (OfficeKind.PROVINCE, OfficeKind.REGION, OfficeKind.DISTRICT)
#: Offices where no step of an application runs.
POINTS = (OfficeKind.KHIDMAT_CENTRE, OfficeKind.KHIDMAT_COUNTER, OfficeKind.KHIDMAT_VAN)


@dataclass(frozen=True, slots=True)
class Tile:
    """A count that opens its rows."""

    label: str | Promise
    count: int
    url: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Tiles:
    """Counts under a heading."""

    title: str
    tiles: Sequence[Tile]


@dataclass(frozen=True, slots=True)
class Part:
    """A report of the day under a heading, without the columns that a day does not need."""

    title: str
    spread: Spread
    empty: str | Promise


@dataclass(frozen=True, slots=True)
class Day:
    """What the page of an office shows."""

    office: str | Promise
    chosen: str
    offices: Sequence[Choice]
    counts: Sequence[Tiles]
    parts: Sequence[Part]
    cash: Sequence[Till] | None
    now: datetime


@by_its_values()
def day(actor: Actor, *, chosen: str, now: datetime) -> Day:
    """The day of an office in reach, by default the reader's own. Raises `NotFound` for another."""
    statement = by_code(STATEMENT, actor)
    offices = statement.offices(actor, chosen)
    codes = [one.code for one in offices]
    if not codes or (chosen and chosen not in codes):
        raise NotFound(_("This office is not part of your present posting."))
    code = chosen or codes[0]
    books = summary(statement, actor, _asked(statement, code, now))
    parts = _parts(actor, code, now)
    counts = [Tiles(_("Waiting"), _tiles(books, WAITING)), Tiles(_("Today"), _tiles(books, TODAY))]
    return Day(books.office, code, offices, counts, parts, tills(actor, code, now), now)


def _parts(actor: Actor, code: str, now: datetime) -> list[Part]:
    """Lateness, then its offices or its officers; a counter's applications are late elsewhere, with their stations."""
    late, work = by_code(LATENESS, actor), by_code(WORK, actor)
    kind, found = OfficeKind(office(code).kind), []
    by_step = sheet(late, actor, _asked(late, code, now))
    if kind not in POINTS:
        found.append(Part(_("Late by step"), spread(by_step), NOTHING))
    if kind in LARGE:
        asked = _asked(late, code, now, "office")
        # The total is the same however it is divided: counted once, 20 ms less with 100,000 applications.
        by_office = replace(by_step, asked=asked, lines=late.lines(actor, asked))
        found.append(Part(_("Late by office"), spread(by_office), NOTHING))
    else:
        by_officer = spread(sheet(work, actor, _asked(work, code, now)))
        found.append(Part(str(work.title), by_officer, NOTHING))
    return found + _said(actor, code, now)


def _said(actor: Actor, code: str, now: datetime) -> list[Part]:
    """What people said lately, for whoever answers for it at this very office."""
    found = next((one for one in known(actor) if one.code == FEEDBACK), None)
    if found is None or code not in {one.code for one in found.offices(actor, code)}:
        return []
    asked = _asked(found, code, now)
    since = asked.until - timedelta(days=LATELY - 1)
    shown = spread(sheet(found, actor, replace(asked, since=since)))
    title = _("What people say, the last %(days)s days") % {"days": isolate(number(LATELY))}
    return [Part(title, shown, _("Nobody has said anything in these days."))]


def _asked(report: Report, code: str, now: datetime, by: str = "") -> Asked:
    today = localdate(now)
    return Asked(today, today, code, by or report.by[0].code, now)


def _tiles(books: Sheet, wanted: Sequence[tuple[str, str]]) -> list[Tile]:
    found = []
    for code, tone in wanted:
        count = _count(books.total.get(code))
        url = figure_url(books, "", books.report.column(code)) if count else ""
        found.append(Tile(WORDS.get(code, books.report.column(code).title), count, url, tone))
    return found


def _count(cell: Cell) -> int:
    return int(cell) if isinstance(cell, int | float) else 0
