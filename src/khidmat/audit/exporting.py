"""What leaves the house: heads every five minutes, and bundles that a court's expert can check alone."""

import json
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

BUNDLE = """
    select l.chain::text || ' ' || l.seq || ' ' || encode(l.hash, 'hex') || ' ' || e.body
      from audit_link l join audit_event e on e.id = l.event_id order by l.chain, l.seq
"""


def export_heads(now: datetime) -> Path:
    """Write the last link of every chain to a new file; other administrators collect the folder."""
    folder = Path(settings.DATA) / "heads"
    folder.mkdir(parents=True, exist_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("select chain::text, seq, encode(hash, 'hex') from audit_head order by 1")
        rows = cursor.fetchall()
    stamp = now.astimezone(UTC)
    target = folder / f"heads-{stamp:%Y%m%dT%H%M%SZ}.jsonl"
    lines = [
        json.dumps({"at": stamp.isoformat(), "chain": chain, "seq": seq, "hash": digest})
        for chain, seq, digest in rows
    ]
    half = target.with_suffix(".half")
    half.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return half.replace(target)


def export_bundle(target: Path) -> int:
    """Write every event as `chain seq hash body`, a line each, in the order of the chains. Returns the count."""
    count = 0
    with transaction.atomic(), target.open("wb") as file:
        connection.ensure_connection()
        cursor = connection.connection.cursor(name="audit_bundle")
        cursor.itersize = 5000
        cursor.execute(BUNDLE)
        for (line,) in cursor:
            file.write(line.encode() + b"\n")
            count += 1
    return count
