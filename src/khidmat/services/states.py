"""The one life of every citizen service, and of the station's verification inside it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.machine import Machine, step


class Status(models.TextChoices):
    """Where an application stands."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    AWAITING_PAYMENT = "awaiting_payment", _("Waiting for payment")
    UNDER_VERIFICATION = "under_verification", _("Under verification")
    AWAITING_APPLICANT = "awaiting_applicant", _("Waiting for applicant")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    ISSUED = "issued", _("Issued")
    DELIVERED = "delivered", _("Delivered")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Lapsed")


S = Status
LIFE = Machine(
    "services_application",
    first=[S.DRAFT],
    steps=[
        step("submit", [S.DRAFT], S.SUBMITTED),
        step("ask_payment", [S.SUBMITTED], S.AWAITING_PAYMENT),
        step("begin", [S.SUBMITTED, S.AWAITING_PAYMENT], S.UNDER_VERIFICATION),
        step("ask", [S.UNDER_VERIFICATION], S.AWAITING_APPLICANT),
        step("answer", [S.AWAITING_APPLICANT], S.UNDER_VERIFICATION),
        step("approve", [S.UNDER_VERIFICATION], S.APPROVED),
        step("refuse", [S.UNDER_VERIFICATION], S.REFUSED),
        step("issue", [S.APPROVED], S.ISSUED),
        step("deliver", [S.ISSUED], S.DELIVERED),
        step(
            "withdraw",
            [S.DRAFT, S.SUBMITTED, S.AWAITING_PAYMENT, S.UNDER_VERIFICATION, S.AWAITING_APPLICANT],
            S.WITHDRAWN,
        ),
        step("lapse", [S.DRAFT, S.AWAITING_PAYMENT, S.AWAITING_APPLICANT], S.LAPSED),
    ],
)
#: States in which somebody still has to do something.
OPEN = (S.SUBMITTED, S.AWAITING_PAYMENT, S.UNDER_VERIFICATION, S.AWAITING_APPLICANT, S.APPROVED)

#: States in which nothing more happens to it, and no fee is taken for it.
ENDED = (S.REFUSED, S.WITHDRAWN, S.LAPSED)


class VerificationStatus(models.TextChoices):
    """Where a station's verification stands."""

    WAITING = "waiting", _("Waiting for the SHO")
    MARKED = "marked", _("Marked to an officer")
    REPORTED = "reported", _("Reported")
    CANCELLED = "cancelled", _("No longer needed")


V = VerificationStatus
VERIFICATION = Machine(
    "services_verification",
    first=[V.WAITING],
    steps=[
        step("mark", [V.WAITING, V.MARKED], V.MARKED),
        step("report", [V.MARKED], V.REPORTED),
        step("cancel", [V.WAITING, V.MARKED], V.CANCELLED),
    ],
)


class Finding(models.TextChoices):
    """What the visit found."""

    CONFIRMED = "confirmed", _("Lives there, nothing against")
    NOT_FOUND = "not_found", _("Does not live there")
    ADVERSE = "adverse", _("Something to look at")


class Kin(models.TextChoices):
    """Blood relatives who may apply for somebody abroad; marriage is not blood, whatever the letter says."""

    FATHER = "father", _("Father")
    MOTHER = "mother", _("Mother")
    BROTHER = "brother", _("Brother")
    SISTER = "sister", _("Sister")
    SON = "son", _("Son")
    DAUGHTER = "daughter", _("Daughter")
    GRANDPARENT = "grandparent", _("Grandfather or grandmother")
    UNCLE = "uncle", _("Uncle or aunt by blood")
    COUSIN = "cousin", _("Nephew, niece or cousin by blood")
