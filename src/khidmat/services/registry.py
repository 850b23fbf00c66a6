"""The catalogue as the program holds it: by code and version."""

from django.utils.translation import gettext_lazy as _

from khidmat.kernel.registry import Registry
from khidmat.services.definition import Service
from khidmat.services.reading import load_all

#: What is told about one that is absent or not the reader's to know.
NO_SERVICE = _("There is no such service.")
SERVICES: Registry[Service] = Registry("services", lambda one: f"{one.code}/{one.version}")


def fill(granted: frozenset[str]) -> None:
    """Read the catalogue; `granted` are the permissions that some rule gives. Raises `BadDefinition`."""
    SERVICES.fill(load_all(granted=granted))


def service(code: str, version: int) -> Service:
    """The definition an application is pinned to."""
    return SERVICES.get(f"{code}/{version}")


def offered() -> list[Service]:
    """The newest version of every service; what most people come for stands first."""
    newest: dict[str, Service] = {}
    for one in SERVICES:
        if one.code not in newest or newest[one.code].version < one.version:
            newest[one.code] = one
    return sorted(newest.values(), key=lambda one: (one.place, one.code))


def by_slug(slug: str) -> Service:
    """The offered service of a slug. Raises LookupError."""
    for one in offered():
        if one.slug == slug:
            return one
    raise LookupError(slug)
