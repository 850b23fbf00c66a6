"""Reading checks. A record keeper sees those of his district; the others learn only what may be disclosed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast
from uuid import UUID

from django.db.models import Count, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from khidmat.clocks import public as clocks
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import TABLE
from khidmat.org import public as org
from khidmat.screening import policies
from khidmat.screening.models import Candidate, Check
from khidmat.screening.states import SETTLED, Answer, CheckState
from khidmat.wanted import public as wanted

#: A citizen waits behind every open check: it is to be compared by the end of the next working day.
WORKING_DAYS = 1


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What an approver, a certificate or a message may know of a check.

    `records` are the disclosable ones among those judged to be the same person's, as they stand now. A check whose
    candidates were all somebody else's, and one whose records may not be disclosed, look the same: none.
    """

    settled: bool
    records: tuple[wanted.Disclosed, ...]


def disclosure(check_id: UUID) -> Disclosure:
    """What may be known of a check by those who are not record keepers. Raises `NotFound`."""
    same = FilteredRelation("candidates", condition=Q(candidates__status=Answer.SAME))
    found = Check.objects.filter(pk=check_id).annotate(same=same).values_list("status", "same__record_id")
    rows = list(found)
    if not rows:
        raise NotFound(_("This check was not found."))
    if rows[0][0] not in SETTLED:
        return Disclosure(settled=False, records=())
    records = [record for _status, record in rows if record is not None]
    return Disclosure(settled=True, records=tuple(wanted.disclosable(records)) if records else ())


def checks(actor: Actor, permission: str = policies.READ) -> QuerySet[Check]:
    """The checks of the actor's district, oldest first."""
    scope = TABLE.scope(actor, permission)
    offices = org.within(actor, scope) if scope else org.Office.objects.none()
    return Check.objects.filter(office__in=offices).order_by("id")


def candidates(actor: Actor, permission: str = policies.READ) -> QuerySet[Candidate]:
    """The candidates of those checks, most alike first within one check."""
    return Candidate.objects.filter(of_check__in=checks(actor, permission)).order_by(
        "of_check", "-score", "id"
    )


def candidate(actor: Actor, candidate_id: UUID, permission: str = policies.READ) -> Candidate:
    """One candidate with its check. Raises `NotFound`, also for another district's."""
    found = candidates(actor, permission).select_related("of_check").filter(pk=candidate_id).first()
    if found is None:
        raise NotFound(_("This candidate was not found."))
    return found


def open_checks(actor: Actor) -> QuerySet[Check]:
    """Checks that wait for the record keeper, oldest first, with `waiting` candidates and the `first` to open."""
    mine = Candidate.objects.filter(of_check=OuterRef("pk"), status=Answer.OPEN).order_by("-score", "id")
    return (
        checks(actor)
        .filter(status=CheckState.CANDIDATES)
        .annotate(
            waiting=Count("candidates", filter=Q(candidates__status=Answer.OPEN)),
            first=Subquery(mine.values("pk")[:1]),
        )
    )


class _Counted(Protocol):
    """What `open_checks` adds to a check."""

    waiting: int
    first: UUID


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the worklist."""

    check: Check
    candidate_id: UUID
    candidates: int
    due: datetime
    late: bool


def worklist(page: Iterable[Check], now: datetime) -> list[Waiting]:
    """The lines of one page of `open_checks`, with the time by which each is due."""
    return [_waiting(check, now) for check in page]


def due_of(check: Check) -> datetime:
    """Until when a check that waits for the record keeper should be settled."""
    return clocks.add_working_days(check.made_at, WORKING_DAYS)


def _waiting(check: Check, now: datetime) -> Waiting:
    due = due_of(check)
    counted = cast(_Counted, check)
    return Waiting(
        check=check, candidate_id=counted.first, candidates=counted.waiting, due=due, late=due < now
    )


def next_open(actor: Actor, after: Candidate) -> UUID | None:
    """What to compare next: the same check's next candidate, then the oldest check's first."""
    waiting = candidates(actor).filter(status=Answer.OPEN, of_check__status=CheckState.CANDIDATES)
    same = waiting.filter(of_check=after.of_check_id).first()
    found = same or waiting.first()
    return found.pk if found else None


def waiting_count(actor: Actor) -> int:
    """How many checks wait for the record keeper."""
    return checks(actor).filter(status=CheckState.CANDIDATES).count()
