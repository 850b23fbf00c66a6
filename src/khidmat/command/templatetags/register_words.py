"""What the page of sources says of a register."""

from django import template
from django.utils.translation import gettext as _

from khidmat.station.public import Register, RegisterPart
from khidmat.ui.formats import language_or

register = template.Library()


@register.filter
def feeds(part: RegisterPart) -> str:
    """Which fact feeds a part."""
    return part.feeds if language_or() == "en" else part.feeds_ur


@register.filter
def writer(one: Register, part: RegisterPart) -> str:
    """Who writes a part."""
    if part.fact is not None:
        return _("Nobody: a view")
    if one.restricted:
        return _("SHO, by written order")
    return _("Gazetted officer") if one.writes == "station.register.minute" else _("SHO or station clerk")


@register.filter
def retention(one: Register) -> str:
    """How long it is kept."""
    return (one.kept if language_or() == "en" else one.kept_ur) or _("Nothing is removed")
