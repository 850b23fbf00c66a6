"""Reading who is held: where, since when, which clock is due next. Names as `queries.accused` lets them be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import CharField, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.clocks.public import Clock, Rule, rule_of
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import TABLE
from khidmat.org.public import Office, within
from khidmat.station import policies
from khidmat.station.custody_states import AT_LARGE, ENDED, MOST_POLICE_DAYS, Stands, Where
from khidmat.station.models import (
    Accused,
    AccusedText,
    Arrest,
    ArrestText,
    Custody,
    CustodyClock,
    Escape,
    Fir,
    Hand,
    Informed,
    Note,
    Production,
    Release,
    Remand,
    Whereabouts,
)
from khidmat.station.queries import accused as accused_queries
from khidmat.station.queries import fir as firs
from khidmat.station.queries.sealed import IsChild
from khidmat.ui.formats import date_table, language_or, local

NEEDED = ("fir__complaint", "fir__station", "accused__fir", "custody__station", "station", "by", "entry__day")
ROWS = 100
NOTES = 50
#: With less than this left of a clock its line says so: the time of a way to the court and the papers for it.
SOON, NONE = timedelta(hours=6), timedelta()


def arrests(actor: Actor, permission: str = policies.READ_CUSTODY) -> QuerySet[Arrest]:
    """The arrests that this right reaches: of its cases, and of whoever is held there for a case of another station."""
    here = _here(actor, permission)
    kept = Exists(Custody.objects.filter(pk=OuterRef("custody_id"), station_id__in=here.values("pk")))
    return Arrest.objects.filter(Q(station_id__in=here.values("pk")) | kept).select_related(*NEEDED)


def _here(actor: Actor, permission: str = policies.READ_CUSTODY) -> QuerySet[Office]:
    """The offices that this right reaches."""
    scope = TABLE.scope(actor, permission)
    return within(actor, scope) if scope else Office.objects.none()


def arrest(actor: Actor, arrest_id: UUID, permission: str = policies.READ_CUSTODY) -> Arrest:
    """One arrest. Raises `NotFound`."""
    found = arrests(actor, permission).filter(pk=arrest_id).first()
    if found is None:
        raise NotFound(_("This arrest was not found."))
    return found


@dataclass(frozen=True, slots=True)
class Due:
    """A clock of an arrest."""

    clock: Clock
    rule: Rule
    title: str
    late: bool
    soon: bool


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody who is held, with those of his arrests that may stand beside each other; `due` the next open clock.

    `who` is "" where it is sealed from the reader, `more`: a further case holds him, which is not shown here.
    """

    custody: Custody
    arrests: Sequence[Arrest]
    who: str
    more: bool
    due: Due | None


@dataclass(frozen=True, slots=True)
class LockUp:
    """Who is held in a territory, the longest first; who escaped and is looked for; the last lines of the register."""

    held: Sequence[Held]
    at_large: Sequence[Held]
    in_jail: int
    checks: Sequence[Note]
    more: bool


def lock_up(actor: Actor, now: datetime) -> LockUp:
    """Who is held by the police in the territory or for a case of it, longest first."""
    here = _here(actor).values("pk")
    for_us = Arrest.objects.filter(custody=OuterRef("pk"), station_id__in=here, status=Stands.HELD)
    found = Custody.objects.filter(Q(station_id__in=here) | Exists(for_us)).exclude(status__in=ENDED)
    rows = list(
        found.exclude(status=Where.JAIL).select_related("station").order_by("since", "pk")[: ROWS + 1]
    )
    open_ones = Arrest.objects.filter(custody__in=rows[:ROWS], status=Stands.HELD)
    looked_for = CustodyClock.objects.filter(
        clock__rule=AT_LARGE, clock__met_at=None, clock__cancelled_at=None
    )
    gone = arrests(actor).filter(status=Stands.ESCAPED, pk__in=looked_for.values("arrest"))
    at_large = gone.order_by("-custody__moved_at", "-pk")[:ROWS]
    checks = Note.objects.filter(custody__isnull=True, station_id__in=here).select_related("by", "station")
    return LockUp(
        held=_held(actor, open_ones.select_related(*NEEDED).order_by("custody__since", "custody", "pk"), now),
        at_large=_held(actor, at_large, now),
        in_jail=found.filter(status=Where.JAIL).count(),
        checks=list(checks.order_by("-at", "-pk")[:5]),
        more=len(rows) > ROWS,
    )


def _held(actor: Actor, found: QuerySet[Arrest], now: datetime) -> list[Held]:
    """Some arrests by the body that they hold, with the names and cases that the reader may know together."""
    rows = list(found)
    mine = set(arrests(actor).filter(pk__in=[one.pk for one in rows]).values_list("pk", flat=True))
    dues, names = _dues(rows, now), _names(actor, rows)
    bodies: dict[UUID, list[Arrest]] = {}
    for one in rows:
        bodies.setdefault(one.custody_id, []).append(one)
    lines = []
    for ones in bodies.values():
        shown, who = told_together([one for one in ones if one.pk in mine], names)
        due = _next([due for one in shown for due in dues.get(one.pk, [])])
        lines.append(Held(ones[0].custody, shown, who, len(shown) < len(ones), due))
    return lines


def told_together(ones: Sequence[Arrest], names: dict[UUID, str]) -> tuple[Sequence[Arrest], str]:
    """Those of a body's arrests that may stand in one line, and the name.

    A name never stands beside a case that withholds it: only the cases that tell it, or all of them without it.
    """
    known = [one for one in ones if one.accused_id in names]
    return (known, names[known[0].accused_id]) if known else (ones, "")


def _names(actor: Actor, rows: Sequence[Arrest]) -> dict[UUID, str]:
    """The names that the reader may know; what is sealed is read case by case."""
    found: dict[UUID, str] = {}
    for one in {row.fir_id: row.fir for row in rows}.values():
        for line in accused_queries.of(actor, one):
            if line.text is not None:
                found[line.accused.pk] = named(line.text)
    return found


def named(text: AccusedText) -> str:
    """The name of an accused, or the beginning of his description."""
    return text.name_ur or text.name or text.described[:60]


def _dues(rows: Sequence[Arrest], now: datetime) -> dict[UUID, list[Due]]:
    """The open clocks of some arrests, the next due first."""
    urdu = language_or() == "ur"
    found: dict[UUID, list[Due]] = {}
    mine = CustodyClock.objects.filter(arrest__in=rows, clock__met_at=None, clock__cancelled_at=None)
    for one in mine.select_related("clock").order_by("clock__due_at"):
        rule = rule_of(one.clock)
        left = one.clock.due_at - now
        title = rule.title_ur if urdu else rule.title
        due = Due(one.clock, rule, title, late=left <= NONE, soon=NONE < left < SOON)
        found.setdefault(one.arrest_id, []).append(due)
    return found


def _next(dues: Sequence[Due]) -> Due | None:
    """The next duty; a right that ripens in a year stands behind what is due."""
    return min(dues, key=lambda due: (due.rule.nature == "right", due.clock.due_at), default=None)


@dataclass(frozen=True, slots=True)
class File:
    """One arrest with everything that followed. `text` is None where it is sealed, and then no words are there.

    `others`: further cases that hold the person and may be told beside this one; `withheld`: how many may not.
    `came_held`: he was held already when he was arrested in this case. `ordered`: lock-up or jail.
    """

    arrest: Arrest
    line: accused_queries.Line
    text: ArrestText | None
    hands: Sequence[Hand]
    informed: Sequence[Informed]
    places: Sequence[Whereabouts]
    productions: Sequence[Production]
    remands: Sequence[Remand]
    notes: Sequence[Note]
    dues: Sequence[Due]
    release: Release | None
    escape: Escape | None
    police_days: int
    mine: bool
    others: Sequence[Arrest]
    withheld: int
    came_held: bool
    ordered: str


def file(actor: Actor, one: Arrest, now: datetime) -> File:
    """Everything of one arrest that this reader may see."""
    line = accused_queries.line(actor, one.accused)
    with firs.unsealed(one.fir):
        open_words = line.text is not None
        text = ArrestText.objects.filter(arrest=one).first() if open_words else None
        informed = list(Informed.objects.filter(arrest=one).order_by("at", "pk")) if open_words else []
        notes = _notes(one.custody) if open_words else []
        release = Release.objects.filter(arrest=one).select_related("by").first() if open_words else None
        escape = (
            Escape.objects.filter(custody=one.custody_id).select_related("by").first() if open_words else None
        )
    others, withheld = _others(actor, one, told=open_words)
    return File(
        arrest=one,
        line=line,
        text=text,
        hands=list(one.hands.order_by("number")),
        informed=informed,
        places=list(one.custody.whereabouts.select_related("by").order_by("number")),
        productions=list(one.productions.order_by("at", "pk")),
        remands=list(one.remands.order_by("at", "pk")),
        notes=notes,
        dues=_dues([one], now).get(one.pk, []),
        release=release,
        escape=escape,
        police_days=police_days(one),
        mine=firs.investigates(actor, one.fir),
        others=others,
        withheld=withheld,
        came_held=one.custody.arrests.filter(pk__lt=one.pk).exists(),
        ordered=ordered_place(one.custody) if one.custody.status not in ENDED else "",
    )


def _others(actor: Actor, one: Arrest, *, told: bool) -> tuple[list[Arrest], int]:
    """The other cases that hold the person, and how many are not told: where a name is withheld, none is."""
    rest = [each for each in holding(one.custody) if each.pk != one.pk]
    names = _names(actor, rest) if told else {}
    shown = [each for each in rest if each.accused_id in names]
    return shown, len(rest) - len(shown)


def _notes(body: Custody) -> list[Note]:
    return list(Note.objects.filter(custody=body).select_related("by").order_by("-at", "-pk")[:NOTES])


class OrderedPlace(Func):
    """Lock-up or jail, as the last orders of all open arrests of a custody say together."""

    function = "station_ordered_place"
    output_field = CharField()


def ordered_place(body: Custody) -> str:
    """Where the orders say that the body is: `lock_up` or `jail`.

    The last order of each open arrest counts. One of police custody keeps the person with the police; without any such
    order one of judicial custody means jail; without any order at all it is the lock-up, for the first 24 hours.
    """
    return str(Custody.objects.values_list(OrderedPlace(F("pk")), flat=True).get(pk=body.pk))


class PoliceDays(Func):
    """Days of police custody ordered for an accused in his case: over every arrest, under every name he had in it."""

    function = "station_police_days"
    output_field = IntegerField()


def police_days(one: Arrest) -> int:
    """Days of police custody ordered for this person in this case, over every arrest."""
    return int(Arrest.objects.values_list(PoliceDays(F("accused")), flat=True).get(pk=one.pk))


def may_leave_jail(one: Arrest, now: datetime) -> bool:
    """Whether police custody may still be ordered after the jail: in the first fifteen days from the first order."""
    first = one.remands.order_by("at").values_list("at", flat=True).first()
    return first is None or (localdate(now) - localdate(first)).days < MOST_POLICE_DAYS


def last_order(one: Arrest) -> Remand | None:
    """The order of remand that counts now."""
    return one.remands.order_by("-at", "-pk").first()


def days_left(one: Arrest) -> int:
    """Days of police custody that the law leaves."""
    return MOST_POLICE_DAYS - police_days(one)


def open_arrest(accused_id: UUID) -> Arrest | None:
    """The arrest under which an accused is held now in his case."""
    return Arrest.objects.filter(accused=accused_id, status=Stands.HELD).select_related(*NEEDED).first()


def held(who: Accused, *, for_update: bool = False) -> Custody | None:
    """The custody in which a person of the index is now, in whatever case."""
    if who.person_id is None:
        return None
    found = Custody.objects.filter(person=who.person_id).exclude(status__in=ENDED)
    if for_update:
        found = found.select_for_update(of=("self",))
    return found.select_related("station").first()


def holding(body: Custody) -> list[Arrest]:
    """The open arrests of a custody, the first one first."""
    return list(
        Arrest.objects.filter(custody=body, status=Stands.HELD).select_related(*NEEDED).order_by("pk")
    )


def beside(who: Accused) -> list[Accused]:
    """Under whom the same person is held now in other cases."""
    one = open_arrest(who.pk)
    return [each.accused for each in holding(one.custody) if each.pk != one.pk] if one else []


def held_in(one: Fir) -> bool:
    """Whether anybody is held in a case, by the police or in jail."""
    return Arrest.objects.filter(fir=one, status=Stands.HELD).exists()


class ClassOf(Func):
    """With whom a body is held; a child is one by any of his open arrests."""

    function = "station_class_of"
    output_field = CharField()


def class_of(body: Custody) -> str:
    """With whom a person is held."""
    return str(Custody.objects.values_list(ClassOf(F("pk"), F("gender")), flat=True).get(pk=body.pk))


def prisoners(station_id: UUID) -> list[tuple[str, str]]:
    """Who is in the lock-up now, a line each in both languages: cases, offences, hour of arrest, cell.

    A sealed one and a child have their number only: the database itself gives no name here.
    """
    there = Custody.objects.filter(station=station_id, status=Where.LOCK_UP)
    rows = Arrest.objects.filter(custody__in=there, status=Stands.HELD).select_related(*NEEDED)
    bodies: dict[UUID, list[Arrest]] = {}
    for one in rows.order_by("custody__since", "custody", "pk"):
        bodies.setdefault(one.custody_id, []).append(one)
    texts = AccusedText.objects.filter(accused__in=rows.values("accused"))
    names = {one.accused_id: named(one) for one in texts}
    return [_prisoner(ones, names) for ones in bodies.values()]


def _prisoner(ones: Sequence[Arrest], names: dict[UUID, str]) -> tuple[str, str]:
    shown, name = told_together(ones, names)
    more = len(ones) - len(shown)
    english, urdu = zip(*map(_for_case, shown), strict=True)
    cell = ones[0].custody.cell
    return (
        f"{name or 'Name withheld'}: {'; '.join(english)}{f'; cases not named: {more}' if more else ''}; {cell}",
        f"{name or 'نام پوشیدہ'}: {'؛ '.join(urdu)}{f'؛ بے نام مقدمے: {more}' if more else ''}؛ {cell}",
    )


def _for_case(one: Arrest) -> tuple[str, str]:
    """For what one arrest holds somebody."""
    said = f"{one.fir}, {one.fir.sections}, {date_table(one.arrested_at)} {local(one.arrested_at):%H:%M}"
    return f"accused {one.accused.number}, FIR {said}", f"ملزم نمبر {one.accused.number}، مقدمہ {said}"


def is_child(accused_id: UUID) -> bool:
    """Whether an accused is taken for a child, counted past the seal."""
    found = Accused.objects.filter(pk=accused_id).annotate(child=IsChild(F("pk")))
    return bool(found.values_list("child", flat=True).first())
