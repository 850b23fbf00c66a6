"""What an investigation still has to do, and which cases wait: for who investigates and for who looks after him."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery

from khidmat.kernel.actor import Actor
from khidmat.kernel.paging import cut
from khidmat.station import policies
from khidmat.station.court_states import ENDED, CaseState
from khidmat.station.evidence import TAKING
from khidmat.station.models import (
    CaseStep,
    Designation,
    Fir,
    Review,
    TaskMark,
)
from khidmat.station.models.court import listed
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


def _heard(which: str) -> str:
    return f"""SELECT %s, s.fir_id FROM station_statement s JOIN station_witness w ON w.id = s.witness_id
        WHERE s.law = '161' AND {which} AND s.fir_id = ANY(%s)"""


#: Which of some cases have the paper that shows a step done. Asked in one statement: nine took 9 ms for one case.
#: A leaf of a case diary is seen by its entry in the station's diary: the leaf itself is shut.
SHOWN = {
    "zimni": "SELECT %s, about_id FROM station_diaryentry WHERE about_kind = 'zimni' AND about_id = ANY(%s)",
    "plan": "SELECT %s, fir_id FROM station_siteplan WHERE fir_id = ANY(%s)",
    "complainant": _heard("w.kind IN ('complainant', 'victim')"),
    "witness": _heard("w.kind <> 'complainant'"),
    "inquest": "SELECT %s, fir_id FROM station_inquest WHERE fir_id = ANY(%s)",
    "docket": "SELECT %s, fir_id FROM station_docketresult WHERE fir_id = ANY(%s)",
    "laboratory": """SELECT %s, q.fir_id FROM station_forensicrequest q
        LEFT JOIN station_forensicresult r ON r.request_id = q.id WHERE q.fir_id = ANY(%s)
       GROUP BY q.fir_id HAVING count(*) = count(r.request_id)""",
    "memo": f"SELECT %s, fir_id FROM station_memo WHERE kind IN ({listed(TAKING)}) AND fir_id = ANY(%s)",
    "magistrate": "SELECT %s, fir_id FROM station_statement WHERE law = '164' AND fir_id = ANY(%s)",
}
PAPERS = " UNION ".join(SHOWN.values())


def _papers(found: Sequence[Fir]) -> set[tuple[str, UUID]]:
    """The papers that are there, each with its case."""
    if not found:
        return set()
    keys = [one.pk for one in found]
    with connection.cursor() as cursor:
        cursor.execute(PAPERS, [given for code in SHOWN for given in (code, keys)])
        return set(cursor.fetchall())


def _shown(rows: Sequence[Fir]) -> set[tuple[str, UUID]]:
    """The papers of the cases: of those that are open in one go, of each sealed one by itself."""
    children = with_children(rows)
    shut = [one for one in rows if one.sealed or one.pk in children]
    there = _papers([one for one in rows if one not in shut])
    for one in shut:
        with unsealed(one):
            there |= _papers([one])
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
                mark is not None or (task.met_by, one.pk) in there,
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
