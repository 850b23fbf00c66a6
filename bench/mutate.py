"""`mutate`: each guard of the station's tables is taken down by itself; a test must fail without it.

    ./khidmat bench mutate [--only PATTERN] [--most N]

Triggers, checks, unique and partial unique rules are dropped; a policy of reading shows everything. The tests that
name the guard's table are run on a database without it. What was found stands in var/bench/mutants.json and is not run
again.
"""

import argparse
import json
import os
import re
import subprocess
import time
from collections.abc import Iterator

from bench import ground

TESTS = ground.ROOT / "src" / "khidmat" / "station" / "tests"
FOUND = ground.ROOT / "var" / "bench" / "mutants.json"
GUARDS = """
    select tgname, tgrelid::regclass::text, format('drop trigger %I on %s', tgname, tgrelid::regclass)
      from pg_trigger where not tgisinternal and tgrelid::regclass::text like 'station%'
    union all
    select conname, conrelid::regclass::text, format('alter table %s drop constraint %I', conrelid::regclass, conname)
      from pg_constraint where contype in ('c', 'u', 'x') and conrelid::regclass::text like 'station%'
    union all
    select indexrelid::regclass::text, indrelid::regclass::text, format('drop index %s', indexrelid::regclass)
      from pg_index where indisunique and indpred is not null and indrelid::regclass::text like 'station%'
    union all
    select polname, polrelid::regclass::text, format('alter policy %I on %s using (true)', polname, polrelid::regclass)
      from pg_policy where polname like '%\\_read'
    order by 1"""


def main() -> None:
    """Run what has not been run, and print what survived."""
    given = options()
    ground.begin("mutate", empty=False)
    known: dict[str, bool] = json.loads(FOUND.read_text()) if FOUND.exists() else {}
    with ground.watching() as owner:
        guards = owner.execute(GUARDS).fetchall()
    wanted = [one for one in guards if one[0] not in known and re.search(given.only, one[0])][: given.most]
    for name, table, statement in wanted:
        began = time.perf_counter()
        known[name] = not passes(table, statement)
        FOUND.write_text(json.dumps(known, indent=1))
        print(
            f"  {'killed' if known[name] else 'SURVIVED':9} {name}  {time.perf_counter() - began:.0f} s",
            flush=True,
        )
    survivors = sorted(name for name, killed in known.items() if not killed)
    print(
        f"\n{len(guards)} guards, {len(known)} tried, {len(survivors)} survived: {', '.join(survivors) or 'none'}"
    )
    report = ground.Report()
    report.holds("every guard that was tried is missed by a test", met=not survivors)
    report.end()


def passes(table: str, statement: str) -> bool:
    """Whether the tests that name a table pass without one of its guards."""
    command = [str(ground.ROOT / "khidmat"), "test", "-p", "bench.mutating", "-x", "-q", *files(table)]
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE", "KHIDMAT", "PYTHON"))
    }
    done = subprocess.run(
        command, env={**kept, "MUTATE": statement}, cwd=ground.ROOT, capture_output=True, check=False
    )
    if done.returncode not in (0, 1):
        raise AssertionError(done.stdout.decode()[-2000:] + done.stderr.decode()[-2000:])
    return done.returncode == 0


def files(table: str) -> Iterator[str]:
    """The tests of the station that name the table or its model."""
    model = re.compile(rf"\b{table.removeprefix('station_')}\b", re.IGNORECASE)
    for path in sorted(TESTS.glob("test_*.py")):
        if model.search(path.read_text(encoding="utf-8")):
            yield str(path.relative_to(ground.ROOT))


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./khidmat bench mutate")
    parser.add_argument("--only", default="", help="a pattern of names")
    parser.add_argument("--most", type=int, default=10_000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
