"""The first information report, register I (CrPC 154, Form 24.5(1)): numbered by station and year, never edited."""

import pgtrigger
from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key
from khidmat.station.models.desk import Complaint
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.states import AddedKind, Copy

#: The number follows the last one, and what it rests on was there before it: complaint, decision, diary entry.
AS_THE_LAW_ORDERS = """
IF NEW.number <> 1 + coalesce(
    (SELECT max(f.number) FROM station_fir f WHERE f.station_id = NEW.station_id AND f.year = NEW.year), 0) THEN
    RAISE EXCEPTION 'station: numbers of FIRs follow one another' USING ERRCODE = 'check_violation';
END IF;
IF NEW.year <> extract(year FROM NEW.registered_at AT TIME ZONE 'Asia/Karachi') THEN
    RAISE EXCEPTION 'station: an FIR is numbered in its own year' USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (
    SELECT FROM station_diaryentry e
     WHERE e.id = NEW.entry_id AND e.station_id = NEW.station_id AND e.about_id = NEW.id AND e.kind = 'cognizable'
       AND e.written_at <= NEW.registered_at
) THEN
    RAISE EXCEPTION 'station: an FIR rests on its diary entry' USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (
    SELECT FROM station_complaint c
     WHERE c.id = NEW.complaint_id AND c.station_id = NEW.station_id AND c.status = 'registered'
       AND (NEW.sealed OR NOT c.sensitive)
) THEN
    RAISE EXCEPTION 'station: an FIR rests on its complaint' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
IN_ITS_ORDER = """
IF NEW.number <> 1 + coalesce((SELECT max(o.number) FROM {table} o WHERE o.fir_id = NEW.fir_id), 0) THEN
    RAISE EXCEPTION 'station: what is added to an FIR follows in its order' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
KEPT = pgtrigger.Update | pgtrigger.Delete


class Fir(models.Model):
    """A registered case. It takes its facts from its one complaint; nothing of it is typed again or ever changed.

    What could tell who somebody is stands in `FirText`, kept apart so that the database itself can seal it.
    """

    id = key()
    station = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    complaint = models.OneToOneField(Complaint, models.PROTECT, related_name="fir")
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    sections = models.TextField()
    head = models.ForeignKey("law.Head", models.PROTECT, null=True, related_name="+")
    sealed = models.BooleanField()
    electricity = models.BooleanField()
    authority = models.ForeignKey("files.Blob", models.PROTECT, null=True, related_name="+")
    despatched_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["station", "-registered_at", "-id"], name="station_fir_newest"),
            # The register of a district: of all its stations in one order, without sorting what they have.
            models.Index(fields=["-registered_at", "-id"], name="station_fir_latest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["station", "year", "number"], name="station_fir_number"),
            models.CheckConstraint(condition=~Q(sections=""), name="station_fir_names_an_offence"),
            models.CheckConstraint(
                condition=Q(electricity=False) | Q(authority__isnull=False),
                name="station_fir_electricity_by_authority",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="station_fir_kept", operation=KEPT),
            pgtrigger.Trigger(
                name="station_fir_ordered",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=AS_THE_LAW_ORDERS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year % 100:02}"


class FirText(models.Model):
    """The words of an FIR. Of a sealed one the database shows the row only to who unsealed it.

    `accused` as named or described by the informant, a line each; `presence`: who was with a woman who told it.
    """

    fir = models.OneToOneField(Fir, models.PROTECT, primary_key=True, related_name="text")
    brief = models.TextField(blank=True)
    accused = models.TextField(blank=True)
    delay = models.TextField(blank=True)
    steps = models.TextField(blank=True)
    presence = models.CharField(max_length=300, blank=True)

    class Meta:
        triggers = [pgtrigger.Protect(name="station_firtext_kept", operation=KEPT)]

    def __str__(self) -> str:
        return str(self.fir_id)


class FirSection(models.Model):
    """One section of an FIR: as written, and which it is in the table; none, where it is not known."""

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="cited")
    number = models.PositiveSmallIntegerField()
    written = models.CharField(max_length=120)
    section = models.ForeignKey("law.Section", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fir", "number"], name="station_section_order")]
        triggers = [
            pgtrigger.Protect(name="station_section_kept", operation=KEPT),
            pgtrigger.Trigger(
                name="station_section_electricity",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                IF NEW.written ~* '^462\\s?-?\\s?[G-P]'
                   AND EXISTS (SELECT FROM station_fir f WHERE f.id = NEW.fir_id AND NOT f.electricity) THEN
                    RAISE EXCEPTION 'station: electricity is taken up on the authorised officer''s information'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return self.written


class Designation(models.Model):
    """Who investigates from when on, by whose order and why. The last row counts."""

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="designations")
    number = models.PositiveSmallIntegerField()
    officer = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["officer", "fir"], name="station_designation_officer")]
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_designation_order"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="station_designation_changed_with_reason"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="station_designation_kept", operation=KEPT),
            pgtrigger.Trigger(
                name="station_designation_next",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=IN_ITS_ORDER.format(table="station_designation"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Added(models.Model):
    """A supplementary statement or another version of the occurrence: it stands beside the FIR, which stays."""

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="added")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=AddedKind)
    stated_by = models.CharField(max_length=200)
    text = models.TextField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_added_order"),
            models.CheckConstraint(condition=Q(kind__in=AddedKind.values), name="station_added_kind"),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(stated_by=""), name="station_added_says_something"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="station_added_kept", operation=KEPT),
            pgtrigger.Trigger(
                name="station_added_next",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=IN_ITS_ORDER.format(table="station_added"),
            ),
            pgtrigger.Trigger(
                name="station_added_in_diary",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                PERFORM FROM station_fir f JOIN station_diaryentry e ON e.id = NEW.entry_id
                  WHERE f.id = NEW.fir_id AND e.about_id = f.id AND e.station_id = f.station_id;
                IF NOT FOUND THEN
                    RAISE EXCEPTION 'station: what is added rests on its diary entry'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class FirCopy(models.Model):
    """One copy: for whom, by whom, when; `named` says whether names stand on it. Its paper is made by the worker."""

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="copies")
    whom = models.CharField(max_length=16, choices=Copy)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    named = models.BooleanField(default=False)
    paper = models.OneToOneField("documents.SignedCopy", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(whom__in=Copy.values), name="station_copy_whom")]
        triggers = [pgtrigger.Protect(name="station_copy_kept", operation=KEPT)]

    def __str__(self) -> str:
        return self.whom


class FirDraft(models.Model):
    """What an officer has typed of an FIR that is not registered yet: saved while he types, one a complaint."""

    complaint = models.OneToOneField(Complaint, models.PROTECT, primary_key=True, related_name="draft")
    sections = models.TextField(blank=True)
    brief = models.TextField(blank=True)
    accused = models.TextField(blank=True)
    delay = models.TextField(blank=True)
    steps = models.TextField(blank=True)
    presence = models.CharField(max_length=300, blank=True)
    officer = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    head = models.ForeignKey("law.Head", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.complaint_id)
