"""Who is accused in an FIR: named or described, numbered, never removed. A child's identity is sealed (JJSA s. 13)."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from khidmat.kernel.fields import key
from khidmat.station.custody_states import ADULT, PROVES, Gender, Proof
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.fir import KEPT, Fir

#: The FIR's row is locked first, or two who name somebody at the same moment would both be the next.
NEXT_OF_FIR = """
PERFORM FROM station_fir f JOIN station_diaryentry e ON e.id = NEW.entry_id
  WHERE f.id = NEW.fir_id AND e.about_id = f.id AND e.station_id = f.station_id FOR NO KEY UPDATE OF f;
IF NOT FOUND THEN
    RAISE EXCEPTION 'station: an accused rests on his diary entry' USING ERRCODE = 'check_violation';
END IF;
IF NEW.number <> 1 + coalesce((SELECT max(a.number) FROM station_accused a WHERE a.fir_id = NEW.fir_id), 0) THEN
    RAISE EXCEPTION 'station: the accused of an FIR follow one another' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
#: Who is taken for a child stays one until a paper, a doctor or a court says otherwise. Read as the owner: what is
#: stated of a child's age is sealed with him.
A_CHILD_UNTIL_PROVED = """
IF NEW.number <> 1 + station_ages_of(NEW.accused_id) THEN
    RAISE EXCEPTION 'station: ages follow one another' USING ERRCODE = 'check_violation';
END IF;
IF NOT NEW.child AND NEW.basis NOT IN ('paper', 'medical', 'court') AND station_is_child(NEW.accused_id) THEN
    RAISE EXCEPTION 'station: a child until proved otherwise' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Accused(models.Model):
    """Somebody accused in an FIR. Who he is in words stands in `AccusedText`, how old he is in `Age`.

    `gender` is what the papers of custody need: empty until it is known, and what the person says when he is arrested.
    """

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="accused")
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    gender = models.CharField(max_length=12, choices=Gender, blank=True)
    added_at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    entry = models.ForeignKey(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_accused_order"),
            models.CheckConstraint(
                condition=Q(gender="") | Q(gender__in=Gender.values), name="station_accused_gender"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="station_accused_kept", operation=KEPT),
            pgtrigger.Trigger(
                name="station_accused_next",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=NEXT_OF_FIR,
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class AccusedText(models.Model):
    """Who it is, as far as anybody knows: "unknown, dark, tall" will do. Shut with a sealed FIR, and for a child.

    `cnic` is kept as it was written; the number that can be one has its person in the index.
    """

    accused = models.OneToOneField(Accused, models.PROTECT, primary_key=True, related_name="text")
    name = models.CharField(max_length=120, blank=True)
    name_ur = models.CharField(max_length=120, blank=True)
    father = models.CharField(max_length=120, blank=True)
    described = models.TextField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    cnic = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="", name_ur="", described=""), name="station_accused_named_or_described"
            )
        ]
        triggers = [pgtrigger.Protect(name="station_accusedtext_kept", operation=KEPT)]

    def __str__(self) -> str:
        return str(self.accused_id)


class Age(models.Model):
    """What is said of somebody's age, by whom and on what ground; the last row counts, the others stay.

    `stated` as it was said ("about 17", a year, a Hijri date); `years` when it can be read, at the youngest; `odd` when
    it cannot be, or not surely. A disputed age is a child's until it is proved (JJSA s. 8).
    """

    id = key()
    accused = models.ForeignKey(Accused, models.PROTECT, related_name="ages")
    number = models.PositiveSmallIntegerField()
    stated = models.CharField(max_length=120)
    years = models.PositiveSmallIntegerField(null=True)
    odd = models.BooleanField()
    child = models.BooleanField()
    disputed = models.BooleanField()
    basis = models.CharField(max_length=8, choices=Proof)
    paper = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["accused", "number"], name="station_age_order"),
            models.CheckConstraint(condition=Q(basis__in=Proof.values), name="station_age_basis"),
            models.CheckConstraint(
                condition=Q(child=True) | Q(disputed=False) & (Q(years__isnull=True) | Q(years__gte=ADULT)),
                name="station_age_of_a_child",
            ),
            models.CheckConstraint(
                condition=~Q(basis__in=PROVES) | ~Q(paper=""), name="station_age_names_its_proof"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="station_age_kept", operation=KEPT),
            pgtrigger.Trigger(
                name="station_age_next",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=A_CHILD_UNTIL_PROVED,
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Struck(models.Model):
    """That somebody was named wrongly, or that an unknown one has a name now: he stays legible, `instead` follows."""

    accused = models.OneToOneField(Accused, models.PROTECT, primary_key=True, related_name="struck")
    reason = models.CharField(max_length=500)
    instead = models.ForeignKey(Accused, models.PROTECT, null=True, related_name="+")
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="station_struck_with_reason"),
            models.CheckConstraint(
                condition=Q(instead__isnull=True) | ~Q(instead=F("accused")), name="station_struck_by_another"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="station_struck_kept", operation=KEPT),
            pgtrigger.Trigger(
                name="station_struck_same_fir",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                IF NEW.instead_id IS NOT NULL AND NOT EXISTS (
                    SELECT FROM station_accused a JOIN station_accused b ON a.fir_id = b.fir_id
                     WHERE a.id = NEW.accused_id AND b.id = NEW.instead_id
                ) THEN
                    RAISE EXCEPTION 'station: another of the same FIR stands in his place'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return str(self.accused_id)
