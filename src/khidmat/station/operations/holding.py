"""Where a person in custody is: every change is a row of its own with its diary entry, and the person is in one place.

The keeper of the place where the body is moves it, whosever the arrests are. Locks: the complaint where the act is of a
case, the custody, the diary, the ledger.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import EventType, record
from khidmat.clocks.public import Clock, cancel, meet, start
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, Stale
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
    Where,
)
from khidmat.station.models import Accused, Arrest, Custody, CustodyClock, DiaryEntry, Note, Whereabouts
from khidmat.station.operations.diary import write
from khidmat.station.operations.locking import locked_fir
from khidmat.station.queries import custody as queries
from khidmat.station.queries.diary import own_station
from khidmat.station.states import EntryKind
from khidmat.station.words import Both
from khidmat.ui.formats import bilingual

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
    """The arrest with its case and its custody locked, for an act of its case. Raises `NotFound`, `Forbidden`."""
    found = queries.arrest(actor, arrest_id, permission)
    locked_fir(found.fir_id, actor, permission)
    return as_it_is(found)


def as_it_is(one: Arrest) -> Arrest:
    """The arrest and its custody as they are now, the custody locked."""
    Custody.objects.select_for_update().get(pk=one.custody_id)
    one.refresh_from_db(fields=["status"])
    one.custody.refresh_from_db(fields=["status", "cell", "held_as", "moves", "moved_at"])
    return one


def still_held(one: Arrest) -> Arrest:
    """The arrest, which has not ended. Raises `Stale`."""
    if one.status in ENDED:
        raise Stale(_("This person is not held any more in this case."))
    return one


def in_my_keeping(arrest_id: UUID, actor: Actor) -> Arrest:
    """An open arrest with its custody locked, for who keeps the body. Raises `NotFound`, `Forbidden`, `Stale`."""
    found = queries.arrest(actor, arrest_id, policies.KEEP_LOCK_UP)
    require_keeper(found, actor)
    return still_held(as_it_is(found))


def require_keeper(one: Arrest, actor: Actor) -> None:
    """Only who keeps the body moves it or lets it go. Raises `Forbidden`."""
    if one.custody.station_id != actor.office:
        said = _(
            "This person is held at %(station)s. Only who keeps the lock-up there moves him or lets him go."
        )
        raise Forbidden(said % {"station": bilingual(one.custody.station)})


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
    one = in_my_keeping(arrest_id, actor)
    if to not in TAKEN_TO:
        raise Invalid(_("Nobody was moved."), fields={"to": _("Choose where the person is taken.")})
    _as_ordered(one.custody, to)
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
    """Write where a person is now, told in one of his cases; the custody is locked. Raises `Invalid`, `IllegalMove`."""
    body = one.custody
    held_as = queries.class_of(body) if to == Where.LOCK_UP else ""
    cell = clean(cell)[:20] if to == Where.LOCK_UP else ""
    _check(body, to, clean(escort), cell, held_as, by_women=by_women)
    if not (body.status == to == Where.LOCK_UP):
        CUSTODY.move(body, STEP_TO[Where(to)])
    at = max(hours.read(hour, now).at, body.moved_at)
    body.cell, body.held_as, body.moves, body.moved_at = cell, held_as, body.moves + 1, at
    entry = _in_the_diary(one, to, said, at, actor, now)
    made = Whereabouts(
        custody=body,
        number=body.moves,
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
    body.save(update_fields=["status", "cell", "held_as", "moves", "moved_at"])
    tell(events.MOVED, one, actor, now, where=str(to))
    return made


def _in_the_diary(
    one: Arrest, to: str, said: Both | None, at: datetime, actor: Actor, now: datetime
) -> DiaryEntry:
    """A movement, in the diary of the station that keeps the body."""
    body = one.custody
    said = said or custody_words.moved(one.accused, body)
    return enter(one, KIND_OF[Where(to)], said, at, actor, now, station_id=body.station_id)


def _check(body: Custody, to: str, escort: str, cell: str, held_as: str, *, by_women: bool) -> None:
    """What a movement cannot be without; the database refuses the same."""
    wrong: dict[str, str | Promise] = {}
    if not escort:
        wrong["escort"] = _("Write who holds the person: name and number.")
    if body.gender == Gender.WOMAN and not by_women and to not in ENDED:
        wrong["by_women"] = _("A woman is held by female officials only. Have one come, then write it here.")
    if to == Where.LOCK_UP and not cell:
        wrong["cell"] = _("Write the number of the cell.")
    other = _other_in(body, cell, held_as) if cell else ""
    if other:
        said = _("In this cell are held: %(who)s. Choose a cell apart.")
        wrong["cell"] = said % {"who": Cell(other).label}
    if wrong:
        raise Invalid(_("Nobody was moved."), fields=wrong)


def _as_ordered(body: Custody, to: str) -> None:
    """Between the jail and the lock-up the orders decide (`queries.ordered_place`); the database refuses the same."""
    if to not in (Where.LOCK_UP, Where.JAIL) or to == queries.ordered_place(body):
        return
    if to == Where.JAIL:
        said = _("To the jail leads an order of judicial remand, when no case has a physical remand.")
        raise Invalid(_("Nobody was moved."), fields={"to": said})
    said = _("The court committed this person to jail. The lock-up needs an order of police custody.")
    raise Invalid(_("Nobody was moved."), fields={"to": said})


def _other_in(body: Custody, cell: str, held_as: str) -> str:
    """The class of others in a cell who are held apart from this one, or ""."""
    there = Custody.objects.filter(station_id=body.station_id, status=Where.LOCK_UP, cell=cell)
    others = there.exclude(pk=body.pk).exclude(held_as=held_as).values_list("held_as", flat=True)
    return others.first() or ""


def rehouse(*, accused: Accused, cell: str, actor: Actor, now: datetime) -> None:
    """After an age was recorded: who is in the lock-up moves to the cell of his class, and a child's clocks start."""
    one = queries.open_arrest(accused.pk)
    if one is None:
        return
    for each in queries.holding(as_it_is(one).custody):
        if queries.is_child(each.accused_id):
            start_child(each, actor, now)
    if one.custody.status == Where.LOCK_UP and one.custody.held_as != queries.class_of(one.custody):
        _to_his_class(one, cell, actor, now)


def _to_his_class(one: Arrest, cell: str, actor: Actor, now: datetime) -> None:
    """Into another cell of the lock-up where he is. Raises `Stale`, `Invalid`."""
    if one.custody.station_id != actor.office:
        said = _(
            "The person is in the lock-up of %(station)s. Have him taken out of his cell there, then record it."
        )
        raise Stale(said % {"station": bilingual(one.custody.station)})
    if not clean(cell):
        said = _("The person is in the lock-up and is held apart from now on: write the cell.")
        raise Invalid(_("The age was not recorded."), fields={"cell": said})
    last = one.custody.whereabouts.order_by("-number").first()
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
    one: Arrest,
    kind: str,
    said: Both,
    happened_at: datetime,
    actor: Actor,
    now: datetime,
    *,
    station_id: UUID | None = None,
) -> DiaryEntry:
    """The act's entry about the case: in the diary of its station, or of the station that keeps the body."""
    return write(
        station_id=station_id or one.station_id,
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
    one = in_my_keeping(arrest_id, actor)
    body, said = one.custody, custody_words.noted(kind, one.accused)
    if body.status != Where.LOCK_UP:
        raise Stale(_("This person is not in the lock-up now."))
    _check_note(kind, text)
    entry = enter(one, EntryKind.LOCK_UP, said, now, actor, now, station_id=body.station_id)
    return _note(body.station_id, body, kind, text, entry, actor, now)


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
    station_id: UUID,
    body: Custody | None,
    kind: str,
    text: str,
    entry: DiaryEntry,
    actor: Actor,
    now: datetime,
) -> Note:
    made = Note(
        station_id=station_id,
        custody=body,
        kind=kind,
        text=clean(text)[:500],
        at=now,
        by_id=actor.user,
        entry=entry,
    )
    made.save(force_insert=True)
    record(events.LOCK_UP_NOTED, subject=made, actor=actor, at=now, what=kind)
    return made
