import pytest
from django.db import connection, transaction

from khidmat.kernel.errors import Stale
from khidmat.kernel.transactions import as_one

pytestmark = pytest.mark.django_db


@as_one
def write(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("create temporary table if not exists noted (number int) on commit drop")
        cursor.execute("insert into noted values (%s)", [number])
    if number > 9:
        raise Stale("too many")


def noted() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_temp.noted")
        return int(cursor.fetchone()[0])


@as_one
def write_all(*numbers: int, going_on: bool = False) -> None:
    for number in numbers:
        try:
            with transaction.atomic(savepoint=going_on):
                write(number)
        except Stale:
            if not going_on:
                raise


def test_an_act_inside_another_opens_no_savepoint(django_assert_num_queries) -> None:
    write(1)
    with django_assert_num_queries(
        4 * 2 + 2
    ):  # what four write, and the savepoint of the whole in this test's own
        as_one(lambda: [write(number) for number in range(2, 6)])()
    assert noted() == 5


def test_a_refusal_deep_inside_leaves_nothing_of_the_whole() -> None:
    write(1)
    with pytest.raises(Stale):
        write_all(2, 3, 10)
    assert noted() == 1


def test_who_goes_on_after_a_refusal_keeps_the_rest_by_a_savepoint_of_his_own() -> None:
    write_all(1, 10, 2, going_on=True)
    assert noted() == 2


def test_who_goes_on_without_one_is_stopped() -> None:
    @as_one
    def careless() -> None:
        with pytest.raises(Stale):
            write(10)
        write(1)

    with pytest.raises(transaction.TransactionManagementError):
        careless()
