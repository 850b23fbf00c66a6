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
    NOTICED = "noticed", _("Asked for the applicant's side")
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
        step("notify", [S.UNDER_VERIFICATION], S.NOTICED),
        step("hear", [S.NOTICED], S.UNDER_VERIFICATION),
        step("approve", [S.UNDER_VERIFICATION], S.APPROVED),
        step("refuse", [S.UNDER_VERIFICATION], S.REFUSED),
        step("issue", [S.APPROVED], S.ISSUED),
        step("deliver", [S.ISSUED], S.DELIVERED),
        step("overturn", [S.REFUSED], S.APPROVED),
        step("remand", [S.REFUSED], S.UNDER_VERIFICATION),
        step(
            "withdraw",
            [
                S.DRAFT,
                S.SUBMITTED,
                S.AWAITING_PAYMENT,
                S.UNDER_VERIFICATION,
                S.AWAITING_APPLICANT,
                S.NOTICED,
            ],
            S.WITHDRAWN,
        ),
        step("lapse", [S.DRAFT, S.AWAITING_PAYMENT, S.AWAITING_APPLICANT], S.LAPSED),
    ],
)
#: States in which somebody still has to do something.
OPEN = (
    S.SUBMITTED,
    S.AWAITING_PAYMENT,
    S.UNDER_VERIFICATION,
    S.AWAITING_APPLICANT,
    S.NOTICED,
    S.APPROVED,
)

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


class AppealStatus(models.TextChoices):
    """Where an appeal stands; all but the first are its decision."""

    FILED = "filed", _("Waiting for the officer above")
    UPHELD = "upheld", _("The refusal stands")
    OVERTURNED = "overturned", _("The refusal is set aside and the application approved")
    REMANDED = "remanded", _("To be looked at and decided once more")


A = AppealStatus
APPEAL = Machine(
    "services_appeal",
    first=[A.FILED],
    steps=[
        step("uphold", [A.FILED], A.UPHELD),
        step("overturn", [A.FILED], A.OVERTURNED),
        step("remand", [A.FILED], A.REMANDED),
    ],
)


class CorrectionStatus(models.TextChoices):
    """Where a request to correct a record stands."""

    FILED = "filed", _("With the record office")
    CORRECTED = "corrected", _("Corrected")
    KEPT = "kept", _("The record stays as it is")


C = CorrectionStatus
CORRECTION = Machine(
    "services_correction",
    first=[C.FILED],
    steps=[step("correct", [C.FILED], C.CORRECTED), step("keep", [C.FILED], C.KEPT)],
)


class DiscrepancyStatus(models.TextChoices):
    """What became of a statement that is other than the index."""

    OPEN = "open", _("To be settled")
    STANDS = "stands", _("This paper carries what the applicant stated")
    CORRECTED = "corrected", _("The index was corrected")


D = DiscrepancyStatus
DISCREPANCY = Machine(
    "services_discrepancy",
    first=[D.OPEN],
    steps=[step("stand", [D.OPEN], D.STANDS), step("correct", [D.OPEN], D.CORRECTED)],
)


class Wrong(models.TextChoices):
    """What a request to correct is about."""

    RECORD = "record", _("A case that is put down to me")
    NAME = "name", _("My name or my father's or husband's name")


class Face(models.IntegerChoices):
    """How the work was, in words that everybody knows."""

    VERY_BAD = 1, _("Very bad")
    BAD = 2, _("Bad")
    FAIR = 3, _("Neither good nor bad")
    GOOD = 4, _("Good")
    VERY_GOOD = 5, _("Very good")
