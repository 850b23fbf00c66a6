"""Reading road certificates and differences. Of a sealed case, who holds a thing only for who may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from khidmat.clocks.public import Clock, is_late
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import ascii_digits, loose
from khidmat.station import policies
from khidmat.station.models import (
    Bond,
    Discrepancy,
    DiscrepancyTurn,
    Item,
    Proclamation,
    RoadArticle,
    RoadCertificate,
    RoadClock,
    RoadSign,
)
from khidmat.station.queries.desk import Tile
from khidmat.station.queries.fir import may_know_who, unsealed
from khidmat.station.queries.property import NUMBER, items, offices, waits_for_second
from khidmat.station.queries.sealed import is_sealed
from khidmat.station.removals import BY_ORDER, CaseStatus, RoadStatus
from khidmat.station.removing import Leaving
from khidmat.station.stores import HIGH_RISK, Basis, ItemStatus

ROWS = 50
TILES = (
    ("late", _("Past the time"), "bad"),
    ("prepared", _("Waits for the second signature"), "warn"),
    ("issued", _("On the way"), "warn"),
    ("out", _("Received there, not back"), ""),
    ("all", _("All"), ""),
)


def roads(actor: Actor, permission: str = policies.READ_STORE) -> QuerySet[RoadCertificate]:
    """The road certificates that this right reaches."""
    return RoadCertificate.objects.filter(station_id__in=offices(actor, permission).values("pk"))


def road(actor: Actor, road_id: UUID, permission: str = policies.READ_STORE) -> RoadCertificate:
    """One road certificate. Raises `NotFound`."""
    found = roads(actor, permission).select_related("station__district", "prepared_by", "entry__day")
    one = found.filter(pk=road_id).first()
    if one is None:
        raise NotFound(_("This road certificate was not found."))
    return one


def asked_for(actor: Actor, things: Sequence[Leaving]) -> list[tuple[Item, int | None]]:
    """The things of the own store by their numbers, locked in one order. Raises `Invalid` for a number that is none."""
    keys: dict[UUID, int | None] = {}
    mine = items(actor, policies.KEEP_STORE).filter(station_id=actor.office)
    for thing in things:
        found = NUMBER.fullmatch(ascii_digits(thing.number).strip())
        year = {"year": 2000 + int(found[2]) % 100} if found and found[2] else None
        one = mine.filter(number=int(found[1]), **year).first() if found and year else None
        if one is None or one.pk in keys:
            said = _("There is no such article, or it is named twice: %(number)s.") % {
                "number": thing.number[:20]
            }
            raise Invalid(_("The road certificate is not prepared yet."), fields={"things": said})
        keys[one.pk] = thing.weight_mg
    locked = mine.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return [(one, keys[one.pk]) for one in locked]


def needs_two(made: RoadCertificate, things: Sequence[Item]) -> bool:
    """Whether two people must sign before these leave."""
    return made.purpose in BY_ORDER or any(one.kind in HIGH_RISK for one in things)


def lacks_second(one: Item) -> bool:
    """Whether a thing kept under two keys came in by one signature alone."""
    last = one.movements.order_by("-number").first()
    return last is not None and waits_for_second(one, last)


def may_be_claimed(one: Item, now: datetime) -> bool:
    """Whether an owner may still come forward for a thing that nobody has claimed."""
    if one.basis not in (Basis.UNCLAIMED, Basis.SUSPECTED):
        return False
    call = Proclamation.objects.filter(item=one).select_related("clock").first()
    return call is None or call.clock.due_at >= now


@dataclass(frozen=True, slots=True)
class Line:
    """A certificate in the list; `late` when what it waits for is past its time."""

    road: RoadCertificate
    count: int
    late: bool


@dataclass(frozen=True, slots=True)
class Roads:
    """A list of certificates with the counts above it."""

    lines: Sequence[Line]
    tiles: Sequence[Tile]
    show: str
    more: bool


def _conditions(now: datetime) -> dict[str, Q]:
    late = RoadClock.objects.filter(is_late(now, "clock__"), certificate=OuterRef("pk"))
    away = RoadArticle.objects.filter(
        certificate=OuterRef("pk"), item__status__in=[ItemStatus.AWAY, ItemStatus.HELD]
    )
    return {
        "late": Q(Exists(late)),
        "prepared": Q(status=RoadStatus.PREPARED),
        "issued": Q(status=RoadStatus.ISSUED),
        "out": Q(status=RoadStatus.RECEIVED) & Q(Exists(away)),
        "all": Q(),
    }


def listed(actor: Actor, show: str, now: datetime) -> Roads:
    """Register XXI of the territory, the newest first."""
    conditions, found = _conditions(now), roads(actor)
    chosen = show if show in conditions else "all"
    rows = list(
        found.filter(conditions[chosen]).select_related("station").order_by("-prepared_at", "pk")[: ROWS + 1]
    )
    page = rows[:ROWS]
    late = set(found.filter(conditions["late"], pk__in=[one.pk for one in page]).values_list("pk", flat=True))
    counts: dict[UUID, int] = {}
    for key in RoadArticle.objects.filter(certificate__in=page).values_list("certificate_id", flat=True):
        counts[key] = counts.get(key, 0) + 1
    tiles = [
        Tile(label, found.filter(conditions[code]).count(), f"?show={code}", tone)
        for code, label, tone in TILES
    ]
    lines = [Line(one, counts.get(one.pk, 0), one.pk in late) for one in page]
    return Roads(lines, tiles, chosen, len(rows) > ROWS)


def articles(one: RoadCertificate) -> list[RoadArticle]:
    """The things of a certificate in the order of their numbers."""
    found = one.articles.select_related("item__fir__complaint", "item__station")
    return list(found.order_by("item__year", "item__number"))


def signs(one: RoadCertificate) -> dict[str, RoadSign]:
    """The signatures under a certificate, by what they say."""
    return {sign.kind: sign for sign in one.signs.select_related("by", "paper")}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A certificate as its page shows it; `bond` is None where there is none or it is sealed from the reader."""

    road: RoadCertificate
    articles: Sequence[RoadArticle]
    signs: dict[str, RoadSign]
    witnesses: Sequence[str]
    bond: Bond | None
    sealed: bool
    clocks: Sequence[Clock]
    signs_next: bool
    keeps: bool


def sheet(actor: Actor, road_id: UUID) -> Sheet:
    """Everything of one certificate that this reader may see. Raises `NotFound`."""
    one = road(actor, road_id)
    listed_ones = articles(one)
    cases = {thing.item.fir for thing in listed_ones if thing.item.fir and is_sealed(thing.item.fir)}
    knows = all(may_know_who(actor, case) for case in cases)
    keeps = TABLE.may(actor, policies.KEEP_STORE) and one.station_id == actor.office_id
    other = one.prepared_by_id != actor.user_id and one.prepared_role != actor.role
    return Sheet(
        road=one,
        articles=listed_ones,
        signs=signs(one),
        witnesses=list(one.witnesses.order_by("pk").values_list("name", flat=True)),
        bond=_bond(one, listed_ones) if knows else None,
        sealed=bool(cases),
        clocks=[link.clock for link in one.clocks.select_related("clock").order_by("clock__started_at")],
        signs_next=keeps and other and one.status == RoadStatus.PREPARED,
        keeps=keeps,
    )


def is_holder(one: RoadCertificate, name: str) -> bool:
    """Whether a court gave the things of a certificate to this person."""
    bond = _bond(one, articles(one))
    return bond is not None and loose(bond.name) == loose(name)


def _bond(one: RoadCertificate, listed_ones: Sequence[RoadArticle]) -> Bond | None:
    """Who holds the things, unsealed for this one reading."""
    case = next((thing.item.fir for thing in listed_ones if thing.item.fir), None)
    if case is None:
        return Bond.objects.filter(certificate=one).first()
    with unsealed(case):
        return Bond.objects.filter(certificate=one).first()


def differences(actor: Actor, permission: str = policies.READ_STORE) -> QuerySet[Discrepancy]:
    """The differences that this right reaches."""
    return Discrepancy.objects.filter(item__station_id__in=offices(actor, permission).values("pk"))


DIFFERENCES = (
    (CaseStatus.OPEN, _("To be answered"), "bad"),
    (CaseStatus.ANSWERED, _("Answered, to be seen by the circle officer"), "warn"),
    (CaseStatus.SEEN, _("Seen"), ""),
)


@dataclass(frozen=True, slots=True)
class Differences:
    """A list of differences with what was said to each."""

    lines: Sequence[tuple[Discrepancy, Sequence[DiscrepancyTurn]]]
    tiles: Sequence[Tile]
    show: str
    more: bool
    answers: bool
    sees: bool


def different(actor: Actor, show: str) -> Differences:
    """The differences of the territory, the oldest first."""
    found = differences(actor)
    chosen = show if show in CaseStatus.values else CaseStatus.OPEN.value
    rows = found.filter(status=chosen).select_related("item__station", "by").order_by("opened_at", "pk")
    page = list(rows[: ROWS + 1])
    said: dict[UUID, list[DiscrepancyTurn]] = {}
    for turn in DiscrepancyTurn.objects.filter(discrepancy__in=page).select_related("by").order_by("number"):
        said.setdefault(turn.discrepancy_id, []).append(turn)
    tiles = [
        Tile(label, found.filter(status=code).count(), f"?show={code.value}", tone)
        for code, label, tone in DIFFERENCES
    ]
    lines = [(one, said.get(one.pk, [])) for one in page[:ROWS]]
    may_answer, may_see = (TABLE.may(actor, one) for one in (policies.KEEP_STORE, policies.SEE_STORE))
    return Differences(lines, tiles, chosen, len(page) > ROWS, answers=may_answer, sees=may_see)


def difference(actor: Actor, difference_id: UUID, permission: str) -> Discrepancy:
    """One difference that this right reaches. Raises `NotFound`."""
    found = differences(actor, permission).select_related("item__station").filter(pk=difference_id).first()
    if found is None:
        raise NotFound(_("This difference was not found."))
    return found
