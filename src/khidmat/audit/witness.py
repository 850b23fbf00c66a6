"""Two witnesses compared: the ledger that the program wrote, and the row history that the database wrote.

A hand in the database that changes a state leaves a row in the history and no event in the ledger; a forged event
has no row; a change made with the triggers off leaves the table other than its history ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from khidmat.audit.events import EventType
from khidmat.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class Says:
    """An event that explains a state. `must`: the state has to follow; `by`: the column that is the event's subject."""

    event: EventType
    state: str
    must: bool = True
    by: str = "pgh_obj_id"


@dataclass(frozen=True, slots=True)
class Witness:
    """A table with its history. `state` is an SQL expression over a row of it; a row that changes it is an arrival."""

    table: str
    state: str
    says: tuple[Says, ...]
    moment: str = "null"

    @property
    def history(self) -> str:
        """The table of its history."""
        return f"{self.table}event"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where the two do not agree: table, row, state, what is wrong."""

    table: str
    row: UUID
    state: str
    what: str


WITNESSES: Registry[Witness] = Registry("witnesses", lambda one: one.table)

#: Arrivals by row and state: the first row, and each that comes in another state or moment than the one before it.
_ARRIVALS = """
with seen as (
    select *, case pgh_label when 'removed' then 'removed' else {state} end as state, {moment}::text as moment,
           row_number() over by_row as nth, lag({state}) over by_row as before_state,
           lag({moment}::text) over by_row as before_moment
    from {history} window by_row as (partition by pgh_obj_id order by pgh_id)
), said (code, state, by_parent, must) as (
    select * from unnest(%(codes)s::text[], %(states)s::text[], %(parents)s::boolean[], %(musts)s::boolean[])
), arrivals as (
    select pgh_obj_id as id, {parent} as parent, state, count(*) as n from seen
    where nth = 1 or (before_state, before_moment) is distinct from (state, moment) group by 1, 2, 3
), told as (
    select e.subject_id as id, s.state, s.by_parent, count(*) as n, count(*) filter (where s.must) as needed
    from audit_event e join said s on s.code = e.code group by 1, 2, 3
)
select a.id, a.state, 'the row came to this state without an event of the ledger' from arrivals a
 where a.n > coalesce((select sum(t.n) from told t where t.state = a.state
                        and t.id = case when t.by_parent then a.parent else a.id end), 0)
union all
select t.id, t.state, 'the ledger tells of a state that the row never came to' from told t
 where not t.by_parent and t.needed > coalesce((select a.n from arrivals a where a.id = t.id and a.state = t.state), 0)
"""
_PRESENT = """
select t.id, '', 'the row is not as its history ends' from {table} t
 where not coalesce((select to_jsonb(t) @> (to_jsonb(h) - array['pgh_id', 'pgh_created_at', 'pgh_label', 'pgh_obj_id'])
                      from {history} h where h.pgh_obj_id = t.id order by h.pgh_id desc limit 1), false)
union all
select h.pgh_obj_id, '', 'the row is gone' from {history} h
 where not exists (select from {table} t where t.id = h.pgh_obj_id) group by 1
"""


def disagreements(witnesses: Iterable[Witness] | None = None) -> list[Disagreement]:
    """Everything that one of the two witnesses tells otherwise, all of it at one moment."""
    found: list[Disagreement] = []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        for one in WITNESSES if witnesses is None else witnesses:
            for statement in (_ARRIVALS, _PRESENT):
                cursor.execute(_filled(statement, one), _said(one))
                found += [Disagreement(one.table, *row) for row in cursor.fetchall()]
    return found


def _filled(statement: str, one: Witness) -> str:
    parent = next((says.by for says in one.says if says.by != "pgh_obj_id"), "null::uuid")
    return statement.format(
        table=one.table, history=one.history, state=one.state, moment=one.moment, parent=parent
    )


def _said(one: Witness) -> dict[str, list[str] | list[bool]]:
    return {
        "codes": [says.event.code for says in one.says],
        "states": [str(says.state) for says in one.says],
        "parents": [says.by != "pgh_obj_id" for says in one.says],
        "musts": [says.must for says in one.says],
    }
