"""A pytest plugin (`-p bench.mutating`): instead of the tests it runs the mutants that the file MUTANTS names.

A mutant is one guard of the database taken down: the tests that ran into it are run without it, the quickest first,
until one fails; then it is put back. What became of each is added to the file FOUND, a JSON line a mutant.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import psycopg
import pytest
from _pytest.runner import runtestprotocol

#: A table that a test left locked would hold everything up: told instead.
WAIT = "set lock_timeout = '10s'"


class Mutant(pytest.Item):
    """One guard, the SQL that takes it down and puts it back, and the tests that should miss it."""

    down = ""
    back = ""
    tests: tuple[pytest.Item, ...] = ()

    def reportinfo(self) -> tuple[Path, None, str]:
        """Shown by the name of its guard."""
        return self.path, None, self.name

    def runtest(self) -> None:
        """Nothing of its own: `pytest_runtest_protocol` runs the tests."""

    def killer(self) -> str | None:
        """The test that fails without the guard; None when none does."""
        for test in self.tests:
            _make_way(test)
            with self._down():
                failed = _fails(test)
            if failed:
                return test.nodeid
        return None

    @contextmanager
    def _down(self) -> Iterator[None]:
        with _owner() as owner:
            owner.execute(WAIT)
            owner.execute(self.down)
        try:
            yield
        finally:
            with _owner() as owner:
                owner.execute(WAIT)
                owner.execute(self.back)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    """Put the mutants in the place of the tests."""
    tests = {item.nodeid: item for item in items}
    items.clear()
    for one in json.loads(Path(os.environ["MUTANTS"]).read_text(encoding="utf-8")):
        mutant = Mutant.from_parent(session, name=one["guard"])
        mutant.down, mutant.back = one["down"], one["back"]
        mutant.tests = tuple(tests[name] for name in one["tests"])
        items.append(mutant)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> bool | None:
    """Run a mutant; it passes when a test misses its guard."""
    if not isinstance(item, Mutant):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    began = time.perf_counter()
    killer = item.killer()
    seconds = time.perf_counter() - began
    line = {"guard": item.name, "killer": killer, "seconds": seconds}
    with Path(os.environ["FOUND"]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
    report = pytest.TestReport(
        nodeid=item.nodeid,
        location=item.location,
        keywords={},
        outcome="passed" if killer else "failed",
        longrepr=None if killer else f"{item.name}: no test misses it",
        when="call",
        duration=seconds,
    )
    item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


_last: list[pytest.Item] = []


def _make_way(test: pytest.Item) -> None:
    """What a test of another module left standing is taken down; the first test makes the database of this process."""
    if not _last:
        _fails(test)
    elif _last[0].parent is not test.parent:
        # pytest takes setups down before a test that it knows; here who is next shows only when one has run.
        test.session._setupstate.teardown_exact(test)  # noqa: SLF001
    _last[:] = [test]


def _fails(test: pytest.Item) -> bool:
    """Run a test; what its module shares stays for the next one of it."""
    # A collector has all that the runner asks of the next test: which setups it shares.
    following = cast("pytest.Item", test.parent)
    return any(report.failed for report in runtestprotocol(test, log=False, nextitem=following))


def _owner() -> psycopg.Connection[tuple[object, ...]]:
    address, _slash, rest = os.environ["DATABASE_OWNER_URL"].partition("?")
    server = address.rpartition("/")[0]
    url = f"{server}/{os.environ['KHIDMAT_TEST_DATABASE']}?{rest}"
    return psycopg.connect(url)
