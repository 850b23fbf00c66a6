"""Certificates: number and code first, the file once, then only the status moves."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from khidmat.documents.states import LIFE, CertificateStatus
from khidmat.kernel.fields import key


class Certificate(models.Model):
    """A certificate by its number. `about` is what it was issued for; `facts` are what it says, as canonical JSON.

    Until the worker has made the paper, `facts`, `blob` and `made_at` are empty and nobody can verify it.
    """

    id = key()
    about = models.UUIDField(unique=True)
    number = models.CharField(max_length=40, unique=True)
    code = models.CharField(max_length=28, unique=True)
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=12, choices=CertificateStatus, default=CertificateStatus.VALID
    )
    issued_on = models.DateField()
    valid_until = models.DateField()
    facts = models.TextField(blank=True)
    photo = models.ForeignKey("files.Blob", models.PROTECT, null=True, related_name="+")
    blob = models.ForeignKey("files.Blob", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["ended_at"],
                condition=~Q(status=CertificateStatus.VALID),
                name="documents_certificate_ended",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("issued_on")), name="documents_certificate_dates"
            ),
            models.CheckConstraint(
                condition=Q(blob__isnull=True, made_at__isnull=True, facts="")
                | (Q(blob__isnull=False, made_at__isnull=False, photo__isnull=False) & ~Q(facts="")),
                name="documents_certificate_made_whole",
            ),
            models.CheckConstraint(
                condition=Q(status=CertificateStatus.VALID, ended_at__isnull=True)
                | (~Q(status=CertificateStatus.VALID) & Q(ended_at__isnull=False) & ~Q(reason="")),
                name="documents_certificate_ended_with_reason",
            ),
        ]
        triggers = [
            *LIFE.triggers(),
            pgtrigger.Trigger(
                name="documents_certificate_as_issued",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                IF (NEW.about, NEW.number, NEW.code, NEW.office_id, NEW.issued_on, NEW.valid_until)
                   IS DISTINCT FROM (OLD.about, OLD.number, OLD.code, OLD.office_id, OLD.issued_on, OLD.valid_until)
                   OR (OLD.blob_id IS NOT NULL AND (NEW.facts, NEW.photo_id, NEW.blob_id, NEW.made_at)
                       IS DISTINCT FROM (OLD.facts, OLD.photo_id, OLD.blob_id, OLD.made_at)) THEN
                    RAISE EXCEPTION 'documents: a certificate stays as it was issued' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return self.number
