"""What the pages of the registers say of their parts."""

from collections.abc import Iterable, Sequence

from django import template

from khidmat.station.queries.books import Box, Head
from khidmat.station.registers import Part
from khidmat.ui.formats import language_or

register = template.Library()


@register.filter
def feeds_of(part: Part) -> str:
    """Which fact feeds a part, in the reader's language."""
    return part.feeds if language_or() == "en" else part.feeds_ur


@register.filter
def beside(boxes: Sequence[Box], heads: Iterable[Head]) -> list[tuple[Box, Head]]:
    """Each cell with the head of its column: on a phone a line is a card."""
    return list(zip(boxes, heads, strict=True))
