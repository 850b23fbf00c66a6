"""Criminal records in versions, and the files they came from."""

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from khidmat.kernel.fields import IntArrayField, key
from khidmat.people.public import Relation
from khidmat.wanted.states import ADULT, UPLOAD, Part, Stage, UploadState


class ImportBatch(models.Model):
    """One file that was taken in. A dry run leaves no row; the same content makes one batch however often sent."""

    id = key()
    holder = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    same = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    refused_rows = models.BinaryField()
    made_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "sha256"], name="wanted_batch_once"),
            models.CheckConstraint(
                condition=Q(rows=F("new") + F("changed") + F("same") + F("refused")),
                name="wanted_batch_nothing_lost",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="wanted_batch_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    @property
    def accepted(self) -> int:
        """Rows that made a record or a new version of one."""
        return self.new + self.changed


class Upload(models.Model):
    """A file from its sending to its being taken in, its sender's alone; the bytes lie on the disk for a day.

    `summary` and `lines` are what its rows would do (`kept`), or why it cannot be read; they are emptied when it is
    taken in or given up: a register of names does not lie about. `part`, `done` and `total` say how far the worker is.
    """

    id = key()
    owner = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    holder = models.ForeignKey("org.Office", models.PROTECT, db_index=False, related_name="+")
    file_name = models.CharField(max_length=200)
    encoding = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=UploadState, default=UploadState.WAITING)
    part = models.CharField(max_length=10, choices=Part, default=Part.OPEN)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    summary = models.BinaryField(default=b"")
    lines = models.BinaryField(default=b"")
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["kept_at"],
                name="wanted_upload_to_drop",
                condition=~Q(status__in=[UploadState.TAKEN, UploadState.GONE]),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=UploadState.TAKEN, batch__isnull=False)
                | ~Q(status=UploadState.TAKEN) & Q(batch__isnull=True),
                name="wanted_upload_taken_is_a_batch",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[UploadState.TAKEN, UploadState.GONE]) | Q(summary=b"", lines=b""),
                name="wanted_upload_forgets",
            ),
        ]
        triggers = UPLOAD.triggers()


class CriminalRecord(models.Model):
    """One version of what is recorded about one person in one case.

    The current version of a `series` is the row with no `superseded_by`; a correction is a new row. `holder` is the
    district whose record office keeps it; `station` is the station as written, `office` the one it was found to be.
    The `*_key` columns are what equality is decided on; `blocks` are the name keys a search goes by, and only a
    current version has them.
    """

    id = key()
    series = models.UUIDField()
    holder = models.ForeignKey("org.Office", models.PROTECT, db_index=False, related_name="+")
    office = models.ForeignKey("org.Office", models.PROTECT, null=True, db_index=False, related_name="+")
    station = models.CharField(max_length=120)
    station_key = models.CharField(max_length=160)
    case_ref = models.CharField(max_length=40)
    case_key = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    sections = models.CharField(max_length=300)
    stage = models.CharField(max_length=12, choices=Stage)
    court = models.CharField(max_length=160, blank=True)
    decided_on = models.DateField(null=True)
    juvenile = models.BooleanField()
    expunged_at = models.DateTimeField(null=True)
    name = models.CharField(max_length=120, blank=True)
    name_ur = models.CharField(max_length=120, blank=True)
    father = models.CharField(max_length=120, blank=True)
    father_ur = models.CharField(max_length=120, blank=True)
    relation = models.CharField(max_length=6, choices=Relation)
    cnic = models.CharField(max_length=13, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True)
    address = models.CharField(max_length=300, blank=True)
    district = models.CharField(max_length=40, blank=True)
    photo = models.ForeignKey("files.Blob", models.PROTECT, null=True, db_index=False, related_name="+")
    key_roman = models.CharField(max_length=260, blank=True)
    key_urdu = models.CharField(max_length=260, blank=True)
    blocks = IntArrayField()
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, related_name="records")
    reason = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, db_index=False, related_name="+")
    made_at = models.DateTimeField()
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        indexes = [
            GinIndex(OpClass(F("blocks"), "gin__int_ops"), name="wanted_record_blocks", fastupdate=False),
            models.Index(fields=["cnic"], name="wanted_record_cnic", condition=~Q(cnic="")),
            models.Index(
                fields=["holder", "year", "case_key", "station_key"],
                name="wanted_record_case",
                condition=Q(superseded_by=None),
            ),
            models.Index(fields=["series", "id"], name="wanted_record_series"),
            models.Index(
                fields=["holder", "-id"], name="wanted_record_newest", condition=Q(superseded_by=None)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["series"], condition=Q(superseded_by=None), name="wanted_record_one_current"
            ),
            models.UniqueConstraint(
                fields=["holder", "station_key", "year", "case_key", "key_roman", "key_urdu", "cnic"],
                condition=Q(superseded_by=None),
                name="wanted_record_natural",
            ),
            # A superseded version is found by its series, never by its names: no search meets it.
            models.CheckConstraint(
                condition=Q(superseded_by=None) | Q(blocks=[]), name="wanted_record_blocks_of_current"
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="wanted_record_stage"),
            models.CheckConstraint(condition=Q(relation__in=Relation.values), name="wanted_record_relation"),
            models.CheckConstraint(condition=~Q(name="") | ~Q(name_ur=""), name="wanted_record_somebody"),
            models.CheckConstraint(condition=Q(cnic__regex=r"^(\d{13})?$"), name="wanted_record_cnic_digits"),
            # A certificate would print the conviction: it must say which court, and when.
            models.CheckConstraint(
                condition=~Q(stage=Stage.CONVICTED) | (~Q(court="") & Q(decided_on__isnull=False)),
                name="wanted_record_conviction_by_court",
            ),
            # Under 18 in the year of the case: a juvenile's record, whatever the register's column said.
            models.CheckConstraint(
                condition=Q(juvenile=True) | Q(birth_year=None) | Q(birth_year__lte=F("year") - ADULT),
                name="wanted_record_child_is_juvenile",
            ),
        ]
        triggers = [
            # That a version is never changed is a trigger of its own in 0002: a generated one asks a setting first,
            # in a subtransaction, which walks all waiting key checks and makes a large import quadratic.
            pgtrigger.Protect(name="wanted_record_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.case_ref} {self.station}"
