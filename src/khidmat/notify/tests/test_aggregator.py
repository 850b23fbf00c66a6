"""SMS by an aggregator's HTTP interface, and the address where it leaves its receipts."""

import json
from datetime import datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from khidmat.kernel.actor import Actor, ActorRequest
from khidmat.kernel.policy import SignInNeeded
from khidmat.kernel.roles import Role
from khidmat.notify import pages, providers, urls
from khidmat.notify.adapters.http import signature
from khidmat.notify.models import Attempt, Message, Receipt
from khidmat.notify.states import MessageStatus
from khidmat.notify.tests.conftest import Send, Sweep
from khidmat.notify.tests.servers import Aggregator
from khidmat.org.public import PROVINCE_CHAIN

S = MessageStatus
SECRET = "secret of sms_"


def state(message: Message) -> tuple[str, int, str]:
    message.refresh_from_db()
    return message.status, message.attempts, message.error


def call(body: bytes, *, signed: str | None = None, method: str = "POST") -> HttpResponse:
    """Ask the page as a visitor does, with the signature of the body unless another is given."""
    header = signature(SECRET, body) if signed is None else signed
    request = RequestFactory().generic(
        method, "/notify/receipt", body, content_type="application/json", headers={"X-Signature-256": header}
    )
    request.__class__ = type("Asked", (ActorRequest, request.__class__), {})
    request.actor = Actor(role=Role.PUBLIC, chain=PROVINCE_CHAIN)
    return pages.receipt(request)


def says(name: str, state: str = "delivered", **more: str) -> bytes:
    return json.dumps({"id": name, "state": state, **more}).encode()


def test_a_message_goes_out_with_key_and_secret(send: Send, sweep: Sweep, aggregator: Aggregator) -> None:
    message = send()
    sweep()
    head, body = aggregator.asked[0]
    assert head["Authorization"] == f"Bearer {SECRET}"
    assert head["Idempotency-Key"] == body["id"] == str(message.pk)
    assert (body["to"], body["from"], body["text"]) == ("+923001234567", "KHIDMAT", message.body)
    assert body["receipts_to"] == "http://localhost:8000/notify/receipt"
    assert state(message) == (S.ACCEPTED, 1, "")


def test_a_signed_receipt_makes_it_arrived_and_a_repeat_changes_nothing(
    send: Send, sweep: Sweep, aggregator: Aggregator
) -> None:
    message = send()
    sweep()
    assert [call(says("AG1")).status_code for _time in range(3)] == [204, 204, 204]
    assert state(message)[0] == S.DELIVERED
    assert Receipt.objects.count() == 1


def test_a_receipt_that_it_failed_is_noted(send: Send, sweep: Sweep, aggregator: Aggregator) -> None:
    message = send()
    sweep()
    call(says("AG1", "failed", error="absent subscriber"))
    assert state(message) == (S.FAILED, 1, "receipt absent subscriber")
    call(says("AG1"))
    assert state(message)[0] == S.DELIVERED


@pytest.mark.parametrize("given", ["", "sha256=", "sha256=00", "نہیں", signature("guess", says("AG1"))])
def test_a_receipt_that_is_not_signed_with_our_secret_is_refused(
    send: Send, sweep: Sweep, aggregator: Aggregator, given: str
) -> None:
    message = send()
    sweep()
    assert call(says("AG1"), signed=given).status_code == 403
    assert state(message)[0] == S.ACCEPTED


def test_a_signature_holds_for_its_own_bytes_only(send: Send, sweep: Sweep, aggregator: Aggregator) -> None:
    message = send()
    sweep()
    other = says("AG1") + b" "
    assert call(other, signed=signature(SECRET, says("AG1"))).status_code == 403
    assert state(message)[0] == S.ACCEPTED
    assert call(other).status_code == 204


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 422),
        (b"\xff\xfe", 422),
        (b"[]", 422),
        (b"null", 422),
        (b'"delivered"', 422),
        (b'{"id": "AG1"}', 422),
        (b'{"id": "", "state": "delivered"}', 422),
        (b'{"id": 7, "state": "delivered"}', 422),
        (b'{"id": "AG1", "state": "lost"}', 422),
        (b'{"id": "AG1", "state": ["delivered"]}', 422),
        (b'{"id": "A\\u0000", "state": "delivered"}', 422),
        (b'{"id": "A\\ud800", "state": "delivered"}', 422),
        (b"[" * 5000, 422),
        (b" " * 10_001, 413),
    ],
)
def test_a_signed_body_that_is_no_receipt_is_refused(
    db: None, aggregator: Aggregator, body: bytes, status: int
) -> None:
    assert call(body).status_code == status


def test_a_receipt_for_what_we_do_not_know_waits_for_it(
    send: Send, sweep: Sweep, aggregator: Aggregator, now: datetime
) -> None:
    assert call(says("AG1")).status_code == 204
    Receipt.objects.update(at=now)
    message = send()
    sweep()
    assert state(message)[0] == S.DELIVERED


def test_without_an_aggregator_the_address_does_not_exist(db: None) -> None:
    assert call(says("AG1"), signed=signature("", says("AG1"))).status_code == 404


def test_the_address_takes_posts_of_machines_only(db: None, aggregator: Aggregator) -> None:
    assert call(b"", method="GET").status_code == 405
    assert pages.receipt.csrf_exempt
    assert pages.receipt.permission == "notify.receipt"
    assert f"/{urls.urlpatterns[0].pattern}" == providers.RECEIPT_PATH


@pytest.mark.parametrize(
    ("status", "end"), [(400, S.FAILED), (422, S.FAILED), (429, S.QUEUED), (503, S.QUEUED)]
)
def test_only_what_blames_the_number_is_final(
    send: Send, sweep: Sweep, aggregator: Aggregator, status: int, end: str
) -> None:
    aggregator.answers, message = [status], send()
    sweep()
    assert state(message) == (end, 1, f"http {status}")


def test_refused_credentials_stop_the_batch_and_lose_nothing(
    send: Send, sweep: Sweep, aggregator: Aggregator
) -> None:
    aggregator.answers = [401]
    first, second = send(), send()
    sweep()
    assert (state(first), state(second)) == ((S.QUEUED, 1, "http 401"), (S.QUEUED, 0, ""))
    sweep(minutes=1)
    assert (state(first)[0], state(second)[0]) == (S.ACCEPTED, S.ACCEPTED)


def test_silence_after_the_request_is_not_known_and_the_next_try_marked(
    send: Send, sweep: Sweep, aggregator: Aggregator
) -> None:
    aggregator.answers, message = [0], send()
    sweep()
    assert state(message) == (S.QUEUED, 1, "connection")
    sweep(minutes=1)
    assert state(message)[0] == S.ACCEPTED
    assert list(Attempt.objects.order_by("number").values_list("answer", "repeat")) == [
        ("unknown", False),
        ("accepted", True),
    ]
    assert {head["Idempotency-Key"] for head, _body in aggregator.asked} == {str(message.pk)}


def test_a_refused_connection_is_no_repeat(send: Send, sweep: Sweep, settings: Settings, nobody: str) -> None:
    message = send()
    settings.SMS_HTTP_URL = f"http://{nobody}/send"
    sweep()
    assert state(message) == (S.QUEUED, 1, "connection")
    assert Attempt.objects.get().answer == "later"


def test_a_receipt_after_a_crash_spares_the_repeat(
    send: Send, sweep: Sweep, aggregator: Aggregator, now: datetime
) -> None:
    message = send()
    sweep()
    Message.objects.get(pk=message.pk)
    late = now + timedelta(days=2)
    assert call(says("AG1")).status_code == 204
    sweep(days=2)
    assert (state(message)[0], len(aggregator.asked), late > now) == (S.DELIVERED, 1, True)


def test_a_visitor_needs_no_sign_in_for_it(db: None) -> None:
    try:
        call(b"")
    except SignInNeeded:
        pytest.fail("the aggregator cannot sign in")
