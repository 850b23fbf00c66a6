"""Lines of the registers that are entered once, and charge reports (r. 22.45, 22.76). Nothing is edited or removed."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from khidmat.kernel.fields import key
from khidmat.kernel.roles import Role
from khidmat.station.court_states import OPEN
from khidmat.station.custody_states import HERE
from khidmat.station.models.court import listed
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.guards import before, kept

#: Registers each line of which stands in the diary too (r. 22.49); `data/registers.yaml` says by which kind of entry.
IN_DIARY = (13, 18, 20, 22)
SHORTEST_REASON = 10
#: Who writes holds such a posting at that hour, at the station or above it.
POSTED_THERE = """EXISTS (
    SELECT FROM accounts_posting p JOIN org_office o ON o.id = p.office_id, org_office s
     WHERE s.id = {station} AND p.user_id = NEW.by_id AND p.role = NEW.role AND p.period @> NEW.at
       AND s.path <@ o.path)"""
#: Whose charge it is cannot sign: he had it, and his superior signs in his own name.
SIGNED_FOR = f"""({POSTED_THERE.format(station="NEW.station_id").replace("p.role = NEW.role", "p.role = NEW.signed_as")}
    AND EXISTS (SELECT FROM accounts_posting p WHERE p.user_id = NEW.absent_id AND p.role = NEW.role
                   AND p.office_id = NEW.station_id AND lower(p.period) <= NEW.at))"""
#: The number follows the last one of its register and year; what is struck is of the same register, and not struck yet.
FOLLOWS = f"""
IF NEW.number <> 1 + coalesce((SELECT max(l.number) FROM station_registerline l
    WHERE l.station_id = NEW.station_id AND l.register = NEW.register AND l.year = NEW.year), 0)
   OR NEW.year <> extract(year FROM NEW.at AT TIME ZONE 'Asia/Karachi') THEN
    RAISE EXCEPTION 'station: numbers of a register follow one another' USING ERRCODE = 'check_violation';
END IF;
IF NOT {POSTED_THERE.format(station="NEW.station_id")} THEN
    RAISE EXCEPTION 'station: a register is written by who is posted there' USING ERRCODE = 'check_violation';
END IF;
IF NEW.entry_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM station_diaryentry e WHERE e.id = NEW.entry_id AND e.station_id = NEW.station_id
       AND e.about_id = NEW.id AND e.written_at <= NEW.at) THEN
    RAISE EXCEPTION 'station: this line rests on its diary entry' USING ERRCODE = 'check_violation';
END IF;
IF NEW.strikes_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM station_registerline o WHERE o.id = NEW.strikes_id AND o.station_id = NEW.station_id
       AND o.register = NEW.register AND o.part = NEW.part) THEN
    RAISE EXCEPTION 'station: a line is struck in its own register' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
#: A line has the cells that it was written with; afterwards only what had to happen first is filled, in no struck line.
WITH_ITS_LINE = """
SELECT * INTO line FROM station_registerline l WHERE l.id = NEW.line_id FOR NO KEY UPDATE;
IF NOT NEW.later AND (NEW.by_id, NEW.at) IS DISTINCT FROM (line.by_id, line.at)
   OR NOT NEW.later AND line.width <= (
      SELECT count(*) FROM station_registercell c WHERE c.line_id = NEW.line_id AND NOT c.later)
   OR NEW.later AND EXISTS (SELECT FROM station_registerline s WHERE s.strikes_id = NEW.line_id)
   OR NEW.at < line.at THEN
    RAISE EXCEPTION 'station: a line of a register stays as it was written' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
WHOLE = """
IF NEW.width <> (SELECT count(*) FROM station_registercell c WHERE c.line_id = NEW.id AND NOT c.later) THEN
    RAISE EXCEPTION 'station: a line of a register is whole or not there' USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
"""
#: What a station has at this minute, counted from its own books: what a charge report must say (r. 22.76).
COUNTED = f"""
SELECT
    (SELECT count(*) FROM station_item i WHERE i.station_id = {{station}} AND i.status = 'stored') AS stored,
    (SELECT count(*) FROM station_item i WHERE i.station_id = {{station}} AND i.status = 'away') AS away,
    (SELECT count(*) FROM station_item i WHERE i.station_id = {{station}} AND i.status = 'held') AS held,
    (SELECT count(*) FROM station_item i WHERE i.station_id = {{station}} AND i.status = 'stored'
        AND i.kind = 'weapon') AS weapons,
    (SELECT count(*) FROM station_registerline l WHERE l.station_id = {{station}} AND l.register = 18
        AND NOT EXISTS (SELECT FROM station_registerline s WHERE s.strikes_id = l.id)
        AND NOT EXISTS (SELECT FROM station_registercell c WHERE c.line_id = l.id AND c.code = 'returned')) AS deposits,
    (SELECT coalesce(sum(CASE c.code WHEN 'received' THEN c.whole WHEN 'paid' THEN -c.whole END), 0)
       FROM station_registercell c JOIN station_registerline l ON l.id = c.line_id
      WHERE l.station_id = {{station}} AND l.register = 20
        AND NOT EXISTS (SELECT FROM station_registerline s WHERE s.strikes_id = l.id)) AS cash,
    (SELECT count(*) FROM station_casestep c JOIN station_fir f ON f.id = c.fir_id
      WHERE f.station_id = {{station}} AND c.current AND c.status IN ({listed(OPEN)})) AS cases,
    (SELECT count(*) FROM station_custody c WHERE c.station_id = {{station}}
        AND c.status IN ({listed(HERE)})) AS prisoners"""
#: The figures of a charge report, in its order.
COUNTS = ("stored", "away", "held", "weapons", "deposits", "cash", "cases", "prisoners")
SAME = " AND ".join(f"k.{one} = {{paper}}.{one}" for one in COUNTS)
AS_COUNTED = f"""
IF NEW.number <> 1 + coalesce((SELECT max(c.number) FROM station_chargereport c
    WHERE c.station_id = NEW.station_id AND c.year = NEW.year), 0)
   OR NEW.year <> extract(year FROM NEW.at AT TIME ZONE 'Asia/Karachi') THEN
    RAISE EXCEPTION 'station: charge reports follow one another' USING ERRCODE = 'check_violation';
END IF;
IF NOT (CASE WHEN NEW.absent_id IS NULL THEN {POSTED_THERE.format(station="NEW.station_id")}
             ELSE {SIGNED_FOR} END) THEN
    RAISE EXCEPTION 'station: a charge is handed over by who has it, or for him by his superior'
        USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (SELECT FROM station_diaryentry e WHERE e.id = NEW.entry_id AND e.station_id = NEW.station_id
                  AND e.about_id = NEW.id AND e.written_at <= NEW.at) THEN
    RAISE EXCEPTION 'station: a charge report rests on its diary entry' USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (SELECT FROM ({COUNTED.format(station="NEW.station_id")}) k WHERE {SAME.format(paper="NEW")}) THEN
    RAISE EXCEPTION 'station: a charge report says what the books say' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
#: The second signature: of the same post at the same station, of somebody else, while the books still say the same.
STILL_SO = f"""
SELECT * INTO paper FROM station_chargereport c WHERE c.id = NEW.report_id;
IF NEW.by_id = paper.by_id OR NEW.by_id IS NOT DISTINCT FROM paper.absent_id
   OR NEW.role <> paper.role OR NEW.at < paper.at
   OR NOT {POSTED_THERE.format(station="paper.station_id")} THEN
    RAISE EXCEPTION 'station: a charge is taken over by somebody else of the same post'
        USING ERRCODE = 'check_violation';
END IF;
IF EXISTS (SELECT FROM station_chargereport c WHERE c.station_id = paper.station_id AND c.role = paper.role
              AND c.at > paper.at) THEN
    RAISE EXCEPTION 'station: a later charge report counts' USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (SELECT FROM ({COUNTED.format(station="paper.station_id")}) k WHERE {SAME.format(paper="paper")}) THEN
    RAISE EXCEPTION 'station: a charge report says what the books say' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class RegisterLine(models.Model):
    """One line of a register that is entered once. `width`: how many cells it was written with.

    A wrong line is struck by a later one (`strikes`), which says why; both stay legible.
    """

    id = key()
    station = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    register = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    width = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, null=True, related_name="+")
    strikes = models.OneToOneField("self", models.PROTECT, null=True, related_name="struck_by")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["station", "register", "year", "number"], name="station_registerline_number"
            ),
            models.CheckConstraint(
                condition=Q(register__gte=1, register__lte=25) & ~Q(register__in=[1, 2, 8, 9, 19, 21, 25]),
                name="station_registerline_of_an_entered_one",
            ),
            models.CheckConstraint(
                condition=Q(strikes__isnull=True, reason="") | Q(strikes__isnull=False) & ~Q(reason=""),
                name="station_registerline_struck_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(register__in=IN_DIARY) | Q(entry__isnull=False),
                name="station_registerline_in_diary",
            ),
        ]
        triggers = [
            kept("station_registerline"),
            before("station_registerline_next", FOLLOWS),
            pgtrigger.Trigger(
                name="station_registerline_whole",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=WHOLE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year % 100:02}"


class RegisterCell(models.Model):
    """What stands in one column of a line: a text, a whole number, or a day. `later`: filled when it had happened."""

    id = key()
    line = models.ForeignKey(RegisterLine, models.PROTECT, related_name="cells")
    code = models.CharField(max_length=20)
    text = models.TextField(null=True)
    whole = models.PositiveBigIntegerField(null=True)
    day = models.DateField(null=True)
    later = models.BooleanField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "code"], name="station_registercell_once"),
            models.CheckConstraint(
                condition=Q(text__isnull=False, whole__isnull=True, day__isnull=True) & ~Q(text="")
                | Q(text__isnull=True, whole__isnull=False, day__isnull=True)
                | Q(text__isnull=True, whole__isnull=True, day__isnull=False),
                name="station_registercell_of_one_kind",
            ),
        ]
        triggers = [
            kept("station_registercell"),
            before("station_registercell_with_line", WITH_ITS_LINE, line="station_registerline"),
        ]

    def __str__(self) -> str:
        return self.code


class ChargeReport(models.Model):
    """The charge of a post is handed over: what the books said at that minute, signed by who goes (`by`).

    Of an officer who cannot sign (`absent`) his superior signs as himself, says why, and names two witnesses.
    """

    id = key()
    station = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    stored = models.PositiveIntegerField()
    away = models.PositiveIntegerField()
    held = models.PositiveIntegerField()
    weapons = models.PositiveIntegerField()
    deposits = models.PositiveIntegerField()
    cash = models.BigIntegerField()
    cases = models.PositiveIntegerField()
    prisoners = models.PositiveIntegerField()
    keys = models.CharField(max_length=300)
    remarks = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    absent = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    signed_as = models.CharField(max_length=20, blank=True)
    because = models.CharField(max_length=500, blank=True)
    witness_1 = models.CharField(max_length=160, blank=True)
    witness_2 = models.CharField(max_length=160, blank=True)
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["station", "year", "number"], name="station_charge_number"),
            models.CheckConstraint(
                condition=Q(absent__isnull=True, signed_as="", because="", witness_1="", witness_2="")
                | Q(absent__isnull=False, signed_as__in=[Role.CIRCLE_OFFICER, Role.DISTRICT_OFFICER])
                & ~Q(because="")
                & ~Q(witness_1="")
                & ~Q(witness_2="")
                & ~Q(witness_1=F("witness_2"))
                & ~Q(absent=F("by")),
                name="station_charge_of_an_absent_one",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["station_head", "station_clerk"]) & ~Q(keys=""),
                name="station_charge_of_head_or_clerk",
            ),
        ]
        triggers = [kept("station_chargereport"), before("station_chargereport_as_counted", AS_COUNTED)]

    def __str__(self) -> str:
        return f"{self.number}/{self.year % 100:02}"


class ChargeTaken(models.Model):
    """Who comes has found what the report says: the second signature."""

    report = models.OneToOneField(ChargeReport, models.PROTECT, primary_key=True, related_name="taken")
    remarks = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        triggers = [
            kept("station_chargetaken"),
            before("station_chargetaken_still_so", STILL_SO, paper="station_chargereport"),
        ]

    def __str__(self) -> str:
        return str(self.report_id)
