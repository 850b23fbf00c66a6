"""Roles a posting can carry, and the two that need no posting."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person may be posted as; rights hang on these and on the office, never on a name."""

    PUBLIC = "public", _("Visitor")
    CITIZEN = "citizen", _("Citizen")
    OPERATOR = "operator", _("Counter operator")
    IN_CHARGE = "in_charge", _("In-charge of a Khidmat centre")
    RECORD_KEEPER = "record_keeper", _("Record keeper")
    STATION_HEAD = "station_head", _("SHO")
    STATION_OFFICER = "station_officer", _("Station officer")
    STATION_CLERK = "station_clerk", _("Station clerk (moharrar)")
    FRONT_DESK = "front_desk", _("Front desk assistant")
    CIRCLE_OFFICER = "circle_officer", _("Circle officer (SDPO)")
    APPROVER = "approver", _("Certificate officer (DSP Headquarters)")
    DISTRICT_OFFICER = "district_officer", _("District officer (DPO)")
    SENIOR_OFFICER = "senior_officer", _("Officer of a region or the province (RPO, PPO)")
    MAGISTRATE = "magistrate", _("Magistrate or judge")
    PROSECUTOR = "prosecutor", _("Public prosecutor")
    ADMINISTRATOR = "administrator", _("Accounts administrator")
    CLIENT = "client", _("Program of an organisation")
    SYSTEM = "system", _("System")


#: Roles that an officer holds by a posting to an office.
POSTED = tuple(r for r in Role if r not in (Role.PUBLIC, Role.CITIZEN, Role.CLIENT, Role.SYSTEM))
#: Everything a posting can carry: programs are posted too, but never as an officer.
HELD = (*POSTED, Role.CLIENT)
