"""Joint investigation teams, each order of the Superintendent whole and in the place of the one before.

Whoever stands in the last order writes in the case as its investigating officer does. A member leaves by the next
order, which does not name him; an order that names nobody ends the team.
"""

from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key
from khidmat.kernel.roles import Role
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.fir import Fir
from khidmat.station.models.guards import before, in_diary, in_order, kept
from khidmat.station.states import TeamPart

#: An order is written with all its officers at once: nobody is slipped into one that stands.
OF_THE_ORDER = """
PERFORM FROM station_teamorder o WHERE o.id = NEW.order_id
   AND o.size > (SELECT count(*) FROM station_teammember m WHERE m.order_id = o.id) FOR NO KEY UPDATE;
IF NOT FOUND THEN
    RAISE EXCEPTION 'station: a team is the officers of its order' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class TeamOrder(models.Model):
    """One order: a team of `size` officers from then on, or none any more."""

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="team_orders")
    number = models.PositiveSmallIntegerField()
    order_no = models.CharField(max_length=120)
    reason = models.CharField(max_length=500)
    size = models.PositiveSmallIntegerField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_teamorder_number"),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(order_no=""), name="station_teamorder_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(role=Role.DISTRICT_OFFICER), name="station_teamorder_by_superintendent"
            ),
            models.CheckConstraint(
                condition=Q(size__gte=2) | Q(size=0, number__gt=1), name="station_teamorder_is_a_team"
            ),
        ]
        triggers = [
            kept("station_teamorder"),
            in_diary("station_teamorder"),
            in_order("station_teamorder", "station_teamorder"),
        ]

    def __str__(self) -> str:
        return self.order_no


class TeamMember(models.Model):
    """An officer of a team: one convenes it, the others belong to it."""

    id = key()
    order = models.ForeignKey(TeamOrder, models.PROTECT, related_name="members")
    officer = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=TeamPart)

    class Meta:
        indexes = [models.Index(fields=["officer", "order"], name="station_teammember_officer")]
        constraints = [
            models.UniqueConstraint(fields=["order", "officer"], name="station_teammember_once"),
            models.UniqueConstraint(
                fields=["order"], condition=Q(part=TeamPart.CONVENER), name="station_teammember_one_convener"
            ),
            models.CheckConstraint(condition=Q(part__in=TeamPart.values), name="station_teammember_part"),
        ]
        triggers = [kept("station_teammember"), before("station_teammember_ordered", OF_THE_ORDER)]

    def __str__(self) -> str:
        return self.part
