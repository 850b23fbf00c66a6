"""`mutate`: each guard of the station's tables is taken down by itself; a test must fail without it.

    ./khidmat bench mutate [--only PATTERN] [--again]

Guards are triggers, checks, unique and partial unique rules, and the policies of reading. The tests are run once to see
which guards each runs into (`bench.recording`; `--again` after tests were changed), so that without a guard only those
are run that meet it (`bench.mutating`), in two processes. A guard that no test runs into has survived.
"""

import argparse
import json
import os
import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import ground

TESTS = ("src/khidmat/station/tests", "tests/integrity/test_guards.py")
FOLDER = ground.ROOT / "var" / "bench"
#: A guard that a dozen tests do not miss is missed by none.
MOST = 12
GUARDS = """
    select tgname, format('drop trigger %I on %s', tgname, tgrelid::regclass), pg_get_triggerdef(t.oid), proname
      from pg_trigger t join pg_proc p on p.oid = tgfoid
     where not tgisinternal and tgrelid::regclass::text like 'station%'
    union all
    select conname, format('alter table %s drop constraint %I', conrelid::regclass, conname),
           format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)),
           conname
      from pg_constraint where contype in ('c', 'u', 'x') and conrelid::regclass::text like 'station%'
    union all
    select indexrelid::regclass::text, format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid),
           indexrelid::regclass::text
      from pg_index where indisunique and indpred is not null and indrelid::regclass::text like 'station%'
    union all
    select polname, format('alter policy %I on %s using (true)', polname, polrelid::regclass),
           format('alter policy %I on %s using (%s)', polname, polrelid::regclass, pg_get_expr(polqual, polrelid)),
           polname
      from pg_policy where polname like '%\\_read'
    order by 1"""


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard of the database, the SQL for its mutant, and what an error of it names: constraint or function."""

    name: str
    down: str
    back: str
    named: str


@dataclass(frozen=True, slots=True)
class Met:
    """A test, how long it took, and what its errors named."""

    test: str
    seconds: float
    met: frozenset[str]

    def knows(self, guard: Guard) -> bool:
        """It ran into the guard, or is about it by its name: hiding a row is no error."""
        return guard.named in self.met or f"[{guard.name}]" in self.test


def main() -> None:
    """Run the mutants, and print what survived."""
    given = options()
    ground.begin("mutate", empty=False)
    with ground.watching() as owner:
        guards = [Guard(*map(str, row)) for row in owner.execute(GUARDS).fetchall()]
    wanted = [one for one in guards if re.search(given.only, one.name)]
    began = time.perf_counter()
    met = recorded(again=given.again)
    print(f"{len(met)} tests looked at, {time.perf_counter() - began:.0f} s")
    unmet = [one.name for one in wanted if not tests_of(one, met)]
    print(f"met by no test: {len(unmet)}\n" + "".join(f"  {name}\n" for name in unmet), flush=True)
    passing = mutated([one for one in wanted if one.name not in unmet], met)
    print(
        f"\n{len(wanted)} guards, {len(wanted) - len(unmet) - len(passing)} killed, "
        f"{len(unmet) + len(passing)} survived, {time.perf_counter() - began:.0f} s"
    )
    print("".join(f"  {name}\n" for name in passing))
    report = ground.Report()
    report.holds("every guard is missed by a test", met=not unmet and not passing)
    report.end()


def recorded(*, again: bool) -> list[Met]:
    """Which guards the tests run into, the quickest first; from the file of an earlier run unless asked again."""
    file = FOLDER / "met.jsonl"
    if again or not file.exists():
        file.unlink(missing_ok=True)
        if run("bench.recording", "loadscope", RECORD=file):
            raise AssertionError("the tests must pass before any guard is taken down")
    found = (Met(one["test"], one["seconds"], frozenset(one["met"])) for one in lines(file))
    return sorted(found, key=lambda one: one.seconds)


def tests_of(guard: Guard, met: list[Met]) -> list[str]:
    """The quickest tests that know a guard."""
    return [one.test for one in met if one.knows(guard)][:MOST]


def mutated(guards: list[Guard], met: list[Met]) -> list[str]:
    """Run the mutants; the names of those that no test missed."""
    if not guards:
        return []
    mutants, found = FOLDER / "mutants.json", FOLDER / "mutants.jsonl"
    plan = [
        {"guard": one.name, "down": one.down, "back": one.back, "tests": tests_of(one, met)} for one in guards
    ]
    # Those of one module together: what its tests share is made once.
    plan.sort(key=lambda one: (one["tests"][0].partition("::")[0], one["guard"]))
    mutants.write_text(json.dumps(plan), encoding="utf-8")
    found.unlink(missing_ok=True)
    run("bench.mutating", "load", MUTANTS=mutants, FOUND=found)
    killed = {one["guard"] for one in lines(found) if one["killer"]}
    return [one.name for one in guards if one.name not in killed]


def run(plugin: str, spread: str, **files: Path) -> int:
    """Run the station's tests under a plugin in two processes. Gives 1 when a test failed."""
    command = [str(ground.ROOT / "khidmat"), "test", "-p", plugin, "-n", "2", "--dist", spread, *TESTS]
    ours = ("DATABASE", "KHIDMAT", "PYTHON", "DJANGO")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    given = {name: str(file) for name, file in files.items()}
    done = subprocess.run(
        command, env={**kept, **given}, cwd=ground.ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1):
        raise AssertionError(done.stdout[-4000:] + done.stderr[-4000:])
    return done.returncode


def lines(file: Path) -> Iterator[dict[str, object]]:
    """The JSON lines of a file."""
    return map(json.loads, file.read_text(encoding="utf-8").splitlines())


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./khidmat bench mutate")
    parser.add_argument("--only", default="", help="a pattern of names")
    parser.add_argument("--again", action="store_true", help="look again which test meets which guard")
    return parser.parse_args()


if __name__ == "__main__":
    main()
