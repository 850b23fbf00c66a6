"""The life of a certificate. That it has expired is computed from its date, never stored."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.machine import Machine, step


class CertificateStatus(models.TextChoices):
    """Whether the paper still stands."""

    VALID = "valid", _("Valid")
    REVOKED = "revoked", _("Revoked")
    SUPERSEDED = "superseded", _("Replaced by a newer one")


LIFE = Machine(
    "documents_certificate",
    first=[CertificateStatus.VALID],
    steps=[
        step("revoke", [CertificateStatus.VALID], CertificateStatus.REVOKED),
        step("supersede", [CertificateStatus.VALID], CertificateStatus.SUPERSEDED),
    ],
)
