"""Stages of a case against a person, and what an imported row can come to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khidmat.kernel.machine import Machine, step


class Stage(models.TextChoices):
    """Where the case against this person stands. A plain fact of the court, not a life cycle of ours."""

    PENDING = "pending", _("Pending")
    CONVICTED = "convicted", _("Convicted")
    ACQUITTED = "acquitted", _("Acquitted")
    DISCHARGED = "discharged", _("Discharged")
    CANCELLED = "cancelled", _("Cancelled")


#: The only stages that may ever leave the record office, and then only for adults and while not expunged.
DISCLOSED = (Stage.PENDING, Stage.CONVICTED)

#: Under this age in the year of the case the record is a juvenile's (Juvenile Justice System Act 2018, s. 2).
ADULT = 18


class Verdict(models.TextChoices):
    """What an imported row comes to."""

    REFUSED = "refused", pgettext_lazy("row", "Refused")
    CHANGED = "changed", _("Changed")
    NEW = "new", _("New")
    SAME = "same", _("Already there")


class UploadState(models.TextChoices):
    """Where a file is between its sending and its being taken in."""

    WAITING = "waiting", _("The file is being looked at")
    WEIGHED = "weighed", _("Looked at")
    REFUSED = "refused", pgettext_lazy("file", "Refused")
    ORDERED = "ordered", _("The file is being taken in")
    TAKEN = "taken", _("Taken in")
    GONE = "gone", _("Not kept any more")


U = UploadState
UPLOAD = Machine(
    "wanted_upload",
    first=[U.WAITING],
    steps=[
        step("weigh", [U.WAITING], U.WEIGHED),
        step("refuse", [U.WAITING, U.ORDERED], U.REFUSED),
        step("order", [U.WEIGHED], U.ORDERED),
        step("take", [U.ORDERED], U.TAKEN),
        step("drop", [U.WAITING, U.WEIGHED, U.ORDERED, U.REFUSED], U.GONE),
    ],
)
#: The worker has it.
UNDER_WORK = (U.WAITING, U.ORDERED)


class Part(models.TextChoices):
    """What the worker is doing with a file."""

    OPEN = "open", _("The file is being opened")
    ROWS = "rows", _("The rows are being read")
    COMPARE = "compare", _("The rows are being compared with the records")
    STORE = "store", _("The rows are being stored")
