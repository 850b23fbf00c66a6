"""What can happen to a clock."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Turn(TextChoices):
    """A move of a clock: nothing of it changes in any other way."""

    STARTED = "started", _("started")
    PAUSED = "paused", _("stopped")
    RESUMED = "resumed", _("runs again")
    EXCLUDED = "excluded", _("time left out")
    EXTENDED = "extended", _("more time by an order")
    GRANTED = "granted", _("days granted by an order")
    LIFTED = "lifted", _("allowed by an order")
    TOLD = "told", _("told above")
    BREACHED = "breached", _("ran out")
    MET = "met", _("done")
    CANCELLED = "cancelled", _("no longer needed")
