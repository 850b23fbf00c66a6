"""Where an arrested person is: every change is a row of its own with its diary entry, and the person is in one place.

Locks: the FIR's complaint, the arrest, the diary, the ledger.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import EventType, record
from khidmat.clocks.public import Clock, cancel, meet, start
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, Stale
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import clean
from khidmat.station import custody_words, events, hours, policies
from khidmat.station.custody_states import (
    CUSTODY,
    ENDED,
    RULE_OF_TOLD,
    STEP_TO,
    TAKEN_TO,
    Cell,
    Gender,
    NoteKind,
    RemandKind,
    Where,
)
from khidmat.station.models import Accused, Arrest, CustodyClock, DiaryEntry, Note, Whereabouts
from khidmat.station.operations.diary import write
from khidmat.station.operations.locking import locked_fir
from khidmat.station.queries import custody as queries
from khidmat.station.queries.diary import own_station
from khidmat.station.states import EntryKind
from khidmat.station.words import Both

Datum = str | int | bool | None
KIND_OF = {
    Where.LOCK_UP: EntryKind.LOCK_UP,
    Where.COURT: EntryKind.DEPARTURE,
    Where.HOSPITAL: EntryKind.DEPARTURE,
    Where.JAIL: EntryKind.DEPARTURE,
    Where.RELEASED: EntryKind.RELEASE,
    Where.ESCAPED: EntryKind.OTHER,
}


def locked_arrest(arrest_id: UUID, actor: Actor, permission: str) -> Arrest:
    """The arrest with its case locked, inside the territory of a right. Raises `NotFound`, `Forbidden`."""
    found = queries.arrest(actor, arrest_id, permission)
    locked_fir(found.fir_id, actor, permission)
    Arrest.objects.select_for_update().get(pk=found.pk)
    found.refresh_from_db(fields=["status", "cell", "held_as", "moves", "moved_at"])
    return found


@transaction.atomic
def move(
    *,
    arrest_id: UUID,
    to: str,
    escort: str,
    by_women: bool = False,
    place: str = "",
    cell: str = "",
    hour: str = "",
    actor: Actor,
    now: datetime,
) -> Whereabouts:
    """Put somebody into the lock-up or another cell, take him to the court or the hospital, or back to the jail."""
    one = locked_arrest(arrest_id, actor, policies.KEEP_LOCK_UP)
    if to not in TAKEN_TO:
        raise Invalid(_("Nobody was moved."), fields={"to": _("Choose where the person is taken.")})
    _as_ordered(one, to)
    return bring(
        one, to, escort=escort, by_women=by_women, place=place, cell=cell, hour=hour, actor=actor, now=now
    )


def bring(
    one: Arrest,
    to: str,
    *,
    escort: str,
    by_women: bool,
    place: str = "",
    cell: str = "",
    hour: str = "",
    said: Both | None = None,
    actor: Actor,
    now: datetime,
) -> Whereabouts:
    """Write where a person is now; the arrest is locked. Raises `Invalid`, `IllegalMove`."""
    child = _child(one.accused)
    held_as = queries.class_of(one, child=child) if to == Where.LOCK_UP else ""
    cell = clean(cell)[:20] if to == Where.LOCK_UP else ""
    _check(one, to, clean(escort), cell, held_as, by_women=by_women)
    if not (one.status == to == Where.LOCK_UP):
        CUSTODY.move(one, STEP_TO[Where(to)])
    at = max(hours.read(hour, now).at, one.moved_at)
    one.cell, one.held_as, one.moves, one.moved_at = cell, held_as, one.moves + 1, at
    entry = enter(one, KIND_OF[Where(to)], said or custody_words.moved(one.accused, one), at, actor, now)
    made = Whereabouts(
        arrest=one,
        number=one.moves,
        place_kind=to,
        place=clean(place)[:120],
        cell=cell,
        held_as=held_as,
        escort=clean(escort)[:200],
        by_women=by_women,
        at=at,
        by_id=actor.user,
        entry=entry,
    )
    made.save(force_insert=True)
    one.save(update_fields=["status", "cell", "held_as", "moves", "moved_at"])
    tell(events.MOVED, one, actor, now, where=str(to))
    return made


def _check(one: Arrest, to: str, escort: str, cell: str, held_as: str, *, by_women: bool) -> None:
    """What a movement cannot be without; the database refuses the same."""
    wrong: dict[str, str | Promise] = {}
    if not escort:
        wrong["escort"] = _("Write who holds the person: name and number.")
    if one.gender == Gender.WOMAN and not by_women and to not in ENDED:
        wrong["by_women"] = _("A woman is held by female officials only. Have one come, then write it here.")
    if to == Where.LOCK_UP and not cell:
        wrong["cell"] = _("Write the number of the cell.")
    other = _other_in(one, cell, held_as) if cell else ""
    if other:
        said = _("In this cell are held: %(who)s. Choose a cell apart.")
        wrong["cell"] = said % {"who": Cell(other).label}
    if wrong:
        raise Invalid(_("Nobody was moved."), fields=wrong)


def _as_ordered(one: Arrest, to: str) -> None:
    """Between the jail and the lock-up the last order decides; the database refuses the same."""
    last = queries.last_order(one) if to in (Where.LOCK_UP, Where.JAIL) else None
    jailed = last is not None and last.kind == RemandKind.JUDICIAL
    if to == Where.JAIL and not jailed:
        raise Invalid(
            _("Nobody was moved."), fields={"to": _("To the jail leads an order of judicial remand only.")}
        )
    if to == Where.LOCK_UP and jailed:
        said = _("The court committed this person to jail. The lock-up needs an order of police custody.")
        raise Invalid(_("Nobody was moved."), fields={"to": said})


def _other_in(one: Arrest, cell: str, held_as: str) -> str:
    """The class of others in a cell who are held apart from this one, or ""."""
    there = Arrest.objects.filter(station_id=one.station_id, status=Where.LOCK_UP, cell=cell)
    others = there.exclude(pk=one.pk).exclude(held_as=held_as).values_list("held_as", flat=True)
    return others.first() or ""


def _child(accused: Accused) -> bool:
    return queries.is_child(accused.pk)


def rehouse(*, accused: Accused, cell: str, actor: Actor, now: datetime) -> None:
    """After an age was recorded: who is in the lock-up moves to the cell of his class, and a child's clocks start."""
    one = queries.open_arrest(accused.pk)
    if one is None:
        return
    Arrest.objects.select_for_update().get(pk=one.pk)
    child = _child(accused)
    if child:
        start_child(one, actor, now)
    if one.status != Where.LOCK_UP or one.held_as == queries.class_of(one, child=child):
        return
    if not clean(cell):
        said = _("The person is in the lock-up and is held apart from now on: write the cell.")
        raise Invalid(_("The age was not recorded."), fields={"cell": said})
    last = one.whereabouts.order_by("-number").first()
    bring(
        one,
        Where.LOCK_UP,
        escort=last.escort if last else "",
        by_women=bool(last and last.by_women),
        cell=cell,
        actor=actor,
        now=now,
    )


def enter(
    one: Arrest, kind: str, said: Both, happened_at: datetime, actor: Actor, now: datetime
) -> DiaryEntry:
    """The act's entry in the diary, about the case."""
    return write(
        station_id=one.station_id,
        kind=kind,
        happened_at=happened_at,
        text=said[0],
        text_ur=said[1],
        about_kind="fir",
        about_id=one.fir_id,
        actor=actor,
        now=now,
    )


def tell(event: EventType, one: Arrest, actor: Actor, now: datetime, **more: Datum) -> None:
    """The act's event in the ledger."""
    fir, number = str(one.fir), one.accused.number
    record(event, subject=one, actor=actor, at=now, reason="", fir=fir, number=number, **more)


def run_clock(one: Arrest, rule: str, actor: Actor, now: datetime, **how: datetime | bool) -> Clock:
    """Start a clock of an arrest."""
    clock = start(rule=rule, office_id=one.station_id, actor=actor, now=now, **how)  # type: ignore[arg-type]
    CustodyClock(arrest=one, clock=clock).save(force_insert=True)
    return clock


def start_child(one: Arrest, actor: Actor, now: datetime) -> None:
    """A child's guardian, the probation officer and legal aid: once for an arrest."""
    running = set(one.clocks.values_list("clock__rule", flat=True))
    for rule in RULE_OF_TOLD.values():
        if rule not in running:
            run_clock(one, rule, actor, now)


def open_clock(one: Arrest, rule: str) -> Clock | None:
    """The running clock of a rule."""
    mine = one.clocks.filter(clock__rule=rule, clock__met_at=None, clock__cancelled_at=None)
    found = mine.select_related("clock").first()
    return found.clock if found else None


def end_clocks(one: Arrest, actor: Actor, now: datetime, reason: str, *rules: str) -> None:
    """Nothing is waited for any more: police days that were used are met, the rest is cancelled."""
    mine = one.clocks.filter(clock__met_at=None, clock__cancelled_at=None)
    if rules:
        mine = mine.filter(clock__rule__in=rules)
    for watch in mine.select_related("clock").order_by("clock_id"):
        if watch.clock.granted_days:
            meet(clock_id=watch.clock_id, actor=actor, now=now)
        else:
            cancel(clock_id=watch.clock_id, actor=actor, now=now, reason=reason)


@transaction.atomic
def note(*, arrest_id: UUID, kind: str, text: str, actor: Actor, now: datetime) -> Note:
    """A line of the lock-up register about one person: a meal, a visit, medicine, a complaint of health, a check."""
    one = locked_arrest(arrest_id, actor, policies.KEEP_LOCK_UP)
    if one.status != Where.LOCK_UP:
        raise Stale(_("This person is not in the lock-up now."))
    _check_note(kind, text)
    entry = enter(one, EntryKind.LOCK_UP, custody_words.noted(kind, one.accused), now, actor, now)
    return _note(one.station_id, one, kind, text, entry, actor, now)


@transaction.atomic
def check(*, text: str, actor: Actor, now: datetime) -> Note:
    """The whole lock-up was checked."""
    station = own_station(actor).pk
    TABLE.require(actor, policies.KEEP_LOCK_UP)
    _check_note(NoteKind.CHECK, text)
    said = custody_words.noted(NoteKind.CHECK, None)
    entry = write(
        station_id=station,
        kind=EntryKind.LOCK_UP,
        happened_at=now,
        text=said[0],
        text_ur=said[1],
        actor=actor,
        now=now,
    )
    return _note(station, None, NoteKind.CHECK, text, entry, actor, now)


def _check_note(kind: str, text: str) -> None:
    wrong = {}
    if kind not in NoteKind.values:
        wrong["kind"] = _("Choose what it is.")
    if not clean(text):
        wrong["text"] = _("Write what was found or given.")
    if wrong:
        raise Invalid(_("Nothing was written."), fields=wrong)


def _note(
    station_id: UUID, one: Arrest | None, kind: str, text: str, entry: DiaryEntry, actor: Actor, now: datetime
) -> Note:
    made = Note(
        station_id=station_id,
        arrest=one,
        kind=kind,
        text=clean(text)[:500],
        at=now,
        by_id=actor.user,
        entry=entry,
    )
    made.save(force_insert=True)
    record(events.LOCK_UP_NOTED, subject=made, actor=actor, at=now, what=kind)
    return made
