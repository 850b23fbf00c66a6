"""Putting messages into the outbox, and what pages say of them."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import translation
from pytest_django.fixtures import Settings

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.roles import Role
from khidmat.notify import events, operations, queries
from khidmat.notify.models import Message
from khidmat.notify.states import LIFE, Channel, MessageStatus
from khidmat.notify.tests.conftest import EMAIL, MOBILE, Send, Sweep
from khidmat.notify.tests.ledger import written

S = MessageStatus


def words(about: UUID, actor: Actor) -> list[str]:
    return [str(one.words) for one in queries.messages_about(about, actor)]


def test_a_message_waits_in_the_outbox_as_it_was_worded(send: Send, sho: Actor, now: datetime) -> None:
    message = send()
    assert message.mobile == "+923001234567"
    assert message.body == "درخواست جمع ہو گئی۔ کوڈ K7Q4M2K9۔ جواب 24 نومبر تک۔"
    assert (message.office_id, message.chain, message.status) == (sho.office_id, sho.chain, S.QUEUED)
    assert written(message.pk) == [
        (events.QUEUED.code, str(sho.chain), {"template": "submitted", "channel": "sms"})
    ]


def test_a_number_and_an_address_make_two_messages(send: Send, about: UUID) -> None:
    first = send(mobile=MOBILE, email=EMAIL, language="en")
    assert first.channel == Channel.SMS
    assert sorted(Message.objects.filter(about=about).values_list("channel", "subject")) == [
        ("email", "Application K7Q4M2K9 received"),
        ("sms", ""),
    ]


def test_a_domain_in_urdu_is_stored_as_mail_servers_know_it(send: Send) -> None:
    assert send(email="bilal@مثال.example").email == "bilal@xn--mgbh0fb.example"


def test_without_a_service_a_message_waits_and_the_page_says_so(
    send: Send, sweep: Sweep, about: UUID, sho: Actor
) -> None:
    send()
    sweep(days=90)
    with translation.override("en"):
        assert words(about, sho) == ["Not sent: no message service is connected"]
    with translation.override("ur"):
        assert words(about, sho) == ["نہیں بھیجا گیا۔ پیغام بھیجنے کا انتظام نہیں ہے۔"]


def test_a_visitor_is_told_nothing(send: Send, about: UUID, sho: Actor) -> None:
    send()
    assert len(queries.messages_about(about, sho)) == 1
    assert queries.messages_about(about, replace(sho, role=Role.PUBLIC)) == []


def test_a_code_is_never_in_the_stored_text_and_is_forgotten(
    send: Send, sweep: Sweep, sho: Actor, about: UUID
) -> None:
    message = send("otp", params={}, secret="482915", about=about)
    assert "482915" not in message.body
    assert queries.messages_about(about, sho)[0].body == message.body
    assert queries.inbox()[0][1] == message.body.replace("••••••", "482915")
    sweep(minutes=4)
    assert Message.objects.get(pk=message.pk).secret == "482915"
    sweep(minutes=6)
    message.refresh_from_db()
    assert (message.secret, message.status, message.error) == ("", S.FAILED, "expired")


def test_news_of_the_past_does_not_push_todays_code_down_the_inbox(send: Send, now: datetime) -> None:
    code = send("otp", params={}, secret="482915")
    send(now=now - timedelta(days=90))
    assert queries.inbox()[0][0] == code


def test_the_inbox_of_the_demo_does_not_exist_in_production(settings: Settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(NotFound):
        queries.inbox()


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"template": "tea"}, LookupError),
        ({"params": {"ref": "K7Q4M2K9"}}, ValueError),
        ({"params": {"ref": "K7Q4M2K9", "d": "x", "name": "Bilal"}}, ValueError),
        ({"params": {"ref": "K7Q4M2K9PLUS", "d": "x"}}, ValueError),
        ({"secret": "123456"}, ValueError),
        ({"template": "otp", "params": {}}, ValueError),
        ({"template": "otp", "params": {}, "secret": "12345678901"}, ValueError),
        ({"mobile": ""}, ValueError),
    ],
)
def test_a_message_with_wrong_values_is_refused(
    send: Send, given: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        send(**given)


@pytest.mark.parametrize(
    "address",
    [
        {"mobile": "0300-1234567"},
        {"mobile": "123"},
        {"email": "nobody"},
        {"email": "a b@example.org"},
        {"email": "بلال@example.org"},
        {"email": "a@example.org\r\nBcc: b@example.org"},
    ],
)
def test_the_database_refuses_an_address_that_cannot_be(send: Send, address: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        send(**address)


@pytest.mark.parametrize("field", ["body", "mobile", "template", "about", "chain", "created_at"])
def test_what_was_said_is_never_changed(send: Send, now: datetime, about: UUID, field: str) -> None:
    send()
    values: dict[str, object] = {
        "about": Message().pk, "chain": about, "created_at": now - timedelta(1), "mobile": "+923001234568"
    }  # fmt: skip
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Message.objects.update(**{field: values.get(field, "other")})


@pytest.mark.parametrize("source", S.values)
@pytest.mark.parametrize("target", S.values)
def test_the_database_knows_every_step(send: Send, now: datetime, source: str, target: str) -> None:
    message = send()
    facts = {"accepted_at": now, "delivered_at": now, "failed_at": now, "error": "x"}
    way: dict[str, list[str]] = {S.QUEUED: [], S.ACCEPTED: [S.ACCEPTED], S.FAILED: [S.FAILED]}
    for state in way.get(source, [S.DELIVERED]):
        Message.objects.update(status=state, **facts)
    allowed = source == target or (source, target) in LIFE.pairs()
    refused = nullcontext() if allowed else pytest.raises(IntegrityError)
    with refused, transaction.atomic():
        assert Message.objects.filter(pk=message.pk).update(status=target, **facts) == 1


def test_a_sent_message_keeps_no_secret(send: Send, now: datetime) -> None:
    send("otp", params={}, secret="482915")
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(status=S.ACCEPTED, accepted_at=now)


@pytest.mark.usefixtures("committed")
def test_messages_wake_one_sweep_where_there_is_a_service(
    send: Send, settings: Settings, nobody: str
) -> None:
    waiting = "select count(*) from procrastinate_jobs where task_name = 'notify.sweep' and status = 'todo'"
    counted = []
    for url in ("", f"smtp://{nobody}"):
        settings.SMTP_URL = url
        for _number in range(3):
            send(email=EMAIL)
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            counted += cursor.fetchone()
    assert counted == [0, 1]


def test_the_outbox_is_found_without_reading_what_was_sent(db: None, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        # Nothing is left but the index that is in order: in an empty table every index costs the same.
        cursor.execute("set local enable_sort = off")
    assert "notify_due" in queries.due(Channel.SMS, now).explain()
    assert "Sort" not in queries.due(Channel.SMS, now).explain()
    assert "notify_about" in Message.objects.filter(about=Message().pk).order_by("-id").explain()


def test_old_news_is_given_up_once_a_service_is_there(
    send: Send, sweep: Sweep, settings: Settings, nobody: str, about: UUID, sho: Actor
) -> None:
    message = send()
    settings.SMPP_URL = f"smpp://khidmat@{nobody}"
    sweep(days=4)
    message.refresh_from_db()
    assert (message.status, message.attempts, message.error) == (S.FAILED, 0, "expired")
    assert written(message.pk)[-1][0] == events.FAILED.code
    with translation.override("en"):
        assert words(about, sho) == ["Not sent: it could not go out in time"]
    operations.expire(message_id=message.pk, actor=sho, now=message.expires_at)
    assert len(written(message.pk)) == 2
