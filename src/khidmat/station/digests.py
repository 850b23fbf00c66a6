"""What proves a page of the diary: one digest over what its entries say, in their order."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256

from khidmat.station.models import DiaryEntry, Zimni


def of_entry(entry: DiaryEntry) -> str:
    """The digest of one entry: its number, both hours, its words in both languages, writer and what it strikes."""
    said = [
        str(entry.pk),
        entry.number,
        entry.kind,
        _instant(entry.happened_at),
        _instant(entry.written_at),
        entry.text,
        entry.text_ur,
        str(entry.written_by_id or ""),
        entry.role,
        str(entry.strikes_id or ""),
        entry.reason,
        entry.about_kind,
        str(entry.about_id or ""),
    ]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def of_page(entries: Iterable[DiaryEntry]) -> str:
    """The digest of a page, each entry's taken into the next."""
    whole = sha256(b"khidmat/diary/1").hexdigest()
    for entry in entries:
        whole = sha256(f"{whole}{of_entry(entry)}".encode()).hexdigest()
    return whole


def of_zimni(leaf: Zimni) -> str:
    """The digest of a leaf of a case diary: the one before it, its own words, hours and writer.

    The database makes the same text (`models.zimni.CHAINED`), so this form is part of the chain.
    """
    said = [
        leaf.previous,
        str(leaf.fir_id),
        str(leaf.number),
        *(_plain(at) for at in (leaf.informed_at, leaf.began_at, leaf.ended_at)),
        leaf.places,
        leaf.circumstances,
        str(leaf.by_id),
        leaf.role,
        _plain(leaf.at),
    ]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _plain(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
