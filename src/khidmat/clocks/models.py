"""Deadlines, and the holidays they are counted by."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from khidmat.clocks.states import Turn
from khidmat.kernel.fields import key

#: What a clock that ran out or was moved by hand would hide: it only ever runs one way.
ONE_WAY = """
IF NEW.due_at < OLD.due_at
    OR NEW.paused_seconds < OLD.paused_seconds
    OR NEW.granted_days < OLD.granted_days
    OR (OLD.breached_at IS NOT NULL AND NEW.breached_at IS DISTINCT FROM OLD.breached_at) THEN
    RAISE EXCEPTION 'clocks: a deadline is not shortened and a breach is not taken back'
        USING ERRCODE = 'check_violation';
END IF;
IF OLD.met_at IS NOT NULL OR OLD.cancelled_at IS NOT NULL THEN
    RAISE EXCEPTION 'clocks: the clock has ended' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

#: A column changes only beside the row that says who did it, when and why, and only those columns that such a move
#: has to do with. The row is written first, so that the check needs no deferring.
BY_A_MOVE = """
SELECT kind, at, due_at INTO turn, moved_at, moved_due FROM clocks_move
    WHERE clock_id = NEW.id AND number = NEW.moves AND NEW.moves = OLD.moves + 1;
IF turn IS NULL OR moved_due IS DISTINCT FROM NEW.due_at
    OR (NEW.due_at IS DISTINCT FROM OLD.due_at AND turn NOT IN ('resumed', 'excluded', 'extended', 'granted'))
    OR (NEW.paused_at IS DISTINCT FROM OLD.paused_at AND turn NOT IN ('paused', 'resumed', 'cancelled'))
    OR (NEW.paused_seconds IS DISTINCT FROM OLD.paused_seconds AND turn NOT IN ('resumed', 'excluded'))
    OR (NEW.granted_days IS DISTINCT FROM OLD.granted_days AND turn <> 'granted')
    OR (NEW.barred IS DISTINCT FROM OLD.barred AND turn <> 'lifted')
    OR (NEW.met_at IS DISTINCT FROM OLD.met_at AND NOT (turn = 'met' AND NEW.met_at = moved_at))
    OR (NEW.cancelled_at IS DISTINCT FROM OLD.cancelled_at
        AND NOT (turn = 'cancelled' AND NEW.cancelled_at = moved_at))
    OR (NEW.breached_at IS DISTINCT FROM OLD.breached_at
        AND NOT (turn = 'breached' AND NEW.breached_at = moved_at))
    OR ((NEW.escalated_to_id, NEW.escalated_at, NEW.alerts_told)
        IS DISTINCT FROM (OLD.escalated_to_id, OLD.escalated_at, OLD.alerts_told) AND turn <> 'told') THEN
    RAISE EXCEPTION 'clocks: nothing of a clock changes without the move that changes it'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
BEGUN = """
IF NOT EXISTS (SELECT FROM clocks_move WHERE clock_id = NEW.id AND number = 1 AND kind = 'started') THEN
    RAISE EXCEPTION 'clocks: a clock begins with its first move' USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
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

    Open until met or cancelled. `moves` counts the `Move` rows, and nothing changes without a new one;
    `paused_seconds` is time as the rule counts it. A breach is marked once and stays, whatever happens after.
    `granted_days` and `limit_days` belong to a cumulative rule; `barred`: no day may be granted before an order.
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
    alert_at = models.DateTimeField(null=True)
    alerts_told = models.PositiveSmallIntegerField(default=0)
    granted_days = models.PositiveSmallIntegerField(default=0)
    limit_days = models.PositiveSmallIntegerField(null=True)
    barred = models.BooleanField(default=False)
    moves = models.PositiveSmallIntegerField(default=1)

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
            models.Index(
                fields=["alert_at", "id"],
                condition=Q(met_at__isnull=True, cancelled_at__isnull=True, alert_at__isnull=False),
                name="clocks_to_tell",
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
            models.CheckConstraint(
                condition=Q(limit_days__isnull=True, granted_days=0)
                | Q(limit_days__isnull=False, granted_days__lte=F("limit_days")),
                name="clocks_no_day_past_the_limit",
            ),
            models.CheckConstraint(
                condition=Q(barred=False) | Q(granted_days=0), name="clocks_no_day_while_barred"
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
            pgtrigger.ReadOnly(
                name="clocks_began", fields=["rule", "rule_version", "office", "started_at", "limit_days"]
            ),
            pgtrigger.Trigger(
                name="clocks_one_way", when=pgtrigger.Before, operation=pgtrigger.Update, func=ONE_WAY
            ),
            pgtrigger.Trigger(
                name="clocks_moved",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                declare=[("turn", "text"), ("moved_at", "timestamptz"), ("moved_due", "timestamptz")],
                func=BY_A_MOVE,
            ),
            pgtrigger.Trigger(
                name="clocks_begun",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=BEGUN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.due_at:%Y-%m-%d}"


class Move(models.Model):
    """One move of a clock: who did it under which posting, when, why, and when it is due since.

    `order` names the court's order or the telling paper; `days` are those granted; `office` was told.
    """

    id = key()
    clock = models.ForeignKey(Clock, models.PROTECT, related_name="turns")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Turn)
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    role = models.CharField(max_length=20)
    user_id = models.UUIDField(null=True)
    posting_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    order = models.CharField(max_length=120, blank=True)
    days = models.PositiveSmallIntegerField(null=True)
    office = models.ForeignKey("org.Office", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clock", "number"], name="clocks_move_number"),
            models.CheckConstraint(condition=Q(kind__in=Turn.values), name="clocks_move_kind"),
            models.CheckConstraint(
                condition=~Q(kind__in=[Turn.EXTENDED, Turn.GRANTED, Turn.LIFTED]) | ~Q(order=""),
                name="clocks_move_names_its_order",
            ),
            models.CheckConstraint(
                condition=Q(kind=Turn.TOLD, office__isnull=False)
                | (~Q(kind=Turn.TOLD) & Q(office__isnull=True)),
                name="clocks_move_told_somebody",
            ),
            models.CheckConstraint(
                condition=Q(kind=Turn.GRANTED, days__gte=1) | (~Q(kind=Turn.GRANTED) & Q(days__isnull=True)),
                name="clocks_move_grants_days",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="clocks_move_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.number}"
