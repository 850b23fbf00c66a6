"""What follows a finding or a decision: notices, decisions, appeals, corrections, papers issued again, feedback."""

import pgtrigger
from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key
from khidmat.services.models.applications import Application
from khidmat.services.states import (
    APPEAL,
    CORRECTION,
    DISCREPANCY,
    AppealStatus,
    CorrectionStatus,
    DiscrepancyStatus,
    Face,
    Wrong,
)

#: Appeals and requests for correction begin alike and end alike.
OF_FILED = Q(status="filed")
DECIDED_BY_SOMEONE = OF_FILED | (
    Q(decided_at__isnull=False, decided_by__isnull=False, decided_posting__isnull=False) & ~Q(reason="")
)


class Decision(models.Model):
    """A decision as it was taken. The application shows the last one; none is overwritten."""

    id = key()
    application = models.ForeignKey(Application, models.PROTECT, related_name="decisions")
    what = models.CharField(max_length=10, choices=[("approved", "approved"), ("refused", "refused")])
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    posting = models.ForeignKey("accounts.Posting", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["application", "at"], name="services_decision_at")]
        constraints = [
            models.CheckConstraint(
                condition=Q(what="approved") | ~Q(reason=""), name="services_decision_refused_with_reason"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="services_decision_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class Discrepancy(models.Model):
    """That an application states its person otherwise than the index under the same number, and how it was settled.

    While it is open nothing is approved: the paper would carry a name that somebody else stated.
    """

    id = key()
    application = models.OneToOneField(Application, models.PROTECT, related_name="discrepancy")
    name = models.BooleanField()
    father = models.BooleanField()
    birth = models.BooleanField()
    status = models.CharField(max_length=10, choices=DiscrepancyStatus, default=DiscrepancyStatus.OPEN)
    found_at = models.DateTimeField()
    settled_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    settled_posting = models.ForeignKey("accounts.Posting", models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(name=True) | Q(father=True) | Q(birth=True),
                name="services_discrepancy_of_something",
            ),
            models.CheckConstraint(
                condition=Q(status=DiscrepancyStatus.OPEN, settled_by__isnull=True, settled_at__isnull=True)
                | Q(settled_by__isnull=False, settled_posting__isnull=False, settled_at__isnull=False)
                & ~Q(status=DiscrepancyStatus.OPEN)
                & ~Q(reason=""),
                name="services_discrepancy_settled_whole",
            ),
        ]
        triggers = DISCREPANCY.triggers()


class Notice(models.Model):
    """What was found, told to the applicant before anything is decided against him, and his side of it.

    Open until he answers or his seven days have passed.
    """

    id = key()
    application = models.ForeignKey(Application, models.PROTECT, related_name="notices")
    found = models.CharField(max_length=1000)
    told_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    clock = models.OneToOneField("clocks.Clock", models.PROTECT, related_name="+")
    answer = models.CharField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(answered_at__isnull=True, passed_at__isnull=True),
                name="services_notice_one_open",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False, passed_at__isnull=True) & ~Q(answer="")),
                name="services_notice_one_end",
            ),
            models.CheckConstraint(condition=~Q(found=""), name="services_notice_says_what"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="services_notice_told", fields=["application", "found", "told_by", "told_at", "clock"]
            )
        ]


class Appeal(models.Model):
    """An appeal against a refusal, and the decision of another officer above."""

    id = key()
    application = models.ForeignKey(Application, models.PROTECT, related_name="appeals")
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    text = models.CharField(max_length=2000)
    filed_at = models.DateTimeField()
    clock = models.OneToOneField("clocks.Clock", models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=AppealStatus, default=AppealStatus.FILED)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    decided_posting = models.ForeignKey("accounts.Posting", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["office", "filed_at", "id"], condition=OF_FILED, name="services_appeal_open")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=OF_FILED, name="services_appeal_one_open"
            ),
            models.CheckConstraint(condition=DECIDED_BY_SOMEONE, name="services_appeal_decided_by_someone"),
        ]
        triggers = [
            *APPEAL.triggers(),
            pgtrigger.ReadOnly(
                name="services_appeal_filed", fields=["application", "office", "text", "filed_at", "clock"]
            ),
        ]


class Correction(models.Model):
    """A request to correct what is recorded, and the record office's answer.

    `record` is the version complained about; the names are those that the record office found to be right.
    """

    id = key()
    application = models.ForeignKey(Application, models.PROTECT, related_name="corrections")
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    about = models.CharField(max_length=10, choices=Wrong)
    record = models.ForeignKey("wanted.CriminalRecord", models.PROTECT, null=True, related_name="+")
    text = models.CharField(max_length=2000)
    filed_at = models.DateTimeField()
    clock = models.OneToOneField("clocks.Clock", models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=CorrectionStatus, default=CorrectionStatus.FILED)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    decided_posting = models.ForeignKey("accounts.Posting", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=1000, blank=True)
    name = models.CharField(max_length=120, blank=True)
    name_ur = models.CharField(max_length=120, blank=True)
    relation_name = models.CharField(max_length=120, blank=True)
    relation_name_ur = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["office", "filed_at", "id"], condition=OF_FILED, name="services_correction_open"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=OF_FILED, name="services_correction_one_open"
            ),
            models.CheckConstraint(
                condition=DECIDED_BY_SOMEONE, name="services_correction_decided_by_someone"
            ),
            models.CheckConstraint(
                condition=Q(about=Wrong.RECORD, record__isnull=False)
                | Q(about=Wrong.NAME, record__isnull=True),
                name="services_correction_of_something",
            ),
        ]
        triggers = [
            *CORRECTION.triggers(),
            pgtrigger.ReadOnly(
                name="services_correction_filed",
                fields=["application", "office", "about", "record", "text", "filed_at", "clock"],
            ),
        ]


class Reissue(models.Model):
    """An order to issue a paper once more; the new one names the old one, which ends as soon as there is a new one."""

    id = key()
    application = models.ForeignKey(Application, models.PROTECT, related_name="reissues")
    old = models.OneToOneField("documents.Certificate", models.PROTECT, related_name="+")
    new = models.OneToOneField("documents.Certificate", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500)
    ordered_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    ordered_posting = models.ForeignKey("accounts.Posting", models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(made_at__isnull=True), name="services_reissue_one_open"
            ),
            models.CheckConstraint(
                condition=Q(made_at__isnull=True, new__isnull=True)
                | Q(made_at__isnull=False, new__isnull=False),
                name="services_reissue_made_is_whole",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="services_reissue_with_reason"),
        ]


class Feedback(models.Model):
    """What somebody thought of the work, once, after his paper came. Shown by office, never with a name."""

    id = key()
    application = models.OneToOneField(Application, models.PROTECT, related_name="feedback")
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    face = models.PositiveSmallIntegerField(choices=Face)
    text = models.CharField(max_length=1000, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["office", "-given_at", "-id"], name="services_feedback_office")]
        constraints = [
            models.CheckConstraint(condition=Q(face__in=Face.values), name="services_feedback_face")
        ]
        triggers = [
            pgtrigger.Protect(name="services_feedback_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
