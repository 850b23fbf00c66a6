"""Reading counts, and drawing a lot again from the books as they stood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import TABLE
from khidmat.org.public import Office, OfficeKind
from khidmat.station import policies
from khidmat.station.counts import CLAIM_MONTHS, CountKind, CountStatus, draw
from khidmat.station.models import Count, CountLine, Item, Movement
from khidmat.station.queries.desk import end_of
from khidmat.station.queries.property import offices
from khidmat.station.stores import HIGH_RISK, Move

#: Lines of a count on one page: what one form sends.
ROWS = 50


def stations(actor: Actor) -> QuerySet[Office]:
    """The stations whose store this actor may count."""
    return offices(actor, policies.COUNT_STORE).filter(kind=OfficeKind.STATION).order_by("code")


def may_count(actor: Actor, station: Office) -> bool:
    """Whether this actor may count the store of this office."""
    return offices(actor, policies.COUNT_STORE).filter(pk=station.pk).exists()


def counts(actor: Actor, permission: str = policies.READ_STORE) -> QuerySet[Count]:
    """The counts that this right reaches."""
    return Count.objects.filter(station_id__in=offices(actor, permission).values("pk"))


def stored_at(station_id: UUID, moment: datetime) -> list[Item]:
    """What lay in a store at a moment, by its movements: the books of any day can be drawn from again."""
    last = Movement.objects.filter(item=OuterRef("pk"), recorded_at__lte=moment).order_by("-number")
    found = Item.objects.filter(station_id=station_id).annotate(last_move=Subquery(last.values("kind")[:1]))
    return list(found.filter(last_move__in=[Move.DEPOSIT, Move.BACK]).order_by("year", "number"))


def drawn_again(one: Count) -> set[UUID]:
    """The things that the seed of a count draws from the books as they stood then."""
    held = stored_at(one.station_id, one.drawn_at)
    if one.kind == CountKind.HIGH_RISK:
        held = [thing for thing in held if thing.kind in HIGH_RISK]
    return set(draw(one.seed, [thing.pk for thing in held], one.size))


def listed(actor: Actor) -> list[Count]:
    """The newest counts of the territory."""
    found = counts(actor).select_related("station", "by").order_by("-drawn_at", "pk")
    return list(found[:ROWS])


@dataclass(frozen=True, slots=True)
class Sheet:
    """A count as its page shows it: the next lines to look for, or all that was found."""

    count: Count
    lines: Sequence[CountLine]
    left: int
    counts: bool


def sheet(actor: Actor, count_id: UUID) -> Sheet:
    """One count. Raises `NotFound`."""
    one = counts(actor).select_related("station", "by", "entry__day").filter(pk=count_id).first()
    if one is None:
        raise NotFound(_("This count was not found."))
    lines = one.lines.select_related("item__fir", "find").order_by("item__year", "item__number")
    is_open = one.status == CountStatus.OPEN
    may = (
        TABLE.may(actor, policies.COUNT_STORE)
        and counts(actor, policies.COUNT_STORE).filter(pk=one.pk).exists()
    )
    return Sheet(
        count=one,
        lines=list(lines.filter(find__isnull=True)[:ROWS] if is_open else lines),
        left=lines.filter(find__isnull=True).count(),
        counts=may and is_open,
    )


def claimed_until(proclaimed_on: date) -> datetime:
    """The last minute in which an owner may come forward: the same day six months on, or that month's last."""
    month = proclaimed_on.month - 1 + CLAIM_MONTHS
    year, month = proclaimed_on.year + month // 12, month % 12 + 1
    for day in range(proclaimed_on.day, 27, -1):
        try:
            return end_of(date(year, month, day))
        except ValueError:
            continue
    return end_of(date(year, month, proclaimed_on.day))
