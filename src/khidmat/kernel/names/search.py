"""Find the rows of a register that may be one person: one SQL statement, then a ranking in Python.

The statement takes the rows that share a block with the person, orders them by the part of their name and
father pairs that is shared, with district, year of birth and equal writing, and returns the first
`CANDIDATES`; `rank` compares those word by word. A row with the person's CNIC comes first. The statement
holds no lock and needs no trigram index.

Blocks that too many rows carry (a title that nobody listed, say) are found with `crowded_sql` from time to
time and left out: one such block can make a search twenty times slower.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from khidmat.kernel.names.blocks import Block, BlockKind, ranked_blocks
from khidmat.kernel.names.compare import Likeness, Party, compare

CANDIDATES = 60
COLUMNS = ("name", "name_ur", "father", "father_ur", "birth_year", "district", "cnic")
# Carried by more rows than this a block is crowded: reading them costs 5 ms, and the person would not stand
# out among so many of the same name and father.
CROWDED_ROWS = 2500

_Row = TypeVar("_Row")
_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?")

# The weights were chosen on split "tune" of bench/screen.py: sharing all pairs of names is worth 200, one year
# of birth 20, the district 20, and a year that is not known as much as one and a half years off.
_CANDIDATES = """
select {key}, {columns}
from {table}
where blocks && %(wanted)s::int[] and ({scope})
order by
    case when %(card)s::int = any(blocks) then 1000 else 0 end
    + 400 * icount(blocks & %(pairs)s::int[]) / (cardinality(blocks) + %(pair_count)s)
    + case when {district} = %(district)s then 20 else 0 end
    - 10 * least(coalesce(2 * abs({birth_year} - %(birth_year)s::int), 3), 8)
    + case when {name} = %(name)s or {name_ur} = %(name_ur)s then 15 else 0 end
    + case when {father} = %(father)s or {father_ur} = %(father_ur)s then 15 else 0 end desc,
    {key}
limit %(limit)s
"""

_CROWDED = """
select carried.block::int
from pg_stats as known
cross join lateral unnest(
    known.most_common_elems::text::int[], known.most_common_elem_freqs
) as carried (block, share)
join pg_class as sized on sized.oid = %(table)s::regclass
where known.attname = 'blocks'
  and (quote_ident(known.schemaname) || '.' || quote_ident(known.tablename))::regclass = sized.oid
  and carried.block is not null
  and carried.share * sized.reltuples > %(rows)s
"""


def candidate_sql(
    table: str, *, key: str = "id", columns: Mapping[str, str] | None = None, scope: str = "true"
) -> str:
    """Return the statement that finds candidates; its parameters come from `candidate_parameters`.

    The table (or view) has a column `blocks`. `columns` maps fields of `Party` to other column names of it.
    `scope` is an SQL condition of the caller's own making, with its own named parameters. A row is the key,
    then the fields of `Party` in the order of `COLUMNS`.
    """
    named = {field: (columns or {}).get(field, field) for field in COLUMNS}
    for identifier in (table, key, *named.values()):
        if not _IDENTIFIER.fullmatch(identifier):
            raise ValueError(f"not a plain SQL name: {identifier!r}")
    return _CANDIDATES.format(
        table=table,
        key=key,
        scope=scope,
        columns=", ".join(named.values()),
        **named,
    )


def candidate_parameters(
    party: Party, *, crowded: Collection[int] = (), limit: int = CANDIDATES
) -> dict[str, object]:
    """Return the parameters of `candidate_sql` for a person; `crowded` are the numbers to leave out."""
    found = _blocks_of(party)
    chosen = _chosen(party, found, crowded)
    pairs = [block.number for block in found if block.kind is BlockKind.PAIR]
    cards = [block.number for block in found if block.kind is BlockKind.CNIC]
    return {
        # Sorted, or PostgreSQL sorts them again for every row.
        "wanted": sorted(block.number for block in chosen),
        "pairs": sorted(pairs),
        "pair_count": len(pairs),
        "card": cards[0] if cards else None,
        # NULL equals nothing, where an empty text would equal every other one.
        **{field: getattr(party, field) or None for field in COLUMNS},
        "limit": limit,
    }


def crowded_sql() -> str:
    """Return the statement that lists the crowded blocks of a table from its statistics, after ANALYZE.

    Parameters: `table` (text), `rows` (`CROWDED_ROWS`). The role must be allowed to read the column.
    """
    return _CROWDED


def rank(party: Party, rows: Iterable[tuple[_Row, Party]]) -> list[tuple[_Row, Likeness]]:
    """Compare a person with candidates and return them, the likest first."""
    found = [(row, compare(party, other)) for row, other in rows]
    return sorted(found, key=_likest, reverse=True)


def _likest(found: tuple[_Row, Likeness]) -> float:
    return found[1].score


def _blocks_of(party: Party) -> list[Block]:
    return ranked_blocks(
        name=party.name,
        name_ur=party.name_ur,
        father=party.father,
        father_ur=party.father_ur,
        birth_year=party.birth_year,
        district=party.district,
        cnic=party.cnic,
    )


def _chosen(party: Party, found: list[Block], crowded: Collection[int]) -> list[Block]:
    """Choose the kinds that say most of what is known of the person, and at least one block: more only cost."""
    kinds = {BlockKind.CNIC, BlockKind.PAIR, BlockKind.NAME, BlockKind.FATHER}
    if party.birth_year and not party.district:
        kinds.add(BlockKind.YEAR)
    if not party.birth_year and not any(block.kind is BlockKind.PAIR for block in found):
        kinds.add(BlockKind.ALONE)
    useful = [block for block in found if block.kind in kinds]
    return [block for block in useful if block.number not in crowded] or useful[:1]
