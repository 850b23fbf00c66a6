"""Custody: the body of who is held, apart from the arrests that hold it. No row is ever removed."""

import pgtrigger
from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key
from khidmat.station.custody_states import CUSTODY, ENDED, Cell, Gender, Where
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.guards import before, kept

#: A person is where the last movement says; between lock-up and jail the orders decide (`station_ordered_place`).
#: The lock of the cell keeps two classes from entering it together.
WHERE_IT_SAYS = """
IF (NEW.status, NEW.cell, NEW.held_as, NEW.moves, NEW.moved_at)
   IS NOT DISTINCT FROM (OLD.status, OLD.cell, OLD.held_as, OLD.moves, OLD.moved_at) THEN
    RETURN NEW;
END IF;
IF NEW.moves <> OLD.moves + 1 OR NOT EXISTS (
    SELECT FROM station_whereabouts m WHERE m.custody_id = NEW.id AND m.number = NEW.moves AND m.place_kind = NEW.status
       AND m.cell = NEW.cell AND m.held_as = NEW.held_as AND m.at = NEW.moved_at
) THEN
    RAISE EXCEPTION 'station: a person is where the last movement says' USING ERRCODE = 'check_violation';
END IF;
IF NEW.status = 'lock_up' THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.station_id::text || NEW.cell, 0));
    IF NEW.held_as <> station_class_of(NEW.id, NEW.gender) OR EXISTS (
        SELECT FROM station_custody o WHERE o.station_id = NEW.station_id AND o.status = 'lock_up'
           AND o.cell = NEW.cell AND o.held_as <> NEW.held_as AND o.id <> NEW.id
    ) THEN
        RAISE EXCEPTION 'station: men, women, children and khwaja sira persons are held apart'
            USING ERRCODE = 'check_violation';
    END IF;
END IF;
IF NEW.status = 'released' AND EXISTS (
    SELECT FROM station_arrest r WHERE r.custody_id = NEW.id AND r.status = 'held'
) THEN
    RAISE EXCEPTION 'station: nobody is released without authority in every case' USING ERRCODE = 'check_violation';
END IF;
IF NEW.status = 'escaped' AND NOT station_has_escape(NEW.id) THEN
    RAISE EXCEPTION 'station: nobody is gone without a word' USING ERRCODE = 'check_violation';
END IF;
IF NEW.status IN ('jail', 'lock_up') AND NEW.status <> station_ordered_place(NEW.id) THEN
    RAISE EXCEPTION 'station: to jail by judicial remand only, and from there as the last orders say'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
MOVES_ON = """
IF NEW.number <> 1 + coalesce((SELECT max(m.number) FROM station_whereabouts m WHERE m.custody_id = NEW.custody_id), 0)
   OR NEW.at < coalesce((SELECT max(m.at) FROM station_whereabouts m WHERE m.custody_id = NEW.custody_id),
                        (SELECT c.since FROM station_custody c WHERE c.id = NEW.custody_id)) THEN
    RAISE EXCEPTION 'station: movements follow one another' USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (SELECT FROM station_custody c JOIN station_diaryentry e ON e.id = NEW.entry_id
                WHERE c.id = NEW.custody_id AND e.station_id = c.station_id) THEN
    RAISE EXCEPTION 'station: a person is moved in the diary of who keeps him' USING ERRCODE = 'check_violation';
END IF;
IF NOT NEW.by_women AND NEW.place_kind NOT IN ('released', 'escaped') AND EXISTS (
    SELECT FROM station_custody c WHERE c.id = NEW.custody_id AND c.gender = 'woman'
) THEN
    RAISE EXCEPTION 'station: a woman is held by female officials only' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Custody(models.Model):
    """That somebody is held: one body, however many arrests hold it, with the station whose keeper has it.

    `status`, `cell`, `held_as`, `moves` and `moved_at` are what the last `Whereabouts` says. `person`: of the index,
    when his first arrest knew him; only such a one can be arrested in a further case while he is held.
    """

    id = key()
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    station = models.ForeignKey("org.Office", models.PROTECT, related_name="+")
    gender = models.CharField(max_length=12, choices=Gender)
    since = models.DateTimeField()
    status = models.CharField(max_length=12, choices=Where, default=Where.WITH_OFFICER.value)
    cell = models.CharField(max_length=20, blank=True)
    held_as = models.CharField(max_length=12, choices=Cell, blank=True)
    moves = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["station", "since", "id"], condition=~Q(status__in=ENDED), name="station_in_custody"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=~Q(status__in=ENDED), name="station_custody_one_of_a_person"
            ),
            models.CheckConstraint(condition=Q(gender__in=Gender.values), name="station_custody_gender"),
            models.CheckConstraint(
                condition=Q(status=Where.LOCK_UP, held_as__in=Cell.values) & ~Q(cell="")
                | ~Q(status=Where.LOCK_UP) & Q(cell="", held_as=""),
                name="station_custody_in_a_cell",
            ),
        ]
        triggers = [
            *CUSTODY.triggers(),
            pgtrigger.ReadOnly(
                name="station_custody_as_it_was", fields=["person", "station", "gender", "since"]
            ),
            pgtrigger.Protect(name="station_custody_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="station_custody_where",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=WHERE_IT_SAYS,
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Whereabouts(models.Model):
    """That a person came to a place, and who held him on the way. The last one says where he is."""

    id = key()
    custody = models.ForeignKey(Custody, models.PROTECT, related_name="whereabouts")
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
            models.UniqueConstraint(fields=["custody", "number"], name="station_whereabouts_order"),
            models.CheckConstraint(condition=~Q(escort=""), name="station_whereabouts_held_by_somebody"),
        ]
        triggers = [kept("station_whereabouts"), before("station_whereabouts_next", MOVES_ON)]

    def __str__(self) -> str:
        return str(self.number)


class Escape(models.Model):
    """That somebody got away: from whose hands, how and when. Every arrest ends; who is caught is arrested anew."""

    custody = models.OneToOneField(Custody, models.PROTECT, primary_key=True, related_name="escape")
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
        return str(self.custody_id)
