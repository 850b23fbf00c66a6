"""The ledger's tables. `audit_event`, `audit_link` and `audit_head` are made by SQL in the first migration."""

from django.db import models

from khidmat.kernel.ids import uuid7


class Event(models.Model):
    """One act. All columns but `body` are generated from it by the database."""

    id = models.UUIDField(primary_key=True)
    body = models.TextField()
    chain = models.UUIDField()
    at = models.DateTimeField()
    code = models.TextField()
    actor_id = models.UUIDField(null=True)
    subject = models.TextField()
    subject_id = models.UUIDField(null=True)

    class Meta:
        managed = False
        db_table = "audit_event"


class Link(models.Model):
    """The event's place in its office's chain, made at commit by a trigger."""

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="link")
    chain = models.UUIDField()
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = "audit_link"


class Head(models.Model):
    """The last link of a chain."""

    chain = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = "audit_head"


class Act(models.Model):
    """An idempotency key that was used: the first result is the only result."""

    key = models.UUIDField(primary_key=True)
    kind = models.TextField()
    actor_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    result = models.UUIDField(null=True)


class Effect(models.Model):
    """What a job did, under a key that can exist once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    job = models.TextField()
    key = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "key"], name="audit_effect_once")]


class Reply(models.Model):
    """What a program's write was answered, by the key it carried: the same request again is answered the same.

    `asked` is the digest of the whole request. Kept for ever, as the key of an act is.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    client_id = models.UUIDField()
    key = models.UUIDField()
    asked = models.CharField(max_length=64)
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client_id", "key"], name="audit_reply_once")]
