"""What a killed worker leaves behind, and two workers at once: nothing is lost, and no repeat is silent."""

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as program
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from khidmat.notify import jobs, operations
from khidmat.notify.models import Attempt, Message
from khidmat.notify.states import Answer, MessageStatus
from khidmat.notify.tests.conftest import EMAIL, Send
from khidmat.notify.tests.servers import Mail

S = MessageStatus
SWEEP = "import django; django.setup(); from khidmat.notify.jobs import sweep; sweep()"


@pytest.fixture
def worker(mail: Mail, settings: Settings) -> Iterator["subprocess.Popen[bytes]"]:
    """A worker process that sweeps once; it is a process of its own, and can be killed as such."""
    name = str(connection.settings_dict["NAME"])
    url = os.environ["DATABASE_URL"]
    environment = os.environ | {
        "DATABASE_URL": url.replace("/khidmat?", f"/{name}?"),
        "DJANGO_SETTINGS_MODULE": "khidmat.config.settings",
        "KHIDMAT_SMTP_URL": settings.SMTP_URL,
        "KHIDMAT_MAIL_FROM": settings.MAIL_FROM,
        "PYTHONPATH": str(Path(program.SOURCE).parent),
    }
    process = subprocess.Popen([sys.executable, "-c", SWEEP], env=environment)
    yield process
    process.kill()
    process.wait()


@pytest.mark.usefixtures("committed")
def test_a_worker_killed_between_the_text_and_the_answer_loses_nothing(
    send: Send, mail: Mail, request: pytest.FixtureRequest
) -> None:
    message, died = send(email=EMAIL, now=timezone.now()), threading.Event()
    mail.during = lambda: (os.kill(process.pid, signal.SIGKILL), died.set())
    process = request.getfixturevalue("worker")
    assert died.wait(20)
    assert process.wait(10) == -signal.SIGKILL
    mail.during = lambda: None
    assert Attempt.objects.get().answer == Answer.NONE
    jobs.sweep()
    assert len(mail.arrived) == 1  # the lease of the dead worker still runs
    jobs.sweep(lambda: timezone.now() + operations.LEASE + timedelta(seconds=1))
    message.refresh_from_db()
    assert (message.status, len(mail.arrived)) == (S.ACCEPTED, 2)
    assert mail.arrived[0]["Message-ID"] == mail.arrived[1]["Message-ID"]
    assert list(Attempt.objects.order_by("number").values_list("answer", "code", "repeat")) == [
        (Answer.UNKNOWN, "cut off", False),
        (Answer.ACCEPTED, "", True),
    ]


@pytest.mark.usefixtures("committed")
def test_two_workers_at_once_send_every_message_once(send: Send, mail: Mail) -> None:
    for number in range(20):
        send(email=f"reader{number}@example.org", now=timezone.now())

    def work() -> None:
        jobs.sweep()
        connection.close()

    workers = [threading.Thread(target=work) for _number in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(30)
    assert Counter(one["To"] for one in mail.arrived) == Counter(f"reader{n}@example.org" for n in range(20))
    assert set(Message.objects.values_list("status", "attempts")) == {(S.ACCEPTED, 1)}


@pytest.mark.usefixtures("committed")
def test_the_answer_of_a_worker_that_was_thought_dead_still_counts(
    send: Send, mail: Mail, sho: object
) -> None:
    message, now = send(email=EMAIL, now=timezone.now()), timezone.now()
    slow = operations.claim(channel="email", provider="smtp", actor=sho, now=now)
    jobs.sweep(lambda: now + operations.LEASE)
    for _twice in range(2):
        outcome = operations.Outcome(Answer.ACCEPTED)
        operations.settle(attempt_id=slow.attempt_id, outcome=outcome, actor=sho, now=now + operations.LEASE)
    message.refresh_from_db()
    assert message.status == S.ACCEPTED
    assert set(Attempt.objects.values_list("answer", flat=True)) == {Answer.ACCEPTED}
