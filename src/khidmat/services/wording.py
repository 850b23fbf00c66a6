"""Bilingual data in the reader's language."""

from typing import Protocol

from django.utils.translation import gettext_lazy as _

from khidmat.people.public import Person
from khidmat.ui.formats import language_or

#: What is told about things that are absent or not the reader's to know.
NO_SERVICE = _("There is no such service.")


class Named(Protocol):
    """Anything with a name in both scripts."""

    name: str
    name_ur: str


def named(thing: Named | None) -> str:
    """The name in the reader's script, the other one when that is empty."""
    if thing is None:
        return ""
    if isinstance(thing, Person) and thing.merged_into:
        thing = (
            thing.merged_into
        )  # who turned out to be another is shown as that one; lists read both at once
    first, second = (thing.name_ur, thing.name) if language_or() == "ur" else (thing.name, thing.name_ur)
    return first or second
