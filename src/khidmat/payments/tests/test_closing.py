"""A day closes only when every drawer is counted; what differs has words and is seen by another."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.org.public import office
from khidmat.payments import operations, public, queries
from khidmat.payments.models import Charge, Day, Receipt, Refund, Shift
from khidmat.payments.tests.conftest import operator_of

pytestmark = pytest.mark.django_db
WORDS = "A torn note was taken out of the drawer."


@pytest.fixture(autouse=True)
def _open(cast, now: datetime) -> None:
    operations.open_shift(began_with=200, actor=cast.sana, now=now)


def count(cast, now: datetime, *, words: str = "", **more: int) -> Shift:
    shift = Shift.objects.get(operator=cast.sana.user_id, closed_at=None)
    pieces = {100: 2, 500: shift.receipts.count(), **{int(name[1:]): n for name, n in more.items()}}
    return operations.close_shift(
        shift_id=shift.pk, pieces=pieces, explanation=words, actor=cast.sana, now=now
    )


def close(cast, now: datetime, counted: int, words: str = "") -> Day:
    return operations.close_day(
        day_id=Day.objects.get().pk, counted=counted, explanation=words, actor=cast.waseem, now=now
    )


def back(receipt: Receipt, cast, now: datetime, kind: str = "return", **more: object) -> Refund:
    said = {"kind": kind, "reason": "The wrong person's number.", "actor": cast.waseem, **more}
    return operations.give_back(receipt_id=receipt.pk, now=now, **said)


def test_a_day_of_three_receipts_balances_to_the_rupee(owe, take, cast, now: datetime) -> None:
    for _one in range(3):
        take(owe())
    shift = count(cast, now)
    assert (shift.taken, shift.counted) == (1500, 1700)
    day = close(cast, now, 1500)
    assert (day.receipts, day.taken, day.refunded, day.counted) == (3, 1500, 0, 1500)
    assert not queries.to_see(cast.hina).exists()


def test_a_closed_day_takes_no_more_money_and_opens_no_drawer(owe, take, cast, now: datetime) -> None:
    charge = owe()
    count(cast, now)
    close(cast, now, 0)
    for act in (
        lambda: operations.open_shift(began_with=0, actor=cast.sana, now=now),
        lambda: take(charge),
        lambda: close(cast, now, 0),
    ):
        with pytest.raises(Stale):
            act()


def test_a_day_does_not_close_over_an_open_drawer(owe, take, cast, now: datetime) -> None:
    take(owe())
    with pytest.raises(Stale):
        close(cast, now, 500)
    count(cast, now)
    assert close(cast, now, 500).closed_by_id == cast.waseem.user_id


def test_a_drawer_that_is_short_is_counted_again_and_then_explained(owe, take, cast, now: datetime) -> None:
    take(owe())
    with pytest.raises(Invalid) as refused:
        count(cast, now, n100=1)
    assert "100" in str(refused.value.fields["explanation"])
    shift = count(cast, now, n100=1, words=WORDS)
    assert (shift.counted, shift.explanation) == (600, WORDS)


def test_a_difference_is_seen_above_by_another_than_closed(owe, take, cast, now: datetime) -> None:
    take(owe())
    count(cast, now, n100=1, words=WORDS)
    with pytest.raises(Invalid):
        close(cast, now, 400)
    day = close(cast, now, 400, WORDS)
    assert [one.pk for one in queries.to_see(cast.hina)] == [day.pk]
    with pytest.raises(Forbidden):
        operations.see_day(day_id=day.pk, actor=cast.waseem, now=now)
    operations.see_day(day_id=day.pk, actor=cast.hina, now=now)
    assert not queries.to_see(cast.hina).exists()


def test_the_day_of_another_district_does_not_exist(cast, now: datetime) -> None:
    count(cast, now)
    away = operator_of("PB-LHR-KM01", "zafar", "in_charge", now)
    with pytest.raises(NotFound):
        operations.close_day(day_id=Day.objects.get().pk, counted=0, explanation="", actor=away, now=now)


@pytest.mark.parametrize("wrong", [{"taken": 0}, {"receipts": 2}, {"refunded": 500}])
def test_the_database_closes_a_day_only_with_what_its_receipts_say(owe, take, cast, now, wrong) -> None:
    take(owe())
    count(cast, now)
    said = {"receipts": 1, "taken": 500, "refunded": 0, "counted": 500, "explanation": WORDS}
    with pytest.raises(IntegrityError, match="receipts say"), transaction.atomic():
        Day.objects.update(closed_at=now, closed_by=cast.waseem.user_id, **{**said, **wrong})


def test_money_goes_back_with_a_paper_of_its_own(owe, take, cast, now: datetime) -> None:
    first, second = take(owe()), take(owe())
    refund = back(first, cast, now)
    assert (str(refund), refund.rupees, refund.given_by_id) == ("1/26", 500, cast.waseem.user_id)
    assert Charge.objects.get(pk=first.charge_id).status == "refunded"
    with pytest.raises(Stale):
        back(first, cast, now)
    assert str(back(second, cast, now)) == "2/26"
    assert queries.whole(Day.objects.get()).expected == 0


def test_nobody_gives_back_what_he_took_himself(owe, take, cast, now: datetime) -> None:
    receipt = take(owe())
    with pytest.raises(Forbidden):
        back(receipt, cast, now, actor=cast.sana)
    promoted = operator_of("PB-KSR-KM01", "kashif", "operator", now)
    operations.open_shift(began_with=0, actor=promoted, now=now)
    own = take(owe(), promoted)
    Charge.objects.filter(pk=own.charge_id).update(status="refunded")
    said = {"kind": "return", "rupees": 500, "reason": WORDS, "year": 2026, "number": 1, "given_at": now}
    said |= {"office_id": own.office_id, "receipt": own, "day": Day.objects.get()}
    with pytest.raises(IntegrityError, match="another than took it"), transaction.atomic():
        Refund.objects.create(given_by_id=promoted.user_id, **said)


def test_an_in_charge_who_was_an_operator_yesterday_does_not_give_back_his_own(
    owe, take, cast, now: datetime
) -> None:
    receipt = take(owe())
    with pytest.raises(Forbidden):
        back(receipt, cast, now, actor=replace(cast.waseem, user_id=cast.sana.user_id))


def test_a_receipt_made_by_mistake_leaves_the_fee_owed(owe, take, cast, now: datetime) -> None:
    receipt = take(owe())
    back(receipt, cast, now, "void")
    again = Charge.objects.get(about=receipt.charge.about, status="due")
    assert (again.ref, again.rupees) == (receipt.charge.ref, 500)
    assert queries.is_owed(again.about)
    assert take(again).number == 2
    assert not queries.is_owed(again.about)


@pytest.mark.parametrize("said", [{"reason": "no"}, {"kind": "present"}, {"kind": ""}])
def test_money_goes_back_only_with_a_reason_and_a_kind(owe, take, cast, now: datetime, said) -> None:
    receipt = take(owe())
    with pytest.raises(Invalid):
        back(receipt, cast, now, **said)
    assert not Refund.objects.exists()


def test_an_exemption_settles_without_money_and_keeps_its_reason(owe, cast, now: datetime) -> None:
    charge = owe()
    with pytest.raises(Invalid):
        public.exempt(charge_id=charge.pk, reason="poor", actor=cast.waseem, now=now)
    with pytest.raises(Forbidden):
        public.exempt(charge_id=charge.pk, reason=WORDS, actor=cast.sana, now=now)
    done = public.exempt(charge_id=charge.pk, reason=WORDS, actor=cast.waseem, now=now)
    assert (done.status, done.reason, done.exempted_by_id) == ("exempt", WORDS, cast.waseem.user_id)
    assert not queries.is_owed(done.about)


def test_a_fee_of_another_district_is_not_exempted(owe, cast, now: datetime) -> None:
    charge = owe(office("PB-LHR"))
    with pytest.raises(NotFound):
        public.exempt(charge_id=charge.pk, reason=WORDS, actor=cast.waseem, now=now)
    assert queries.owed_by_ref(cast.waseem, charge.ref) is None
