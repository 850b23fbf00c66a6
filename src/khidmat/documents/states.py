"""The life of a certificate. That its time has ended is computed from its date, never stored."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.machine import Machine, step


class Status(models.TextChoices):
    """Where a certificate stands. Numbered: it has its number and its paper is being made."""

    NUMBERED = "numbered", _("Being made")
    VALID = "valid", _("Valid")
    REVOKED = "revoked", _("Revoked")
    SUPERSEDED = "superseded", _("Replaced")


class Standing(models.TextChoices):
    """What anybody is told who holds the code."""

    GENUINE = "genuine", _("Genuine")
    REVOKED = "revoked", _("Revoked")
    EXPIRED = "expired", _("Expired")
    NOT_KNOWN = "not_known", _("Not known")


S = Status
LIFE = Machine(
    "documents_certificate",
    first=[S.NUMBERED],
    steps=[
        step("attach", [S.NUMBERED], S.VALID),
        step("revoke", [S.VALID], S.REVOKED),
        step("supersede", [S.VALID], S.SUPERSEDED),
    ],
)
#: A paper in one of these states must not be relied on again.
ENDED = (S.REVOKED, S.SUPERSEDED)
