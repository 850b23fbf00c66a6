"""A register on paper: Urdu, in its columns, of a station and a year. Struck lines stay legible.

XIX and XXI are set in their own forms.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from khidmat.documents.public import typesetter
from khidmat.kernel.actor import Actor
from khidmat.station.queries.books import Book, Shown, book
from khidmat.station.queries.registers import malkhana, road_certificates
from khidmat.station.register_paper import property_pdf, roads_pdf
from khidmat.ui import formats

TEMPLATES = Path(__file__).parent / "templates" / "typst"
Own = Callable[[Actor, str, str, datetime], bytes]
#: Registers with a form of their own.
OWN: Mapping[int, Own] = {
    19: lambda *asked: property_pdf(malkhana(*asked)),
    21: lambda *asked: roads_pdf(road_certificates(*asked)),
}


def read(actor: Actor, number: int, code: str, year: str, now: datetime) -> Book:
    """The whole register in the language of its print."""
    with override("ur"):
        return book(actor, number, code, year, now, of_whole_year=True)


def pdf(found: Book, actor: Actor) -> bytes:
    """The print of a register as it was read."""
    own = OWN.get(found.register.number)
    if own is not None:
        return own(actor, found.station.code, str(found.year), found.made_at)
    return typesetter(TEMPLATES).set("register.typ", words(found))


def words(found: Book) -> dict[str, object]:
    """What stands on the paper; what runs left to right is marked for the template."""
    return {
        "number": str(found.register.number),
        "title": found.register.title_ur,
        "rule": found.register.rule,
        "station": found.station.name_ur,
        "year": str(found.year),
        "dormant": found.register.dormant,
        "parts": [_part(one) for one in found.parts],
        "printed": f"{formats.date_table(found.made_at)} {formats.local(found.made_at):%H:%M}",
        "specimen": not settings.PRODUCTION,
    }


def _part(shown: Shown) -> dict[str, object]:
    return {
        "title": shown.part.title_ur,
        "heads": [{"text": one.title_ur, "narrow": one.ltr, "wide": one.long} for one in shown.heads],
        "rows": [
            [{"text": box.text, "ltr": box.ltr, "struck": line.struck and not box.why} for box in line.boxes]
            for line in shown.lines
        ],
    }
