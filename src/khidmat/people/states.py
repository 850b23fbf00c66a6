"""What a person may state about himself."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IdKind(models.TextChoices):
    """The paper that names the person; none is allowed (children, the homeless)."""

    CNIC = "cnic", _("CNIC")
    NICOP = "nicop", _("NICOP (overseas card)")
    B_FORM = "b_form", _("B-form (under 18)")
    PASSPORT = "passport", _("Passport")
    NONE = "none", _("No card")


#: Kinds whose number is thirteen digits and belongs to one person for life.
THIRTEEN_DIGITS = (IdKind.CNIC, IdKind.NICOP, IdKind.B_FORM)


class Relation(models.TextChoices):
    """How the second name of a person relates to the first."""

    SON_OF = "s/o", _("son of")
    DAUGHTER_OF = "d/o", _("daughter of")
    WIFE_OF = "w/o", _("wife of")
    WIDOW_OF = "widow", _("widow of")
    CHILD_OF = "c/o", _("child of")


class AddressKind(models.TextChoices):
    """Which address of the person."""

    PRESENT = "present", _("Present address")
    PERMANENT = "permanent", _("Permanent address")
    EARLIER = "earlier", _("Earlier address")


class Purpose(models.TextChoices):
    """What an exact look-up by number may be for; a closed list, each with a reference."""

    CERTIFICATE = "certificate", _("An application for a certificate")
    VERIFICATION = "verification", _("Verification by a station")
    INVESTIGATION = "investigation", _("Investigation of a case")
    COURT = "court", _("Order of a court")
    COMPLAINT = "complaint", _("A complaint")
