"""Offices, their dated places in the tree, gapless counters, and the gazetteer."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q

from khidmat.kernel.fields import LtreeField, key
from khidmat.org.states import OfficeKind


class Office(models.Model):
    """One office of the police, from the province down to a post or a van.

    `path` is the office's present place in the tree, kept by a trigger from `Placement`; history is in the
    placements. `district` is the district the office serves, NULL above district level.
    """

    id = key()
    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=OfficeKind)
    name = models.CharField(max_length=160)
    name_ur = models.CharField(max_length=160)
    path = LtreeField(null=True)
    district = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)

    class Meta:
        indexes = [
            GistIndex(F("path"), name="org_office_path"),
            models.Index(fields=["district", "kind"], name="org_office_district_kind"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=OfficeKind.values), name="org_office_kind"),
        ]

    def __str__(self) -> str:
        return self.code


class Placement(models.Model):
    """Where an office stood in the tree, and when: a station can change its circle without rewriting history."""

    id = key()
    office = models.ForeignKey(Office, models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    period = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="org_placement_one_at_a_time",
                expressions=[("office", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("office")), name="org_placement_not_itself"
            ),
        ]


class Serial(models.Model):
    """A gapless counter: the last number given by an office for a kind of paper in a year."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "kind", "year"], name="org_serial_one"),
        ]


class Place(models.Model):
    """A town, village, quarter or locality of the loadable gazetteer, with the station that most likely serves it."""

    id = key()
    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    name_ur = models.CharField(max_length=160)
    other_names = models.CharField(max_length=300, blank=True)
    tehsil = models.CharField(max_length=80)
    tehsil_ur = models.CharField(max_length=80)
    district = models.ForeignKey(Office, models.PROTECT, related_name="+")
    station = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    sort_ur = models.CharField(max_length=320)

    class Meta:
        indexes = [models.Index(fields=["district", "sort_ur"], name="org_place_district_sort")]

    def __str__(self) -> str:
        return self.code
