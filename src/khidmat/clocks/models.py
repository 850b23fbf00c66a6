"""Deadlines, and the holidays they are counted by."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from khidmat.kernel.fields import key

#: What a clock that ran out or was moved by hand would hide: it only ever runs one way.
ONE_WAY = """
IF NEW.due_at < OLD.due_at
    OR NEW.paused_seconds < OLD.paused_seconds
    OR (OLD.breached_at IS NOT NULL AND NEW.breached_at IS DISTINCT FROM OLD.breached_at) THEN
    RAISE EXCEPTION 'clocks: a deadline is not shortened and a breach is not taken back'
        USING ERRCODE = 'check_violation';
END IF;
IF OLD.met_at IS NOT NULL OR OLD.cancelled_at IS NOT NULL THEN
    RAISE EXCEPTION 'clocks: the clock has ended' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Holiday(models.Model):
    """A public holiday. `counts`: offices are closed to all; not so a local, uncertain or community one."""

    id = key()
    day = models.DateField()
    name = models.CharField(max_length=120)
    name_ur = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    status = models.CharField(max_length=20)
    applies_to = models.CharField(max_length=60)
    source = models.CharField(max_length=200)
    counts = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["day"], condition=Q(counts=True), name="clocks_holiday_counts")]
        constraints = [models.UniqueConstraint(fields=["day", "name"], name="clocks_holiday_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class Clock(models.Model):
    """One deadline: the rule and version it began under, who is responsible now, and what became of it.

    Open until met or cancelled. `due_at` moves only when a paused clock resumes; `paused_seconds` is
    time as the rule counts it. A breach is marked once and stays, whatever happens after.
    """

    id = key()
    rule = models.CharField(max_length=40)
    rule_version = models.PositiveSmallIntegerField()
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    paused_seconds = models.PositiveIntegerField(default=0)
    met_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)
    escalated_to = models.ForeignKey("org.Office", models.PROTECT, null=True, related_name="+")
    escalated_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["office", "due_at", "id"],
                condition=Q(met_at__isnull=True, cancelled_at__isnull=True),
                name="clocks_open_office",
            ),
            models.Index(Coalesce("met_at", "cancelled_at"), F("office"), name="clocks_ended"),
            models.Index(
                fields=["escalated_to", "due_at", "id"],
                condition=Q(met_at__isnull=True, cancelled_at__isnull=True, escalated_to__isnull=False),
                name="clocks_open_escalated",
            ),
            models.Index(
                fields=["due_at", "id"],
                condition=Q(
                    met_at__isnull=True,
                    cancelled_at__isnull=True,
                    paused_at__isnull=True,
                    breached_at__isnull=True,
                ),
                name="clocks_running",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(due_at__gt=F("started_at")), name="clocks_due_after_start"),
            models.CheckConstraint(
                condition=Q(met_at__isnull=True) | Q(cancelled_at__isnull=True), name="clocks_one_end"
            ),
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True) | Q(met_at__isnull=True, cancelled_at__isnull=True),
                name="clocks_ended_is_not_paused",
            ),
            models.CheckConstraint(
                condition=Q(escalated_to__isnull=True, escalated_at__isnull=True)
                | Q(escalated_to__isnull=False, escalated_at__isnull=False),
                name="clocks_escalated_is_whole",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": F("started_at")}),
                    name=f"clocks_{name}_after_start",
                )
                for name in ("paused_at", "met_at", "cancelled_at", "breached_at", "escalated_at")
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="clocks_began", fields=["rule", "rule_version", "started_at"]),
            pgtrigger.Trigger(
                name="clocks_one_way", when=pgtrigger.Before, operation=pgtrigger.Update, func=ONE_WAY
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.due_at:%Y-%m-%d}"
