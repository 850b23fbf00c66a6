"""The one index of persons: each person once, with dated names, addresses and phones."""

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Upper

from khidmat.kernel.fields import IntArrayField, key
from khidmat.kernel.history import kept
from khidmat.people.states import AddressKind, IdKind, Relation

#: The words of `words` as lexemes. Trigrams of Urdu are empty under this database's locale; whole words are not.
LEXEMES = Func(Func(F("words"), Value(" "), function="string_to_array"), function="array_to_tsvector")
#: A paper's number without what people write between its letters and digits.
BARE_NUMBER = Upper(
    Func(F("id_number"), Value("[^A-Za-z0-9]"), Value(""), Value("g"), function="regexp_replace")
)


#: The pointer is what the one open merge says, and its target points nowhere: so there is no chain and no circle. The
#: target is locked first, or two who merge crosswise would not see each other.
ONE_STEP = """
IF NEW.merged_into_id IS DISTINCT FROM (
    SELECT m.kept_id FROM people_merge m WHERE m.gone_id = NEW.id AND m.unmerged_at IS NULL
) THEN
    RAISE EXCEPTION 'people: the pointer is not what the merge says' USING ERRCODE = 'check_violation';
END IF;
PERFORM FROM people_person p WHERE p.id = NEW.merged_into_id FOR UPDATE;
IF EXISTS (SELECT FROM people_person p WHERE p.id = NEW.merged_into_id AND p.merged_into_id IS NOT NULL)
   OR NEW.merged_into_id IS NOT NULL AND EXISTS (SELECT FROM people_person p WHERE p.merged_into_id = NEW.id) THEN
    RAISE EXCEPTION 'people: a merge of a merged person would make a chain' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


@kept(without=("words", "blocks"))
class Person(models.Model):
    """A person. `cnic` holds the thirteen digits of a CNIC, NICOP or B-form; other papers are in `id_number`.

    The birth is known (`birth_date`) or stated (`birth_year` as of `stated_on`). Sex is what the person states, may
    be empty, and is never read from a number. `words` are the folded names and aliases in both scripts, for the search
    box; `blocks` are those of every name, for what sounds alike. `merged_into` points to the person who turned out to
    be the same: one step, never a chain, and nothing that points here is turned round.
    """

    id = key()
    name = models.CharField(max_length=120, blank=True)
    name_ur = models.CharField(max_length=120, blank=True)
    relation = models.CharField(max_length=6, choices=Relation)
    relation_name = models.CharField(max_length=120, blank=True)
    relation_name_ur = models.CharField(max_length=120, blank=True)
    id_kind = models.CharField(max_length=10, choices=IdKind)
    cnic = models.CharField(max_length=13, null=True, unique=True)
    id_number = models.CharField(max_length=40, blank=True)
    sex = models.CharField(max_length=10, blank=True)
    birth_date = models.DateField(null=True)
    birth_year = models.PositiveSmallIntegerField(null=True)
    stated_on = models.DateField(null=True)
    photo = models.ForeignKey("files.Blob", models.PROTECT, null=True, related_name="+")
    district = models.ForeignKey("org.Office", models.PROTECT, null=True, related_name="+")
    blocks = IntArrayField(default=list)
    words = models.CharField(max_length=2000)
    created_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged_from")

    class Meta:
        indexes = [
            GinIndex(OpClass(F("blocks"), name="gin__int_ops"), name="people_person_blocks"),
            GinIndex(
                OpClass(F("blocks"), name="gin__int_ops"),
                name="people_person_uncarded",
                condition=Q(cnic__isnull=True),
            ),
            GinIndex(LEXEMES, name="people_person_lexemes"),
            models.Index(BARE_NUMBER, name="people_person_number", condition=~Q(id_number="")),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name="", name_ur=""), name="people_person_has_a_name"),
            models.CheckConstraint(
                condition=Q(cnic__isnull=True) | Q(cnic__regex=r"^[0-9]{13}$"), name="people_person_cnic"
            ),
            models.CheckConstraint(
                condition=Q(cnic__isnull=False, id_kind__in=["cnic", "nicop", "b_form"])
                | Q(cnic__isnull=True, id_kind__in=["passport", "none"]),
                name="people_person_id",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="people_person_not_itself",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="people_person_merged_later",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__merged_into__isnull=False),
                func="RAISE EXCEPTION 'people: nobody is merged at birth' USING ERRCODE = 'check_violation';",
            ),
            pgtrigger.Trigger(
                name="people_person_merged",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__merged_into__df=pgtrigger.F("new__merged_into")),
                func=ONE_STEP,
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def survivor(self) -> "Person":
        """Who he is shown as: the person he turned out to be, or himself. Lists read both at once."""
        return self.merged_into or self


class Alias(models.Model):
    """Another name the person is known by."""

    id = key()
    person = models.ForeignKey(Person, models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=120, blank=True)
    name_ur = models.CharField(max_length=120, blank=True)
    stated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name="", name_ur=""), name="people_alias_has_a_name"),
            models.UniqueConstraint(fields=["person", "name", "name_ur"], name="people_alias_once"),
        ]


class Address(models.Model):
    """Where a person lives or lived, with the station that serves it."""

    id = key()
    person = models.ForeignKey(Person, models.PROTECT, related_name="addresses")
    kind = models.CharField(max_length=10, choices=AddressKind)
    line = models.CharField(max_length=240)
    place = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+")
    station = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    stated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="people_address_order",
            )
        ]


class Phone(models.Model):
    """A mobile number the person gave, +923XXXXXXXXX."""

    id = key()
    person = models.ForeignKey(Person, models.PROTECT, related_name="phones")
    number = models.CharField(max_length=16)
    stated_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["number"], name="people_phone_number")]
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="people_phone_once")]


class Comparison(models.Model):
    """That somebody's statement was compared with a number on a day, and what was found other.

    Counted: by trying, anybody could else learn which numbers are known, and to whom they belong.
    """

    id = key()
    user = models.UUIDField()
    day = models.DateField()
    number_sha256 = models.CharField(max_length=64)
    parts = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "day", "number_sha256"], name="people_comparison_once")
        ]


class Merge(models.Model):
    """That one person turned out to be another one, by whom and why; and the same of taking it back.

    `two_cards`: both have a card number, which only a supervising officer may overrule.
    """

    id = key()
    gone = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    kept = models.ForeignKey(Person, models.PROTECT, related_name="+")
    two_cards = models.BooleanField()
    reason = models.CharField(max_length=500)
    merged_by = models.UUIDField()
    merged_at = models.DateTimeField()
    unmerge_reason = models.CharField(max_length=500, blank=True)
    unmerged_by = models.UUIDField(null=True)
    unmerged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(unmerged_at__isnull=True), name="people_merge_one_open"
            ),
            models.CheckConstraint(condition=~Q(gone=F("kept")), name="people_merge_of_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="people_merge_reason"),
            models.CheckConstraint(
                condition=Q(unmerged_at__isnull=True, unmerged_by__isnull=True, unmerge_reason="")
                | Q(unmerged_at__isnull=False, unmerged_by__isnull=False) & ~Q(unmerge_reason=""),
                name="people_merge_undone_whole",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="people_merge_stays", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="people_merge_two_cards",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                IF NEW.two_cards IS DISTINCT FROM (
                    SELECT count(p.cnic) = 2 FROM people_person p WHERE p.id IN (NEW.gone_id, NEW.kept_id)
                ) THEN
                    RAISE EXCEPTION 'people: two cards are one person only by a supervising officer'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
            pgtrigger.Trigger(
                name="people_merge_as_it_was",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                IF OLD.unmerged_at IS NOT NULL
                   OR to_jsonb(NEW) - '{unmerge_reason,unmerged_by,unmerged_at}'::text[]
                   <> to_jsonb(OLD) - '{unmerge_reason,unmerged_by,unmerged_at}'::text[] THEN
                    RAISE EXCEPTION 'people: a merge is only ended, and once' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;""",
            ),
        ]
