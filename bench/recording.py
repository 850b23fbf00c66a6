"""A pytest plugin (`-p bench.recording`): which guards of the database each test ran into, one JSON line a test.

It looks at every error where psycopg makes it, on any connection and thread: an error names its constraint, and in its
context the function of the trigger that raised it. Lines are added to the file that RECORD names.
"""

import json
import os
import re
import time
from collections.abc import Generator
from pathlib import Path

import psycopg
import pytest

FUNCTION = re.compile(r"PL/pgSQL function (\w+)\(\)")
_made = psycopg.errors.error_from_result
_met: set[str] = set()


def _noting(result: psycopg.pq.abc.PGresult, encoding: str = "utf-8") -> psycopg.Error:
    error = _made(result, encoding)
    _met.update(FUNCTION.findall(error.diag.context or ""), filter(None, [error.diag.constraint_name]))
    return error


psycopg.errors.error_from_result = _noting


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Begin each test with nothing met, and write down what it met and how long it took."""
    _met.clear()
    began = time.perf_counter()
    done = yield
    line = {"test": item.nodeid, "seconds": time.perf_counter() - began, "met": sorted(_met)}
    with Path(os.environ["RECORD"]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
    return done
