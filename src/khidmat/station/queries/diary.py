"""Reading the diary."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, NotFound
from khidmat.kernel.policy import TABLE
from khidmat.kernel.roles import Role
from khidmat.org.public import Office, OfficeKind, within
from khidmat.station import policies
from khidmat.station.models import DiaryDay, DiaryEntry, DiaryPrint
from khidmat.station.states import FRAME, LATE

READ = policies.READ_DIARY


def _within(actor: Actor, permission: str) -> QuerySet[Office]:
    scope = TABLE.scope(actor, permission)
    return within(actor, scope) if scope else Office.objects.none()


def stations(actor: Actor, permission: str = READ) -> QuerySet[Office]:
    """The stations whose books this right reaches."""
    return _within(actor, permission).filter(kind=OfficeKind.STATION).order_by("code")


def own_station(actor: Actor) -> Office:
    """The station of the posting. Raises `Forbidden` for a post elsewhere."""
    found = Office.objects.filter(pk=actor.office, kind=OfficeKind.STATION).first()
    if found is None:
        raise Forbidden(_("Your posting is not at a police station; its diary is written there."))
    return found


def chosen(actor: Actor, code: str) -> Office:
    """The station asked for, or the first that may be read. Raises `NotFound`."""
    found = stations(actor)
    one = (found.filter(code=code) if code else found).first()
    if one is None:
        raise NotFound(_("This station was not found."))
    return one


def days(actor: Actor, permission: str = READ) -> QuerySet[DiaryDay]:
    """Days of the diaries that this right reaches, newest first."""
    here = _within(actor, permission).values("pk")
    found = DiaryDay.objects.filter(station_id__in=here).select_related("station", "closed_by")
    return found.order_by("-day", "station_id")


def day(actor: Actor, day_id: UUID, permission: str = READ) -> DiaryDay:
    """One day. Raises `NotFound`."""
    found = days(actor, permission).filter(pk=day_id).first()
    if found is None:
        raise NotFound(_("This day of the diary was not found."))
    return found


def entry(actor: Actor, entry_id: UUID, permission: str = READ) -> DiaryEntry:
    """One entry. Raises `NotFound`."""
    here = _within(actor, permission).values("pk")
    found = DiaryEntry.objects.filter(pk=entry_id, station_id__in=here)
    one = found.select_related("day", "written_by").first()
    if one is None:
        raise NotFound(_("This entry was not found."))
    return one


def page(day: DiaryDay) -> QuerySet[DiaryEntry]:
    """The entries of a day in their order."""
    found = DiaryEntry.objects.filter(day=day).select_related("written_by", "strikes__day", "struck_by__day")
    return found.order_by("number")


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it is shown: `late` when it was written long after its event, `may_strike` for its writer."""

    entry: DiaryEntry
    late: bool
    struck_by: DiaryEntry | None
    may_strike: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A day as it is shown: newest entry first while it is open, in its order afterwards."""

    station: Office
    day: DiaryDay | None
    lines: Sequence[Line]
    is_today: bool


def current(actor: Actor, code: str, now: datetime) -> Shown:
    """The open day of a station, or its last one; without entries when nothing was ever written."""
    station = chosen(actor, code)
    found = DiaryDay.objects.filter(station=station).select_related("station", "closed_by").order_by("-day")
    return shown(actor, station, found.first(), localdate(now))


def shown(actor: Actor, station: Office, day: DiaryDay | None, today: date) -> Shown:
    """A day with its entries."""
    if day is None:
        return Shown(station, None, (), is_today=False)
    writes = TABLE.may(actor, policies.WRITE_DIARY) and actor.office_id == station.pk
    lines = [_line(one, actor if writes else None) for one in page(day)]
    is_open = day.closed_at is None
    return Shown(station, day, lines[::-1] if is_open else lines, is_today=is_open and day.day >= today)


def _line(entry: DiaryEntry, keeper: Actor | None) -> Line:
    struck_by = getattr(entry, "struck_by", None)
    return Line(
        entry=entry,
        late=entry.written_at - entry.happened_at > LATE,
        struck_by=struck_by,
        may_strike=keeper is not None and struck_by is None and why_not_strike(entry, keeper) is None,
    )


def why_not_strike(entry: DiaryEntry, actor: Actor) -> Promise | None:
    """Why a keeper of the diary may not strike an entry; None when he may."""
    if entry.kind in FRAME:
        return _("The opening and the closing of a day are not struck.")
    if entry.about_id is not None:
        return _("This entry came with an act of the station. Correct the act; it writes its own entry.")
    if entry.written_by_id != actor.user_id and actor.role != Role.STATION_HEAD:
        return _("Only the officer who wrote an entry, or the SHO, strikes it.")
    return None


def printed(actor: Actor, code: str) -> DiaryPrint:
    """The printing of a code, within what may be read. Raises `NotFound`."""
    here = _within(actor, READ).values("pk")
    found = DiaryPrint.objects.filter(code=code, day__station_id__in=here).select_related(
        "day__station", "printed_by"
    )
    one = found.first()
    if one is None:
        raise NotFound(_("No page with this code was printed from the books you may read."))
    return one
