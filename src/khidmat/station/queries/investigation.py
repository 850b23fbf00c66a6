"""What an investigation still has to do, and which cases wait: for who investigates and for who looks after him."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery

from khidmat.kernel.actor import Actor
from khidmat.kernel.paging import cut
from khidmat.station import policies
from khidmat.station.court_states import ENDED, CaseState
from khidmat.station.evidence import TAKING, StatementLaw, WitnessKind
from khidmat.station.models import (
    CaseStep,
    Designation,
    DiaryEntry,
    DocketResult,
    Fir,
    ForensicRequest,
    Inquest,
    Memo,
    Review,
    SitePlan,
    Statement,
    TaskMark,
)
from khidmat.station.queries.fir import firs, unsealed
from khidmat.station.queries.sealed import with_children
from khidmat.station.queries.teams import joined
from khidmat.station.tasks import Task, of_head
from khidmat.ui.formats import bilingual, worded

FORTNIGHT = timedelta(days=14)
#: Where a case still waits for its investigation.
IN_HAND = (CaseState.INVESTIGATING, CaseState.OBJECTED, CaseState.INTERIM)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of one case: shown done by a paper, or by a mark, or open."""

    task: Task
    mark: TaskMark | None
    done: bool

    @property
    def title(self) -> str:
        """In the reader's language."""
        return bilingual(self.task)

    @property
    def law(self) -> str:
        """Where the step comes from, in the reader's language."""
        return worded(self.task, "law")

    @property
    def blocks(self) -> bool:
        """A mandatory step that is still open."""
        return self.task.mandatory and not self.done


def _statements(found: Sequence[Fir], *kinds: WitnessKind) -> Iterable[UUID]:
    heard = Statement.objects.filter(fir__in=found, law=StatementLaw.POLICE, witness__kind__in=kinds)
    return heard.values_list("fir_id", flat=True)


def _answered(found: Sequence[Fir]) -> Iterable[UUID]:
    asked = ForensicRequest.objects.filter(fir__in=found)
    waiting = asked.filter(result=None).values_list("fir_id", flat=True)
    return set(asked.values_list("fir_id", flat=True)) - set(waiting)


def _written(found: Sequence[Fir]) -> Iterable[UUID]:
    of_case = DiaryEntry.objects.filter(about_kind="zimni", about_id__in=[one.pk for one in found])
    return {entry.about_id for entry in of_case if entry.about_id}


def _of(rows: QuerySet[Any]) -> Iterable[UUID]:
    return rows.values_list("fir_id", flat=True)


OTHERS = tuple(kind for kind in WitnessKind if kind != WitnessKind.COMPLAINANT)
#: Which of some cases have the paper that shows a step done. A leaf of a case diary is seen by its entry in the
#: station's diary: the leaf itself is shut.
SHOWN: dict[str, Callable[[Sequence[Fir]], Iterable[UUID]]] = {
    "zimni": _written,
    "plan": lambda found: _of(SitePlan.objects.filter(fir__in=found)),
    "complainant": lambda found: _statements(found, WitnessKind.COMPLAINANT, WitnessKind.VICTIM),
    "witness": lambda found: _statements(found, *OTHERS),
    "inquest": lambda found: _of(Inquest.objects.filter(fir__in=found)),
    "docket": lambda found: _of(DocketResult.objects.filter(fir__in=found)),
    "laboratory": _answered,
    "memo": lambda found: _of(Memo.objects.filter(fir__in=found, kind__in=TAKING)),
    "magistrate": lambda found: _of(Statement.objects.filter(fir__in=found, law=StatementLaw.MAGISTRATE)),
}


def _shown(rows: Sequence[Fir]) -> dict[str, set[UUID]]:
    """For each kind of paper the cases that have it: those that are open in one go, each sealed one by itself."""
    children = with_children(rows)
    shut = [one for one in rows if one.sealed or one.pk in children]
    there = {code: set(look([one for one in rows if one not in shut])) for code, look in SHOWN.items()}
    for one in shut:
        with unsealed(one):
            for code, look in SHOWN.items():
                there[code] |= set(look([one]))
    return there


def steps(rows: Sequence[Fir]) -> dict[UUID, list[Step]]:
    """The steps of each case in the order of an investigation."""
    there, found = _shown(rows), {}
    marks = {
        (mark.fir_id, mark.code): mark for mark in TaskMark.objects.filter(fir__in=rows).select_related("by")
    }
    for one in rows:
        tasks = of_head(one.head.code if one.head else "")
        found[one.pk] = [
            Step(
                task,
                mark := marks.get((one.pk, task.code)),
                mark is not None or (task.met_by is not None and one.pk in there[task.met_by]),
            )
            for task in tasks
        ]
    return found


def open_steps(one: Fir) -> list[Step]:
    """The mandatory steps of a case that are still open."""
    return [step for step in steps([one])[one.pk] if step.blocks]


def to_mark(one: Fir) -> list[tuple[str, str]]:
    """The open steps that no paper shows, to choose from."""
    found = steps([one])[one.pk]
    return [(step.task.code, step.title) for step in found if not step.done and not step.task.met_by]


def to_spare(one: Fir) -> list[tuple[str, str]]:
    """The open steps, to choose from."""
    return [(step.task.code, step.title) for step in steps([one])[one.pk] if not step.done]


@dataclass(frozen=True, slots=True)
class Line:
    """A case that somebody investigates or looks after, with what waits in it."""

    fir: Fir
    days: int
    open: Sequence[Task]
    reviewed_at: datetime | None
    review_due: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class Cases:
    """A page of cases, the oldest first, and the mark of the next page."""

    lines: Sequence[Line]
    following: str


def _in_hand(found: QuerySet[Fir]) -> QuerySet[Fir]:
    """Those that are still investigated: not reported, or come back. Found by their steps, of which few are open."""
    now = CaseStep.objects.filter(current=True, status__in=IN_HAND).exclude(status__in=ENDED)
    return found.filter(pk__in=now.values("fir"))


def mine(actor: Actor, now: datetime, after: str = "") -> Cases:
    """The cases that the actor investigates now, alone or in a joint team."""
    last = Designation.objects.filter(fir=OuterRef("pk")).order_by("-number")
    led = _in_hand(firs(actor, policies.READ_PAPERS)).annotate(io=Subquery(last.values("officer_id")[:1]))
    alone = led.filter(io=actor.user_id).values("pk")
    # One set: beside an `or` of two the planner walked past all cases there ever were.
    both = alone.union(_in_hand(joined(actor)).values("pk"))
    return _page(Fir.objects.filter(pk__in=both), now, after)


def to_review(actor: Actor, now: datetime, after: str = "") -> Cases:
    """The cases of the territory that nobody above has looked at for a fortnight, the oldest first."""
    seen = Review.objects.filter(fir=OuterRef("pk"), at__gte=now - FORTNIGHT)
    found = _in_hand(firs(actor, policies.REVIEW_CASE)).filter(registered_at__lt=now - FORTNIGHT)
    return _page(found.filter(~Exists(seen)), now, after)


def _page(found: QuerySet[Fir], now: datetime, after: str) -> Cases:
    ordered = found.select_related("station", "head", "complaint").order_by("registered_at", "pk")
    rows, following = cut(ordered, after, by="registered_at")
    waiting = steps(rows)
    seen = dict(Review.objects.filter(fir__in=rows).values_list("fir_id").annotate(Max("at")))
    lines = [
        Line(
            fir=one,
            days=(now - one.registered_at).days,
            open=[step.task for step in waiting[one.pk] if step.blocks],
            reviewed_at=seen.get(one.pk),
            review_due=(due := (seen.get(one.pk) or one.registered_at) + FORTNIGHT),
            late=due < now,
        )
        for one in rows
    ]
    return Cases(lines, following)
