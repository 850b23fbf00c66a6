"""Certificates, and the counting of look-ups."""

import pgtrigger
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Reverse

from khidmat.documents.states import ENDED, LIFE, Status
from khidmat.kernel.fields import key
from khidmat.kernel.history import kept

#: What stands on a paper in somebody's hand does not change in the books.
AS_PRINTED = """
IF (NEW.number, NEW.code, NEW.title, NEW.title_ur, NEW.about, NEW.office_id, NEW.issued_on, NEW.valid_until)
    IS DISTINCT FROM
    (OLD.number, OLD.code, OLD.title, OLD.title_ur, OLD.about, OLD.office_id, OLD.issued_on, OLD.valid_until) THEN
    RAISE EXCEPTION 'documents: number, code, title, office and dates of a certificate stay'
        USING ERRCODE = 'check_violation';
END IF;
IF OLD.blob_id IS NOT NULL AND (NEW.facts, NEW.blob_id, NEW.photo_id, NEW.last_four, NEW.attached_at)
    IS DISTINCT FROM (OLD.facts, OLD.blob_id, OLD.photo_id, OLD.last_four, OLD.attached_at) THEN
    RAISE EXCEPTION 'documents: the paper of a certificate is attached once'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


@kept(without=("facts",))
class Certificate(models.Model):
    """A certificate: its number and code at once, its facts and its paper as soon as it is made.

    `about` is what it was issued for (an application): one certificate each. `title` is what the paper is called,
    `facts` the canonical JSON that the PDF carries, `last_four` the end of the identity number printed on it.
    """

    id = key()
    about = models.UUIDField(unique=True)
    number = models.CharField(max_length=40, unique=True)
    code = models.CharField(max_length=28, unique=True)
    title = models.CharField(max_length=120)
    title_ur = models.CharField(max_length=120)
    status = models.CharField(max_length=12, choices=Status, default=Status.NUMBERED)
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    issued_on = models.DateField()
    valid_until = models.DateField()
    numbered_at = models.DateTimeField()
    facts = models.TextField(blank=True)
    last_four = models.CharField(max_length=4, blank=True)
    photo = models.ForeignKey("files.Blob", models.PROTECT, null=True, related_name="+")
    blob = models.ForeignKey("files.Blob", models.PROTECT, null=True, related_name="+")
    attached_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=500, blank=True)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["office", "-issued_on", "-id"], name="documents_cert_office"),
            models.Index(
                fields=["-attached_at", "-id"],
                condition=~Q(status=Status.NUMBERED),
                name="documents_cert_newest",
            ),
            models.Index(OpClass(Reverse("number"), "text_pattern_ops"), name="documents_cert_ending"),
            models.Index(fields=["valid_until"], condition=Q(status__in=ENDED), name="documents_cert_ended"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.NUMBERED, blob__isnull=True, facts="")
                | (
                    ~Q(status=Status.NUMBERED)
                    & Q(blob__isnull=False, photo__isnull=False, attached_at__isnull=False)
                    & ~Q(facts="")
                    & ~Q(last_four="")
                ),
                name="documents_cert_paper_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=ENDED) | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="documents_cert_ended_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.SUPERSEDED) | Q(superseded_by__isnull=False),
                name="documents_cert_replaced_by_one",
            ),
            models.CheckConstraint(condition=Q(valid_until__gte=F("issued_on")), name="documents_cert_dates"),
        ]
        triggers = [
            *LIFE.triggers(),
            pgtrigger.Trigger(
                name="documents_cert_as_printed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=AS_PRINTED,
            ),
        ]

    def __str__(self) -> str:
        return self.number


#: A copy is signed once; what it is a copy of, and for whom, never changes.
COPIED_ONCE = """
IF OLD.blob_id IS NOT NULL
   OR (NEW.about, NEW.code, NEW.number, NEW.title, NEW.title_ur, NEW.office_id, NEW.whom, NEW.whom_ur, NEW.dated,
       NEW.issued_on, NEW.ordered_at)
   IS DISTINCT FROM
      (OLD.about, OLD.code, OLD.number, OLD.title, OLD.title_ur, OLD.office_id, OLD.whom, OLD.whom_ur, OLD.dated,
       OLD.issued_on, OLD.ordered_at) THEN
    RAISE EXCEPTION 'documents: a copy is signed once and stays' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class SignedCopy(models.Model):
    """A signed copy of a paper in a station's books, under a code of its own: ordered, then made by the worker.

    `about` is the row it is a copy of. It names nobody: whom the paper concerns stands in the file alone.
    """

    id = key()
    about = models.UUIDField()
    code = models.CharField(max_length=28, unique=True)
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    title_ur = models.CharField(max_length=120)
    office = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    whom = models.CharField(max_length=60)
    whom_ur = models.CharField(max_length=60)
    dated = models.DateField()
    issued_on = models.DateField()
    ordered_at = models.DateTimeField()
    facts = models.TextField(blank=True)
    blob = models.ForeignKey("files.Blob", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(blob__isnull=True, made_at__isnull=True, facts="")
                | (Q(blob__isnull=False, made_at__isnull=False) & ~Q(facts="")),
                name="documents_copy_is_whole",
            ),
            models.CheckConstraint(condition=Q(issued_on__gte=F("dated")), name="documents_copy_dates"),
        ]
        triggers = [
            pgtrigger.Protect(name="documents_copy_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="documents_copy_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=COPIED_ONCE,
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Tally(models.Model):
    """How often something was tried in the present window of time.

    An address or a code falls on a shelf by its hash: the table never grows, and says nothing of who looked.
    """

    shelf = models.PositiveIntegerField(primary_key=True)
    window = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
