"""The daily diary, register II (Police Rules 1934, r. 22.48 to 22.51): numbered by station and day, never edited."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from khidmat.kernel.fields import key
from khidmat.station.states import EntryKind

#: A day closes once, by its last entry; nothing else of it changes.
CLOSED_ONCE = """
IF OLD.closed_at IS NOT NULL OR (NEW.station_id, NEW.day, NEW.opened_at, NEW.opened_by_id)
    IS DISTINCT FROM (OLD.station_id, OLD.day, OLD.opened_at, OLD.opened_by_id) THEN
    RAISE EXCEPTION 'station: a day of the diary stays as it was' USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (SELECT FROM station_diaryentry e WHERE e.day_id = NEW.id AND e.kind = 'closing') THEN
    RAISE EXCEPTION 'station: a day closes by its last entry' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
#: The day's row is locked first, so that two writers cannot both see the same last entry.
NEXT_IN_ORDER = """
SELECT * INTO of_day FROM station_diaryday d WHERE d.id = NEW.day_id FOR UPDATE;
IF of_day.closed_at IS NOT NULL OR of_day.station_id <> NEW.station_id THEN
    RAISE EXCEPTION 'station: the day is closed, or another station''s' USING ERRCODE = 'check_violation';
END IF;
SELECT * INTO before FROM station_diaryentry e WHERE e.day_id = NEW.day_id ORDER BY e.number DESC LIMIT 1;
IF NEW.number <> coalesce(before.number, 0) + 1 OR NEW.written_at < before.written_at THEN
    RAISE EXCEPTION 'station: entries follow one another' USING ERRCODE = 'check_violation';
END IF;
IF before.kind = 'closing' OR (NEW.kind = 'opening') <> (NEW.number = 1) THEN
    RAISE EXCEPTION 'station: a day begins with its opening and ends with its closing'
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.strikes_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM station_diaryentry e
     WHERE e.id = NEW.strikes_id AND e.station_id = NEW.station_id AND e.kind NOT IN ('opening', 'closing')
) THEN
    RAISE EXCEPTION 'station: this entry is not struck from here' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
#: Every act in a case tells the diary of it; one that was sent to another station has no acts here any more.
CASE_IS_HERE = """
IF EXISTS (SELECT FROM station_firtransfer t WHERE t.fir_id = NEW.about_id) THEN
    RAISE EXCEPTION 'station: this case was sent to another station' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class DiaryDay(models.Model):
    """One day of a station's diary. At most one is open.

    `cash` is the balance the last entry states; a day that nobody closed is closed by the clock, and then says nothing
    of cash.
    """

    id = key()
    station = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    day = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    cash = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["station", "day"], name="station_day_one"),
            models.UniqueConstraint(
                fields=["station"], condition=Q(closed_at__isnull=True), name="station_day_one_open"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, cash__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False, cash__isnull=False)
                | Q(closed_at__isnull=False, closed_by__isnull=True, cash__isnull=True),
                name="station_day_closed_by_somebody_with_cash",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="station_day_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="station_day_closed_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=CLOSED_ONCE,
            ),
        ]

    def __str__(self) -> str:
        return str(self.day)


class DiaryEntry(models.Model):
    """One entry: when it happened, when it was written, by whom. No column ever changes.

    `about_kind` and `about_id` name what the entry tells of, when it came with an act of the station. A wrong entry is
    struck by a later one (`strikes`), which says why; both stay legible.
    """

    id = key()
    day = models.ForeignKey(DiaryDay, models.PROTECT, related_name="entries")
    station = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=EntryKind)
    happened_at = models.DateTimeField()
    written_at = models.DateTimeField()
    text = models.TextField(blank=True)
    text_ur = models.TextField(blank=True)
    about_kind = models.CharField(max_length=20, blank=True)
    about_id = models.UUIDField(null=True)
    written_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20)
    strikes = models.OneToOneField("self", models.PROTECT, null=True, related_name="struck_by")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["about_id"], name="station_entry_about", condition=Q(about_id__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["day", "number"], name="station_entry_number"),
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="station_entry_kind"),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(text_ur=""), name="station_entry_says_something"
            ),
            models.CheckConstraint(
                condition=Q(happened_at__lte=F("written_at")), name="station_entry_after_its_event"
            ),
            models.CheckConstraint(
                condition=Q(kind=EntryKind.CORRECTION, strikes__isnull=False) & ~Q(reason="")
                | (~Q(kind=EntryKind.CORRECTION) & Q(strikes__isnull=True, reason="")),
                name="station_entry_struck_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(about_id__isnull=True, about_kind="")
                | (Q(about_id__isnull=False) & ~Q(about_kind="")),
                name="station_entry_about_something",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="station_entry_kept", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="station_entry_next",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("of_day", "station_diaryday"), ("before", "station_diaryentry")],
                func=NEXT_IN_ORDER,
            ),
            pgtrigger.Trigger(
                name="station_entry_of_case_here",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__about_kind="fir"),
                func=CASE_IS_HERE,
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class DiaryPrint(models.Model):
    """One printing of a day's page: how far it went, and the digest of what stood there.

    `code` is on the paper, with the end of the station's ledger at that moment (`link`, `head`): whoever holds the
    paper can have it compared with the books.
    """

    id = key()
    day = models.ForeignKey(DiaryDay, models.PROTECT, related_name="prints")
    code = models.CharField(max_length=28, unique=True)
    entries = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    link = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64, blank=True)
    printed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    printed_at = models.DateTimeField()

    class Meta:
        triggers = [
            pgtrigger.Protect(name="station_print_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.code
