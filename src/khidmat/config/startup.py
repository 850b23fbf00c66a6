"""What must hold before the program serves anything: every route has a permission that some rule grants."""

from collections.abc import Iterator

from django.core.checks import CheckMessage, Error
from django.urls import URLPattern, URLResolver, get_resolver

from khidmat.kernel.policy import TABLE

#: Routes of packages that carry no data of ours; everything else must name a permission.
UNGUARDED = frozenset({"health", "ready", "static"})


def routes() -> Iterator[tuple[str, URLPattern]]:
    """Every route of the program as (path, pattern)."""
    yield from _walk("", get_resolver().url_patterns)


def _walk(prefix: str, patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, URLPattern]]:
    for one in patterns:
        path = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(path, one.url_patterns)
        else:
            yield path, one


def permission(pattern: URLPattern) -> str | None:
    """The permission that a route names with `@allows`."""
    return getattr(pattern.callback, "permission", None)


def every_route_has_a_rule(**_options: object) -> list[CheckMessage]:
    """A route without a permission, or with one that no rule grants, stops the program."""
    found: list[CheckMessage] = []
    for path, pattern in routes():
        name = permission(pattern)
        if name is None and pattern.name not in UNGUARDED:
            found.append(Error(f"the route {path} names no permission", id="khidmat.E001"))
        elif name is not None and name not in TABLE.permissions:
            found.append(Error(f"no rule grants {name}, which {path} asks for", id="khidmat.E002"))
    return found
