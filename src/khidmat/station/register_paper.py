"""Registers XIX and XXI on paper for a station and a year, in the columns of Forms 22.70 and 10.17.

A register lies open on the clerk's table: of a sealed case it names nobody and describes nothing.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from khidmat.documents.public import typesetter
from khidmat.station.fir_words import SEALED
from khidmat.station.models import Movement, RoadArticle
from khidmat.station.property_words import KINDS, UNITS, grams, marks, plain
from khidmat.station.queries.registers import Book, Kept, Roads, Sent
from khidmat.station.road_words import PURPOSES
from khidmat.station.stores import Move
from khidmat.ui import formats

TEMPLATES = Path(__file__).parent / "templates" / "typst"


def property_pdf(book: Book) -> bytes:
    """Register XIX."""
    return typesetter(TEMPLATES).set(
        "register19.typ", {**_head(book), "rows": [kept(one) for one in book.rows]}
    )


def roads_pdf(book: Roads) -> bytes:
    """Register XXI."""
    return typesetter(TEMPLATES).set(
        "register21.typ", {**_head(book), "rows": [sent(one) for one in book.rows]}
    )


def _head(book: Book | Roads) -> dict[str, object]:
    return {
        "station": book.station.name_ur,
        "year": str(book.year),
        "printed": _moment(book.printed_at),
        "specimen": not settings.PRODUCTION,
    }


def kept(one: Kept) -> dict[str, object]:
    """A line of register XIX; numbers are set left to right by the template."""
    item, text = one.item, one.text
    weight = f"، وزن {grams(item.weight_mg)} گرام" if item.weight_mg else ""
    worth = f"، مالیت {item.value:,} روپے" if item.value else ""
    much = f"{KINDS[item.kind][1]}، {plain(item.quantity)} {UNITS[item.unit][1]}{weight}{worth}"
    last = one.movements[-1]
    return {
        "number": str(item),
        "received": _day(item.deposited_at),
        "case": str(item.fir) if item.fir else f"{item.entry.number} / {_day(item.entry.day.day)}",
        "from": text.from_whom if text else SEALED[1],
        "what": text.description if text else "تفصیل پوشیدہ",
        "much": much,
        "seals": marks(item.seals),
        "place": one.movements[0].place,
        "moves": journeys(one.movements),
        "end": PURPOSES[last.certificate.purpose][1] if last.kind == Move.SETTLE and last.certificate else "",
        "order": marks(last.certificate.order_no) if last.kind == Move.SETTLE and last.certificate else "",
    }


def journeys(movements: Sequence[Movement]) -> list[dict[str, str]]:
    """Each time it left: when, on which certificate, where to and why, and when it came back."""
    found: list[dict[str, str]] = []
    for move in movements:
        if move.kind == Move.SEND and move.certificate:
            road = move.certificate
            why = PURPOSES[road.purpose][1]
            found.append(
                {
                    "out": _day(move.happened_at),
                    "road": str(road),
                    "to": road.destination,
                    "why": why,
                    "back": "",
                }
            )
        elif move.kind == Move.BACK and found:
            found[-1]["back"] = _day(move.happened_at)
    return found


def sent(one: Sent) -> dict[str, object]:
    """A line of register XXI."""
    road, received = one.road, one.received
    return {
        "number": str(road),
        "left": _moment(one.issued.at),
        "things": [thing(each) for each in one.articles],
        "carrier": f"{road.carrier} {road.carrier_post}".strip(),
        "to": road.destination,
        "why": PURPOSES[road.purpose][1],
        "receiver": f"{received.name} {received.post}".strip() if received else "",
        "received": _moment(received.happened_at) if received else "",
        "back": _day(one.back) if one.back else "",
    }


def thing(one: RoadArticle) -> dict[str, str]:
    """An article on a certificate."""
    item = one.item
    weight = f"، {grams(one.weight_mg)} گرام" if one.weight_mg else ""
    return {"number": str(item), "what": f"{KINDS[item.kind][1]}{weight}", "seals": marks(item.seals)}


def _day(day: date) -> str:
    return formats.date_table(day)


def _moment(moment: datetime) -> str:
    return f"{formats.date_table(moment)} {formats.local(moment):%H:%M}"
