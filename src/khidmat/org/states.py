"""Kinds of office and of place."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OfficeKind(models.TextChoices):
    """What an office is in the tree."""

    PROVINCE = "province", _("Central Police Office")
    REGION = "region", _("Region")
    DISTRICT = "district", _("District")
    BRANCH = "branch", _("Branch")
    LINES = "lines", _("Police Lines")
    CIRCLE = "circle", _("Circle")
    STATION = "station", _("Police station")
    POST = "post", _("Police post")
    KHIDMAT_CENTRE = "khidmat_centre", _("Khidmat centre")
    KHIDMAT_COUNTER = "khidmat_counter", _("Khidmat counter")
    KHIDMAT_VAN = "khidmat_van", _("Khidmat van")
    PROTECTION = "protection", _("Protection desk")
    CONTROL_ROOM = "control_room", _("Control room")
    UNIT = "unit", _("Unit")
    DESK = "desk", _("Desk")
    SCHOOL = "school", _("Driving school")
    WELFARE = "welfare", _("Welfare")
