"""How statements are planned: those of long lists by the values they carry."""

import pytest
from django.db import ProgrammingError, connection, transaction

from khidmat.kernel.planning import by_its_values

pytestmark = pytest.mark.django_db
OFTEN = 12


def prepared(mark: str) -> int:
    """How many prepared statements of this connection contain the mark."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_prepared_statements where statement like %s", [f"%{mark}%"])
        return int(cursor.fetchone()[0])


def asked(mark: str) -> None:
    for number in range(OFTEN):
        with connection.cursor() as cursor:
            cursor.execute(f"select %s as {mark}", [number])


def test_a_statement_that_comes_again_is_prepared_and_one_planned_by_its_values_is_not() -> None:
    asked("usual")
    with by_its_values(), by_its_values():
        asked("listed")
    assert (prepared("as usual"), prepared("as listed")) == (1, 0)


def test_it_ends_also_when_something_breaks() -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), by_its_values():
        connection.cursor().execute("select nothing")
    asked("after")
    assert prepared("as after") == 1


def test_what_was_prepared_stays_so_when_an_act_is_refused() -> None:
    asked("kept")
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select no_such_thing")
    assert prepared("as kept") == 1
