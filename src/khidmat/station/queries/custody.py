"""Reading who is held: where, since when, which clock is due next. Names as `queries.accused` lets them be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Func, IntegerField, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.clocks.public import Clock, Rule, rule_of
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import TABLE
from khidmat.org.public import Office, within
from khidmat.station import policies
from khidmat.station.custody_states import AT_LARGE, ENDED, MOST_POLICE_DAYS, Gender, Where
from khidmat.station.models import (
    Accused,
    AccusedText,
    Arrest,
    ArrestText,
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

ROWS = 100
NOTES = 50
#: With less than this left of a clock its line says so: the time of a way to the court and the papers for it.
SOON, NONE = timedelta(hours=6), timedelta()


def arrests(actor: Actor, permission: str = policies.READ_CUSTODY) -> QuerySet[Arrest]:
    """The arrests that this right reaches."""
    scope = TABLE.scope(actor, permission)
    here = within(actor, scope) if scope else Office.objects.none()
    found = Arrest.objects.filter(station_id__in=here.values("pk"))
    return found.select_related("fir__complaint", "accused__fir", "station", "by", "entry__day")


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
    """Somebody who is held; `who` is "" where it is sealed from the reader, `due` the next open clock."""

    arrest: Arrest
    who: str
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
    """Who is held by the police in the territory, longest first."""
    found = arrests(actor).exclude(status__in=ENDED)
    rows = list(found.exclude(status=Where.JAIL).order_by("arrested_at", "pk")[: ROWS + 1])
    held = _held(actor, rows[:ROWS], now)
    looked_for = CustodyClock.objects.filter(
        clock__rule=AT_LARGE, clock__met_at=None, clock__cancelled_at=None
    )
    gone = arrests(actor).filter(status=Where.ESCAPED, pk__in=looked_for.values("arrest"))
    at_large = _held(actor, list(gone.order_by("-moved_at", "-pk")[:ROWS]), now)
    stations = arrests(actor).values("station_id")
    checks = Note.objects.filter(arrest__isnull=True, station_id__in=stations).select_related("by", "station")
    in_jail = found.filter(status=Where.JAIL).count()
    return LockUp(held, at_large, in_jail, list(checks.order_by("-at", "-pk")[:5]), len(rows) > ROWS)


def _held(actor: Actor, rows: Sequence[Arrest], now: datetime) -> list[Held]:
    """Some arrests with the names that the reader may know and the clock that is due next."""
    dues, names = _dues(rows, now), _names(actor, rows)
    return [Held(one, names.get(one.accused_id, ""), _next(dues.get(one.pk, []))) for one in rows]


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
    duties = [due for due in dues if due.rule.nature != "right"]
    return next(iter([*duties, *dues]), None)


@dataclass(frozen=True, slots=True)
class File:
    """One arrest with everything that followed. `text` is None where it is sealed, and then no words are there."""

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


def file(actor: Actor, one: Arrest, now: datetime) -> File:
    """Everything of one arrest that this reader may see."""
    line = accused_queries.line(actor, one.accused)
    with firs.unsealed(one.fir):
        open_words = line.text is not None
        text = ArrestText.objects.filter(arrest=one).first() if open_words else None
        informed = list(Informed.objects.filter(arrest=one).order_by("at", "pk")) if open_words else []
        notes = _notes(one) if open_words else []
        release = Release.objects.filter(arrest=one).select_related("by").first() if open_words else None
        escape = Escape.objects.filter(arrest=one).select_related("by").first() if open_words else None
    return File(
        arrest=one,
        line=line,
        text=text,
        hands=list(one.hands.order_by("number")),
        informed=informed,
        places=list(one.whereabouts.select_related("by").order_by("number")),
        productions=list(one.productions.order_by("at", "pk")),
        remands=list(one.remands.order_by("at", "pk")),
        notes=notes,
        dues=_dues([one], now).get(one.pk, []),
        release=release,
        escape=escape,
        police_days=police_days(one),
        mine=firs.investigates(actor, one.fir),
    )


def _notes(one: Arrest) -> list[Note]:
    return list(Note.objects.filter(arrest=one).select_related("by").order_by("-at", "-pk")[:NOTES])


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
    """The arrest under which an accused is held now."""
    held = Arrest.objects.filter(accused=accused_id).exclude(status__in=ENDED)
    return held.select_related("fir__complaint", "accused__fir", "station").first()


def held_in(one: Fir) -> bool:
    """Whether anybody is held in a case, by the police or in jail."""
    return Arrest.objects.filter(fir=one).exclude(status__in=ENDED).exists()


def class_of(one: Arrest, *, child: bool) -> str:
    """With whom a person is held."""
    if child:
        return "juvenile"
    return {Gender.WOMAN.value: "women", Gender.TRANSGENDER.value: "transgender"}.get(one.gender, "men")


def prisoners(station_id: UUID) -> list[tuple[str, str]]:
    """Who is in the lock-up now, a line each in both languages: case, offence, hour of arrest, cell.

    A sealed one and a child have their number only: the database itself gives no name here.
    """
    rows = Arrest.objects.filter(station=station_id, status=Where.LOCK_UP).select_related("accused", "fir")
    found = list(rows.order_by("arrested_at", "pk"))
    texts = AccusedText.objects.filter(accused__in=[one.accused_id for one in found])
    names = {one.accused_id: named(one) for one in texts}
    return [_prisoner(one, names.get(one.accused_id, "")) for one in found]


def _prisoner(one: Arrest, name: str) -> tuple[str, str]:
    hour = f"{date_table(one.arrested_at)} {local(one.arrested_at):%H:%M}"
    said = f"{one.fir}, {one.fir.sections}, {hour}, {one.cell}"
    return (
        f"{name or 'Name withheld'} (accused {one.accused.number}), FIR {said}",
        f"{name or 'نام پوشیدہ'} (ملزم نمبر {one.accused.number})، مقدمہ {said}",
    )


def is_child(accused_id: UUID) -> bool:
    """Whether an accused is taken for a child, counted past the seal."""
    found = Accused.objects.filter(pk=accused_id).annotate(child=IsChild(F("pk")))
    return bool(found.values_list("child", flat=True).first())
