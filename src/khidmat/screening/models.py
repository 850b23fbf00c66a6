"""Checks of a person against the criminal records, what they found, and what a person decided about it."""

import pgtrigger
from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key
from khidmat.screening.states import CANDIDATE_LIFE, CHECK_LIFE, Answer, CheckState


class Check(models.Model):
    """One screening of one person, as he was written at that moment.

    `about` is what it was made for (an application), `purpose` says what kind of thing that is; `office` is the office
    whose district's record keeper decides. `entered_by` typed the person in and may therefore not decide.
    """

    id = key()
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40)
    about = models.UUIDField(db_index=True)
    name = models.CharField(max_length=120, blank=True)
    name_ur = models.CharField(max_length=120, blank=True)
    father = models.CharField(max_length=120, blank=True)
    father_ur = models.CharField(max_length=120, blank=True)
    cnic = models.CharField(max_length=13, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True)
    district = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=300, blank=True)
    photo = models.ForeignKey("files.Blob", models.PROTECT, null=True, related_name="+")
    algorithm = models.CharField(max_length=40)
    status = models.CharField(max_length=12, choices=CheckState)
    entered_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["office", "id"],
                name="screening_check_open",
                condition=Q(status=CheckState.CANDIDATES),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=CheckState.values), name="screening_check_status"),
            models.CheckConstraint(
                condition=Q(status=CheckState.RESOLVED, resolved_at__isnull=False)
                | (~Q(status=CheckState.RESOLVED) & Q(resolved_at=None)),
                name="screening_check_resolved_when",
            ),
        ]
        triggers = [
            *CHECK_LIFE.triggers(),
            pgtrigger.Protect(name="screening_check_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="screening_check_resolved_last",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__status=CheckState.RESOLVED),
                func="""
                IF EXISTS (SELECT FROM screening_candidate c WHERE c.of_check_id = NEW.id AND c.status = 'open') THEN
                    RAISE EXCEPTION 'screening: a candidate is still open' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
            pgtrigger.Trigger(
                name="screening_check_as_it_was",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                IF to_jsonb(NEW) - '{status,resolved_at}'::text[] <> to_jsonb(OLD) - '{status,resolved_at}'::text[] THEN
                    RAISE EXCEPTION 'screening: a check stays as it was made' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
        ]


class Candidate(models.Model):
    """A record that may be the person's: the version that was found, and why in columns.

    `alias` is the other name the person stated under which it was found; empty when it was the first.
    """

    id = key()
    of_check = models.ForeignKey(Check, models.PROTECT, related_name="candidates")
    record = models.ForeignKey("wanted.CriminalRecord", models.PROTECT, related_name="+")
    score = models.FloatField()
    name_score = models.FloatField()
    father_score = models.FloatField()
    birth_gap = models.PositiveSmallIntegerField(null=True)
    name_evidence = models.CharField(max_length=20)
    father_evidence = models.CharField(max_length=20)
    birth_evidence = models.CharField(max_length=20)
    district_evidence = models.CharField(max_length=20)
    cnic_evidence = models.CharField(max_length=20)
    alias = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=10, choices=Answer)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of_check", "record"], name="screening_candidate_once"),
            models.CheckConstraint(condition=Q(status__in=Answer.values), name="screening_candidate_status"),
        ]
        triggers = [
            *CANDIDATE_LIFE.triggers(),
            pgtrigger.Protect(name="screening_candidate_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="screening_candidate_of_open_check",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                IF NOT EXISTS (SELECT FROM screening_check c WHERE c.id = NEW.of_check_id AND c.status = 'candidates')
                THEN
                    RAISE EXCEPTION 'screening: the check has no candidates' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
            # The status is what the last verdict says: it cannot be set without one, nor against it.
            pgtrigger.Trigger(
                name="screening_candidate_by_verdict",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                IF to_jsonb(NEW) - 'status' <> to_jsonb(OLD) - 'status' OR NEW.status IS DISTINCT FROM (
                    SELECT v.answer FROM screening_verdict v WHERE v.candidate_id = NEW.id ORDER BY v.turn DESC LIMIT 1
                ) THEN
                    RAISE EXCEPTION 'screening: only a verdict changes a candidate' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
        ]


class Verdict(models.Model):
    """What somebody decided about a candidate, and why. The first is turn 1; a changed mind is the next."""

    id = key()
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="verdicts")
    turn = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=10, choices=Answer)
    reason = models.CharField(max_length=500)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "turn"], name="screening_verdict_turn"),
            models.CheckConstraint(
                condition=Q(answer__in=[Answer.SAME, Answer.DIFFERENT]), name="screening_verdict_answer"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="screening_verdict_reason"),
        ]
        triggers = [
            pgtrigger.Protect(name="screening_verdict_kept", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="screening_verdict_by_another",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                IF EXISTS (
                    SELECT FROM screening_candidate c JOIN screening_check k ON k.id = c.of_check_id
                    WHERE c.id = NEW.candidate_id AND k.entered_by_id = NEW.decided_by_id
                ) THEN
                    RAISE EXCEPTION 'screening: nobody decides about what he entered' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
        ]
