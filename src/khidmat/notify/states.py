"""What becomes of a message, and of each try to send it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.machine import Machine, step


class Channel(models.TextChoices):
    """How a message travels."""

    SMS = "sms", _("SMS")
    EMAIL = "email", _("E-mail")


class MessageStatus(models.TextChoices):
    """Where a message stands. Accepted: a service took it over; delivered: its receipt says it arrived."""

    QUEUED = "queued", _("Not sent yet")
    ACCEPTED = "accepted", _("Sent")
    DELIVERED = "delivered", _("Arrived")
    FAILED = "failed", _("Not sent")


S = MessageStatus
#: A receipt outweighs what we thought: after a crash before the acceptance was noted, or a refused copy.
LIFE = Machine(
    "notify_message",
    first=[S.QUEUED],
    steps=[
        step("accept", [S.QUEUED], S.ACCEPTED),
        step("deliver", [S.QUEUED, S.ACCEPTED, S.FAILED], S.DELIVERED),
        step("fail", [S.QUEUED, S.ACCEPTED], S.FAILED),
    ],
)


class Answer(models.TextChoices):
    """How a try ended. Unknown: the service may have taken the message, so that the next try is a repeat."""

    NONE = "", _("Under way")
    ACCEPTED = "accepted", _("Accepted")
    LATER = "later", _("Later")
    REFUSED = "refused", _("Refused")
    UNKNOWN = "unknown", _("Not known")


class Arrival(models.TextChoices):
    """What a receipt says."""

    DELIVERED = "delivered", _("Arrived")
    FAILED = "failed", _("Did not arrive")
