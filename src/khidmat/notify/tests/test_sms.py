"""SMS by SMPP against an SMS centre of another make, on loopback."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
import smpp34
from django.utils import translation
from pytest_django.fixtures import Settings

from khidmat.kernel.actor import Actor
from khidmat.notify import events, gsm, operations, queries
from khidmat.notify.adapters import smpp
from khidmat.notify.gateway import Notice
from khidmat.notify.models import Attempt, Message, Part, Receipt
from khidmat.notify.states import Answer, Arrival, MessageStatus
from khidmat.notify.tests.conftest import Send, Sweep
from khidmat.notify.tests.ledger import written
from khidmat.notify.tests.servers import Smsc

S = MessageStatus
GSM, UCS2, UDH = 0, 8, 0x40
LONG = "درخواست جمع ہو گئی۔ " * 7 + "شکر"  # 143 units: three parts


def state(message: Message) -> tuple[str, int, str]:
    message.refresh_from_db()
    return message.status, message.attempts, message.error


def arrived(smsc: Smsc) -> list[str]:
    """Return the texts as a phone shows them."""
    return [
        one.short_message.decode("utf-16-be" if one.data_coding == UCS2 else "ascii")
        for one in smsc.submitted
    ]


def long_message(sho: Actor, now: datetime, text: str) -> Message:
    return Message.objects.create(
        template="long", channel="sms", language="ur", mobile="+923001234567", body=text, rank=1,
        chain=sho.chain, created_at=now, next_try_at=now, expires_at=now + timedelta(days=3),
    )  # fmt: skip


def test_an_english_sms_is_one_part_of_seven_bits(send: Send, sweep: Sweep, smsc: Smsc) -> None:
    message = send(language="en")
    sweep()
    one = smsc.submitted[0]
    assert (one.data_coding, one.esm_class, one.destination_addr) == (GSM, 0, "923001234567")
    assert (one.source_addr, one.registered_delivery) == ("KHIDMAT", 1)
    assert arrived(smsc) == ["Application received. Code K7Q4M2K9. Answer by 24 Nov."] == [message.body]
    assert state(message) == (S.DELIVERED, 1, "")


def test_an_urdu_sms_is_one_part_and_its_receipt_makes_it_arrived(
    send: Send, sweep: Sweep, smsc: Smsc, about: UUID, sho: Actor
) -> None:
    message = send()
    sweep()
    assert (smsc.submitted[0].data_coding, arrived(smsc)) == (UCS2, [message.body])
    assert state(message) == (S.DELIVERED, 1, "")
    with translation.override("en"):
        assert str(queries.messages_about(about, sho)[0].words) == "Arrived"


def test_three_urdu_parts_join_again_and_need_three_receipts(
    sho: Actor, now: datetime, sweep: Sweep, smsc: Smsc
) -> None:
    message = long_message(sho, now, LONG)
    sweep()
    heads = [one.short_message[:6] for one in smsc.submitted]
    assert [(head[:3], head[4], head[5]) for head in heads] == [(b"\5\0\3", 3, n) for n in (1, 2, 3)]
    assert len({head[3] for head in heads}) == 1
    assert {(one.esm_class, one.data_coding) for one in smsc.submitted} == {(UDH, UCS2)}
    assert b"".join(one.short_message[6:] for one in smsc.submitted).decode("utf-16-be") == LONG
    assert state(message)[0] == S.DELIVERED
    assert Receipt.objects.filter(part__isnull=False).count() == Part.objects.count() == 3


def test_two_receipts_of_three_do_not_make_it_arrived(
    sho: Actor, now: datetime, sweep: Sweep, smsc: Smsc
) -> None:
    smsc.stat, message = "", long_message(sho, now, LONG)
    sweep()
    for name in ("SMSC1", "SMSC3", "SMSC3"):
        operations.receive(provider="smpp", notice=Notice(name, Arrival.DELIVERED), actor=sho, now=now)
    assert state(message)[0] == S.ACCEPTED
    operations.receive(provider="smpp", notice=Notice("SMSC2", Arrival.DELIVERED), actor=sho, now=now)
    assert state(message)[0] == S.DELIVERED


def test_a_receipt_may_come_in_optional_fields_alone(send: Send, sweep: Sweep, smsc: Smsc) -> None:
    smsc.tlvs, message = True, send()
    sweep()
    assert state(message)[0] == S.DELIVERED


def test_a_receipt_that_it_did_not_arrive_is_told(
    send: Send, sweep: Sweep, smsc: Smsc, about: UUID, sho: Actor
) -> None:
    smsc.stat, message = "UNDELIV", send()
    sweep()
    assert state(message) == (S.FAILED, 1, "receipt undeliv")
    assert written(message.pk)[-1][0] == events.FAILED.code
    with translation.override("en"):
        assert str(queries.messages_about(about, sho)[0].words) == "Sent, but it did not arrive"


def test_receipts_that_waited_at_the_service_are_fetched_by_the_next_sweep(
    send: Send, sweep: Sweep, smsc: Smsc, about: UUID, sho: Actor
) -> None:
    smsc.stat, first = "", send()
    sweep()
    assert state(first)[0] == S.ACCEPTED
    with translation.override("en"):
        assert "has not confirmed" in str(queries.messages_about(about, sho)[0].words)
    operations.receive(
        provider="smpp", notice=Notice("SMSC1", Arrival.DELIVERED), actor=sho, now=first.created_at
    )
    sweep(minutes=1)
    assert (state(first)[0], len(smsc.submitted)) == (S.DELIVERED, 1)


def test_a_throttled_line_is_left_alone_for_a_while(send: Send, sweep: Sweep, smsc: Smsc) -> None:
    smsc.answers = [smpp34.ESME_RTHROTTLED]
    first, second = send(), send()
    sweep()
    assert state(first) == (S.QUEUED, 1, "smpp 0x58")
    assert state(second) == (S.QUEUED, 0, "")
    sweep(seconds=31)
    assert (state(first)[0], state(second)[0]) == (S.DELIVERED, S.DELIVERED)


def test_a_number_that_cannot_be_is_final(send: Send, sweep: Sweep, smsc: Smsc) -> None:
    smsc.answers = [smpp34.ESME_RINVDSTADR]
    first, second = send(), send()
    sweep()
    assert state(first) == (S.FAILED, 1, "smpp 0x0B")
    assert state(second)[0] == S.DELIVERED


def test_our_own_mistake_is_not_the_citizens_loss(send: Send, sweep: Sweep, smsc: Smsc) -> None:
    smsc.answers, message = [smpp34.ESME_RINVSRCADR], send()
    sweep()
    assert state(message) == (S.QUEUED, 1, "smpp 0x0A")


def test_half_a_long_message_is_sent_again_and_marked(
    sho: Actor, now: datetime, sweep: Sweep, smsc: Smsc
) -> None:
    smsc.answers, message = [0, smpp34.ESME_RTHROTTLED], long_message(sho, now, LONG)
    sweep()
    assert state(message) == (S.QUEUED, 1, "smpp 0x58 part 2")
    sweep(seconds=31)
    assert [(one.answer, one.repeat) for one in Attempt.objects.order_by("number")] == [
        (Answer.UNKNOWN, False),
        (Answer.ACCEPTED, True),
    ]
    assert state(message)[0] == S.DELIVERED


def test_where_no_centre_listens_nothing_is_lost_or_counted(
    send: Send, sweep: Sweep, settings: Settings, nobody: str
) -> None:
    message = send()
    settings.SMPP_URL = f"smpp://khidmat@{nobody}"
    sweep()
    assert state(message) == (S.QUEUED, 0, "connection")


def test_a_receipt_that_comes_before_our_note_is_not_lost(
    send: Send, sweep: Sweep, smsc: Smsc, sho: Actor, now: datetime
) -> None:
    smsc.stat, message = "", send()
    for _twice in range(2):
        operations.receive(provider="smpp", notice=Notice("SMSC1", Arrival.DELIVERED), actor=sho, now=now)
    assert Receipt.objects.filter(part=None).count() == 1
    sweep()
    assert state(message)[0] == S.DELIVERED
    assert not queries.unmatched(now, 10)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a" * 160, [160]),
        ("a" * 161, [159, 14]),
        ("a" * 152 + "€" * 5, [158, 16]),  # an escape and its letter stay together
        ("ا" * 70, [140]),
        ("ا" * 71, [140, 14]),
        ("ا" * 66 + "🙂" * 3, [138, 18]),  # so do the two halves of a letter beyond the first plane
        (LONG, [140, 140, 24]),
    ],
)
def test_no_part_ends_inside_a_letter(text: str, parts: list[int]) -> None:
    coding, _header, split = smpp.split(text, uuid4().int & 0xFF)
    assert [len(one) for one in split] == parts
    assert coding == (GSM if gsm.is_gsm(text) else UCS2)
