"""A case before its court: number, hearings, charges, verdicts. What was wrong is corrected by a new row."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from khidmat.kernel.fields import key
from khidmat.station.court_states import FROM_THE_COURT, CaseState, Outcome
from khidmat.station.models.accused import Accused
from khidmat.station.models.court import POSTED, listed
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.fir import Fir
from khidmat.station.models.guards import in_diary, in_order, kept

#: While somebody is tried, and afterwards on appeal.
JUDGED = listed((CaseState.IN_COURT, CaseState.INTERIM, CaseState.DECIDED))


def _before(name: str, func: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(name=name, when=pgtrigger.Before, operation=pgtrigger.Insert, func=func)


def written_for_the_court(name: str, fir: str = "NEW.fir_id") -> pgtrigger.Trigger:
    """By the court's reader or the station that has its order, while the case is before it."""
    return _before(
        f"{name}_for_court",
        f"""
        IF NEW.role NOT IN ({listed(FROM_THE_COURT)}) OR NOT {POSTED.format(fir=fir)} THEN
            RAISE EXCEPTION 'station: a court''s acts are written by its reader or the station'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;""",
    )


class CourtCase(models.Model):
    """The number of the case in its court. Sent on to another court it gets another row; the last one counts."""

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="court_cases")
    number = models.PositiveSmallIntegerField()
    case_no = models.CharField(max_length=60)
    court = models.CharField(max_length=160)
    received_on = models.DateField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_courtcase_order"),
            models.CheckConstraint(condition=~Q(case_no="") & ~Q(court=""), name="station_courtcase_named"),
        ]
        triggers = [
            kept("station_courtcase"),
            in_order("station_courtcase", "station_courtcase"),
            in_diary("station_courtcase"),
            written_for_the_court("station_courtcase"),
            _before(
                "station_courtcase_sent",
                """
                IF NOT EXISTS (SELECT FROM station_casestep s WHERE s.fir_id = NEW.fir_id
                                  AND s.name IN ('pass', 'pass_interim', 'pass_cancellation')) THEN
                    RAISE EXCEPTION 'station: no report of this case is before a court'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return self.case_no


class Hearing(models.Model):
    """A day in court: what happened, what was ordered, the next date. Shut with a sealed FIR."""

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="hearings")
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    what = models.TextField()
    ordered = models.TextField(blank=True)
    next_on = models.DateField(null=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_hearing_order"),
            models.CheckConstraint(condition=~Q(what=""), name="station_hearing_says_something"),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gte=F("held_on")),
                name="station_hearing_next_follows",
            ),
        ]
        triggers = [
            kept("station_hearing"),
            in_order("station_hearing", "station_hearing"),
            in_diary("station_hearing"),
            written_for_the_court("station_hearing"),
            _before(
                "station_hearing_in_court",
                """
                IF NOT EXISTS (SELECT FROM station_courtcase c WHERE c.fir_id = NEW.fir_id)
                   OR NEW.corrects_id IS NOT NULL AND NOT EXISTS (
                      SELECT FROM station_hearing h WHERE h.id = NEW.corrects_id AND h.fir_id = NEW.fir_id) THEN
                    RAISE EXCEPTION 'station: a hearing is one of its own court case'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Charge(models.Model):
    """What one accused answers for, section by section; without `framed_on` as he was sent up for it."""

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="charges")
    accused = models.ForeignKey(Accused, models.PROTECT, related_name="charges")
    number = models.PositiveSmallIntegerField()
    written = models.CharField(max_length=120)
    section = models.ForeignKey("law.Section", models.PROTECT, null=True, related_name="+")
    framed_on = models.DateField(null=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()
    entry = models.ForeignKey(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_charge_order"),
            models.CheckConstraint(condition=~Q(written=""), name="station_charge_names_a_section"),
        ]
        triggers = [
            kept("station_charge"),
            in_order("station_charge", "station_charge"),
            in_diary("station_charge"),
            written_for_the_court("station_charge"),
            _before(
                "station_charge_of_case",
                """
                IF NOT EXISTS (SELECT FROM station_courtcase c WHERE c.fir_id = NEW.fir_id)
                   OR NOT EXISTS (SELECT FROM station_reportaccused a JOIN station_finalreport r ON r.id = a.report_id
                                   WHERE a.accused_id = NEW.accused_id AND r.fir_id = NEW.fir_id)
                   OR EXISTS (SELECT FROM station_struck s WHERE s.accused_id = NEW.accused_id) THEN
                    RAISE EXCEPTION 'station: who was sent to the court answers there, nobody else'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return self.written


class Verdict(models.Model):
    """The court's answer to one charge. A later one of the same charge (appeal, slip) counts and says why."""

    id = key()
    charge = models.ForeignKey(Charge, models.PROTECT, related_name="verdicts")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=16, choices=Outcome)
    sentence = models.CharField(max_length=500, blank=True)
    court = models.CharField(max_length=160)
    order_no = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField()
    paper = models.ForeignKey("files.Blob", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()
    entry = models.ForeignKey(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["charge", "number"], name="station_verdict_order"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="station_verdict_outcome"),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.CONVICTED) | ~Q(sentence=""),
                name="station_conviction_has_a_sentence",
            ),
            models.CheckConstraint(condition=~Q(court=""), name="station_verdict_of_a_court"),
            # The station writes it only from the certified order, which stays in the file.
            models.CheckConstraint(
                condition=Q(role="magistrate") | (~Q(order_no="") & Q(paper__isnull=False)),
                name="station_verdict_on_certified_order",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="station_verdict_changed_with_reason"
            ),
        ]
        triggers = [
            kept("station_verdict"),
            written_for_the_court(
                "station_verdict", "(SELECT c.fir_id FROM station_charge c WHERE c.id = NEW.charge_id)"
            ),
            _before(
                "station_verdict_in_court",
                f"""
                IF NEW.number <> 1 + coalesce(
                       (SELECT max(v.number) FROM station_verdict v WHERE v.charge_id = NEW.charge_id), 0)
                   OR NOT EXISTS (SELECT FROM station_charge c JOIN station_casestep s ON s.fir_id = c.fir_id
                                    JOIN station_diaryentry e ON e.about_id = c.fir_id
                                   WHERE c.id = NEW.charge_id AND e.id = NEW.entry_id AND s.current
                                     AND s.status IN ({JUDGED})) THEN
                    RAISE EXCEPTION 'station: a verdict follows in its order, in a case under trial'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return self.outcome


class CaseRecord(models.Model):
    """The criminal record that follows what the court says of an accused whose person is known."""

    accused = models.OneToOneField(Accused, models.PROTECT, primary_key=True, related_name="record")
    record = models.OneToOneField("wanted.CriminalRecord", models.PROTECT, related_name="+")

    class Meta:
        triggers = [kept("station_caserecord")]

    def __str__(self) -> str:
        return str(self.record_id)
