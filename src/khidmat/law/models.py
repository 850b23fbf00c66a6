"""Law as data: acts, statistical heads, and sections with the dates they are law."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key
from khidmat.law.states import Answer, Confidence, Court, Kind, Precision


class Act(models.Model):
    """An Act or Ordinance. `citation` is what officers add after its sections (20/65), `written` its other names."""

    id = key()
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=160)
    name_ur = models.CharField(max_length=160)
    citation = models.CharField(max_length=40, blank=True)
    written = models.CharField(max_length=400, blank=True)

    def __str__(self) -> str:
        return self.code


class Head(models.Model):
    """A line of the printed crime table. Statistics, not law: one case has one head and many sections."""

    id = key()
    code = models.CharField(max_length=20, unique=True)
    number = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=80)
    name_ur = models.CharField(max_length=80)
    usual_sections = models.CharField(max_length=200)
    source = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.code


class Section(models.Model):
    """A section as it was law in a period. A changed law is a new row; the old one ends the day before.

    Empty answers are those that do not apply: a section of common intention is as cognizable as the offence it
    goes with.
    """

    id = key()
    ref = models.CharField(max_length=12, unique=True)
    act = models.ForeignKey(Act, models.PROTECT, related_name="sections")
    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=160)
    name_ur = models.CharField(max_length=160)
    cognizable = models.CharField(max_length=12, choices=Answer, blank=True)
    bailable = models.CharField(max_length=12, choices=Answer, blank=True)
    compoundable = models.CharField(max_length=12, choices=Answer, blank=True)
    punishment = models.CharField(max_length=160, blank=True)
    court = models.CharField(max_length=12, choices=Court, blank=True)
    head = models.ForeignKey(Head, models.PROTECT, null=True, related_name="+")
    period = DateRangeField()
    precision = models.CharField(max_length=8, choices=Precision)
    source = models.CharField(max_length=160)
    confidence = models.CharField(max_length=8, choices=Confidence)
    to_check = models.BooleanField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="law_section_one_at_a_time",
                expressions=[
                    ("act", RangeOperators.EQUAL),
                    ("number", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="law_section_kind"),
            models.CheckConstraint(
                condition=Q(confidence="high") | Q(confidence="medium") | Q(to_check=True),
                name="law_section_low_is_to_check",
            ),
        ]

    def __str__(self) -> str:
        return self.ref
