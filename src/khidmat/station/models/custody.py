"""Arrest and what follows it: on what it rests, where the person is, until what lets him go. No row is ever removed."""

import pgtrigger
from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key
from khidmat.station.custody_states import (
    CUSTODY,
    ENDED,
    Authority,
    Basis,
    Cell,
    Gender,
    Ground,
    Told,
    Where,
)
from khidmat.station.models.accused import Accused
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.fir import Fir
from khidmat.station.models.guards import before, by_the_investigator, in_diary, kept

FACTS = [
    "fir", "accused", "station", "gender", "basis", "ground", "paper_number", "paper_court", "paper_text", "paper_on",
    "arrested_at", "hour_text", "odd", "recorded_at", "by", "entry",
]  # fmt: skip
#: For who is concerned in the offence the information came first; the other grounds stand by themselves, a warrant by
#: its date. Nobody is held twice, under this name or as the same person in another case.
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
IF EXISTS (SELECT FROM station_arrest r JOIN station_accused a ON a.id = r.accused_id
            JOIN station_accused mine ON mine.id = NEW.accused_id
            WHERE r.status NOT IN ('released', 'escaped') AND (a.id = mine.id OR a.person_id = mine.person_id)) THEN
    RAISE EXCEPTION 'station: this person is held already' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
#: A person is where the last movement says. The lock of the cell keeps two classes from entering it together.
WHERE_IT_SAYS = """
IF (NEW.status, NEW.cell, NEW.held_as, NEW.moves, NEW.moved_at)
   IS NOT DISTINCT FROM (OLD.status, OLD.cell, OLD.held_as, OLD.moves, OLD.moved_at) THEN
    RETURN NEW;
END IF;
IF NEW.moves <> OLD.moves + 1 OR NOT EXISTS (
    SELECT FROM station_whereabouts m WHERE m.arrest_id = NEW.id AND m.number = NEW.moves AND m.place_kind = NEW.status
       AND m.cell = NEW.cell AND m.held_as = NEW.held_as AND m.at = NEW.moved_at
) THEN
    RAISE EXCEPTION 'station: a person is where the last movement says' USING ERRCODE = 'check_violation';
END IF;
IF NEW.status = 'lock_up' THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.station_id::text || NEW.cell, 0));
    IF NEW.held_as <> station_class_of(NEW.accused_id, NEW.gender) OR EXISTS (
        SELECT FROM station_arrest o WHERE o.station_id = NEW.station_id AND o.status = 'lock_up'
           AND o.cell = NEW.cell AND o.held_as <> NEW.held_as AND o.id <> NEW.id
    ) THEN
        RAISE EXCEPTION 'station: men, women, children and khwaja sira persons are held apart'
            USING ERRCODE = 'check_violation';
    END IF;
END IF;
IF NEW.status = 'released' AND NOT station_has_release(NEW.id) THEN
    RAISE EXCEPTION 'station: nobody is released without authority' USING ERRCODE = 'check_violation';
END IF;
IF NEW.status = 'escaped' AND NOT station_has_escape(NEW.id) THEN
    RAISE EXCEPTION 'station: nobody is gone without a word' USING ERRCODE = 'check_violation';
END IF;
IF NEW.status IN ('jail', 'lock_up') AND (NEW.status = 'jail') IS DISTINCT FROM coalesce((
    SELECT r.kind = 'judicial' FROM station_remand r WHERE r.arrest_id = NEW.id ORDER BY r.at DESC, r.id DESC LIMIT 1
), false) THEN
    RAISE EXCEPTION 'station: to jail by judicial remand only, and from there as the last order says'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
MOVES_ON = """
IF NEW.number <> 1 + coalesce((SELECT max(m.number) FROM station_whereabouts m WHERE m.arrest_id = NEW.arrest_id), 0)
   OR NEW.at < coalesce((SELECT max(m.at) FROM station_whereabouts m WHERE m.arrest_id = NEW.arrest_id),
                        (SELECT a.arrested_at FROM station_arrest a WHERE a.id = NEW.arrest_id)) THEN
    RAISE EXCEPTION 'station: movements follow one another' USING ERRCODE = 'check_violation';
END IF;
IF NOT NEW.by_women AND NEW.place_kind NOT IN ('released', 'escaped') AND EXISTS (
    SELECT FROM station_arrest a WHERE a.id = NEW.arrest_id AND a.gender = 'woman'
) THEN
    RAISE EXCEPTION 'station: a woman is held by female officials only' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
TAKEN_BY_WOMEN = """
IF NOT NEW.female AND EXISTS (
    SELECT FROM station_arrest a WHERE a.id = NEW.arrest_id AND a.gender = 'woman'
) THEN
    RAISE EXCEPTION 'station: a woman is arrested by female officials only' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Arrest(models.Model):
    """One arrest of an accused: its legal basis, its hour, and where the person is now.

    `status`, `cell`, `held_as`, `moves` and `moved_at` are what the last `Whereabouts` says. Words that name somebody
    stand in `ArrestText`. `odd`: the hour or the date of the paper stands as it was said.
    """

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="arrests")
    accused = models.ForeignKey(Accused, models.PROTECT, related_name="arrests")
    station = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    gender = models.CharField(max_length=12, choices=Gender)
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
    status = models.CharField(max_length=12, choices=Where, default=Where.WITH_OFFICER.value)
    cell = models.CharField(max_length=20, blank=True)
    held_as = models.CharField(max_length=12, choices=Cell, blank=True)
    moves = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["station", "arrested_at", "id"], condition=~Q(status__in=ENDED), name="station_held"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["accused"], condition=~Q(status__in=ENDED), name="station_arrest_held_once"
            ),
            models.CheckConstraint(
                condition=Q(basis=Basis.SECTION_54, ground__in=Ground.values)
                | Q(basis__in=[Basis.WARRANT, Basis.COURT_ORDER], ground="")
                & ~Q(paper_number="")
                & ~Q(paper_court="")
                & ~Q(paper_text=""),
                name="station_arrest_has_its_basis",
            ),
            models.CheckConstraint(condition=Q(gender__in=Gender.values), name="station_arrest_gender"),
            models.CheckConstraint(
                condition=Q(status=Where.LOCK_UP, held_as__in=Cell.values) & ~Q(cell="")
                | ~Q(status=Where.LOCK_UP) & Q(cell="", held_as=""),
                name="station_arrest_in_a_cell",
            ),
        ]
        triggers = [
            *CUSTODY.triggers(),
            pgtrigger.ReadOnly(name="station_arrest_as_it_was", fields=FACTS),
            pgtrigger.Protect(name="station_arrest_kept", operation=pgtrigger.Delete),
            by_the_investigator("station_arrest"),
            in_diary("station_arrest"),
            before("station_arrest_basis", ON_ITS_BASIS),
            pgtrigger.Trigger(
                name="station_arrest_where",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=WHERE_IT_SAYS,
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


class Whereabouts(models.Model):
    """That a person came to a place, and who held him on the way. The last one says where he is."""

    id = key()
    arrest = models.ForeignKey(Arrest, models.PROTECT, related_name="whereabouts")
    number = models.PositiveIntegerField()
    place_kind = models.CharField(max_length=12, choices=Where)
    place = models.CharField(max_length=120, blank=True)
    cell = models.CharField(max_length=20, blank=True)
    held_as = models.CharField(max_length=12, choices=Cell, blank=True)
    escort = models.CharField(max_length=200)
    by_women = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["arrest", "number"], name="station_whereabouts_order"),
            models.CheckConstraint(condition=~Q(escort=""), name="station_whereabouts_held_by_somebody"),
        ]
        triggers = [kept("station_whereabouts"), before("station_whereabouts_next", MOVES_ON)]

    def __str__(self) -> str:
        return str(self.number)


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


class Escape(models.Model):
    """That somebody got away: from whose hands, how and when. Who is caught is arrested again, and his days go on."""

    arrest = models.OneToOneField(Arrest, models.PROTECT, primary_key=True, related_name="escape")
    from_whom = models.CharField(max_length=200)
    told = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(from_whom="") & ~Q(told=""), name="station_escape_is_told")
        ]
        triggers = [kept("station_escape")]

    def __str__(self) -> str:
        return str(self.arrest_id)
