"""Many rows against the table at once: keys copied into a temporary table, matched by one join, stored by one COPY.

One row at a time 100,000 rows take minutes; so they take seconds, and an import is one transaction.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from khidmat.kernel.ids import uuid7
from khidmat.kernel.names import blocks
from khidmat.people.public import Relation
from khidmat.wanted.entry import Entry
from khidmat.wanted.judging import Current, Outcome
from khidmat.wanted.states import Part
from khidmat.wanted.telling import Tell, along, unheard

_INCOMING = """
create temporary table if not exists wanted_incoming (
    row int not null, station_key text, year int, case_key text, cnic text, key_roman text, key_urdu text
) on commit drop;
truncate wanted_incoming
"""
_SAME_PERSON = """
select i.row, r.id, r.series, r.expunged_at is not null, r.office_id, r.station, r.station_key, r.case_ref, r.case_key,
       r.year, r.sections, r.stage, r.court, r.decided_on, r.juvenile, r.name, r.name_ur, r.father, r.father_ur,
       r.relation, r.cnic, r.birth_year, r.address, r.district
from wanted_incoming i
join wanted_criminalrecord r on r.holder_id = %(holder)s and r.superseded_by_id is null
 and r.year = i.year and r.case_key = i.case_key and r.station_key = i.station_key
 and (i.cnic <> '' and r.cnic = i.cnic
      or (i.cnic = '' or r.cnic = '')
         and (i.key_roman <> '' and r.key_roman = i.key_roman or i.key_urdu <> '' and r.key_urdu = i.key_urdu))
order by i.row, r.id
"""
_REPLACED = """
create temporary table if not exists wanted_replaced (old uuid, new uuid) on commit drop;
truncate wanted_replaced
"""
_SUPERSEDE = """
update wanted_criminalrecord r set superseded_by_id = p.new, blocks = '{}' from wanted_replaced p where r.id = p.old
"""
_COLUMNS = (
    "id", "series", "holder_id", "batch_id", "made_by_id", "made_at", "reason", "office_id", "station", "station_key",
    "case_ref", "case_key", "year", "sections", "stage", "court", "decided_on", "juvenile", "name", "name_ur",
    "father", "father_ur", "relation", "cnic", "birth_year", "address", "district", "key_roman", "key_urdu", "blocks",
)  # fmt: skip


class Source(NamedTuple):
    """Where the rows come from, which every record of the batch carries; no batch: from a station's case."""

    holder_id: UUID
    batch_id: UUID | None
    made_by_id: UUID | None
    made_at: datetime


def match(holder_id: UUID, entries: Iterable[tuple[int, Entry]]) -> dict[int, list[Current]]:
    """The current records of the same person in the same case, by the entry's row number."""
    with connection.cursor() as cursor:
        cursor.execute(_INCOMING)
        with cursor.copy("copy wanted_incoming from stdin") as copy:
            for row, one in entries:
                copy.write_row(
                    (row, *one.case[:1], one.year, one.case_key, one.cnic, one.key_roman, one.key_urdu)
                )
        cursor.execute("analyze wanted_incoming")
        cursor.execute(_SAME_PERSON, {"holder": holder_id})
        found: dict[int, list[Current]] = defaultdict(list)
        for row, id_, series, expunged, *rest in cursor.fetchall():
            found[row].append(Current(id_, series, expunged, _entry(rest)))
    return found


def _entry(columns: Sequence[object]) -> Entry:
    """The entry that a stored row says; its columns stand in the order of `Entry`."""
    return Entry(*columns)  # type: ignore[arg-type]  # typed by the query above, tested by a round trip


def store(outcomes: Iterable[Outcome], source: Source, tell: Tell = unheard) -> None:
    """New records and new versions. What they replace is marked first: there is one current version at any moment."""
    rows = [(uuid7(), outcome) for outcome in outcomes]
    with connection.cursor() as cursor:
        cursor.execute(_REPLACED)
        with cursor.copy("copy wanted_replaced from stdin") as copy:
            for key, outcome in rows:
                if outcome.current:
                    copy.write_row((outcome.current.id, key))
        cursor.execute(_SUPERSEDE)
        with cursor.copy(f"copy wanted_criminalrecord ({', '.join(_COLUMNS)}) from stdin") as copy:
            for key, outcome in along(rows, Part.STORE, tell):
                copy.write_row(_columns(key, outcome, source))


def _columns(key: UUID, outcome: Outcome, source: Source) -> tuple[object, ...]:
    one = outcome.entry
    if one is None:
        raise ValueError("only an accepted row is stored")
    series = outcome.current.series if outcome.current else key
    return (
        key, series, source.holder_id, source.batch_id, source.made_by_id, source.made_at, "",
        one.office_id, one.station, one.station_key, one.case_ref, one.case_key, one.year, one.sections, one.stage,
        one.court, one.decided_on, bool(one.juvenile), one.name, one.name_ur, one.father, one.father_ur,
        one.relation or Relation.SON_OF, one.cnic, one.birth_year, one.address, one.district, one.key_roman,
        one.key_urdu, keys(one),
    )  # fmt: skip


def keys(one: Entry) -> list[int]:
    """The name blocks under which a screening finds the entry."""
    return blocks(
        name=one.name,
        name_ur=one.name_ur,
        father=one.father,
        father_ur=one.father_ur,
        birth_year=one.birth_year,
        district=one.district,
        cnic=one.cnic,
    )
