"""One person against a register of a million, the CNIC hidden: `python -m bench.screen`.

Loads made-up persons into a scratch schema of the database in DATABASE_OWNER_URL, looks written-again persons
up with the product's own search (`khidmat.kernel.names.search`), and the same persons with a pg_trgm index as
the peer. Prints recall, the time of the whole search (keys, SQL, ranking) by stage, false alerts, load time
and index sizes. Exit code 1 says that a goal was missed.

The population comes from `bench.screen_population`, written by another hand; the matcher was tuned on its
split "tune" only, and `--split eval` (the default) is what is published.
"""

import argparse
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Literal, cast

import psycopg
from psycopg.rows import TupleRow

from bench.screen_population import queries, register
from khidmat.kernel.names import ALERT, Likeness, Party, blocks, search
from khidmat.kernel.names.sounds import sound
from khidmat.kernel.urdu import fold

GOAL_RECALL, GOAL_P95, GOAL_RATIO = 0.96, 15.0, 1 / 20
REGISTER_SEED, QUERY_SEED = 2026, 41
WARM_UP = 200
PEER_THRESHOLD = 0.35
FIELDS = search.COLUMNS

Row = TupleRow
Connection = psycopg.Connection[Row]
Split = Literal["tune", "eval"]
Query = tuple[Party, int | None]

TABLE = """
drop schema if exists bench_screen cascade;
create schema bench_screen;
create table bench_screen.record (
    id int primary key, name text not null, name_ur text not null, father text not null,
    father_ur text not null, birth_year smallint, district text not null, cnic text not null,
    blocks int[] not null, roman text not null, urdu text not null
);
"""
INDEXES = {
    "blocks": "create index record_blocks on bench_screen.record using gin (blocks gin__int_ops)",
    "trigrams, Roman": "create index record_roman on bench_screen.record using gin (roman gin_trgm_ops)",
    "trigrams, Urdu": "create index record_urdu on bench_screen.record using gin (urdu gin_trgm_ops)",
}
# The peer looks in each script that the person is known in, so that it is not punished for two scripts. It gets
# Urdu letter by letter in Latin: under our cluster's C ctype pg_trgm takes no Urdu letter for a letter.
PEER = """
select id from bench_screen.record
where {alike}
order by greatest(similarity(roman, %(roman)s), similarity(urdu, %(urdu)s))
    + case when abs(birth_year - %(birth_year)s::int) <= 2 then 0.15 else 0 end
    + case when district = %(district)s then 0.1 else 0 end desc
limit 10
"""


@dataclass
class Tally:
    """What a series of searches found and took; times are in milliseconds."""

    ranks: list[int | None] = field(default_factory=list)
    member_scores: list[float] = field(default_factory=list)
    stranger_scores: list[float] = field(default_factory=list)
    right_alerts: int = 0
    alerts: int = 0
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def recall(self, first: int) -> float:
        """Share of the members whose record is among the first so many."""
        return sum(rank is not None and rank < first for rank in self.ranks) / max(1, len(self.ranks))

    def percentile(self, share: float, stage: str = "whole") -> float:
        """The time under which a share of the searches stayed."""
        ordered = sorted(self.times[stage])
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Load, search, compare, print; return the exit code."""
    options = read_options(arguments)
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute("set jit = off")
        load(connection, options.records)
        split = cast(Split, options.split)
        asked = persons(options.searches, QUERY_SEED, split, options.records)
        warm = persons(WARM_UP, QUERY_SEED + 1, "tune", options.records)
        ours = run_ours(connection, warm, asked)
        report(ours, split)
        theirs = run_peer(connection, asked[: options.peer])
        reached = verdict(ours, theirs)
        if not options.keep:
            connection.execute("drop schema bench_screen cascade")
    return 0 if reached else 1


def read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="bench.screen", description="Screen one person against a register.")
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--searches", type=int, default=2000, help="by the product")
    parser.add_argument("--peer", type=int, default=100, help="searches by pg_trgm, of the same persons")
    parser.add_argument("--split", choices=["tune", "eval"], default="eval")
    parser.add_argument("--keep", action="store_true", help="leave the register in the database")
    return parser.parse_args(arguments)


def persons(count: int, seed: int, split: Split, records: int) -> list[Query]:
    """Persons written again, each with the id of the record or None for somebody who has none."""
    found = queries(count, seed, split, register_size=records, register_seed=REGISTER_SEED)
    return [(party(entry), record_id) for entry, record_id in found]


def party(entry: object) -> Party:
    """A generated person as the matcher takes one."""
    values = cast(dict[str, object], entry)
    return Party(**{name: values[name] for name in FIELDS})  # type: ignore[arg-type]  # a TypedDict's values


def load(connection: Connection, count: int) -> None:
    """Fill the register by COPY, build the indexes, and print what each took."""
    connection.execute(TABLE)
    started = time.perf_counter()
    keys = 0.0
    with connection.cursor() as cursor, cursor.copy("copy bench_screen.record from stdin") as copy:
        for record in register(count, REGISTER_SEED):
            person = party(record)
            before = time.process_time()
            numbers = blocks(**{name: getattr(person, name) for name in FIELDS})
            keys += time.process_time() - before
            values = [getattr(person, name) for name in FIELDS]
            copy.write_row((record["record_id"], *values, numbers, *written(person)))
    taken = time.perf_counter() - started
    print(f"register: {count:,} records loaded in {taken:.0f} s; blocks {keys / count * 1e6:.0f} µs a record")
    for name, statement in INDEXES.items():
        started = time.perf_counter()
        connection.execute(statement)
        print(
            f"index on {name}: {time.perf_counter() - started:.1f} s, {size(connection, statement.split()[2])}"
        )
    connection.execute("vacuum (analyze) bench_screen.record")
    print(f"table: {size(connection, 'record')}")


def written(person: Party) -> tuple[str, str]:
    """Name and father's name as the peer compares them, from Roman and from Urdu."""
    in_urdu = fold(f"{person.name_ur} {person.father_ur}").split()
    return fold(f"{person.name} {person.father}"), " ".join(sound(word).lower() for word in in_urdu)


def size(connection: Connection, relation: str) -> str:
    """The size of a table or index in words."""
    row = connection.execute(
        "select pg_size_pretty(pg_relation_size(%s))", [f"bench_screen.{relation}"]
    ).fetchone()
    return str(row[0]) if row else "?"


def run_ours(connection: Connection, warm: Iterable[Query], asked: Iterable[Query]) -> Tally:
    """Search with the product's key, statement and ranking."""
    statement = search.candidate_sql("bench_screen.record")
    limits = {"table": "bench_screen.record", "rows": search.CROWDED_ROWS}
    crowded = frozenset(row[0] for row in connection.execute(search.crowded_sql(), limits))
    print(f"crowded blocks left out: {len(crowded)}")
    for person, _ in warm:
        one_search(connection, statement, person, crowded, Tally())
    tally = Tally()
    for person, record_id in asked:
        note(tally, record_id, one_search(connection, statement, person, crowded, tally))
    return tally


def one_search(
    connection: Connection, statement: str, person: Party, crowded: frozenset[int], tally: Tally
) -> list[tuple[int, Likeness]]:
    """Do one whole search and note the time of each stage."""
    used = cpu(connection)
    times = [time.perf_counter()]
    parameters = search.candidate_parameters(person, crowded=crowded)
    times.append(time.perf_counter())
    rows = connection.execute(statement, parameters).fetchall()
    times.append(time.perf_counter())
    ranked = search.rank(person, ((row[0], Party(*row[1:])) for row in rows))
    times.append(time.perf_counter())
    for stage, (start, end) in zip(("keys", "sql", "ranking"), pairwise(times), strict=True):
        tally.times[stage].append((end - start) * 1000)
    tally.times["whole"].append((times[-1] - times[0]) * 1000)
    tally.times["cpu"].append(cpu(connection) - used)
    return ranked


def cpu(connection: Connection) -> float:
    """Milliseconds of processor time used so far by this process and, where it is local, its database process."""
    seen = Path(f"/proc/{connection.info.backend_pid}/schedstat")
    backend = int(seen.read_text().split()[0]) / 1e6 if seen.exists() else 0.0
    return time.process_time() * 1000 + backend


def note(tally: Tally, record_id: int | None, ranked: list[tuple[int, Likeness]]) -> None:
    """Note where the record stood and whether an alert was raised, rightly or not."""
    best = ranked[0][1].score if ranked else 0.0
    alerted = [found for found, likeness in ranked if likeness.score >= ALERT]
    tally.alerts += bool(alerted)
    if record_id is None:
        tally.stranger_scores.append(best)
        return
    places = {found: place for place, (found, _) in enumerate(ranked)}
    place = places.get(record_id)
    tally.ranks.append(place)
    tally.member_scores.append(0.0 if place is None else ranked[place][1].score)
    tally.right_alerts += record_id in alerted


def report(ours: Tally, split: Split) -> None:
    """Print what the product's searches found and took."""
    members, strangers = len(ours.ranks), len(ours.stranger_scores)
    print(f"\nproduct, split {split}: {members} persons of the register, {strangers} not in it")
    print(f"  recall@1 {ours.recall(1):.3f}   recall@10 {ours.recall(10):.3f}")
    for stage in ("whole", "keys", "sql", "ranking", "cpu"):
        figures = (
            f"p{int(share * 100)} {ours.percentile(share, stage):.2f} ms" for share in (0.5, 0.95, 0.99)
        )
        print(f"  {stage:8} {'   '.join(figures)}")
    print(
        f"  (load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; cpu is processor time without waiting)"
    )
    false = sum(score >= ALERT for score in ours.stranger_scores)
    print(
        f"  alerts (score >= {ALERT}): raised by {false / strangers:.1%} of searches for somebody not in the register"
    )
    print(f"  members whose own record raises one: {ours.right_alerts / members:.1%}")
    print(f"  precision: {ours.right_alerts / max(1, ours.alerts):.1%} of alerts hold the person looked for")
    for share in (0.01, 0.05, 0.1):
        cut = sorted(ours.stranger_scores, reverse=True)[int(strangers * share)]
        found = sum(score > cut for score in ours.member_scores) / members
        print(f"  recall when {share:.0%} of strangers may raise an alert (score > {cut:.3f}): {found:.3f}")


def run_peer(connection: Connection, asked: Iterable[Query]) -> Tally:
    """Search with pg_trgm: similarity of name and father's name, a bonus for year and district."""
    connection.execute(f"set pg_trgm.similarity_threshold = {PEER_THRESHOLD}")
    tally = Tally()
    for person, record_id in asked:
        roman, urdu = written(person)
        alike = [f"{script} %% %({script})s" for script, text in (("roman", roman), ("urdu", urdu)) if text]
        started = time.perf_counter()
        parameters = {
            "roman": roman,
            "urdu": urdu,
            "birth_year": person.birth_year,
            "district": person.district,
        }
        rows = connection.execute(PEER.format(alike=" or ".join(alike)), parameters).fetchall()
        tally.times["whole"].append((time.perf_counter() - started) * 1000)
        if record_id is not None:
            found = [row[0] for row in rows]
            tally.ranks.append(found.index(record_id) if record_id in found else None)
    print(
        f"\npg_trgm, threshold {PEER_THRESHOLD}: {len(tally.times['whole'])} searches, {len(tally.ranks)} of members"
    )
    print(f"  recall@1 {tally.recall(1):.3f}   recall@10 {tally.recall(10):.3f}")
    print(f"  whole    p50 {tally.percentile(0.5):.0f} ms   p95 {tally.percentile(0.95):.0f} ms")
    return tally


def verdict(ours: Tally, theirs: Tally) -> bool:
    """Print each goal as reached or missed; return whether all were reached."""
    recall, p95, peer = ours.recall(10), ours.percentile(0.95), theirs.percentile(0.95)
    goals = [
        (f"recall@10 {recall:.3f}, goal at least {GOAL_RECALL}", recall >= GOAL_RECALL),
        (f"p95 {p95:.1f} ms, goal at most {GOAL_P95:.0f} ms", p95 <= GOAL_P95),
        (
            f"p95 is 1/{peer / p95:.0f} of pg_trgm's, goal at most 1/{1 / GOAL_RATIO:.0f}",
            p95 <= peer * GOAL_RATIO,
        ),
    ]
    print()
    for text, reached in goals:
        print(f"{'reached' if reached else 'MISSED '}  {text}")
    return all(reached for _, reached in goals)


if __name__ == "__main__":
    sys.exit(main())
