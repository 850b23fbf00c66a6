"""Playing the year of Kasur through the operations that officers use: told at the desk, registered, the day closed.

At the stations that are followed each case also goes on to its end, as far as the year reaches (`demo.fates` says what
of that is given and what is assumed); at the others it stands where its FIR left it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from multiprocessing import get_context
from random import Random

from django.db import connection

from khidmat.accounts.public import User, actor_for
from khidmat.demo import year
from khidmat.demo.cast import OFFICERS, Part
from khidmat.demo.fates import fate
from khidmat.demo.loading import officers
from khidmat.demo.loading.fates import Followed, Hands
from khidmat.demo.loading.times import KARACHI
from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.org.public import OfficeKind, above, office
from khidmat.station import public as station

#: Everybody is at his post the evening before.
SINCE = datetime(year.YEAR - 1, 12, 31, 18, tzinfo=KARACHI)
#: From the telling to the FIR, the hour at which a day is closed, and the last one at which something is written in it.
HEARD, CLOSING, LAST = timedelta(minutes=2), time(21), time(20, 45)
DISTRICT = "KSR-DPO"
Say = Callable[[int, int, str], None]
#: The posts that the demo has at A Division alone, and who holds them elsewhere.
NAMED = {
    Role.STATION_CLERK: ("clerk", "Muhammad Yousaf", "محمد یوسف"),
    Role.PROSECUTOR: ("prosecutor", "Rubina Anwar", "روبینہ انور"),
    Role.MAGISTRATE: ("court", "Khalid Mahmood", "خالد محمود"),
}


#: Whose cases go on after the FIR: A Division's, a tenth of the year. To its end a case costs some three times its FIR.
FOLLOWED = ("KSR-PS-01",)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who writes at a station's desk, who registers, who investigates; and where its cases go on, all their hands."""

    desk: Actor
    clerk: Actor
    officer: Actor
    hands: Hands | None = None


def engage(seed: int, followed: tuple[str, ...] = FOLLOWED) -> None:
    """The cast, an SHO and an officer at each station, a clerk who keeps its books; a court where cases go on."""
    posts = officers.district(seed)
    manned = {(part.office, part.role) for part in OFFICERS}
    wanted = [(code, Role.STATION_CLERK) for code in year.stations()]
    wanted += [(code, role) for code in followed for role in (Role.PROSECUTOR, Role.MAGISTRATE)]
    added = tuple(_part(*each) for each in wanted if each not in manned)
    officers.engage((*OFFICERS, *posts, *added), since=SINCE)


def _part(code: str, role: Role) -> Part:
    short = code.removeprefix("KSR-").replace("-", "").lower()
    user, name, urdu = NAMED[role]
    return Part(f"{user}.{short}", name, urdu, role, code)


def is_free() -> bool:
    """Whether no station has a later book: a diary only goes forward."""
    return not station.DiaryDay.objects.exists()


def load(seed: int, *, processes: int, say: Say, followed: tuple[str, ...] = FOLLOWED) -> int:
    """Play every station's year, some stations beside each other. Returns the number of FIRs."""
    codes = sorted(year.stations(), key=lambda code: (code not in followed, -year.count(code)))
    total, done = sum(map(year.count, codes)), 0
    connection.close()
    with get_context("fork").Pool(processes, maxtasksperchild=1) as pool:
        jobs = [(code, seed, code in followed) for code in codes]
        for code, made in pool.imap_unordered(_played, jobs):
            done += made
            say(done, total, code)
    return done


def _played(job: tuple[str, int, bool]) -> tuple[str, int]:
    code, seed, goes_on = job
    return code, sum(1 for _fir in play(code, seed, goes_on=goes_on))


def play(code: str, seed: int, *, goes_on: bool = False) -> Iterator[station.Fir]:
    """A station's year in the order of its hours; each day is closed in the evening by who keeps the books."""
    staff, queue, day = staff_of(code, goes_on=goes_on), Queue(), date.min
    rng = Random(f"fate {seed} {code}")
    for case in year.cases(code, seed):
        queue.add(case.at, case)
    while queue:
        at, what = queue.next()
        if at.date() > day and day != date.min:
            _close(day, staff)
        day = at.date()
        if isinstance(what, year.Case):
            yield (fir := register(what, staff))
            if staff.hands:
                for moment, act in Followed(fir, fate(rng, what.head), staff.hands).acts():
                    queue.add(_at_work(moment), act)
        else:
            what(at)
    _close(day, staff)


def _close(day: date, staff: Staff) -> None:
    evening = datetime.combine(day, CLOSING, tzinfo=KARACHI)
    station.close_day(cash=0, actor=staff.clerk, now=evening)


def _at_work(moment: datetime) -> datetime:
    """The same moment, or the end of the desk's hours where it would be later in the evening."""
    there = moment.astimezone(KARACHI)
    return min(there, datetime.combine(there.date(), LAST, tzinfo=KARACHI))


class Queue:
    """What is to happen at a station, the earliest first; what lies after the year does not happen in it."""

    def __init__(self) -> None:
        self._heap: list[tuple[datetime, int, year.Case | Callable[[datetime], object]]] = []
        self._added = 0

    def __bool__(self) -> bool:
        return bool(self._heap)

    def add(self, at: datetime, what: year.Case | Callable[[datetime], object]) -> None:
        """Put in what happens at a moment; of two at the same moment the first put in comes first."""
        self._added += 1
        if at.year == year.YEAR:
            heappush(self._heap, (at, self._added, what))

    def next(self) -> tuple[datetime, year.Case | Callable[[datetime], object]]:
        """Take out the earliest."""
        at, _added, what = heappop(self._heap)
        return at, what


def register(case: year.Case, staff: Staff) -> station.Fir:
    """One case from its telling to its number."""
    complaint = station.take(told=case.told, actor=staff.desk, now=case.at)
    typed = station.Typed(
        case.sections, staff.officer.user_id, accused=case.accused, steps=station.STEPS, head=case.head
    )
    return station.register(complaint_id=complaint.pk, typed=typed, actor=staff.clerk, now=case.at + HEARD)


def staff_of(code: str, *, goes_on: bool = False) -> Staff:
    """Who keeps a station's books; with whoever has a hand in its cases afterwards."""
    actors = _posted(code)
    clerk, officer = actors[Role.STATION_CLERK], actors[Role.STATION_OFFICER]
    desk = actors.get(Role.FRONT_DESK, clerk)
    if not goes_on:
        return Staff(desk, clerk, officer)
    circle = above(office(code).pk, OfficeKind.CIRCLE)
    hands = Hands(
        clerk,
        officer,
        actors[Role.STATION_HEAD],
        _posted(circle.code if circle else DISTRICT)[Role.CIRCLE_OFFICER],
        _posted(DISTRICT)[Role.DISTRICT_OFFICER],
        actors[Role.PROSECUTOR],
        actors[Role.MAGISTRATE],
    )
    return Staff(desk, clerk, officer, hands)


def _posted(code: str) -> dict[Role, Actor]:
    posted = User.objects.filter(postings__office=office(code)).order_by("username")
    return {one.role: one for one in (actor_for(user, now=SINCE) for user in posted)}
