"""Each guard of the station's tables by itself, the others taken down: taken away, its own line here fails."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection

from bench.emptying import empty
from khidmat.station.models import Fir
from tests.integrity import forbidden, whole
from tests.integrity.forbidden import Attempt

Owner = psycopg.Connection[tuple[object, ...]]
#: What else guards a table: it stands aside for one transaction, so that no guard hides behind another.
OTHERS = """
    select format('alter table %%s disable trigger %%I', tgrelid::regclass, tgname) from pg_trigger
     where not tgisinternal and tgrelid = %(table)s::regclass and tgname !~ %(guard)s
    union all
    select format('alter table %%s drop constraint %%I', conrelid::regclass, conname) from pg_constraint
     where contype in ('c', 'u', 'x') and conrelid = %(table)s::regclass and conname !~ %(guard)s
    union all
    select format('drop index %%s', indexrelid::regclass) from pg_index
     where indisunique and indpred is not null and indrelid = %(table)s::regclass
       and indexrelid::regclass::text !~ %(guard)s"""
TRIGGERS = "select tgname from pg_trigger join pg_proc p on p.oid = tgfoid where proname = any(%s)"
#: Which rows a reader sees stands in a policy: what is hidden raises no error.
HIDDEN = (
    "accusedtext", "added", "age", "arresttext", "bond", "docket", "docketresult", "escape", "firdraft", "firtext",
    "forensicrequest", "forensicresult", "hearing", "informed", "inquesttext", "itemtext", "memo", "note", "release",
    "reportwords", "search", "siteplan", "statement", "stepwords", "telling", "warrant", "witness", "zimni",
)  # fmt: skip


@pytest.fixture(scope="module")
def case(
    django_db_setup: None, django_db_blocker: Any, casting: Callable[[], Any], as_owner: Callable[[], Owner]
) -> Iterator[Fir]:
    """The one case, committed for all tests of this file."""
    with django_db_blocker.unblock():
        cast = casting()
        yield whole.make(cast, cast.now)
        connection.close()
        with as_owner() as owner:
            empty(owner)


@pytest.fixture(scope="module")
def owner(case: Fir, as_owner: Callable[[], Owner]) -> Iterator[Owner]:
    """The owner of the tables, whom no policy hides a row from."""
    with as_owner() as link:
        link.autocommit = True
        yield link


def pattern(guard: str) -> str:
    """A guard's name in the database; a trigger of a model has a digest behind its own."""
    return rf"^{guard}_[0-9a-f]{{5}}$" if guard.startswith("pgtrigger_") else f"^{guard}$"


def named(owner: Owner, error: psycopg.Error) -> list[str]:
    """The guards that an error is of: its constraint, or the triggers of the functions in its context."""
    functions = re.findall(r"PL/pgSQL function (\w+)\(\)", error.diag.context or "")
    rows = owner.execute(TRIGGERS, [functions]).fetchall()
    return [error.diag.constraint_name or "", *(str(row[0]) for row in rows)]


@pytest.mark.parametrize("attempt", forbidden.every(), ids=lambda one: one.guard)
def test_it_refuses_alone_what_must_not_be(owner: Owner, attempt: Attempt) -> None:
    with owner.transaction(force_rollback=True):
        for (aside,) in owner.execute(
            OTHERS, {"table": attempt.table, "guard": pattern(attempt.guard)}
        ).fetchall():
            owner.execute(str(aside))
        with pytest.raises(psycopg.Error) as refused:
            owner.execute(f"{attempt.sql}; set constraints all immediate")
    found = named(owner, refused.value)
    assert any(re.match(pattern(attempt.guard), one) for one in found), (found, refused.value)


@pytest.mark.parametrize("table", HIDDEN, ids=lambda one: f"station_{one}_read")
def test_it_hides_what_is_sealed_from_all_who_did_not_unseal_it(owner: Owner, case: Fir, table: str) -> None:
    count = f"select count(*) from station_{table}"
    there = owner.execute(count).fetchone()
    with connection.cursor() as cursor:
        cursor.execute(count)
        assert cursor.fetchone() < there
