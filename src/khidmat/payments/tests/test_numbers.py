"""On committed data: many counters at once leave no gap and no number twice; nobody deletes a receipt."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import psycopg
import pytest
from django.db import connection

from khidmat.kernel.errors import Stale
from khidmat.payments import operations
from khidmat.payments.models import Charge, Receipt
from khidmat.payments.tests.conftest import operator_of

pytestmark = pytest.mark.usefixtures("committed")
HANDS = 8


def at_once(jobs: list) -> list:
    """Each job in its own thread and connection, all released together."""
    gate = Barrier(len(jobs))

    def run(job):
        gate.wait()
        try:
            return job()
        except Stale as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as hands:
        return list(hands.map(run, jobs))


def test_forty_fees_at_two_drawers_have_forty_numbers_in_a_row(owe, take, cast, now: datetime) -> None:
    tellers = [cast.sana, operator_of("PB-KSR-KM01", "asma", "operator", now)]
    for teller in tellers:
        operations.open_shift(began_with=0, actor=teller, now=now)
    charges = [owe() for _one in range(5 * HANDS)]
    for five in range(0, len(charges), HANDS):
        some = charges[five : five + HANDS]
        at_once([lambda c=c, n=n: take(c, tellers[n % 2]) for n, c in enumerate(some)])
    assert sorted(Receipt.objects.values_list("number", flat=True)) == list(range(1, 41))
    assert set(Charge.objects.values_list("status", flat=True)) == {"paid"}


def test_one_fee_at_eight_hands_is_taken_once(owe, take, cast, now: datetime) -> None:
    operations.open_shift(began_with=0, actor=cast.sana, now=now)
    charge = owe()
    said = at_once([lambda: take(charge)] * HANDS)
    assert sum(isinstance(one, Receipt) for one in said) == Receipt.objects.count() == 1


def test_not_even_the_owner_of_the_database_deletes_a_receipt(
    owe, take, cast, now: datetime, as_owner
) -> None:
    operations.open_shift(began_with=0, actor=cast.sana, now=now)
    take(owe())
    with as_owner() as owner, pytest.raises(psycopg.Error, match="Cannot update or delete"):
        owner.execute("delete from payments_receipt")
    assert Receipt.objects.count() == 1
