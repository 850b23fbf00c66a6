"""A pytest plugin (`-p bench.mutating`): the run's own database without the one guard that MUTATE names in SQL."""

import os

import psycopg
import pytest


@pytest.fixture(scope="session", autouse=True)
def _without_the_guard(request: pytest.FixtureRequest) -> None:
    """Take it down before the first test."""
    request.getfixturevalue("django_db_setup")
    address, _slash, rest = os.environ["DATABASE_OWNER_URL"].partition("?")
    server = address.rpartition("/")[0]
    url = f"{server}/{os.environ['KHIDMAT_TEST_DATABASE']}?{rest}"
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(os.environ["MUTATE"])
