"""Arrest: on what it rests, who was told, until what ends it in its case. No row is ever removed."""

import pgtrigger
from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key
from khidmat.station.custody_states import ARREST, Authority, Basis, Ground, Stands, Told
from khidmat.station.models.accused import Accused
from khidmat.station.models.custody import Custody
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.fir import Fir
from khidmat.station.models.guards import before, by_the_investigator, in_diary, kept

FACTS = [
    "fir", "accused", "custody", "station", "basis", "ground", "paper_number", "paper_court", "paper_text", "paper_on",
    "arrested_at", "hour_text", "odd", "recorded_at", "by", "entry",
]  # fmt: skip
#: For who is concerned in the offence the information came first; the other grounds stand by themselves, a warrant by
#: its date. All arrests of one custody are of one person, known by the index or once only: who is held already joins.
ON_ITS_BASIS = """
IF NOT EXISTS (SELECT FROM station_accused a LEFT JOIN station_struck s ON s.accused_id = a.id
                WHERE a.id = NEW.accused_id AND a.fir_id = NEW.fir_id AND s.accused_id IS NULL) THEN
    RAISE EXCEPTION 'station: who is arrested is accused in the case' USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (SELECT FROM station_fir f JOIN station_complaint c ON c.id = f.complaint_id
                JOIN station_diaryentry e ON e.id = NEW.entry_id AND e.kind = 'arrest'
                WHERE f.id = NEW.fir_id AND f.station_id = NEW.station_id AND NEW.arrested_at <= NEW.recorded_at
                  AND (NEW.ground <> 'concerned' OR NEW.arrested_at >= c.taken_at)
                  AND (NEW.paper_on IS NULL
                       OR NEW.paper_on <= (NEW.arrested_at AT TIME ZONE 'Asia/Karachi')::date)) THEN
    RAISE EXCEPTION 'station: no arrest before its basis' USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (SELECT FROM station_custody c JOIN station_accused a ON a.id = NEW.accused_id
                WHERE c.id = NEW.custody_id AND c.status NOT IN ('released', 'escaped')
                  AND a.person_id IS NOT DISTINCT FROM c.person_id
                  AND (c.person_id IS NOT NULL
                       OR NOT EXISTS (SELECT FROM station_arrest r WHERE r.custody_id = c.id))) THEN
    RAISE EXCEPTION 'station: a custody is of one person who is held' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
ENDS_BY_A_WORD = """
IF NEW.status = 'released' AND NOT station_has_release(NEW.id) THEN
    RAISE EXCEPTION 'station: nobody is released without authority' USING ERRCODE = 'check_violation';
END IF;
IF NEW.status = 'escaped' AND NOT EXISTS (
    SELECT FROM station_custody c WHERE c.id = NEW.custody_id AND c.status = 'escaped'
) THEN
    RAISE EXCEPTION 'station: nobody is gone without a word' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
TAKEN_BY_WOMEN = """
IF NOT NEW.female AND EXISTS (
    SELECT FROM station_arrest a JOIN station_custody c ON c.id = a.custody_id
     WHERE a.id = NEW.arrest_id AND c.gender = 'woman'
) THEN
    RAISE EXCEPTION 'station: a woman is arrested by female officials only' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Arrest(models.Model):
    """One arrest of an accused in one case: its legal basis and its hour, open until release or escape.

    Where the person is his `Custody` says, which other arrests may share. `station`: of the case. Words that name
    somebody stand in `ArrestText`. `odd`: the hour or the date of the paper stands as it was said.
    """

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="arrests")
    accused = models.ForeignKey(Accused, models.PROTECT, related_name="arrests")
    custody = models.ForeignKey(Custody, models.PROTECT, related_name="arrests")
    station = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    basis = models.CharField(max_length=12, choices=Basis)
    ground = models.CharField(max_length=12, choices=Ground, blank=True)
    paper_number = models.CharField(max_length=60, blank=True)
    paper_court = models.CharField(max_length=120, blank=True)
    paper_text = models.CharField(max_length=60, blank=True)
    paper_on = models.DateField(null=True)
    arrested_at = models.DateTimeField()
    hour_text = models.CharField(max_length=120, blank=True)
    odd = models.BooleanField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=Stands, default=Stands.HELD.value)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["accused"], condition=Q(status=Stands.HELD), name="station_arrest_held_once"
            ),
            models.UniqueConstraint(
                fields=["custody", "fir"],
                condition=Q(status=Stands.HELD),
                name="station_arrest_once_in_a_case",
            ),
            models.CheckConstraint(
                condition=Q(basis=Basis.SECTION_54, ground__in=Ground.values)
                | Q(basis__in=[Basis.WARRANT, Basis.COURT_ORDER], ground="")
                & ~Q(paper_number="")
                & ~Q(paper_court="")
                & ~Q(paper_text=""),
                name="station_arrest_has_its_basis",
            ),
        ]
        triggers = [
            *ARREST.triggers(),
            pgtrigger.ReadOnly(name="station_arrest_as_it_was", fields=FACTS),
            pgtrigger.Protect(name="station_arrest_kept", operation=pgtrigger.Delete),
            by_the_investigator("station_arrest"),
            in_diary("station_arrest"),
            before("station_arrest_basis", ON_ITS_BASIS),
            pgtrigger.Trigger(
                name="station_arrest_ends",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ENDS_BY_A_WORD,
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ArrestText(models.Model):
    """The words of an arrest memo that can tell who it is about; shut as the accused is.

    `medical`: who examined the person and what was found, or why nobody did. A search has two witnesses (CrPC 103).
    """

    arrest = models.OneToOneField(Arrest, models.PROTECT, primary_key=True, related_name="text")
    place = models.CharField(max_length=300)
    reasons = models.TextField(blank=True)
    medical = models.TextField()
    searched = models.BooleanField()
    witness_1 = models.CharField(max_length=200, blank=True)
    witness_2 = models.CharField(max_length=200, blank=True)
    belongings = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(place="") & ~Q(medical=""), name="station_arrest_text_whole"),
            models.CheckConstraint(
                condition=Q(searched=False, belongings="") | (~Q(witness_1="") & ~Q(witness_2="")),
                name="station_search_has_two_witnesses",
            ),
        ]
        triggers = [kept("station_arresttext")]

    def __str__(self) -> str:
        return str(self.arrest_id)


class Hand(models.Model):
    """An official who took or escorted the arrested person. A woman is taken by female officials only (2022 Act)."""

    id = key()
    arrest = models.ForeignKey(Arrest, models.PROTECT, related_name="hands")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    female = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["arrest", "number"], name="station_hand_order"),
            models.CheckConstraint(condition=~Q(name=""), name="station_hand_named"),
        ]
        triggers = [kept("station_hand"), before("station_hand_female", TAKEN_BY_WOMEN)]

    def __str__(self) -> str:
        return self.name


class Informed(models.Model):
    """That somebody was told of the arrest: who, how and when; or why not yet."""

    id = key()
    arrest = models.ForeignKey(Arrest, models.PROTECT, related_name="informed")
    kind = models.CharField(max_length=10, choices=Told)
    whom = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=200, blank=True)
    why_not = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Told.values), name="station_informed_kind"),
            models.CheckConstraint(
                condition=~Q(whom="") & ~Q(how="") & Q(why_not="") | ~Q(why_not="") & Q(whom="", how=""),
                name="station_informed_or_why_not",
            ),
        ]
        triggers = [kept("station_informed")]

    def __str__(self) -> str:
        return self.kind


class Release(models.Model):
    """By what somebody was let go, and who took back what was found on him."""

    arrest = models.OneToOneField(Arrest, models.PROTECT, primary_key=True, related_name="release")
    authority = models.CharField(max_length=12, choices=Authority)
    reference = models.CharField(max_length=200)
    returned_to = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(authority__in=Authority.values) & ~Q(reference="") & ~Q(returned_to=""),
                name="station_release_has_authority",
            )
        ]
        triggers = [kept("station_release")]

    def __str__(self) -> str:
        return str(self.arrest_id)
