"""Words that stand for a decision or ask for one: long enough that another can follow them."""

from django.utils.translation import gettext as _

from khidmat.kernel.errors import Invalid

SHORTEST = 10


def check_length(text: str, field: str, how: str) -> None:
    """Raise `Invalid` for the field, saying how to write it, when there is less than a sentence."""
    if len(text.strip()) < SHORTEST:
        raise Invalid(how, fields={field: _("This is too short.") + " " + how})
