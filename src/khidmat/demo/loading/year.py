"""Playing the year of Kasur through the operations that officers use: told at the desk, registered, the day closed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby
from multiprocessing import get_context

from django.db import connection

from khidmat.accounts.public import User, actor_for
from khidmat.demo import year
from khidmat.demo.cast import OFFICERS, Part
from khidmat.demo.loading import officers
from khidmat.demo.loading.times import KARACHI
from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.org.public import office
from khidmat.station import public as station

#: Everybody is at his post the evening before.
SINCE = datetime(year.YEAR - 1, 12, 31, 18, tzinfo=KARACHI)
#: From the telling to the FIR, and the hour at which a day is closed.
HEARD, CLOSING = timedelta(minutes=2), time(21)
Say = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Staff:
    """Who writes at a station's desk, who registers, who investigates."""

    desk: Actor
    clerk: Actor
    officer: Actor


def engage(seed: int) -> None:
    """The cast, an SHO and an officer at each station, and a clerk who keeps its books."""
    posts = officers.district(seed)
    manned = {part.office for part in OFFICERS if part.role == Role.STATION_CLERK}
    clerks = tuple(_clerk(code) for code in year.stations() if code not in manned)
    officers.engage((*OFFICERS, *posts, *clerks), since=SINCE)


def _clerk(code: str) -> Part:
    short = code.removeprefix("KSR-").replace("-", "").lower()
    return Part(f"clerk.{short}", "Muhammad Yousaf", "محمد یوسف", Role.STATION_CLERK, code)


def is_free() -> bool:
    """Whether no station has a later book: a diary only goes forward."""
    return not station.DiaryDay.objects.exists()


def load(seed: int, *, processes: int, say: Say) -> int:
    """Play every station's year, some stations beside each other. Returns the number of FIRs."""
    codes = sorted(year.stations(), key=year.count, reverse=True)
    total, done = sum(map(year.count, codes)), 0
    connection.close()
    with get_context("fork").Pool(processes, maxtasksperchild=1) as pool:
        for code, made in pool.imap_unordered(_played, [(code, seed) for code in codes]):
            done += made
            say(done, total, code)
    return done


def _played(job: tuple[str, int]) -> tuple[str, int]:
    code, seed = job
    return code, sum(1 for _fir in play(code, seed))


def play(code: str, seed: int) -> Iterator[station.Fir]:
    """A station's year, day after day; each day is closed in the evening by who keeps the books."""
    staff = staff_of(code)
    for day, cases in groupby(year.cases(code, seed), key=lambda case: case.at.date()):
        for case in cases:
            yield register(case, staff)
        evening = datetime.combine(day, CLOSING, tzinfo=KARACHI)
        station.close_day(cash=0, actor=staff.clerk, now=evening)


def register(case: year.Case, staff: Staff) -> station.Fir:
    """One case from its telling to its number."""
    complaint = station.take(told=case.told, actor=staff.desk, now=case.at)
    typed = station.Typed(
        case.sections, staff.officer.user_id, accused=case.accused, steps=station.STEPS, head=case.head
    )
    return station.register(complaint_id=complaint.pk, typed=typed, actor=staff.clerk, now=case.at + HEARD)


def staff_of(code: str) -> Staff:
    """Who keeps a station's books."""
    posted = User.objects.filter(postings__office=office(code)).order_by("username")
    actors = {one.role: one for one in (actor_for(user, now=SINCE) for user in posted)}
    clerk = actors[Role.STATION_CLERK]
    return Staff(actors.get(Role.FRONT_DESK, clerk), clerk, actors[Role.STATION_OFFICER])
