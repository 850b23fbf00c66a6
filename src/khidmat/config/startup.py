"""What must hold before the program serves anything: every route has a permission that some rule grants.

A path of the API has a permission for every method.
"""

from collections.abc import Iterator

from django.core.checks import CheckMessage, Error
from django.urls import URLPattern, URLResolver, get_resolver

from khidmat.kernel.policy import REACHES, TABLE

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
    """The permission that a route names with `@allows`; of an API's path, the one of its first method."""
    return next(iter(permissions(pattern)), None)


def permissions(pattern: URLPattern) -> list[str]:
    """Every permission that a route asks for, one for each method of an API's path."""
    of_api = getattr(pattern.callback, "permissions", None)
    named = getattr(pattern.callback, "permission", None)
    return list(of_api) if of_api is not None else [named] if named else []


def every_route_has_a_rule(**_options: object) -> list[CheckMessage]:
    """A route without a permission, or with one that no rule grants, stops the program."""
    found: list[CheckMessage] = []
    for path, pattern in routes():
        names = permissions(pattern)
        if not names and pattern.name not in UNGUARDED:
            found.append(Error(f"the route {path} names no permission", id="khidmat.E001"))
        found += [
            Error(f"no rule grants {name}, which {path} asks for", id="khidmat.E002")
            for name in names
            if name not in TABLE.permissions
        ]
    found += [
        Error(f"no rule grants {name}, which tokens for {one.code} reach", id="khidmat.E003")
        for one in REACHES
        for name in one.permissions - TABLE.permissions
    ]
    return found
