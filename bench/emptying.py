"""Emptying a database of tests or benches, all but the reference facts that `prepare` loads."""

from typing import Any

import psycopg

KEPT = {
    "django_migrations",
    "django_content_type",
    "org_office",
    "org_placement",
    "org_place",
    "clocks_holiday",
    "law_act",
    "law_head",
    "law_section",
}
LEDGER = ("audit_event", "audit_link")


def empty(owner: psycopg.Connection[tuple[Any, ...]]) -> None:
    """Truncate as the owner, whom alone the ledger's guards can be switched off by."""
    for table in LEDGER:
        owner.execute(f"alter table {table} disable trigger user")
    found = owner.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
    names = ", ".join(f'"{name}"' for (name,) in found if name not in KEPT)
    owner.execute(f"truncate {names}")
    for table in LEDGER:
        owner.execute(f"alter table {table} enable trigger user")
