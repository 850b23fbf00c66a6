"""Money is taken whole, once, into an open drawer of today, and its receipt never changes."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F

from khidmat.kernel.errors import DomainError, Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.ids import uuid7
from khidmat.payments import hooks, operations, public, queries
from khidmat.payments.models import Charge, Day, Receipt, Shift

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open(cast, now: datetime) -> None:
    operations.open_shift(began_with=200, actor=cast.sana, now=now)


def test_a_fee_taken_is_a_receipt_with_the_next_number(owe, take, cast) -> None:
    first, second = take(owe()), take(owe())
    assert [str(first), str(second)] == ["1/26", "2/26"]
    assert (first.office.code, first.rupees, first.taken_by_id) == ("PB-KSR-KM01", 500, cast.sana.user_id)
    assert first.code != second.code
    assert queries.drawer(first.shift) == (2, 1000)


def test_what_is_paid_is_not_taken_again(owe, take) -> None:
    charge = owe()
    take(charge)
    with pytest.raises(Stale):
        take(charge)
    assert Receipt.objects.count() == 1


@pytest.mark.parametrize("rupees", [0, 1, 499, 501, 5000])
def test_another_amount_is_not_taken(owe, cast, now: datetime, rupees: int) -> None:
    charge = owe()
    with pytest.raises(Invalid) as refused:
        public.take_cash(charge_id=charge.pk, rupees=rupees, actor=cast.sana, now=now)
    assert "500" in str(refused.value.fields["rupees"])
    assert not Receipt.objects.exists()


def test_only_an_operator_with_an_open_drawer_takes_money(owe, take, cast, now: datetime) -> None:
    charge = owe()
    with pytest.raises(Forbidden):
        take(charge, cast.kamran)
    with pytest.raises(NotFound):
        public.take_cash(charge_id=uuid7(), rupees=500, actor=cast.sana, now=now)
    shift = Shift.objects.get()
    operations.close_shift(shift_id=shift.pk, pieces={100: 2}, explanation="", actor=cast.sana, now=now)
    with pytest.raises(Stale):
        take(charge)


def test_yesterdays_drawer_takes_no_money_today(owe, take, now: datetime) -> None:
    charge = owe()
    with pytest.raises(Stale):
        take(charge, at=now + timedelta(days=1))
    assert take(charge).number == 1


def test_who_waits_for_the_money_is_told_before_there_is_a_receipt(owe, take, monkeypatch) -> None:
    heard = []
    monkeypatch.setattr(hooks, "settled", [lambda about, _actor, _now: heard.append(about)])
    charge = owe()
    take(charge)
    assert heard == [charge.about]


def test_who_waits_can_refuse_the_money_and_then_no_number_is_used(owe, take, monkeypatch) -> None:
    def refuse(*_told: object) -> None:
        raise Stale("It has ended.")

    monkeypatch.setattr(hooks, "settled", [refuse])
    with pytest.raises(DomainError), transaction.atomic():
        take(owe())
    monkeypatch.setattr(hooks, "settled", [])
    assert take(owe()).number == 1


@pytest.mark.parametrize(
    "change", [{"rupees": 1}, {"number": F("number") + 1}, {"code": "x"}, {"taken_at": None}]
)
def test_a_receipt_cannot_be_changed_in_the_database(owe, take, change: dict[str, object]) -> None:
    take(owe())
    with pytest.raises(DatabaseError), transaction.atomic():
        Receipt.objects.update(**change)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"number": 7}, "gap"),
        ({"rupees": 499}, "whole"),
        ({"taken_at": timedelta(days=1)}, "drawer"),
    ],
)
def test_the_database_refuses_a_receipt_that_is_wrong(owe, take, cast, change, why: str) -> None:
    good, charge = take(owe()), owe()
    Charge.objects.filter(pk=charge.pk).update(status="paid", settled_at=charge.raised_at)
    kept = ("office_id", "year", "rupees", "method", "shift_id", "taken_by_id", "taken_at")
    values = {name: getattr(good, name) for name in kept} | {"number": 2, "code": "another"}
    for name, value in change.items():
        values[name] = good.taken_at + value if name == "taken_at" else value
    with pytest.raises(IntegrityError, match=why), transaction.atomic():
        Receipt.objects.create(charge=charge, **values)


def test_what_is_owed_stays_as_it_was_raised(owe) -> None:
    charge = owe()
    for change in ({"rupees": 5}, {"payer": "Somebody"}, {"ref": "X"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Charge.objects.filter(pk=charge.pk).update(**change)


def test_one_thing_owes_one_fee(owe) -> None:
    charge = owe()
    charge.pk = uuid7()
    with pytest.raises(IntegrityError, match="one_live"), transaction.atomic():
        charge.save(force_insert=True)


def test_a_second_window_opens_the_same_drawer_and_another_one_is_refused(cast, now: datetime) -> None:
    again = operations.open_shift(began_with=200, actor=cast.sana, now=now)
    assert Shift.objects.get() == again
    with pytest.raises(Stale):
        operations.open_shift(began_with=0, actor=cast.sana, now=now)
    assert Day.objects.count() == 1
