"""Looking into mappings, which Django's templates cannot do by a name that varies."""

from collections.abc import Mapping

from django.template import Library

register = Library()


@register.filter
def at(mapping: Mapping[str, object], key: str) -> object | None:
    """A value of a mapping, or None."""
    return mapping.get(key)
