"""What a diary entry can be about, and the hours of the diary."""

from datetime import time, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryKind(models.TextChoices):
    """What an entry tells (Police Rules 1934, r. 22.49)."""

    OPENING = "opening", _("Diary opened")
    ROLL_CALL = "roll_call", _("Roll-call")
    DEPARTURE = "departure", _("Departure")
    ARRIVAL = "arrival", _("Return")
    COGNIZABLE = "cognizable", _("Report of a cognizable offence")
    NON_COGNIZABLE = "non_cognizable", _("Report of a non-cognizable offence")
    MISSING = "missing", _("Report of a missing person")
    LOST = "lost", _("Report of something lost")
    ARREST = "arrest", _("Arrest")
    RELEASE = "release", _("Release")
    LOCK_UP = "lock_up", _("Lock-up checked")
    PROPERTY_IN = "property_in", _("Property received")
    PROPERTY_OUT = "property_out", _("Property sent out")
    WEAPON = "weapon", _("Weapon issued or returned")
    VISIT = "visit", _("Visit or inspection")
    CASH = "cash", _("Cash")
    OTHER = "other", _("Other")
    CORRECTION = "correction", _("Correction")
    CLOSING = "closing", _("Diary closed")


#: What somebody may write of himself; the others come with an act of their own.
OWN = tuple(
    kind for kind in EntryKind if kind not in (EntryKind.OPENING, EntryKind.CORRECTION, EntryKind.CLOSING)
)
#: Entries that frame the day: they are what happened, and are not struck.
FRAME = (EntryKind.OPENING, EntryKind.CLOSING)

#: Before this hour the diary of the day is not closed; the district's officer fixes the hour (r. 22.48).
CLOSES_FROM = time(18)
#: An entry made longer after its event than this is shown as late, with both hours.
LATE = timedelta(hours=1)
#: Events of longer ago than this are not the matter of a daily diary: a slip in the date.
OLDEST = timedelta(days=31)
#: Letters below which a reason for striking an entry explains nothing.
SHORTEST_REASON = 10
