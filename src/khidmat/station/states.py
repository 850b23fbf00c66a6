"""What a diary entry can be about, and the hours of the diary."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.machine import Machine, step


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

#: An entry made longer after its event than this is shown as late, with both hours.
LATE = timedelta(hours=1)
#: Events of longer ago than this are not the matter of a daily diary: a slip in the date.
OLDEST = timedelta(days=31)
#: Letters below which a reason for striking an entry explains nothing.
SHORTEST_REASON = 10


class Source(models.TextChoices):
    """Where the information came from."""

    VISITOR = "visitor", _("Visitor at the desk")
    CONTROL_ROOM = "control_room", _("Control room (15)")
    WEB = "web", _("Website or application")
    OTHER_STATION = "other_station", _("Another police station")
    MARASLA = "marasla", _("Written report of an officer (marasla)")
    COURT = "court", _("Order of a court")


class Matter(models.TextChoices):
    """What a complaint is about, as far as it sets the time in which it must be decided."""

    OTHER = "other", _("Something else")
    THEFT = "theft", _("Theft, robbery or a taken vehicle")
    BODY = "body", _("Somebody was hurt, attacked or killed")
    DOCUMENTS = "documents", _("Cheque, fraud or financial papers")
    MISSING_CHILD = "missing_child", _("A child under 18 is missing")


#: The rule of the clock by which each is decided.
RULE_OF = {
    Matter.OTHER: "desk.default",
    Matter.THEFT: "desk.theft",
    Matter.BODY: "desk.body",
    Matter.DOCUMENTS: "desk.documents",
    Matter.MISSING_CHILD: "desk.child",
}


class Direction(models.TextChoices):
    """From the station (Form 24.5(1), column 4)."""

    NORTH = "n", _("North")
    NORTH_EAST = "ne", _("North-east")
    EAST = "e", _("East")
    SOUTH_EAST = "se", _("South-east")
    SOUTH = "s", _("South")
    SOUTH_WEST = "sw", _("South-west")
    WEST = "w", _("West")
    NORTH_WEST = "nw", _("North-west")


class ComplaintStatus(models.TextChoices):
    """What became of a complaint."""

    RECEIVED = "received", _("Waiting for a decision")
    REGISTERED = "registered", _("FIR registered")
    REFERRED = "referred", _("Sent to the magistrate")
    REFUSED = "refused", _("Refused with reasons")
    TRANSFERRED = "transferred", _("Sent to another station")


#: What stands at the end of the station's own decision; the circle officer or a magistrate may open it again.
DECIDED = (ComplaintStatus.REFERRED, ComplaintStatus.REFUSED)

COMPLAINT = Machine(
    "station_complaint",
    first=[ComplaintStatus.RECEIVED],
    steps=[
        step("register", [ComplaintStatus.RECEIVED], ComplaintStatus.REGISTERED),
        step("refer", [ComplaintStatus.RECEIVED], ComplaintStatus.REFERRED),
        step("refuse", [ComplaintStatus.RECEIVED], ComplaintStatus.REFUSED),
        step("transfer", [ComplaintStatus.RECEIVED], ComplaintStatus.TRANSFERRED),
        step("reopen", DECIDED, ComplaintStatus.RECEIVED),
    ],
)


class Turning(models.TextChoices):
    """One decision on a complaint."""

    REGISTERED = "registered", _("FIR registered")
    REFERRED = "referred", _("Sent to the magistrate")
    REFUSED = "refused", _("Refused with reasons")
    TRANSFERRED = "transferred", _("Sent to another station")
    REOPENED = "received", _("Opened again by order")


class DutyKind(models.TextChoices):
    """What a clock of a complaint waits for."""

    DECIDE = "decide", _("Decision on the complaint")
    ZARRA = "zarra", _("ZARRA is told")
    COURT = "court", _("Report to the court")


class Ground(models.TextChoices):
    """Why a complaint is refused."""

    NO_OFFENCE = "no_offence", _("What is told is no offence")
    CIVIL = "civil", _("It is a matter for a civil court")
    ALREADY = "already", _("It is registered already")
    FALSE = "false", _("It was found to be false")


#: A refusal explains itself in at least so many letters: writing it takes longer than registering.
SHORTEST_REFUSAL = 60


class Copy(models.TextChoices):
    """For whom a copy of an FIR is printed (Form 24.5(1): four leaves of one number)."""

    STATION = "station", _("Station")
    COMPLAINANT = "complainant", _("Complainant")
    MAGISTRATE = "magistrate", _("Magistrate")
    SUPERINTENDENT = "superintendent", _("Superintendent of police")


class AddedKind(models.TextChoices):
    """What is added to an FIR: one FIR for an occurrence, later versions in the same file (PLD 2018 SC 595)."""

    SUPPLEMENTARY = "supplementary", _("Supplementary statement")
    CROSS_VERSION = "cross_version", _("Cross-version")


#: Theft of electricity (PPC 462-G to 462-P) is taken up on the written information of the authorised officer.
ELECTRICITY = r"462\s?-?\s?[G-P]"
#: A report later than this after the occurrence asks for the reason of the delay (Form 24.5(1), column 5).
DELAY = timedelta(hours=24)


class TeamPart(models.TextChoices):
    """What an officer is in a joint investigation team."""

    CONVENER = "convener", _("Convener")
    MEMBER = "member", _("Member")
