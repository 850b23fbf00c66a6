"""Registers XIX and XXI of one station and one year, for their print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.org.public import Office, OfficeKind
from khidmat.station.models import Item, ItemText, Movement, RoadArticle, RoadCertificate, RoadSign
from khidmat.station.queries.property import offices, open_texts
from khidmat.station.stores import Move


@dataclass(frozen=True, slots=True)
class Kept:
    """A thing with its movements; `text` is None where its case is sealed."""

    item: Item
    text: ItemText | None
    movements: Sequence[Movement]


@dataclass(frozen=True, slots=True)
class Book:
    """Register XIX of a station and a year."""

    station: Office
    year: int
    rows: Sequence[Kept]
    printed_at: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """A certificate with its things and signatures, and when the last of them was back."""

    road: RoadCertificate
    articles: Sequence[RoadArticle]
    issued: RoadSign
    received: RoadSign | None
    back: datetime | None


@dataclass(frozen=True, slots=True)
class Roads:
    """Register XXI of a station and a year."""

    station: Office
    year: int
    rows: Sequence[Sent]
    printed_at: datetime


def _asked(actor: Actor, code: str, year: str, now: datetime) -> tuple[Office, int]:
    """The station asked for, or the first that may be read; the year, or the present one. Raises `NotFound`."""
    found = offices(actor).filter(kind=OfficeKind.STATION).order_by("code")
    one = (found.filter(code=code) if code else found).first()
    if one is None:
        raise NotFound(_("This station was not found."))
    digits = year[:4]
    plain = digits.isascii() and digits.isdecimal()
    return one, int(digits) if plain else localdate(now).year


def malkhana(actor: Actor, code: str, year: str, now: datetime) -> Book:
    """Register XIX. Raises `NotFound`."""
    station, chosen = _asked(actor, code, year, now)
    return Book(station, chosen, kept_rows(station, chosen, None)[::-1], now)


def kept_rows(station: Office, year: int, most: int | None) -> list[Kept]:
    """The things of a station and a year, newest first."""
    found = Item.objects.filter(station=station, year=year).select_related("fir", "entry__day")
    rows = list(found.order_by("-number")[:most])
    texts = open_texts(rows)
    moves: dict[UUID, list[Movement]] = {}
    for move in Movement.objects.filter(item__in=rows).select_related("certificate").order_by("number"):
        moves.setdefault(move.item_id, []).append(move)
    return [Kept(one, texts.get(one.pk), moves[one.pk]) for one in rows]


def road_certificates(actor: Actor, code: str, year: str, now: datetime) -> Roads:
    """Register XXI. Raises `NotFound`."""
    station, chosen = _asked(actor, code, year, now)
    return Roads(station, chosen, sent_rows(station, chosen, None)[::-1], now)


def sent_rows(station: Office, year: int, most: int | None) -> list[Sent]:
    """The certificates of a station and a year that were let go, newest first."""
    found = RoadCertificate.objects.filter(station=station, year=year, number__isnull=False)
    rows = list(found.order_by("-number")[:most])
    articles: dict[UUID, list[RoadArticle]] = {}
    for one in (
        RoadArticle.objects.filter(certificate__in=rows).select_related("item").order_by("item__number")
    ):
        articles.setdefault(one.certificate_id, []).append(one)
    signs = {(one.certificate_id, one.kind): one for one in RoadSign.objects.filter(certificate__in=rows)}
    back = dict(
        Movement.objects.filter(certificate__in=rows, kind=Move.BACK)
        .order_by("happened_at")
        .values_list("certificate_id", "happened_at")
    )
    return [
        Sent(
            road=one,
            articles=articles.get(one.pk, []),
            issued=signs[one.pk, "issued"],
            received=signs.get((one.pk, "received")),
            back=back.get(one.pk),
        )
        for one in rows
    ]
