"""The state of a case as a chain of steps, and the final reports of section 173. Nothing is edited, all of it stays."""

from collections.abc import Iterable

import pgtrigger
from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key
from khidmat.station.court_states import (
    BEGIN,
    BY_WHOM,
    CASE,
    CHALLANS,
    ENDED,
    OF_KIND,
    OPEN,
    Acknowledged,
    CancelGround,
    CaseState,
    ReportKind,
    Standing,
)
from khidmat.station.models.accused import Accused
from khidmat.station.models.closing import steps_done
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.fir import Fir
from khidmat.station.models.guards import by_the_investigator, in_diary, in_order, kept


def listed(values: Iterable[str]) -> str:
    """Values as an SQL list of texts."""
    return ", ".join(f"'{one}'" for one in values)


MOVES = listed(f"{source}>{one.name}>{one.target}" for one in CASE.steps for source in sorted(one.sources))
HANDS = listed(f"{name}:{role}" for name, roles in BY_WHOM.items() for role in roles)
PAPERS = listed(f"{name}:{kind}" for name, kinds in OF_KIND.items() for kind in kinds)
#: Who writes it holds such a posting at that hour, at the case's station or above it.
POSTED = """EXISTS (
    SELECT FROM accounts_posting p JOIN org_office o ON o.id = p.office_id, station_fir f
      JOIN org_office s ON s.id = f.station_id
     WHERE p.user_id = NEW.by_id AND p.role = NEW.role AND p.period @> NEW.at AND s.path <@ o.path
       AND f.id = {fir})"""
#: From state to state as the table says, by whom the law names, on the report that it is about.
AS_THE_TABLE_SAYS = f"""
SELECT * INTO before FROM station_casestep s WHERE s.fir_id = NEW.fir_id ORDER BY s.number DESC LIMIT 1;
SELECT * INTO paper FROM station_finalreport r WHERE r.fir_id = NEW.fir_id ORDER BY r.number DESC LIMIT 1;
IF before.id IS NULL
   AND (NEW.number <> 1 OR NEW.name <> '{BEGIN}' OR NEW.status <> '{CaseState.INVESTIGATING}')
   OR before.id IS NOT NULL AND (NEW.number <> before.number + 1
      OR before.status || '>' || NEW.name || '>' || NEW.status NOT IN ({MOVES})) THEN
    RAISE EXCEPTION 'station_case: no step % from % to %', NEW.name, before.status, NEW.status
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.name IN ({listed(BY_WHOM)})
   AND (NEW.name || ':' || NEW.role NOT IN ({HANDS}) OR NOT {POSTED.format(fir="NEW.fir_id")}) THEN
    RAISE EXCEPTION 'station_case: % is not in these hands', NEW.name USING ERRCODE = 'check_violation';
END IF;
IF NEW.name IN ({listed(OF_KIND)}) AND (NEW.report_id IS DISTINCT FROM paper.id
   OR NEW.name || ':' || paper.kind NOT IN ({PAPERS})
   OR NEW.name IN ('report', 'propose') AND NEW.by_id <> paper.by_id) THEN
    RAISE EXCEPTION 'station_case: % is about another report', NEW.name USING ERRCODE = 'check_violation';
END IF;
IF NEW.name = 'send' AND NOT EXISTS (SELECT FROM station_complainanttold t WHERE t.report_id = NEW.report_id) THEN
    RAISE EXCEPTION 'station_case: nothing is cancelled behind the complainant''s back'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
#: Everybody who stands trial has a charge, and every charge has its answer.
NOBODY_LEFT = """
IF NEW.name = 'decide' AND (
    NOT EXISTS (SELECT FROM station_verdict v JOIN station_charge c ON c.id = v.charge_id WHERE c.fir_id = NEW.fir_id)
    OR EXISTS (SELECT FROM station_charge c WHERE c.fir_id = NEW.fir_id
                  AND NOT EXISTS (SELECT FROM station_verdict v WHERE v.charge_id = c.id))
    OR EXISTS (SELECT FROM station_reportaccused a JOIN station_finalreport r ON r.id = a.report_id
                WHERE r.fir_id = NEW.fir_id AND a.standing IN ('custody', 'bail')
                  AND r.number = (SELECT max(l.number) FROM station_finalreport l WHERE l.fir_id = NEW.fir_id)
                  AND NOT EXISTS (SELECT FROM station_struck s WHERE s.accused_id = a.accused_id)
                  AND NOT EXISTS (SELECT FROM station_charge c WHERE c.accused_id = a.accused_id))
) THEN
    RAISE EXCEPTION 'station_case: somebody still waits for his verdict' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
STAYS = """
IF NOT (OLD.current AND NOT NEW.current)
   OR to_jsonb(NEW) - 'current' IS DISTINCT FROM to_jsonb(OLD) - 'current' THEN
    RAISE EXCEPTION 'station_case: a step stays as it was taken' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
#: A report is written while the case is open to one: no second one over a first that is on its way.
WHILE_OPEN = f"""
IF NOT EXISTS (
    SELECT FROM station_casestep s WHERE s.fir_id = NEW.fir_id AND s.current AND s.status IN ({listed(OPEN)})
       AND (NEW.kind IN ({listed(CHALLANS)}) OR s.status <> '{CaseState.INTERIM}')
) THEN
    RAISE EXCEPTION 'station: the case is not open to a report' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class CaseStep(models.Model):
    """One step in the life of a case: the state it reached, by whom, when, and the report it was about.

    The newest is `current`. Whoever adds the next one takes the mark from it in the same transaction.
    """

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="steps")
    station = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=20)
    status = models.CharField(max_length=24, choices=CaseState)
    current = models.BooleanField(default=True)
    report = models.ForeignKey("FinalReport", models.PROTECT, null=True, related_name="steps")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(
                fields=["station", "status", "at"],
                condition=Q(current=True) & ~Q(status__in=ENDED),
                name="station_case_waits",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_casestep_order"),
            models.UniqueConstraint(
                fields=["fir"], condition=Q(current=True), name="station_case_has_one_state"
            ),
            models.CheckConstraint(condition=Q(status__in=CaseState.values), name="station_casestep_state"),
        ]
        triggers = [
            pgtrigger.Protect(name="station_casestep_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="station_casestep_stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=STAYS
            ),
            pgtrigger.Trigger(
                name="station_casestep_allowed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("before", "station_casestep%ROWTYPE"), ("paper", "station_finalreport%ROWTYPE")],
                func=AS_THE_TABLE_SAYS,
            ),
            pgtrigger.Trigger(
                name="station_casestep_nobody_left",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=NOBODY_LEFT,
            ),
            in_diary("station_casestep"),
        ]

    def __str__(self) -> str:
        return self.status


class StepWords(models.Model):
    """The words of a step: objections, opinion, order, reason, what the complainant said. Shut with a sealed FIR."""

    step = models.OneToOneField(CaseStep, models.PROTECT, primary_key=True, related_name="words")
    text = models.TextField()
    heard = models.TextField(blank=True)
    order_no = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="station_stepwords_say_something")]
        triggers = [kept("station_stepwords")]

    def __str__(self) -> str:
        return str(self.step_id)


class FinalReport(models.Model):
    """A report under section 173, of the investigating officer alone. Its words stand in `ReportWords`."""

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=ReportKind)
    ground = models.CharField(max_length=16, choices=CancelGround, blank=True)
    sections = models.TextField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_finalreport_number"),
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="station_finalreport_kind"),
            models.CheckConstraint(
                condition=(Q(kind=ReportKind.CANCELLATION) & Q(ground__in=CancelGround.values))
                | (~Q(kind=ReportKind.CANCELLATION) & Q(ground="")),
                name="station_cancellation_names_its_ground",
            ),
        ]
        triggers = [
            kept("station_finalreport"),
            by_the_investigator("station_finalreport"),
            in_diary("station_finalreport"),
            in_order("station_finalreport", "station_finalreport"),
            steps_done("station_finalreport"),
            pgtrigger.Trigger(
                name="station_finalreport_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=WHILE_OPEN,
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class ReportWords(models.Model):
    """The columns of Form 25.56(1) in words, and the opinion. Shut with a sealed FIR."""

    report = models.OneToOneField(FinalReport, models.PROTECT, primary_key=True, related_name="words")
    parties = models.TextField(blank=True)
    witnesses = models.TextField(blank=True)
    property_text = models.TextField(blank=True)
    facts = models.TextField()
    opinion = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(facts="") & ~Q(opinion=""), name="station_reportwords_say_something"
            )
        ]
        triggers = [kept("station_reportwords")]

    def __str__(self) -> str:
        return str(self.report_id)


class ReportAccused(models.Model):
    """An accused in a report: in custody, on bail, not arrested, or released for want of evidence."""

    id = key()
    report = models.ForeignKey(FinalReport, models.PROTECT, related_name="accused")
    accused = models.ForeignKey(Accused, models.PROTECT, related_name="+")
    standing = models.CharField(max_length=8, choices=Standing)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "accused"], name="station_reportaccused_once"),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="station_reportaccused_standing"
            ),
        ]
        triggers = [
            kept("station_reportaccused"),
            pgtrigger.Trigger(
                name="station_reportaccused_of_case",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                IF NOT EXISTS (SELECT FROM station_finalreport r JOIN station_accused a ON a.fir_id = r.fir_id
                                WHERE r.id = NEW.report_id AND a.id = NEW.accused_id)
                   OR EXISTS (SELECT FROM station_casestep s WHERE s.report_id = NEW.report_id) THEN
                    RAISE EXCEPTION 'station: a report names the accused of its own case, when it is written'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return self.standing


class ComplainantTold(models.Model):
    """That the complainant was told of a proposed cancellation, and how he acknowledged it (2023 LHC 5767)."""

    report = models.OneToOneField(FinalReport, models.PROTECT, primary_key=True, related_name="told")
    told_on = models.DateField()
    how = models.CharField(max_length=12, choices=Acknowledged)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(how__in=Acknowledged.values), name="station_told_how"),
        ]
        triggers = [
            kept("station_complainanttold"),
            pgtrigger.Trigger(
                name="station_told_of_proposal",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                IF NOT EXISTS (SELECT FROM station_finalreport r JOIN station_diaryentry e ON e.about_id = r.fir_id
                                WHERE r.id = NEW.report_id AND r.kind = 'cancellation' AND e.id = NEW.entry_id
                                  AND NEW.told_on <= (NEW.at AT TIME ZONE 'Asia/Karachi')::date) THEN
                    RAISE EXCEPTION 'station: the complainant is told of a proposed cancellation'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return self.how


class CaseClock(models.Model):
    """A clock of section 173 that runs for a case."""

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="clocks")
    clock = models.OneToOneField("clocks.Clock", models.PROTECT, related_name="+")

    class Meta:
        triggers = [kept("station_caseclock")]

    def __str__(self) -> str:
        return str(self.clock_id)
