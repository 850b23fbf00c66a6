"""What production must never be: a demo with another name, or a database that may forget."""

import os
from pathlib import Path

from django.conf import settings
from django.db import connection

from khidmat.accounts.public import has_demo_user
from khidmat.documents.public import KeysError, demo_keys
from khidmat.kernel import failpoints

#: What a commit that was answered needs in order to be there after a power cut.
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "data_checksums": "on"}
SAFE_COMMITS = {"on", "local", "remote_write", "remote_apply"}


def faults() -> list[str]:
    """Every reason why production may not start; none when it may."""
    return [*_settings(), *_demo(), *_database()]


def _settings() -> list[str]:
    found = []
    if settings.DEBUG:
        found.append("DEBUG is on")
    if not settings.PRODUCTION:
        found.append("KHIDMAT_MODE is not production")
    if failpoints.VARIABLE in os.environ:
        found.append(f"{failpoints.VARIABLE} is set; it kills processes in crash tests")
    if len(settings.SECRET_KEY) < 40:
        found.append("the secret key is too short")
    return found


def _demo() -> list[str]:
    found = []
    try:
        if demo_keys(Path(settings.PUBLIC_KEYS)):
            found.append("the certificates' keys are a demonstration's; make new ones in an empty folder")
    except KeysError as error:
        found.append(str(error))
    if has_demo_user():
        found.append("the database holds the demonstration's officers; production begins with an empty one")
    return found


def _database() -> list[str]:
    found = []
    with connection.cursor() as cursor:
        for name, wanted in DURABLE.items():
            cursor.execute("select current_setting(%s)", [name])
            (value,) = cursor.fetchone()
            if value != wanted and not (name == "synchronous_commit" and value in SAFE_COMMITS):
                found.append(f"PostgreSQL has {name} = {value}; an acknowledged act could be lost")
        cursor.execute("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
        if cursor.fetchone()[0]:
            found.append("the serving role is a superuser or passes row-level security")
    return found
