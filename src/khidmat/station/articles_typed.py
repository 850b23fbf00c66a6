"""A list of things as people type it, a line each, read into articles for the malkhana."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from khidmat.kernel.urdu import ascii_digits, clean
from khidmat.station.articles import Article
from khidmat.station.stores import Kind, Unit

#: Things in one memo.
MOST = 300
LONGEST = 500
#: What a thing is worth, in a part of its own: `worth 12000`, `مالیت 12000 روپے`.
WORTH = re.compile(r"(?:worth|value|مالیت|مالیتی)[ :]*(?:rs[. ]*)?(\d{1,9}) *(?:rs|rupees|روپے)?[./-]*")
AMOUNT = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)\s*(\D*)")
UNITS = {
    "": Unit.PIECES, "piece": Unit.PIECES, "pieces": Unit.PIECES, "عدد": Unit.PIECES, "g": Unit.GRAMS,
    "gram": Unit.GRAMS, "grams": Unit.GRAMS, "گرام": Unit.GRAMS, "l": Unit.LITRES, "litre": Unit.LITRES,
    "litres": Unit.LITRES, "لیٹر": Unit.LITRES, "round": Unit.ROUNDS, "rounds": Unit.ROUNDS, "راؤنڈ": Unit.ROUNDS,
    "rs": Unit.RUPEES, "rupees": Unit.RUPEES, "روپے": Unit.RUPEES,
}  # fmt: skip


class Unreadable(Exception):
    """A line that cannot go into the malkhana as it is; says which and how to mend it."""


def read_articles(typed: str, kind: str) -> list[Article]:
    """The things of a list: description, amount with unit, seals, parted by commas. Raises `Unreadable`."""
    rows = [clean(row) for row in typed.splitlines() if clean(row)]
    if len(rows) > MOST:
        raise Unreadable(_("There are more than 300 things. Make a second memo for the rest."))
    return [_article(row, number, kind) for number, row in enumerate(rows, start=1)]


def _article(row: str, number: int, kind: str) -> Article:
    what, *said = [part.strip() for part in re.split("[,،]", row)]
    worth = [WORTH.fullmatch(ascii_digits(part).lower()) for part in said]
    rest = [part for part, found in zip(said, worth, strict=True) if not found]
    value = next((int(found[1]) for found in worth if found), None)
    amount = AMOUNT.fullmatch(ascii_digits(rest[0]).strip().lower()) if rest else None
    unit = UNITS.get(amount[2].strip(". ")) if amount else None
    seals = "، ".join(rest[1:] if unit else rest)
    quantity = Decimal(amount[1]) if amount and unit else Decimal(1)
    fault = _fault(kind, what, quantity, unit) or _unworthy(kind, value)
    if fault or len(what) > LONGEST or len(seals) > 200:
        raise Unreadable(_("Line %(no)s: %(fault)s") % {"no": number, "fault": fault or _("it is too long.")})
    return Article(kind, what, quantity, unit or Unit.PIECES, seals=seals, value=value)


def _unworthy(kind: str, value: int | None) -> str:
    """Why this value is none."""
    if value is not None and (kind == Kind.CASH or not value):
        return _("cash is its own value, and nothing is worth 0; leave the value out.")
    return ""


def _fault(kind: str, what: str, quantity: Decimal, unit: Unit | None) -> str:
    """Why this cannot be kept so."""
    if not what or quantity <= 0:
        return _("write what it is, and how many.")
    if kind == Kind.NARCOTIC and unit != Unit.GRAMS:
        return _("a narcotic is written with its weight, like: chars, 1200 grams.")
    if kind == Kind.CASH and unit != Unit.RUPEES:
        return _("cash is written in rupees, like: notes, 5000 rupees.")
    if unit not in (Unit.GRAMS, Unit.LITRES) and quantity != int(quantity):
        return _("this is counted in whole numbers.")
    return ""
