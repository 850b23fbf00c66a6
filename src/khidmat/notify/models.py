"""The outbox: messages, every try to send one, the parts a service took over, and its receipts."""

import pgtrigger
from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key
from khidmat.notify.states import LIFE, Answer, Arrival, Channel, MessageStatus

S = MessageStatus


class Message(models.Model):
    """One message to one address. What was to be said is never changed; only what became of it is.

    `body` and `subject` are as an officer may read them: a one-time code is masked there and stands in
    `secret` until the message is sent or too old. `about` is the id of what it is about, of whatever kind.
    `chain` is the ledger chain of whoever sent it. `next_try_at` is also the lease of a try under way.
    """

    id = key()
    template = models.CharField(max_length=30)
    channel = models.CharField(max_length=5, choices=Channel)
    language = models.CharField(max_length=2)
    mobile = models.CharField(max_length=16, blank=True)
    email = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    secret = models.CharField(max_length=12, blank=True)
    about = models.UUIDField(null=True)
    office = models.ForeignKey("org.Office", models.PROTECT, null=True, related_name="+")
    chain = models.UUIDField()
    rank = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=MessageStatus, default=S.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["about", "id"], condition=Q(about__isnull=False), name="notify_about"),
            models.Index(
                fields=["channel", "rank", "next_try_at", "id"],
                condition=Q(status=S.QUEUED),
                name="notify_due",
            ),
            models.Index(fields=["expires_at"], condition=Q(status=S.QUEUED), name="notify_expiring"),
            models.Index(
                fields=["channel", "accepted_at"], condition=Q(status=S.ACCEPTED), name="notify_awaited"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel=Channel.SMS, mobile__regex=r"^\+[1-9][0-9]{7,14}$", email="")
                | Q(channel=Channel.EMAIL, email__regex=r"^[!-?A-~]+@[!-?A-~]+$", mobile=""),
                name="notify_message_one_address",
            ),
            models.CheckConstraint(
                condition=Q(secret="") | Q(status=S.QUEUED), name="notify_message_secret_only_while_needed"
            ),
            models.CheckConstraint(
                condition=~Q(status=S.ACCEPTED) | Q(accepted_at__isnull=False),
                name="notify_message_accepted_when",
            ),
            models.CheckConstraint(
                condition=~Q(status=S.DELIVERED) | Q(delivered_at__isnull=False),
                name="notify_message_delivered_when",
            ),
            models.CheckConstraint(
                condition=~Q(status=S.FAILED) | (Q(failed_at__isnull=False) & ~Q(error="")),
                name="notify_message_failed_why",
            ),
        ]
        triggers = [
            *LIFE.triggers(),
            pgtrigger.ReadOnly(
                name="notify_message_said",
                fields=[
                    "template",
                    "channel",
                    "language",
                    "mobile",
                    "email",
                    "subject",
                    "body",
                    "about",
                    "office",
                    "chain",
                    "created_at",
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.channel} {self.status}"


class Attempt(models.Model):
    """One try, written before the service is spoken to: a crash in between leaves a try without an answer.

    `repeat`: an earlier try may have reached the service, so that the message may arrive twice.
    """

    id = key()
    message = models.ForeignKey(Message, models.PROTECT, related_name="tries")
    number = models.PositiveSmallIntegerField()
    provider = models.CharField(max_length=10)
    repeat = models.BooleanField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.NONE, blank=True)
    code = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "number"], name="notify_attempt_once"),
            models.CheckConstraint(
                condition=Q(answer="", ended_at__isnull=True) | (~Q(answer="") & Q(ended_at__isnull=False)),
                name="notify_attempt_ended_with_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.answer}"


class Part(models.Model):
    """A part of a message under the name the service gave it; an SMS of three parts has three receipts."""

    id = key()
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="parts")
    number = models.PositiveSmallIntegerField()
    provider = models.CharField(max_length=10)
    provider_id = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["provider", "provider_id", "-id"], name="notify_part_named")]
        constraints = [models.UniqueConstraint(fields=["attempt", "number"], name="notify_part_once")]

    def __str__(self) -> str:
        return self.provider_id


class Receipt(models.Model):
    """What a service reported. It may come before our own note of the part: `part` is found then or later."""

    id = key()
    provider = models.CharField(max_length=10)
    provider_id = models.CharField(max_length=80)
    part = models.ForeignKey(Part, models.PROTECT, null=True, related_name="receipts")
    arrival = models.CharField(max_length=10, choices=Arrival)
    code = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], condition=Q(part__isnull=True), name="notify_receipt_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["part", "arrival"], condition=Q(part__isnull=False), name="notify_receipt_once"
            ),
            models.UniqueConstraint(
                fields=["provider", "provider_id", "arrival"],
                condition=Q(part__isnull=True),
                name="notify_receipt_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.arrival}"
