"""The papers of an investigation: witnesses, statements, site plans, memos, searches, warrants. Sealed as the FIR is.

A paper that cannot be is refused by the database: no statement of a woman about what was done to her without somebody
at her side, no second hearing of a victim of rape, no search before its reasons, no memo with one witness.
"""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from khidmat.kernel.fields import key
from khidmat.station.evidence import (
    ONCE_ONLY,
    Ground,
    MemoKind,
    Presence,
    Recorded,
    StatementLaw,
    WarrantKind,
    WarrantResult,
    WitnessKind,
)
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.fir import Fir
from khidmat.station.models.guards import before, by_investigators, in_diary, in_order, kept

HEARD = f"""
SELECT * INTO who FROM station_witness w WHERE w.id = NEW.witness_id AND w.fir_id = NEW.fir_id;
IF who.id IS NULL THEN
    RAISE EXCEPTION 'station: a statement is of a witness of its own case' USING ERRCODE = 'check_violation';
END IF;
IF NEW.law = '161' AND who.kind = 'victim' AND who.woman AND NEW.presence = ''
   AND EXISTS (SELECT FROM station_fir f WHERE f.id = NEW.fir_id AND f.sealed) THEN
    RAISE EXCEPTION 'station: somebody is at her side when she tells it' USING ERRCODE = 'check_violation';
END IF;
IF NEW.law = '164' AND who.kind = 'victim' AND EXISTS (
    SELECT FROM station_firsection s WHERE s.fir_id = NEW.fir_id AND s.written ~* '{ONCE_ONLY}') THEN
    IF NEW.recorded <> 'video' THEN
        RAISE EXCEPTION 'station: her statement before the magistrate is filmed' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM station_statement o JOIN station_witness w ON w.id = o.witness_id
                WHERE o.fir_id = NEW.fir_id AND o.law = '164' AND (w.id = who.id OR w.name <> '' AND w.name = who.name
                  AND (w.father = who.father OR '' IN (w.father, who.father)))) THEN
        RAISE EXCEPTION 'station: the victim is heard once only' USING ERRCODE = 'check_violation';
    END IF;
END IF;
RETURN NEW;
"""
#: A witness of another case is none, and one is not two.
TWO_OF_ITS_OWN = """
IF (SELECT count(*) FROM station_witness w
     WHERE w.fir_id = NEW.fir_id AND w.id IN (NEW.first_id, NEW.second_id)) <> 2 THEN
    RAISE EXCEPTION 'station: two witnesses of its own case' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


def guards(name: str) -> list[pgtrigger.Trigger]:
    """What holds for every paper of a case."""
    return [
        kept(f"station_{name}"),
        by_investigators(f"station_{name}"),
        in_diary(f"station_{name}"),
        in_order(f"station_{name}", f"station_{name}"),
    ]


class Paper(models.Model):
    """What every paper of a case has: its number there, who made it, the entry of the station's diary."""

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    entry = models.ForeignKey(DiaryEntry, models.PROTECT, related_name="+")

    objects = models.Manager["Paper"]()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.number)


class Witness(Paper):
    """Who can say something in a case; named, or described."""

    kind = models.CharField(max_length=12, choices=WitnessKind)
    woman = models.BooleanField()
    name = models.CharField(max_length=120, blank=True)
    father = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=300, blank=True)
    described = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_witness_number"),
            models.CheckConstraint(condition=Q(kind__in=WitnessKind.values), name="station_witness_kind"),
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(described=""), name="station_witness_is_somebody"
            ),
        ]
        triggers = guards("witness")


class Statement(Paper):
    """What a witness said, word for word, before the police (161) or a magistrate (164)."""

    law = models.CharField(max_length=3, choices=StatementLaw)
    witness = models.ForeignKey(Witness, models.PROTECT, related_name="statements")
    language = models.CharField(max_length=60)
    taken_at = models.DateTimeField()
    presence = models.CharField(max_length=8, choices=Presence, blank=True)
    present = models.CharField(max_length=300, blank=True)
    recorded = models.CharField(max_length=5, choices=Recorded, blank=True)
    consent = models.BooleanField()
    court = models.CharField(max_length=120, blank=True)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_statement_number"),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(language=""), name="station_statement_says_something"
            ),
            models.CheckConstraint(
                condition=Q(taken_at__lte=F("at")), name="station_statement_after_its_hour"
            ),
            models.CheckConstraint(
                condition=Q(law="161", court="") | (Q(law="164") & ~Q(court="")),
                name="station_statement_before_whom",
            ),
            models.CheckConstraint(
                condition=Q(presence="") | ~Q(present=""), name="station_statement_presence_named"
            ),
            models.CheckConstraint(
                condition=Q(recorded="") | Q(consent=True) | Q(law="164"),
                name="station_statement_recorded_with_consent",
            ),
        ]
        triggers = [
            *guards("statement"),
            before("station_statement_heard", HEARD, who="station_witness"),
        ]


class SitePlan(Paper):
    """The place of occurrence: as a picture, or told point by point with the distances."""

    drawn_at = models.DateTimeField()
    scaled = models.BooleanField()
    text = models.TextField(blank=True)
    paper = models.ForeignKey("files.Blob", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_siteplan_number"),
            models.CheckConstraint(
                condition=~Q(text="") | Q(paper__isnull=False), name="station_siteplan_shows_something"
            ),
            models.CheckConstraint(
                condition=Q(drawn_at__lte=F("at")), name="station_siteplan_after_its_hour"
            ),
        ]
        triggers = guards("siteplan")


class Memo(Paper):
    """A memo (fard) with its two witnesses (CrPC 103)."""

    kind = models.CharField(max_length=10, choices=MemoKind)
    happened_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    from_whom = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    first = models.ForeignKey(Witness, models.PROTECT, related_name="+")
    second = models.ForeignKey(Witness, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_memo_number"),
            models.CheckConstraint(condition=Q(kind__in=MemoKind.values), name="station_memo_kind"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(place=""), name="station_memo_says_something"),
            models.CheckConstraint(condition=Q(happened_at__lte=F("at")), name="station_memo_after_its_hour"),
        ]
        triggers = [*guards("memo"), before("station_memo_witnesses", TWO_OF_ITS_OWN)]


class Search(Paper):
    """A place searched: by warrant, or on reasons written down before (CrPC 165), before two inhabitants (103)."""

    ground = models.CharField(max_length=8, choices=Ground)
    reasons = models.TextField()
    reasoned_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    occupant = models.CharField(max_length=300, blank=True)
    found = models.TextField()
    first = models.ForeignKey(Witness, models.PROTECT, related_name="+")
    second = models.ForeignKey(Witness, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_search_number"),
            models.CheckConstraint(condition=Q(ground__in=Ground.values), name="station_search_ground"),
            models.CheckConstraint(
                condition=~Q(reasons="") & ~Q(place="") & ~Q(found=""), name="station_search_says_something"
            ),
            models.CheckConstraint(
                condition=Q(
                    reasoned_at__lte=F("began_at"), began_at__lte=F("ended_at"), ended_at__lte=F("at")
                ),
                name="station_search_after_its_reasons",
            ),
        ]
        triggers = [*guards("search"), before("station_search_witnesses", TWO_OF_ITS_OWN)]


class Warrant(Paper):
    """What was done on a court's warrant in a case."""

    kind = models.CharField(max_length=12, choices=WarrantKind)
    court = models.CharField(max_length=120)
    reference = models.CharField(max_length=60)
    issued_on = models.DateField()
    result = models.CharField(max_length=8, choices=WarrantResult)
    done_at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_warrant_number"),
            models.CheckConstraint(
                condition=Q(kind__in=WarrantKind.values, result__in=WarrantResult.values),
                name="station_warrant_kind",
            ),
            models.CheckConstraint(
                condition=~Q(court="") & ~Q(reference="") & ~Q(text=""), name="station_warrant_says_something"
            ),
            models.CheckConstraint(condition=Q(done_at__lte=F("at")), name="station_warrant_after_its_hour"),
        ]
        triggers = guards("warrant")


#: A thing in a memo of another case would be in two files.
OF_ITS_CASE = """
IF NOT EXISTS (SELECT FROM station_memo m JOIN station_item i ON i.fir_id = m.fir_id
                WHERE m.id = NEW.memo_id AND i.id = NEW.item_id) THEN
    RAISE EXCEPTION 'station: what a memo takes lies in the malkhana under its case' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class MemoItem(models.Model):
    """An article of a memo: it lies in the malkhana under its own number."""

    id = key()
    memo = models.ForeignKey(Memo, models.PROTECT, related_name="articles")
    number = models.PositiveSmallIntegerField()
    item = models.OneToOneField("station.Item", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["memo", "number"], name="station_memoitem_number")]
        triggers = [kept("station_memoitem"), before("station_memoitem_case", OF_ITS_CASE)]

    def __str__(self) -> str:
        return str(self.number)
