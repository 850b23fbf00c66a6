"""A bank's word, from another process over loopback, twice and out of order: believed once, never dropped."""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from khidmat.kernel.errors import Stale
from khidmat.payments import hooks, operations, public, queries
from khidmat.payments.adapters import bank
from khidmat.payments.models import Advice, Charge, Receipt, Reference

SECRET = "what the bank and we know and nobody else"
SOURCE = Path(__file__).resolve().parents[3]
Orders = Callable[..., list[int]]


@pytest.fixture
def connected(settings, tmp_path: Path) -> Path:
    """A bank is connected."""
    settings.SECRETS, settings.BANK = tmp_path, "bank"
    (tmp_path / "bank").write_text(SECRET)
    return tmp_path / "bank"


@pytest.fixture
def simulator(committed: None, connected: Path, live_server) -> Orders:
    """The bank's own program, which knows our address and the secret."""

    def send(*messages: dict[str, object], times: int = 2, mix: int = 1, shift: int = 0) -> list[int]:
        orders = {"messages": messages, "times": times, "mix": mix, "shift": shift}
        run = [sys.executable, "-m", "khidmat.payments.tests.simulator", f"{live_server.url}/payments/advice"]
        done = subprocess.run(
            [*run, str(connected)], input=json.dumps(orders), capture_output=True, text=True,
            check=True, env={"PYTHONPATH": str(SOURCE)},
        )  # fmt: skip
        return list(json.loads(done.stdout))

    return send


def message(charge: Charge, event: str, state: str = "paid", **changes: object) -> dict[str, object]:
    said = {"event": event, "state": state, "reference": charge.reference.number, "rupees": charge.rupees}
    return said | {"at": "2026-11-24T10:00:00+05:00"} | changes


def test_ten_fees_told_twice_and_out_of_order_are_ten_receipts(simulator: Orders, owe) -> None:
    charges = [owe() for _one in range(10)]
    told = [message(one, f"{state}-{one.ref}", state) for one in charges for state in ("begun", "paid")]
    assert set(simulator(*told, times=3, mix=7)) == {204}
    assert sorted(Receipt.objects.values_list("number", flat=True)) == list(range(1, 11))
    assert set(Receipt.objects.values_list("method", "office__code")) == {("bank", "KSR-DPO")}
    assert Counter(Advice.objects.values_list("outcome", flat=True)) == {"settled": 10, "noted": 10}
    assert set(Charge.objects.values_list("status", flat=True)) == {"paid"}


def test_what_does_not_fit_is_kept_and_shown_to_the_in_charge(simulator: Orders, owe, cast) -> None:
    first, second = owe(), owe()
    said = simulator(
        message(first, "e-1", rupees=499),
        message(first, "e-2", reference="12345678901234"),
        message(second, "e-3"),
        message(second, "e-4"),
    )
    assert set(said) == {204}
    found = Counter(queries.advices(cast.waseem).values_list("outcome", flat=True))
    assert found == {"amount": 1, "unknown": 1, "twice": 1}
    assert Receipt.objects.count() == 1
    assert Charge.objects.get(pk=first.pk).status == "due"


def test_an_event_that_changes_what_it_says_is_a_contradiction(simulator: Orders, owe) -> None:
    charge = owe()
    simulator(message(charge, "e-1"), times=1)
    simulator(message(charge, "e-1", rupees=5000), times=2)
    assert Counter(Advice.objects.values_list("outcome", flat=True)) == {"settled": 1, "conflict": 1}


@pytest.mark.parametrize("shift", [-3600, -301, 301])
def test_a_message_signed_at_another_time_is_refused(simulator: Orders, owe, shift: int) -> None:
    charge = owe()
    assert simulator(message(charge, "e-1"), times=1, shift=shift) == [403]
    assert not Advice.objects.exists()
    assert simulator(message(charge, "e-1"), times=1) == [204]


def test_money_for_what_has_ended_is_kept_and_settles_nothing(
    simulator: Orders, owe, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_told: object) -> None:
        raise Stale("It has ended.")

    charge = owe()
    monkeypatch.setattr(hooks, "settled", [ended])
    assert simulator(message(charge, "e-1"), times=1) == [204]
    assert Advice.objects.get().outcome == "ended"
    assert not Receipt.objects.exists()


@pytest.mark.django_db
def test_unsigned_changed_or_foreign_words_write_nothing(connected: Path, owe, client: Client) -> None:
    body, moment = json.dumps(message(owe(), "e-1")).encode(), str(int(time.time()))
    good = bank.signature(SECRET, moment, body)
    tries = [
        (body, moment, ""),
        (body, moment, bank.signature("another secret", moment, body)),
        (body + b" ", moment, good),
        (body, str(int(moment) + 1), good),
        (body, "", bank.signature(SECRET, "", body)),
        (body, "9" * 12, bank.signature(SECRET, "9" * 12, body)),
    ]
    for sent, at, signed in tries:
        headers = {"X-Time": at, "X-Signature-256": signed}
        answer = client.post("/payments/advice", sent, content_type="application/json", headers=headers)
        assert answer.status_code == 403
    assert not Advice.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [{"rupees": "500"}, {"rupees": 500.5}, {"rupees": -1}, {"state": "maybe"}, {"at": "yesterday"},
     {"event": ""}, {"event": "x" * 65}, {"reference": "../1"}, {"more": 1}],
)  # fmt: skip
def test_nonsense_under_a_right_signature_is_not_read(connected: Path, owe, client: Client, change) -> None:
    body = json.dumps(message(owe(), "e-1") | change).encode()
    moment = str(int(time.time()))
    headers = {"X-Time": moment, "X-Signature-256": bank.signature(SECRET, moment, body)}
    answer = client.post("/payments/advice", body, content_type="application/json", headers=headers)
    assert answer.status_code == 422
    assert not Advice.objects.exists()


@pytest.mark.django_db
def test_without_a_bank_there_is_no_number_and_no_door(owe, client: Client) -> None:
    charge = owe()
    assert not Reference.objects.filter(charge=charge).exists()
    assert client.post("/payments/advice", b"{}", content_type="application/json").status_code == 404


@pytest.mark.django_db
def test_a_fee_paid_at_the_bank_is_not_taken_at_the_counter(
    connected: Path, owe, cast, now: datetime
) -> None:
    charge = owe()
    notice = bank.Notice.model_validate(message(charge, "e-1"))
    assert public.receive(notice=notice, digest="0" * 64, now=now).outcome == "settled"
    operations.open_shift(began_with=0, actor=cast.sana, now=now)
    with pytest.raises(Stale):
        public.take_cash(charge_id=charge.pk, rupees=500, actor=cast.sana, now=now)
