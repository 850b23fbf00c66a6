"""The index of the 25 registers of a station (Police Rules 1934, r. 22.45), and what feeds each part of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from khidmat.command.grid import Grid, Plain, plain
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import TABLE
from khidmat.station.public import Book, BookPart, Register, every_register
from khidmat.ui.formats import bilingual, datetime_words, language_or

#: The files that a register leaves as; on paper it is printed by the station.
FILES = ("csv", "xlsx")


@dataclass(frozen=True, slots=True)
class Line:
    """A register in the reader's index; `url` is "" where he may not open it."""

    register: Register
    url: str


def index(actor: Actor) -> Sequence[Line]:
    """All 25 in their order, those that the reader may open with their pages."""
    return [
        Line(one, reverse("station:book", args=[one.number]) if _may(actor, one) else "")
        for one in every_register()
    ]


def _may(actor: Actor, one: Register) -> bool:
    return TABLE.may(actor, "station.register.read") and TABLE.may(actor, one.reads)


def part_of(book: Book, code: str) -> BookPart:
    """The part asked for, or the first. Raises `NotFound`."""
    for one in book.parts:
        if not code or one.part.code == code:
            return one
    raise NotFound(_("This register has no such part."))


def grid(book: Book, shown: BookPart) -> Grid:
    """A part of a register in the reader's language, as the cells of a file; a struck line says so."""
    title = f"{book.register.roman} · {bilingual(book.register)}"
    return Grid(
        name=f"register-{book.register.number}-{shown.part.code}_{book.station.code}_{book.year}",
        title=plain(" · ".join(one for one in (title, bilingual(shown.part)) if one)),
        notes=[
            plain(f"{bilingual(book.station)} · {book.year}"),
            _("As the books stood on %(moment)s") % {"moment": datetime_words(book.made_at)},
        ],
        heads=[plain(bilingual(one)) for one in shown.heads],
        rows=[[_cell(box.value, box.text) for box in line.boxes] for line in shown.lines],
        rtl=language_or() == "ur",
        made_at=book.made_at,
        total=False,
    )


def _cell(value: object, text: str) -> Plain:
    return value if isinstance(value, int) else plain(text)
