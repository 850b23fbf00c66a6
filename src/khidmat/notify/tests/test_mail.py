"""E-mail against a real mail server on loopback."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.utils import translation
from pytest_django.fixtures import Settings

from khidmat.kernel.actor import Actor
from khidmat.notify import events, queries
from khidmat.notify.models import Attempt, Message
from khidmat.notify.states import Answer, MessageStatus
from khidmat.notify.tests.conftest import EMAIL, Send, Sweep
from khidmat.notify.tests.ledger import written
from khidmat.notify.tests.servers import Mail
from khidmat.org.public import portal_chain

S = MessageStatus


def state(message: Message) -> tuple[str, int, str]:
    message.refresh_from_db()
    return message.status, message.attempts, message.error


def text(mail: Mail, kind: str = "plain") -> str:
    part = mail.arrived[-1].get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_an_urdu_mail_arrives_whole(send: Send, sweep: Sweep, mail: Mail, now: datetime) -> None:
    message = send(email=EMAIL)
    sweep()
    assert state(message) == (S.ACCEPTED, 1, "")
    assert mail.arrived[0]["Subject"] == "درخواست K7Q4M2K9 جمع ہو گئی"
    assert mail.arrived[0]["From"] == "khidmat@example.org"
    assert text(mail).startswith("درخواست جمع ہو گئی۔ نمبر \u2066K7Q4M2K9\u2069۔ جواب 24 نومبر 2026 تک")
    assert '<html lang="ur" dir="rtl">' in text(mail, "html")
    assert [(one.answer, one.repeat) for one in Attempt.objects.all()] == [(Answer.ACCEPTED, False)]


def test_a_code_goes_out_in_clear_and_is_forgotten(send: Send, sweep: Sweep, mail: Mail) -> None:
    message = send("otp", params={}, secret="482915", email=EMAIL, language="en")
    sweep()
    assert "482915" in text(mail)
    assert "482915" not in str(mail.arrived[0]["Subject"])
    message.refresh_from_db()
    assert (message.secret, "482915" in message.body) == ("", False)


def test_a_code_goes_before_older_news(send: Send, sweep: Sweep, mail: Mail, now: datetime) -> None:
    send(email=EMAIL, language="en", now=now - timedelta(hours=1))
    send("otp", params={}, secret="482915", email=EMAIL, language="en")
    sweep()
    assert [one["Subject"] for one in mail.arrived] == ["Your code", "Application K7Q4M2K9 received"]


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_a_5xx_answer_is_final(send: Send, sweep: Sweep, mail: Mail, sho: Actor, where: str) -> None:
    getattr(mail, where).append("550 no such person")
    message = send(email=EMAIL)
    sweep()
    assert state(message) == (S.FAILED, 1, "smtp 550")
    assert sho.office_id is not None
    kind, chain, data = written(message.pk)[-1]
    assert (kind, data) == (events.FAILED.code, {"template": "submitted", "code": "smtp 550"})
    assert chain == str(queries.voice(Message.objects.select_related("office").get(), sho).chain)
    assert chain != str(sho.chain)
    sweep(days=1)
    assert state(message) == (S.FAILED, 1, "smtp 550")


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_a_4xx_answer_means_later(
    send: Send, sweep: Sweep, mail: Mail, about: UUID, sho: Actor, where: str
) -> None:
    getattr(mail, where).append("451 try again later")
    message = send(email=EMAIL)
    sweep()
    assert state(message) == (S.QUEUED, 1, "smtp 451")
    with translation.override("en"):
        assert "we try again" in str(queries.messages_about(about, sho)[0].words)
    sweep(seconds=29)
    assert state(message) == (S.QUEUED, 1, "smtp 451")
    sweep(seconds=31)
    assert state(message) == (S.ACCEPTED, 2, "")
    assert not Attempt.objects.filter(repeat=True).exists()


def test_one_refused_address_does_not_hold_up_the_next(send: Send, sweep: Sweep, mail: Mail) -> None:
    mail.rcpt.append("550 no such person")
    first, second = send(email="gone@example.org"), send(email=EMAIL)
    sweep()
    assert (state(first)[0], state(second)[0]) == (S.FAILED, S.ACCEPTED)


def test_each_try_waits_longer_than_the_one_before(send: Send, sweep: Sweep, mail: Mail) -> None:
    message, now, waits = send(email=EMAIL), 0.0, []
    for _try in range(5):
        mail.rcpt.append("451 later")
        sweep(seconds=now)
        message.refresh_from_db()
        waits.append(round((message.next_try_at - message.created_at).total_seconds() - now))
        now += waits[-1]
    assert waits == [30, 120, 480, 1920, 7680]


def test_where_nobody_listens_nothing_is_lost_or_counted(
    send: Send, sweep: Sweep, settings: Settings, nobody: str
) -> None:
    message = send(email=EMAIL)
    settings.SMTP_URL = f"smtp://{nobody}?tls=none"
    sweep()
    assert state(message) == (S.QUEUED, 0, "connection")
    assert not Attempt.objects.exists()
    mail = Mail()
    with mail.serve() as settings.SMTP_URL:
        sweep(minutes=1)
    assert state(message) == (S.ACCEPTED, 1, "")


def test_a_server_that_cannot_encrypt_is_told_nothing(
    send: Send, sweep: Sweep, mail: Mail, settings: Settings
) -> None:
    message = send(email=EMAIL)
    settings.SMTP_URL = settings.SMTP_URL.removesuffix("?tls=none")
    sweep()
    assert (state(message), mail.arrived) == ((S.QUEUED, 0, "connection"), [])


def test_a_server_that_hangs_up_after_the_text_gets_it_again_and_marked(
    send: Send, sweep: Sweep, mail: Mail, about: UUID, sho: Actor
) -> None:
    mail.data.append("hang up")
    message = send(email=EMAIL)
    sweep()
    assert state(message) == (S.QUEUED, 1, "connection")
    sweep(seconds=31)
    assert state(message) == (S.ACCEPTED, 2, "")
    assert mail.arrived[0]["Message-ID"] == mail.arrived[1]["Message-ID"]
    assert queries.messages_about(about, sho)[0].twice
    kind, chain, data = written(message.pk)[-1]
    assert (kind, data) == (events.REPEATED.code, {"template": "submitted", "number": 2})
    assert message.office is not None
    assert chain == str(portal_chain(message.office.district_id or message.office.pk))


def test_a_fault_of_ours_is_no_end_and_blocks_nobody(
    send: Send, sweep: Sweep, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = send(email=EMAIL), send(email=EMAIL)
    with monkeypatch.context() as fault:
        fault.setattr("khidmat.notify.adapters.smtp.letter", lambda *_given: 1 / 0)
        sweep()
    assert (state(first), state(second)) == ((S.QUEUED, 1, "fault"), (S.QUEUED, 0, ""))
    sweep(seconds=1)
    assert (state(first)[0], state(second)[0]) == (S.QUEUED, S.ACCEPTED)
    sweep(minutes=1)
    assert state(first) == (S.ACCEPTED, 2, "")


def test_a_batch_leaves_the_rest_for_the_next(
    send: Send, sweep: Sweep, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khidmat.notify.jobs.BATCH", 2)
    for _number in range(3):
        send(email=EMAIL)
    sweep()
    assert len(mail.arrived) == 2
    sweep()
    assert len(mail.arrived) == 3
