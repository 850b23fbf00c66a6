"""What an officer's home shows: exceptions first, each count opening its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import TABLE
from khidmat.payments.public import days, days_to_see
from khidmat.screening.public import waiting_count
from khidmat.services.public import (
    Tile,
    decisions,
    open_appeals,
    open_corrections,
    visits,
    waiting_tokens,
)
from khidmat.station.public import desk_tiles


@dataclass(frozen=True, slots=True)
class Desk:
    """One kind of work: its counts and the rows that come first."""

    title: Promise
    url: str
    tiles: list[Tile]


def desks(actor: Actor, now: datetime) -> list[Desk]:
    """The kinds of work of this post."""
    return [make(actor, now) for permission, make in DESKS if TABLE.may(actor, permission)]


def _complaints(actor: Actor, now: datetime) -> Desk:
    url = reverse("station:desk")
    told = [
        Tile(one.label, one.count, url + one.url, one.tone)
        for one in desk_tiles(actor, now)
        if one.count is not None
    ]
    return Desk(_("Complaints"), url, told)


def _counter(actor: Actor, now: datetime) -> Desk:
    url = reverse("services:counter")
    return Desk(
        _("Counter"), url, [_count(_("Waiting with a number"), waiting_tokens(actor, now).count(), url)]
    )


def _applications(actor: Actor, now: datetime) -> Desk:
    url = reverse("services:worklist")
    return Desk(_("Applications"), url, _under(url, decisions(actor, show="none", after="", now=now).tiles))


def _verifications(actor: Actor, now: datetime) -> Desk:
    url = reverse("services:visits")
    return Desk(_("Verifications"), url, _under(url, visits(actor, show="none", after="", now=now).tiles))


def _checks(actor: Actor, _now: datetime) -> Desk:
    url = reverse("screening:worklist")
    return Desk(_("Record check"), url, [_count(_("Possible matches to compare"), waiting_count(actor), url)])


def _appeals(actor: Actor, _now: datetime) -> Desk:
    url = reverse("services:appeals")
    return Desk(_("Appeals"), url, [_count(_("Appeals to decide"), open_appeals(actor), url)])


def _corrections(actor: Actor, _now: datetime) -> Desk:
    url = reverse("services:corrections")
    return Desk(
        _("Requests for correction"), url, [_count(_("Requests to answer"), open_corrections(actor), url)]
    )


def _cash(actor: Actor, now: datetime) -> Desk:
    url = reverse("payments:days")
    left = days(actor).filter(day__lt=localdate(now), closed_at=None).count()
    tiles = [_count(_("Earlier days still open"), left, url)]
    if TABLE.may(actor, "payments.day.see"):
        tiles.insert(0, _count(_("Differences not seen yet"), days_to_see(actor).count(), url, "bad"))
    return Desk(_("Cash days"), url, tiles)


#: Whose right opens each desk, in the order in which they stand.
DESKS: tuple[tuple[str, Callable[[Actor, datetime], Desk]], ...] = (
    ("station.desk.read", _complaints),
    ("services.counter.enter", _counter),
    ("services.application.read", _applications),
    ("services.verification.read", _verifications),
    ("screening.check.read", _checks),
    ("services.appeal.decide", _appeals),
    ("services.correction.decide", _corrections),
    ("payments.day.read", _cash),
)


def _count(label: Promise, count: int, url: str, tone: str = "warn") -> Tile:
    """A count that opens its list, with its colour only when there is something."""
    return Tile(label, count, url, tone if count else "")


def _under(url: str, tiles: list[Tile]) -> list[Tile]:
    return [Tile(one.label, one.count, url + one.url, one.tone) for one in tiles]
