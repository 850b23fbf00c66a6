"""A database made at once is the one that its migrations make step by step."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from khidmat.launch.cluster import binaries
from tests.installation import ROOT

pytestmark = pytest.mark.slow
STEP_BY_STEP = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
"""


def named(url: str, name: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, parts.fragment))


@pytest.fixture
def databases() -> Iterator[tuple[str, str]]:
    """Two empty databases of the owner's."""
    owner, names = os.environ["DATABASE_OWNER_URL"], [f"khidmat_whole_{os.getpid()}_{n}" for n in (1, 2)]
    with psycopg.connect(named(owner, "postgres"), autocommit=True) as link:
        for name in names:
            link.execute(f'create database "{name}"')
        yield names[0], names[1]
        for name in names:
            link.execute(f'drop database "{name}" with (force)')


def made(name: str, *command: str, owner: bool) -> Counter[str]:
    """The statements of its schema, after a command that makes it; the columns of a table stand in no order."""
    urls = {url: named(os.environ[url], name) for url in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    if owner:
        urls["DATABASE_URL"] = urls["DATABASE_OWNER_URL"]
    settings = {"PYTHONPATH": "src", "DJANGO_SETTINGS_MODULE": "khidmat.config.settings"}
    subprocess.run([sys.executable, *command], check=True, cwd=ROOT, env={**os.environ, **settings, **urls})
    dump = [str(binaries() / "pg_dump"), "--schema-only", "--no-privileges", urls["DATABASE_OWNER_URL"]]
    text = subprocess.run(dump, check=True, capture_output=True, text=True).stdout
    return Counter(map(unordered, statements(re.sub(r"^(--|\\).*\n", "", text, flags=re.MULTILINE))))


def statements(dump: str) -> Iterator[str]:
    """Split at the ends of lines, but never inside a function's body."""
    whole, quote = "", ""
    for part in re.split(r"(\$\w*\$|;\n)", dump):
        if part == ";\n" and not quote:
            yield whole.strip()
            whole = ""
            continue
        if re.fullmatch(r"\$\w*\$", part):
            quote = "" if part == quote else quote or part
        whole += part


def unordered(statement: str) -> str:
    if not statement.startswith("CREATE TABLE"):
        return statement
    head, _open, body = statement.partition("(\n")
    return f"{head}{sorted(line.strip().rstrip(',') for line in body.splitlines())}"


def test_made_at_once_it_has_what_its_migrations_make_step_by_step(databases: tuple[str, str]) -> None:
    at_once = made(databases[0], "-m", "khidmat.config.manage", "prepare", "--database-only", owner=False)
    step_by_step = made(databases[1], "-c", STEP_BY_STEP, owner=True)
    assert not (step_by_step - at_once)
    assert not [
        one for one in at_once - step_by_step if "public.cache" not in one
    ]  # which no migration makes
    assert sum(step_by_step.values()) > 1000
