"""Counts of the malkhana, and the proclamation for what nobody has claimed."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from khidmat.kernel.fields import key
from khidmat.station.counts import COUNT, CountKind, CountStatus, Finding
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.property import KEPT, Item

#: A count closes when every thing of it was looked for.
ALL_LOOKED_FOR = """
IF NEW.status = 'closed' AND EXISTS (
    SELECT FROM station_countline l WHERE l.count_id = NEW.id
       AND NOT EXISTS (SELECT FROM station_countfind f WHERE f.line_id = l.id)
) THEN
    RAISE EXCEPTION 'station: every article of a count is looked for' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
#: Nothing is found in a closed count, and nothing is drawn into one after the lot.
WHILE_OPEN = """
IF NOT EXISTS (SELECT FROM station_count c JOIN station_countline l ON l.count_id = c.id
                WHERE l.id = NEW.line_id AND c.status = 'open') THEN
    RAISE EXCEPTION 'station: this count is closed' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
DRAWN_ONCE = """
IF NOT EXISTS (
    SELECT FROM station_count c JOIN station_item i ON i.station_id = c.station_id
     WHERE c.id = NEW.count_id AND i.id = NEW.item_id AND c.status = 'open' AND c.drawn_at = NEW.drawn_at
       AND c.size > (SELECT count(*) FROM station_countline l WHERE l.count_id = c.id)
) THEN
    RAISE EXCEPTION 'station: a lot is drawn once, from one store' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
UNCLAIMED = """
IF NOT EXISTS (SELECT FROM station_item i WHERE i.id = NEW.item_id AND i.basis IN ('unclaimed', 'suspected')) THEN
    RAISE EXCEPTION 'station: only what nobody claimed is proclaimed' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Count(models.Model):
    """One count. `seed` is the program's; with it and the books as they stood anybody draws the same things."""

    id = key()
    station = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=CountKind)
    seed = models.CharField(max_length=32)
    size = models.PositiveIntegerField()
    status = models.CharField(max_length=8, choices=CountStatus, default=CountStatus.OPEN.value)
    drawn_at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    closed_at = models.DateTimeField(null=True)
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["station", "-drawn_at"], name="station_count_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CountKind.values), name="station_count_kind"),
            models.UniqueConstraint(
                fields=["station", "kind"], condition=Q(status="open"), name="station_count_one_open"
            ),
            models.CheckConstraint(
                condition=Q(status=CountStatus.OPEN, closed_at__isnull=True, entry__isnull=True)
                | Q(status=CountStatus.CLOSED, closed_at__gte=F("drawn_at"), entry__isnull=False),
                name="station_count_closed_with_entry",
            ),
        ]
        triggers = [
            *COUNT.triggers(),
            pgtrigger.ReadOnly(
                name="station_count_stays",
                fields=["station", "kind", "seed", "size", "drawn_at", "by", "role"],
            ),
            pgtrigger.Protect(name="station_count_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="station_count_whole",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ALL_LOOKED_FOR,
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class CountLine(models.Model):
    """A thing that is looked for."""

    id = key()
    count = models.ForeignKey(Count, models.PROTECT, related_name="lines")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["count", "item"], name="station_countline_once")]
        triggers = [
            pgtrigger.Protect(name="station_countline_kept", operation=KEPT),
            pgtrigger.Trigger(
                name="station_countline_drawn",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=DRAWN_ONCE,
            ),
        ]

    def __str__(self) -> str:
        return str(self.item_id)


class CountFind(models.Model):
    """How it was found, and how heavy."""

    id = key()
    line = models.OneToOneField(CountLine, models.PROTECT, related_name="find")
    found = models.CharField(max_length=8, choices=Finding)
    weight_mg = models.PositiveBigIntegerField(null=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(found__in=Finding.values), name="station_find_found")
        ]
        triggers = [
            pgtrigger.Protect(name="station_find_kept", operation=KEPT),
            pgtrigger.Trigger(
                name="station_find_open", when=pgtrigger.Before, operation=pgtrigger.Insert, func=WHILE_OPEN
            ),
        ]

    def __str__(self) -> str:
        return self.found


class Proclamation(models.Model):
    """The magistrate's call to whoever owns a thing: within six months of it he may come forward (CrPC 523)."""

    id = key()
    item = models.OneToOneField(Item, models.PROTECT, related_name="proclamation")
    reported_on = models.DateField()
    court = models.CharField(max_length=120)
    order_no = models.CharField(max_length=60)
    proclaimed_on = models.DateField()
    clock = models.OneToOneField("clocks.Clock", models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reported_on__lte=F("proclaimed_on")) & ~Q(court="") & ~Q(order_no=""),
                name="station_proclamation_after_report",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="station_proclamation_kept", operation=KEPT),
            pgtrigger.Trigger(
                name="station_proclamation_unclaimed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=UNCLAIMED,
            ),
        ]

    def __str__(self) -> str:
        return self.order_no
