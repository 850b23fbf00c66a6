"""The chain of steps that a case takes. Locks: the FIR's complaint, the case's own rows, the diary, the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.clocks.public import is_open, keeper, meet, start
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, Stale
from khidmat.kernel.transactions import as_one
from khidmat.station import court_words, events
from khidmat.station.court_states import BEGIN, CASE, ENDED, SHORTEST_WORDS, CaseState
from khidmat.station.models import CaseClock, CaseStep, Complaint, DiaryEntry, FinalReport, Fir, StepWords
from khidmat.station.operations.diary import write
from khidmat.station.queries import fir as firs
from khidmat.station.states import EntryKind
from khidmat.station.words import Both

FINAL, INTERIM = "challan.final", "challan.interim"
#: Counted from the end of the fourteen days, also when the machine stood still that night.
INTERIM_DAYS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Said:
    """What a step says in words, with the number of the order it rests on."""

    text: str = ""
    order_no: str = ""
    heard: str = ""


@dataclass
class _Moving:
    """A state on its way along the table."""

    status: str


def begin(*, fir: Fir, actor: Actor, now: datetime) -> CaseStep:
    """The first step of a new FIR, in the transaction that registers it; the fourteen days of section 173 run."""
    first = _row(fir, 1, BEGIN, CaseState.INVESTIGATING, None, fir.entry, actor, now)
    clock = start(rule=FINAL, office_id=fir.station_id, actor=actor, now=now)
    CaseClock(fir=fir, clock=clock).save(force_insert=True)
    return first


@as_one
def begin_interim(clock_id: UUID, now: datetime) -> None:
    """Fourteen days have passed without a challan: the three days of the interim one run (CrPC 173, proviso)."""
    waits = (
        CaseClock.objects.filter(clock_id=clock_id, clock__rule=FINAL)
        .select_related("fir__station", "clock")
        .first()
    )
    if waits is None:
        return
    fir = waits.fir
    Complaint.objects.select_for_update().get(pk=fir.complaint_id)
    state = CaseStep.objects.get(fir=fir, current=True).status
    if state in ENDED or CaseClock.objects.filter(fir=fir, clock__rule=INTERIM).exists():
        return
    actor = keeper(fir.station)
    due = waits.clock.due_at + INTERIM_DAYS
    clock = start(rule=INTERIM, office_id=fir.station_id, actor=actor, now=now, due=due)
    CaseClock(fir=fir, clock=clock).save(force_insert=True)


def state(fir: Fir) -> CaseStep:
    """Where the case stands, its row locked; its complaint is locked already."""
    return CaseStep.objects.select_for_update(of=("self",)).get(fir=fir, current=True)


def must_allow(fir: Fir, *names: str) -> str:
    """The first of these steps that is open now. Raises `Stale` when none is."""
    status = state(fir).status
    found = next((name for name in names if CASE.may(status, name)), None)
    if found is None:
        raise Stale(_("This case stands otherwise now. Look at it again, then decide."))
    return found


def step(
    *,
    fir: Fir,
    name: str,
    said: Said | None = None,
    report: FinalReport | None = None,
    entry: DiaryEntry | None = None,
    actor: Actor,
    now: datetime,
) -> CaseStep:
    """Take a step: its row, its words, its diary entry and its event. The caller has locked the complaint.

    An entry that tells the diary already may be given. Raises `IllegalMove` where the table has no such step.
    """
    before = state(fir)
    moving = _Moving(before.status)
    CASE.move(moving, name)
    entry = entry or tell_diary(fir, court_words.stepped(str(fir), name), actor, now)
    before.current = False
    before.save(update_fields=["current"])
    made = _row(fir, before.number + 1, name, moving.status, report, entry, actor, now)
    _words(fir, made, said)
    record(
        events.CASE_STEPPED,
        subject=fir,
        actor=actor,
        at=now,
        fir=str(fir),
        step=name,
        state=made.status,
        report=report.number if report else 0,
        order=said.order_no if said else "",
    )
    return made


def _row(
    fir: Fir,
    number: int,
    name: str,
    status: str,
    report: FinalReport | None,
    entry: DiaryEntry,
    actor: Actor,
    now: datetime,
) -> CaseStep:
    made = CaseStep(
        fir=fir,
        station_id=fir.station_id,
        number=number,
        name=name,
        status=status,
        report=report,
        by_id=actor.user,
        role=actor.role,
        at=now,
        entry=entry,
    )
    made.save(force_insert=True)
    return made


def _words(fir: Fir, made: CaseStep, said: Said | None) -> None:
    if said is not None and said.text:
        with firs.unsealed(fir):
            words = StepWords(step=made, text=said.text, order_no=said.order_no, heard=said.heard)
            words.save(force_insert=True)


def tell_diary(fir: Fir, said: Both, actor: Actor, now: datetime) -> DiaryEntry:
    """What an act in a case tells the diary of its station."""
    return write(
        station_id=fir.station_id,
        kind=EntryKind.OTHER,
        happened_at=now,
        text=said[0],
        text_ur=said[1],
        about_kind="fir",
        about_id=fir.pk,
        actor=actor,
        now=now,
    )


def meet_clocks(fir: Fir, actor: Actor, now: datetime, rules: Iterable[str] = (FINAL, INTERIM)) -> None:
    """The report has left the station: what waited for it is met."""
    waiting = CaseClock.objects.filter(is_open("clock__"), fir=fir, clock__rule__in=list(rules))
    for one in waiting.order_by("clock__started_at", "pk"):
        meet(clock_id=one.clock_id, actor=actor, now=now)


def need(**texts: tuple[str, int]) -> None:
    """Every text that an act needs, at least so long."""
    said = _("Write at least %(n)s letters here.")
    short = {name: said % {"n": least} for name, (text, least) in texts.items() if len(text.strip()) < least}
    if short:
        raise Invalid(_("Nothing was done yet. What you wrote is kept."), fields=short)


def need_words(words: str) -> None:
    """Words that explain something."""
    need(words=(words, SHORTEST_WORDS))
