"""Whoever edits, removes, inserts, re-orders or cuts is found and located, by two verifiers."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import transaction

from khidmat.audit.exporting import export_bundle, export_heads
from khidmat.audit.operations import record
from khidmat.audit.verifying import read_heads, verify
from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.org.events import LOADED

SECOND = Path(__file__).resolve().parents[4] / "tools" / "verify_ledger.py"
Tamper = Callable[..., None]


@pytest.fixture
def chain(committed: None, now: datetime) -> UUID:
    actor = Actor(role=Role.SYSTEM, chain=uuid4())
    for rows in range(1, 9):
        with transaction.atomic():
            record(LOADED, subject=None, actor=actor, at=now, table="places", rows=rows, digest="d")
    return actor.chain


@pytest.fixture
def tamper(as_owner: Callable[[], psycopg.Connection[tuple[object, ...]]]) -> Tamper:
    def run(sql: str) -> None:
        with as_owner() as owner:
            for table in ("audit_event", "audit_link"):
                owner.execute(f"alter table {table} disable trigger user")
            owner.execute(sql)
            for table in ("audit_event", "audit_link"):
                owner.execute(f"alter table {table} enable trigger user")

    return run


def second(bundle: Path, *heads: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", str(SECOND), str(bundle), *map(str, heads)],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )


EVENT_5 = "(select event_id from audit_link where seq = 5)"
TAMPERINGS = {
    "one letter of an event": f"update audit_event set body = replace(body, 'places', 'placez') where id = {EVENT_5}",
    "a link removed": f"delete from audit_link where seq = 5; delete from audit_event where id = {EVENT_5}",
    "two events change places": "update audit_link set seq = case seq when 5 then -6 else -5 end where seq in (5, 6);"
    "update audit_link set seq = -seq where seq < 0",
    "a hash": "update audit_link set hash = sha256('x') where seq = 5",
}


@pytest.mark.parametrize("sql", TAMPERINGS.values(), ids=TAMPERINGS)
def test_both_verifiers_locate_the_fifth_event(sql: str, chain: UUID, tamper: Tamper, tmp_path: Path) -> None:
    assert verify().faults == ()
    tamper(sql)
    places = [fault.seq for fault in verify().faults if fault.chain == str(chain)]
    assert places
    assert places[0] == 5
    export_bundle(tmp_path / "bundle")
    said = second(tmp_path / "bundle")
    assert said.returncode == 1
    assert "event 5" in said.stdout.splitlines()[0]


def test_an_event_slipped_in_stands_outside_the_chain(chain: UUID, tamper: Tamper) -> None:
    body = f'{{"id":"{uuid4()}","chain":"{chain}","at":"2026-01-01T00:00:00Z","code":"x","subject":"y"}}'
    tamper(f"insert into audit_event (body) values ('{body}')")
    assert "outside the chain" in verify().faults[0].what


def test_a_cut_tail_is_found_by_exported_heads(
    chain: UUID, tamper: Tamper, tmp_path: Path, settings: object, now: datetime
) -> None:
    settings.DATA = tmp_path
    exported = export_heads(now)
    tamper(
        "delete from audit_link where seq > 6;"
        "delete from audit_event where id not in (select event_id from audit_link);"
        "update audit_head set seq = 6, hash = (select hash from audit_link where seq = 6)"
    )
    assert verify().faults == ()
    assert verify(read_heads(tmp_path / "heads")).faults[0].seq == 8
    export_bundle(tmp_path / "bundle")
    assert second(tmp_path / "bundle", exported).returncode == 1


def test_an_honest_ledger_is_not_accused(
    chain: UUID, tmp_path: Path, settings: object, now: datetime
) -> None:
    settings.DATA = tmp_path
    exported = export_heads(now)
    assert verify(read_heads(tmp_path / "heads")).faults == ()
    assert export_bundle(tmp_path / "bundle") == 8
    assert second(tmp_path / "bundle", exported).stdout.strip().endswith("8 events, 0 faults")


def test_the_second_verifier_is_short_and_stands_alone() -> None:
    source = SECOND.read_text(encoding="utf-8")
    assert source.count("\n") <= 300
    imports = {line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))}
    assert imports <= sys.stdlib_module_names
