"""The program as a whole: routes, migrations, guard triggers, who may do what in the database."""

import io
from pathlib import Path

import pytest
from django.core import checks
from django.core.management import call_command
from django.db import connection

from khidmat.config import startup
from khidmat.kernel.policy import TABLE

SOURCE = Path(__file__).resolve().parents[2] / "src" / "khidmat"


def test_every_route_names_a_permission_that_a_rule_grants() -> None:
    assert startup.every_route_has_a_rule() == []


def test_django_finds_nothing_wrong() -> None:
    assert [str(m) for m in checks.run_checks() if m.level >= checks.WARNING] == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = io.StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=said, stderr=said)


@pytest.mark.django_db
def test_the_serving_role_removes_only_what_is_not_official() -> None:
    from khidmat.config.grants import PASSING

    with connection.cursor() as cursor:
        cursor.execute(
            """select table_name from information_schema.role_table_grants
               where grantee = current_user and privilege_type in ('DELETE', 'TRUNCATE')"""
        )
        assert {name for (name,) in cursor.fetchall()} <= set(PASSING)


def test_every_rule_is_asked_for_somewhere() -> None:
    asked = "\n".join(
        path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if path.name != "policies.py"
    )
    assert [p for p in sorted(TABLE.permissions) if f'"{p}"' not in asked] == []
