"""Writing the diary.

Whoever else writes in the same transaction locks in this order: his own rows, the diary (`hold` or `write`), a legal
number of `org`, the ledger. The diary's lock is the row of the open day; entries of one station therefore follow one
another, and their numbers have no gap.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.kernel.transactions import as_one
from khidmat.kernel.urdu import clean
from khidmat.station import digests, events, policies, words
from khidmat.station.models import DiaryDay, DiaryEntry
from khidmat.station.queries import diary as queries
from khidmat.station.queries.custody import prisoners as listed
from khidmat.station.rules import rules
from khidmat.station.states import OLDEST, OWN, SHORTEST_REASON, EntryKind

#: How often a day is looked for when others open and close at the same moment; each turn one of them has won.
TURNS = 5


@as_one
def write(
    *,
    station_id: UUID,
    kind: str,
    happened_at: datetime,
    text: str = "",
    text_ur: str = "",
    about_kind: str = "",
    about_id: UUID | None = None,
    day: DiaryDay | None = None,
    actor: Actor,
    now: datetime,
) -> DiaryEntry:
    """Write what an act of the station tells its diary, in the act's own transaction; the act has been allowed.

    Opens the day when nobody has; `day` is one that the act holds already. An event that is said to lie ahead is
    written with the hour of writing.
    """
    day = day or hold(station_id=station_id, actor=actor, now=now)
    told = DiaryEntry(
        kind=kind,
        happened_at=happened_at,
        text=text,
        text_ur=text_ur,
        about_kind=about_kind,
        about_id=about_id,
    )
    return _append(day, told, actor=actor, now=now)


def hold(*, station_id: UUID, actor: Actor, now: datetime) -> DiaryDay:
    """The open day of a station, locked till the end of the transaction; opened now when there is none.

    A day that nobody closed before midnight is closed by the clock, without a cash balance, and says so.
    """
    return _open(station_id, None, actor, now)[0]


def _open(station_id: UUID, found: str | None, actor: Actor, now: datetime) -> tuple[DiaryDay, bool]:
    """The open day and whether it was opened here; `found`: who else the clerk found, None without a roll-call."""
    today = localdate(now)
    for turn in range(TURNS):
        day = DiaryDay.objects.select_for_update().filter(station_id=station_id, closed_at=None).first()
        if day is not None and day.day >= today:
            # A day is committed with its opening: only one begun in a turn before may be without.
            if turn == 0 or day.entries.exists():
                return day, False
            _open_page(day, words.opening(listed(station_id), found), actor, now)
            return day, True
        if day is not None:
            _close_by_clock(day, actor, now)
        last = DiaryDay.objects.filter(station_id=station_id).order_by("-day").first()
        # What happens after the close stands in the next day's book, with its true hour.
        following = max(today, last.day + timedelta(days=1)) if last else today
        fresh = DiaryDay(station_id=station_id, day=following, opened_at=now, opened_by_id=actor.user_id)
        DiaryDay.objects.bulk_create([fresh], ignore_conflicts=True)
    raise Stale(_("Others are writing in this diary at the same moment. Send it once more."))


def _open_page(day: DiaryDay, opening: words.Both, actor: Actor, now: datetime) -> None:
    told = DiaryEntry(kind=EntryKind.OPENING, happened_at=now, text=opening[0], text_ur=opening[1])
    _append(day, told, actor=actor, now=now)
    record(
        events.DIARY_OPENED,
        subject=day,
        actor=actor,
        at=now,
        station=str(day.station_id),
        day=day.day.isoformat(),
    )


def _append(day: DiaryDay, entry: DiaryEntry, *, actor: Actor, now: datetime) -> DiaryEntry:
    """Number an entry and write it; the day is locked."""
    last = day.entries.order_by("-number").values_list("number", "written_at").first()
    entry.day, entry.station_id = day, day.station_id
    # Two machines' clocks differ by moments: the order of the entries is that of the lock, never of a clock.
    entry.number, entry.written_at = (last[0] + 1, max(now, last[1])) if last else (1, now)
    entry.happened_at = min(entry.happened_at, entry.written_at)
    entry.written_by_id, entry.role = actor.user_id, actor.role
    entry.save(force_insert=True)
    record(
        events.DIARY_WRITTEN,
        subject=entry,
        actor=actor,
        at=now,
        station=str(day.station_id),
        day=day.day.isoformat(),
        number=entry.number,
        about=entry.kind,
        digest=digests.of_entry(entry),
    )
    return entry


@transaction.atomic
def open_day(*, prisoners: str, actor: Actor, now: datetime) -> DiaryDay:
    """Open the day at roll-call with the list of who is in the lock-up; `prisoners`: who was found there besides."""
    station = _own_station(actor)
    day, opened = _open(station, _lines(prisoners), actor, now)
    if not opened:
        raise Stale(_("The diary of this day is open already. Write the roll-call as an entry."))
    return day


@transaction.atomic
def write_own(
    *, kind: str, happened_at: datetime, text: str, language: str, actor: Actor, now: datetime
) -> DiaryEntry:
    """Write an entry that comes with no other act, in the words of the keeper of the diary."""
    station, said = _own_station(actor), _lines(text)
    if kind not in OWN:
        raise Invalid(_("This entry is not written by hand."), fields={"kind": _("Choose what it is about.")})
    if not said:
        raise Invalid(_("The entry was not written."), fields={"text": _("Write what happened.")})
    _check_hour(happened_at, now)
    return write(
        station_id=station,
        kind=kind,
        happened_at=happened_at,
        text="" if language == "ur" else said,
        text_ur=said if language == "ur" else "",
        actor=actor,
        now=now,
    )


def _check_hour(happened_at: datetime, now: datetime) -> None:
    wrong = None
    if happened_at > now:
        wrong = _("This hour has not come yet. Write when it happened.")
    elif happened_at < now - OLDEST:
        wrong = _("This is more than a month ago. Check the date; an old matter is told in the words.")
    if wrong:
        raise Invalid(_("The entry was not written."), fields={"hour": wrong})


@transaction.atomic
def strike(
    *, entry_id: UUID, reason: str, text: str, language: str, actor: Actor, now: datetime
) -> DiaryEntry:
    """Strike a wrong entry by a new one that stands in its place; both stay legible. Only its writer or the SHO."""
    wrong = queries.entry(actor, entry_id, policies.WRITE_DIARY)
    said, why = _lines(text), clean(reason)
    if why_not := queries.why_not_strike(wrong, actor):
        raise Forbidden(why_not)
    fields = {}
    if len(why) < SHORTEST_REASON:
        fields["reason"] = _("Write in at least 10 letters what was wrong.")
    if not said:
        fields["text"] = _("Write what is right.")
    if fields:
        raise Invalid(_("The entry was not struck."), fields=fields)
    day = hold(station_id=wrong.station_id, actor=actor, now=now)
    if DiaryEntry.objects.filter(strikes=wrong).exists():
        raise Stale(_("This entry was struck in the meantime."))
    right = DiaryEntry(kind=EntryKind.CORRECTION, happened_at=wrong.happened_at, strikes=wrong, reason=why)
    setattr(right, "text_ur" if language == "ur" else "text", said)
    _append(day, right, actor=actor, now=now)
    record(
        events.DIARY_STRUCK,
        subject=wrong,
        actor=actor,
        at=now,
        reason=why,
        day=wrong.day.day.isoformat(),
        number=wrong.number,
        by=right.number,
    )
    return right


@transaction.atomic
def close_day(*, cash: int, actor: Actor, now: datetime) -> DiaryDay:
    """Close the station's open day with the cash balance as its last entry (r. 22.50)."""
    station = _own_station(actor)
    day = DiaryDay.objects.select_for_update().filter(station_id=station, closed_at=None).first()
    if day is None:
        raise NotFound(_("No day of the diary is open."))
    closes_from = rules().diary_closes_from
    if day.day >= localdate(now) and localtime(now).time() < closes_from:
        raise Invalid(_("The diary of today is closed from %(hour)s on.") % {"hour": f"{closes_from:%H:%M}"})
    if day.day > localdate(now):
        raise Invalid(_("This is the diary of tomorrow; it is not closed today."))
    _close(day, words.closing(day.entries.count(), cash), cash=cash, actor=actor, now=now)
    return day


def _close(day: DiaryDay, said: words.Both, *, cash: int | None, actor: Actor, now: datetime) -> None:
    told = DiaryEntry(kind=EntryKind.CLOSING, happened_at=now, text=said[0], text_ur=said[1])
    last = _append(day, told, actor=actor, now=now)
    day.closed_at, day.cash = last.written_at, cash
    day.closed_by_id = actor.user_id if cash is not None else None
    day.save(update_fields=["closed_at", "closed_by", "cash"])
    record(
        events.DIARY_CLOSED,
        subject=day,
        actor=actor,
        at=now,
        station=str(day.station_id),
        day=day.day.isoformat(),
        entries=last.number,
        cash=cash,
        digest=digests.of_page(queries.page(day)),
    )


def _close_by_clock(day: DiaryDay, actor: Actor, now: datetime) -> None:
    _close(day, words.CLOSED_BY_CLOCK, cash=None, actor=actor, now=now)


def _own_station(actor: Actor) -> UUID:
    TABLE.require(actor, policies.WRITE_DIARY)
    return queries.own_station(actor).pk


def _lines(text: str) -> str:
    """The stored form of some lines."""
    return "\n".join(line for line in map(clean, text.splitlines()) if line)
