"""Checking the ledger from its first event: every link, every head, and what was exported earlier.

Finds and locates an edit (the hash of that event no longer follows), a removal (a number is missing), an insertion
(an event without a link, or a link that does not follow), a re-ordering, and a cut tail (a head or an exported head
says more than the chain has).
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from django.db import connection, transaction
from psycopg.types.string import ByteaBinaryLoader

from khidmat.audit.chain import ZERO

BATCH = 5000
#: One pass over all chains: a query for each would look every event up by itself. A link whose event was taken
#: away has no body.
LINKS = """
    select l.seq, l.hash, e.body
      from audit_link l left join audit_event e on e.id = l.event_id
     order by l.chain, l.seq
"""
Row = tuple[int, bytes, bytes | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the ledger does not hold: chain, number in the chain (0: the chain as a whole), what is wrong."""

    chain: str
    seq: int
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many events were checked, and every fault."""

    events: int
    faults: tuple[Fault, ...]


Heads = Mapping[str, tuple[int, str]]


def verify(exported: Heads | None = None) -> Verdict:
    """Check all chains, each against its head and, when given, against heads exported earlier."""
    faults: list[Fault] = []
    total = 0
    with transaction.atomic():
        heads, counts = _snapshot()
        with _rows() as rows:
            for chain in sorted(heads.keys() | counts.keys() | (exported or {}).keys()):
                said = _said(chain, heads, exported)
                mine = islice(rows, counts.get(chain, 0))
                last, hashes, wrong = _chain(chain, mine, {seq for seq, _hash in said})
                total += last
                faults += wrong
                faults += [
                    Fault(chain, seq, "a head names an event that the chain does not have, or has otherwise")
                    for seq, digest in said
                    if seq and hashes.get(seq) != digest
                ]
        if faults or _events() != total:
            faults += _unlinked()
    return Verdict(total, tuple(faults))


def _snapshot() -> tuple[dict[str, tuple[int, str]], dict[str, int]]:
    """The heads, and how many links each chain has; all that follows in the transaction sees the same moment."""
    with connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        cursor.execute("set local work_mem = '64MB'")  # events are sorted; 16 MB take half as long again
        cursor.execute("select chain::text, seq, encode(hash, 'hex') from audit_head")
        heads = {chain: (seq, digest) for chain, seq, digest in cursor.fetchall()}
        cursor.execute("select chain::text, n from (select chain, count(*) n from audit_link group by 1) c")
        return heads, dict(cursor.fetchall())


def _said(chain: str, heads: Heads, exported: Heads | None) -> list[tuple[int, str]]:
    return [found for source in (heads, exported or {}) if (found := source.get(chain))]


def _chain(chain: str, rows: Iterable[Row], asked: set[int]) -> tuple[int, dict[int, str], list[Fault]]:
    """Walk one chain. Returns the last number, the hashes at the asked numbers, and the faults."""
    before, expected = ZERO, 1
    seen: dict[int, str] = {}
    faults: list[Fault] = []
    for seq, stored, body in rows:
        if body is None:
            continue
        if seq != expected:
            faults.append(Fault(chain, expected, f"numbers {expected} to {seq - 1} are missing"))
        elif sha256(before + body).digest() != stored:
            faults.append(Fault(chain, seq, "the event was changed, or does not follow the one before it"))
        before, expected = stored, seq + 1
        if seq in asked:
            seen[seq] = stored.hex()
    return expected - 1, seen, faults


@contextmanager
def _rows() -> Iterator[Iterator[Row]]:
    """Links with the bodies of their events as the bytes that were hashed, chain after chain."""
    with connection.connection.cursor(name="audit_verify", binary=True) as cursor:
        cursor.adapters.register_loader("text", ByteaBinaryLoader)
        cursor.itersize = BATCH
        cursor.execute(LINKS)
        yield iter(cursor)


def _events() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from audit_event")
        return int(cursor.fetchone()[0])


def _unlinked() -> list[Fault]:
    with connection.cursor() as cursor:
        cursor.execute(
            """select e.chain::text, e.id::text from audit_event e
               where not exists (select from audit_link l where l.event_id = e.id)
               order by 1, 2 limit 100"""
        )
        return [
            Fault(chain, 0, f"the event {key} stands outside the chain") for chain, key in cursor.fetchall()
        ]


def read_heads(folder: Path) -> dict[str, tuple[int, str]]:
    """The newest exported head of every chain from the files of `export_heads`."""
    heads: dict[str, tuple[int, str]] = {}
    for file in sorted(folder.glob("heads-*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            heads[row["chain"]] = (int(row["seq"]), str(row["hash"]))
    return heads
