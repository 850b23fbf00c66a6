"""Stages of a case against a person, and what an imported row can come to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
