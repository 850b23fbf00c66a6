"""The case diary on paper, in the layout of Police Form 25.54(1): Urdu, one sheet a leaf."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from khidmat.documents.public import typesetter
from khidmat.kernel.roles import Role
from khidmat.kernel.urdu import isolate
from khidmat.station.models import Zimni
from khidmat.station.queries.zimni import Book
from khidmat.ui import formats

TEMPLATES = Path(__file__).parent / "templates" / "typst"


def pdf(book: Book) -> bytes:
    """The whole diary, a sheet for every leaf in their order."""
    with override("ur"):
        return typesetter(TEMPLATES).set("zimni.typ", words_of(book))


def words_of(book: Book) -> dict[str, object]:
    """What stands on the sheets; numbers are set left to right by the template."""
    fir, told = book.fir, book.fir.complaint
    return {
        "station": fir.station.name_ur,
        "district": fir.station.district.name_ur if fir.station.district else "",
        "fir": str(fir),
        "year": str(fir.year),
        "registered": formats.date_table(fir.registered_at),
        "sections": fir.sections,
        "occurred": "، ".join(part for part in (_kept(told.occurred_text), told.place_text) if part),
        "sealed": fir.sealed,
        "altered": [str(number) for number in book.proof.altered],
        "leaves": [_leaf(leaf) for leaf in book.leaves[::-1]],
        "specimen": not settings.PRODUCTION,
    }


def _leaf(leaf: Zimni) -> dict[str, object]:
    return {
        "number": leaf.number,
        "day": formats.date_words(leaf.began_at, "ur"),
        "informed": _moment(leaf.informed_at),
        "began": _moment(leaf.began_at),
        "ended": _moment(leaf.ended_at),
        "places": leaf.places,
        "circumstances": leaf.circumstances,
        "by": f"{leaf.by.name_ur or leaf.by.name}، {Role(leaf.role).label}",
        "entry": f"{leaf.entry.number} / {formats.date_table(leaf.entry.day.day)}",
        "written": _moment(leaf.at),
        "digest": leaf.digest,
        "previous": leaf.previous,
    }


def _kept(text: str) -> str:
    """A time as it was told: figures alone keep their own order among Urdu letters."""
    return isolate(text) if text.isascii() and text else text


def _moment(moment: datetime) -> str:
    return f"{formats.date_table(moment)} {formats.local(moment):%H:%M}"
