"""The environment, read once and strictly: a misspelt value is an error, never a default."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

MODES = ("demo", "production", "test")
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class BadEnvironment(Exception):
    """A variable is missing or says something it cannot say."""


def text(name: str, default: str | None = None) -> str:
    """A variable's text. Raises `BadEnvironment` when it is missing and has no default."""
    value = os.environ.get(name, default)
    if value is None:
        raise BadEnvironment(f"{name} is not set; start the program with ./khidmat")
    return value


def one_of(name: str, allowed: tuple[str, ...], default: str | None = None) -> str:
    """A variable that must be one of a few words."""
    value = text(name, default)
    if value not in allowed:
        raise BadEnvironment(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
    return value


def weekdays(name: str, default: str) -> frozenset[int]:
    """Days of the week from a list like `sat,sun`; Monday is 0. At least one day is left to work on."""
    value = text(name, default)
    days = {day.strip() for day in value.split(",") if day.strip()}
    if not days < set(WEEK):
        raise BadEnvironment(f"{name} is {value!r}; it must list some of {', '.join(WEEK)}")
    return frozenset(WEEK.index(day) for day in days)


def secret(folder: Path, name: str) -> str:
    """A secret from a file that set-up made (mode 0600)."""
    try:
        return (folder / name).read_text(encoding="ascii").strip()
    except OSError as error:
        raise BadEnvironment(f"the secret {name} cannot be read: {error.strerror}") from error


def database(url: str) -> dict[str, object]:
    """Django's database settings from a libpq URL, socket folders and passfile included.

    Statements that come again are prepared: planning them anew each time was two thirds of the database's work. A
    pooler between program and database must therefore keep prepared statements (PgBouncer 1.21 does).
    """
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = query.pop("host", parts.hostname or "")
    # Triggers look for this setting; where it is unset each look costs them a failed subtransaction.
    query["options"] = f"{query.get('options', '')} -c pgtrigger.ignore={{}}".strip()
    return {
        "ENGINE": "khidmat.kernel.postgres",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {**query, "server_side_binding": True, "prepare_threshold": 3},
    }
