"""Reading the malkhana. Of a thing in a sealed case, words and pictures only for who may know whom it concerns."""

import re
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import ascii_digits
from khidmat.org.public import Office, within
from khidmat.station import policies
from khidmat.station.models import Countersign, Fir, Item, ItemPhoto, ItemText, Movement, Proclamation
from khidmat.station.queries.desk import Tile
from khidmat.station.queries.fir import fir, firs, may_know_who, unsealed
from khidmat.station.queries.sealed import is_sealed, with_children
from khidmat.station.stores import HIGH_RISK, Basis, ItemStatus, Move

ROWS = 50
NUMBER = re.compile(r"(\d{1,7})(?:\s*/\s*(\d{2}|\d{4}))?")
SHOWS = {
    "stored": Q(status=ItemStatus.STORED),
    "away": Q(status=ItemStatus.AWAY),
    "held": Q(status=ItemStatus.HELD),
    "risk": Q(status=ItemStatus.STORED, kind__in=HIGH_RISK),
    "unclaimed": Q(status=ItemStatus.STORED, basis__in=[Basis.UNCLAIMED, Basis.SUSPECTED]),
    "all": Q(),
}
TILES = (
    ("stored", _("In the malkhana"), ""),
    ("risk", _("Narcotics, cash and weapons"), "warn"),
    ("away", _("Out on a road certificate"), "warn"),
    ("held", _("With a holder (sapurdari)"), ""),
    ("unclaimed", _("Unclaimed or suspected"), ""),
    ("all", _("All"), ""),
)


def items(actor: Actor, permission: str = policies.READ_STORE) -> QuerySet[Item]:
    """The things that this right reaches."""
    return Item.objects.filter(station_id__in=offices(actor, permission).values("pk"))


def offices(actor: Actor, permission: str = policies.READ_STORE) -> QuerySet[Office]:
    """The offices whose store this right reaches."""
    scope = TABLE.scope(actor, permission)
    return within(actor, scope) if scope else Office.objects.none()


def item(actor: Actor, item_id: UUID, permission: str = policies.READ_STORE) -> Item:
    """One thing. Raises `NotFound`."""
    found = items(actor, permission).select_related("station", "fir__complaint", "entry__day", "by")
    one = found.filter(pk=item_id).first()
    if one is None:
        raise NotFound(_("This article was not found."))
    return one


def locked(item_id: UUID, actor: Actor, permission: str) -> Item:
    """One thing, locked. Raises `NotFound`, `Forbidden`."""
    TABLE.require(actor, permission)
    found = items(actor, permission).select_for_update(of=("self",)).filter(pk=item_id).first()
    if found is None:
        raise NotFound(_("This article was not found."))
    return found


def case_of(actor: Actor, written: str) -> Fir:
    """The FIR of the own station that is written as `12/26` or `12/2026`. Raises `Invalid`."""
    found = NUMBER.fullmatch(ascii_digits(written).strip())
    one = None
    if found and found[2]:
        mine = firs(actor, policies.READ_FIR).filter(station_id=actor.office)
        one = mine.filter(number=int(found[1]), year=2000 + int(found[2]) % 100).first()
    if one is None:
        said = _("There is no such FIR at this station. Write number and year, like 12/26.")
        raise Invalid(_("Nothing was received yet."), fields={"fir": said})
    return one


@dataclass(frozen=True, slots=True)
class Line:
    """A thing in the list; `text` is None where it is sealed from lists."""

    item: Item
    text: ItemText | None
    last: Movement | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list of things with the counts above it."""

    lines: Sequence[Line]
    tiles: Sequence[Tile]
    show: str
    more: bool


def shelf(actor: Actor, show: str, kind: str, number: str) -> Shelf:
    """The things of the territory, the newest first; `number` finds one of register XIX or those of an FIR."""
    found = items(actor)
    chosen = show if show in SHOWS else "stored"
    asked = NUMBER.fullmatch(ascii_digits(number).strip())
    rows = found.filter(_numbered(asked)) if asked else found.filter(SHOWS[chosen])
    if kind:
        rows = rows.filter(kind=kind)
    page = list(rows.select_related("station", "fir").order_by("-year", "-number", "pk")[: ROWS + 1])
    tiles = [
        Tile(label, found.filter(SHOWS[code]).count(), f"?show={code}", tone) for code, label, tone in TILES
    ]
    return Shelf(_lines(page[:ROWS]), tiles, chosen, len(page) > ROWS)


def of_case(actor: Actor, fir_id: UUID) -> tuple[Fir, list[Line]]:
    """The things of one case in their order. Raises `NotFound`."""
    one = fir(actor, fir_id)
    rows = items(actor).filter(fir=one).select_related("station", "fir").order_by("year", "number")
    return one, _lines(list(rows))


def _numbered(asked: re.Match[str]) -> Q:
    number = int(asked[1])
    own, case = Q(number=number), Q(fir__number=number)
    if asked[2]:
        year = 2000 + int(asked[2]) % 100
        own, case = own & Q(year=year), case & Q(fir__year=year)
    return own | case


def open_texts(page: Sequence[Item]) -> dict[UUID, ItemText]:
    """The words of these things, but of those in a sealed case: a list names nobody of one, whoever reads it."""
    cases = [one.fir for one in page if one.fir]
    shut = {one.pk for one in cases if one.sealed} | with_children(cases)
    plain = [one for one in page if one.fir_id not in shut]
    return {one.item_id: one for one in ItemText.objects.filter(item__in=plain)}


def _lines(page: Sequence[Item]) -> list[Line]:
    texts = open_texts(page)
    last: Mapping[UUID, Movement] = {
        one.item_id: one for one in Movement.objects.filter(item__in=page).order_by("number")
    }
    return [Line(one, texts.get(one.pk), last.get(one.pk)) for one in page]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A thing as its page shows it; `text` is None where it is sealed from the reader, and then no picture either."""

    item: Item
    text: ItemText | None
    photos: Sequence[ItemPhoto]
    movements: Sequence[Movement]
    sealed: bool
    keeps: bool
    waits: bool
    signs_next: bool
    proclamation: Proclamation | None
    may_proclaim: bool


def sheet(actor: Actor, item_id: UUID) -> Sheet:
    """Everything of one thing that this reader may see. Raises `NotFound`."""
    one = item(actor, item_id)
    knows = one.fir is None or may_know_who(actor, one.fir)
    text, photos = _words(one) if knows else (None, [])
    found = one.movements.select_related("by", "entry__day", "certificate", "countersign__by")
    movements = list(found.order_by("number"))
    unsigned = waits_for_second(one, movements[-1])
    keeps = TABLE.may(actor, policies.KEEP_STORE) and one.station_id == actor.office_id
    call = Proclamation.objects.filter(item=one).select_related("clock").first()
    ownerless = one.basis in (Basis.UNCLAIMED, Basis.SUSPECTED) and call is None
    return Sheet(
        item=one,
        text=text,
        photos=photos,
        movements=movements,
        sealed=one.fir is not None and is_sealed(one.fir),
        keeps=keeps,
        waits=unsigned,
        signs_next=unsigned and movements[-1].by_id != actor.user_id,
        proclamation=call,
        may_proclaim=keeps and ownerless and one.status != ItemStatus.GONE,
    )


def waits_for_second(one: Item, last: Movement) -> bool:
    """Whether a thing kept under two keys came in by one signature alone."""
    came_in = last.kind in (Move.DEPOSIT, Move.BACK)
    return one.kind in HIGH_RISK and came_in and not Countersign.objects.filter(movement=last).exists()


def _words(one: Item) -> tuple[ItemText, list[ItemPhoto]]:
    """The words and pictures of a thing, unsealed for this one reading."""
    with unsealed(one.fir) if one.fir else nullcontext():
        return ItemText.objects.get(item=one), list(one.photos.select_related("blob").order_by("number"))


def photo(actor: Actor, item_id: UUID, number: int) -> ItemPhoto:
    """One photograph of a thing. Raises `NotFound`, also where the case is sealed from the reader."""
    found = [one for one in sheet(actor, item_id).photos if one.number == number]
    if not found:
        raise NotFound(_("This photograph was not found."))
    return found[0]
