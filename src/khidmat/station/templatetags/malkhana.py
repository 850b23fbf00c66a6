"""What the templates of the malkhana say of quantities and weights."""

from decimal import Decimal

from django import template

from khidmat.station import property_words

register = template.Library()


@register.filter
def amount(quantity: Decimal) -> str:
    """A quantity without empty decimals."""
    return property_words.plain(quantity)


@register.filter
def grams(weight_mg: int) -> str:
    """A weight in grams, to the milligram."""
    return property_words.grams(weight_mg)
