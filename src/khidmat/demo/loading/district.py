"""Loading the demo: first what a visitor needs, then everything else. Safe to run again, after a kill too."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.db.models import Q
from django.utils.timezone import localdate

from khidmat.accounts.public import system_actor
from khidmat.clocks.public import add_working_days
from khidmat.demo.caseload import CaseRecord, records
from khidmat.demo.cast import OFFICERS
from khidmat.demo.loading import neighbours, plan
from khidmat.demo.loading.beside_worker import between_sweeps, waited
from khidmat.demo.loading.books import join_forces, load_books, register_waiting, send_on
from khidmat.demo.loading.courts import load_courts
from khidmat.demo.loading.desk import load_desk
from khidmat.demo.loading.lives import Act, Life, Stage
from khidmat.demo.loading.lock_up import held
from khidmat.demo.loading.malkhana import load_malkhana
from khidmat.demo.loading.officers import PROGRAM, Desks, district, engage, let_in
from khidmat.demo.loading.pictures import Pictures, drawn
from khidmat.demo.loading.plan import PAGES, SPAN, World
from khidmat.demo.loading.playing import SECOND_COUNTER, Player
from khidmat.demo.loading.records import send_in
from khidmat.demo.loading.registers import load_registers
from khidmat.demo.loading.times import KARACHI
from khidmat.demo.population import Inhabitant, inhabitants
from khidmat.kernel.roles import Role
from khidmat.services.public import Application, Status

PEOPLE = 4000
#: Of the first counter's days so many are left for a visitor to close.
LEFT_OPEN = 3
#: Days of the list before the first application: records came in, officers were posted.
BEFORE = 10
#: Seconds without a new certificate after which nobody is waited for any more.
PATIENCE_FIRST, PATIENCE_REST = 4.0, 60.0
#: Lives between two lines of progress.
LINE_EVERY = 5

#: From here nothing is left to play but the delivery, which has its own round.
ENDED = ("approved", "issued", "delivered", "refused", "withdrawn", "lapsed")

Say = Callable[[int, int, str], None]
Album = tuple[set[int], Iterator[Pictures]]


class Unfinished(Exception):
    """Something of the demo could not be loaded; the text says what."""


def world(seed: int, now: datetime) -> World:
    """The people, their records and the working days before today."""
    return World(seed, *_people(seed), tuple(_days(now, SPAN + BEFORE)))


@lru_cache(maxsize=1)
def _people(seed: int) -> tuple[tuple[Inhabitant, ...], tuple[CaseRecord, ...]]:
    people = inhabitants(seed, PEOPLE)
    return people, records(seed, people)


def load_first(
    found: World, lives: Sequence[Life], *, now: datetime, processes: int, patience: float = PATIENCE_FIRST
) -> list[str]:
    """Cast, records, and these applications. Returns what came to a stop.

    Waits for the worker's certificates as long as one comes within `patience` seconds of the last.
    """
    album = _pictures(lives, processes)
    _prepare(found, now)
    player = Player(found.cases, now=now)
    for _done in _played(player, lives, album):
        pass
    player.count_drawer()
    player.close_days(now, before=found.days[-LEFT_OPEN])
    for _left in waited(_mobiles(lives), patience=patience):
        _delivered(player, lives)
    return _stopped(player)


def load_rest(found: World, lives: Sequence[Life], *, now: datetime, say: Say) -> list[str]:
    """Posts of the district, everybody else, and the other applications. Raises `Unfinished` without a worker."""
    _prepare(found, now)
    engage(district(found.seed), since=_posted(found))
    load_courts(now)
    load_books(now)
    load_desk(now=now, beside=held(Desks(now)))
    register_waiting(now)
    send_on(now)
    join_forces(now)
    load_malkhana(now)
    load_registers(now)
    whole = len(lives)
    say(0, whole, "people of the district")
    neighbours.register_others(found.people, lives, actor=system_actor(None), now=_posted(found))
    player = Player(found.cases, now=now, counter=SECOND_COUNTER)
    for done in _played(player, lives, _pictures(lives, 1)):
        if done % LINE_EVERY == 0 or done == whole:
            say(done, whole, "applications")
    player.count_drawer()
    neighbours.found_twice(lives, keeper=Desks(now).at("KSR-ITB", Role.RECORD_KEEPER))
    player.close_days(now, before=localdate(now))
    everyone = [*plan.first(found), *lives]
    left = 0
    for left in waited(_mobiles(everyone), patience=PATIENCE_REST):
        say(whole, whole, f"certificates, {left} to come")
    _delivered(player, everyone)
    if left:
        raise Unfinished(f"{left} certificates are not made; is the worker running?")
    return _stopped(player)


def _prepare(found: World, now: datetime) -> None:
    """The cast and the records, without which no application can be sent."""
    engage(OFFICERS, since=_posted(found))
    let_in(PROGRAM, now=now)
    keeper = Desks(now).at("KSR-ITB", Role.RECORD_KEEPER)
    send_in(found.cases, actor=keeper, now=datetime.combine(found.days[0], time(11), KARACHI))


def _posted(found: World) -> datetime:
    """When everybody came to his post: half a year before the first application."""
    return datetime.combine(found.days[0] - timedelta(days=182), time(9), KARACHI)


def _pictures(lives: Sequence[Life], processes: int) -> Album:
    """The numbers of the lives that lack pictures, and these pictures in their order."""
    covered = _there(Q(status__in=ENDED) | Q(attachments__field="id_copy"))
    bare = [life for life in lives if life.person.mobile not in covered and _whole(life)]
    return {life.number for life in bare}, drawn([life.person for life in bare], processes=processes)


def _played(player: Player, lives: Sequence[Life], album: Album) -> Iterator[int]:
    """Play lives in their order; gives how many are done."""
    ended = _there(Q(status__in=ENDED))
    numbers, pictures = album
    for done, life in enumerate(lives, start=1):
        if life.person.mobile not in ended:
            between_sweeps()
            player.play(life, next(pictures) if life.number in numbers else None)
        yield done


def _there(which: Q) -> set[str]:
    """The mobile numbers of citizens with such an application: each has one of the demo's."""
    return set(Application.objects.filter(which).values_list("citizen__mobile", flat=True))


def _whole(life: Life) -> bool:
    return life.stage is not Stage.DRAFT or life.pages == PAGES


def _delivered(player: Player, lives: Sequence[Life]) -> None:
    """Let the citizens whose paper is there download it, if they mean to."""
    mobiles = _there(Q(status=Status.ISSUED, citizen__mobile__in=_mobiles(lives)))
    for life in lives:
        if life.stage is Stage.DELIVERED and life.person.mobile in mobiles:
            player.play(life, only=Act.DELIVER)


def _mobiles(lives: Sequence[Life]) -> list[str]:
    return [life.person.mobile for life in lives]


def _stopped(player: Player) -> list[str]:
    return [f"application {number} stopped at {act}: {why}" for number, act, why in player.stopped]


def _days(now: datetime, count: int) -> list[date]:
    """The last working days before today, oldest first."""
    today = now.astimezone(KARACHI).date()
    start = now - timedelta(days=2 * count + 14)
    found: list[date] = []
    while not found or found[-1] < today:
        found.append(add_working_days(start, len(found) + 1).astimezone(KARACHI).date())
    return [day for day in found if day < today][-count:]
