"""The cash of an office on its page: today's days, and those of before that are open or whose difference nobody saw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import TABLE
from khidmat.org.public import Office, office
from khidmat.payments.public import Day, days, whole
from khidmat.ui.formats import bilingual

#: A district has some ten counters; more days than this that nobody closed are a list of their own.
MOST = 20


@dataclass(frozen=True, slots=True)
class Till:
    """A cash day of one office: what came and went back, by how much the count differed, how it stands."""

    id: object
    office: str
    day: date
    receipts: int
    taken: int
    refunded: int
    difference: int | None
    state: str
    tone: str


def tills(actor: Actor, code: str, now: datetime) -> Sequence[Till] | None:
    """The days to look at, of the office and below; None for a reader who has no right to them."""
    if not TABLE.may(actor, "payments.day.read"):
        return None
    here = Office.objects.filter(path__within=office(code).path or "")
    unseen = Q(seen_at__isnull=True) & ~Q(counted=F("taken") - F("refunded"))
    wanted = Q(day=localdate(now)) | Q(closed_at__isnull=True) | unseen
    found = days(actor).filter(wanted, office__in=here).select_related("office")
    return [_till(one) for one in found[:MOST]]


def _till(day: Day) -> Till:
    sums = whole(day)
    difference = None if day.counted is None else day.counted - sums.expected
    state, tone = _state(day, difference)
    return Till(
        day.pk,
        bilingual(day.office),
        day.day,
        sums.receipts,
        sums.taken,
        sums.refunded,
        difference,
        state,
        tone,
    )


def _state(day: Day, difference: int | None) -> tuple[str, str]:
    if day.closed_at is None:
        return _("Open"), "warn"
    if difference and day.seen_at is None:
        return _("Difference, not seen yet"), "bad"
    return _("Closed"), "good"
