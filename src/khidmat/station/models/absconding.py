"""Who cannot be found: the court's proclamation (CrPC 87), and what it orders of him until it recalls it."""

from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key
from khidmat.station.court_states import DAYS_TO_APPEAR, AbsconderAct, Attached
from khidmat.station.models.accused import Accused
from khidmat.station.models.diary import DiaryEntry
from khidmat.station.models.fir import Fir
from khidmat.station.models.guards import before, in_diary, in_order, kept
from khidmat.station.models.papers import Warrant
from khidmat.station.models.trial import written_for_the_court

TODAY = "(NEW.at AT TIME ZONE 'Asia/Karachi')::date"
RECALLED = "EXISTS (SELECT FROM station_absconderorder r WHERE r.absconder_id = {one} AND r.kind = 'recall')"
#: Read while the case is unsealed: its warrants are shut with it.
AFTER_THE_WARRANT = f"""
IF NOT EXISTS (SELECT FROM station_accused a WHERE a.id = NEW.accused_id AND a.fir_id = NEW.fir_id
                  AND NOT EXISTS (SELECT FROM station_struck s WHERE s.accused_id = a.id))
   OR EXISTS (SELECT FROM station_absconder o WHERE o.accused_id = NEW.accused_id
                 AND NOT {RECALLED.format(one="o.id")}) THEN
    RAISE EXCEPTION 'station: an accused of the case has one proclamation at a time' USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (SELECT FROM station_warrant w WHERE w.id = NEW.warrant_id AND w.fir_id = NEW.fir_id
                  AND w.kind IN ('arrest', 'non_bailable') AND w.result = 'returned'
                  AND (w.done_at AT TIME ZONE 'Asia/Karachi')::date <= NEW.ordered_on) THEN
    RAISE EXCEPTION 'station: a proclamation follows a warrant of arrest that came back'
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.ordered_on > least(NEW.village_on, NEW.residence_on, NEW.courthouse_on)
   OR greatest(NEW.village_on, NEW.residence_on, NEW.courthouse_on) > {TODAY}
   OR NEW.appear_on < greatest(NEW.village_on, NEW.residence_on, NEW.courthouse_on) + {DAYS_TO_APPEAR} THEN
    RAISE EXCEPTION 'station: published in three ways, and thirty days to appear' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
AFTER_THE_PROCLAMATION = f"""
SELECT * INTO one FROM station_absconder a WHERE a.id = NEW.absconder_id;
IF one.fir_id IS DISTINCT FROM NEW.fir_id OR NEW.ordered_on < one.ordered_on OR NEW.ordered_on > {TODAY}
   OR {RECALLED.format(one="NEW.absconder_id")} THEN
    RAISE EXCEPTION 'station: orders about an absconder follow his proclamation, until its recall'
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.kind = 'declare' AND NEW.ordered_on < one.appear_on THEN
    RAISE EXCEPTION 'station: nobody is declared before his time to appear has passed'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Absconder(models.Model):
    """One accused whom the court called by proclamation: read in the village, posted at his home and at the court.

    `warrant` is the one that came back unserved. `clock` runs to the day on which he is to appear, if it is ahead.
    """

    id = key()
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="absconders")
    accused = models.ForeignKey(Accused, models.PROTECT, related_name="absconders")
    number = models.PositiveSmallIntegerField()
    warrant = models.ForeignKey(Warrant, models.PROTECT, related_name="+")
    court = models.CharField(max_length=160)
    order_no = models.CharField(max_length=60)
    ordered_on = models.DateField()
    village_on = models.DateField()
    residence_on = models.DateField()
    courthouse_on = models.DateField()
    appear_on = models.DateField()
    clock = models.OneToOneField("clocks.Clock", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_absconder_order"),
            models.CheckConstraint(
                condition=~Q(court="") & ~Q(order_no=""), name="station_absconder_by_order"
            ),
        ]
        triggers = [
            kept("station_absconder"),
            in_order("station_absconder", "station_absconder"),
            in_diary("station_absconder"),
            written_for_the_court("station_absconder"),
            before("station_absconder_after_warrant", AFTER_THE_WARRANT),
        ]

    def __str__(self) -> str:
        return self.order_no


class AbsconderOrder(models.Model):
    """What the court orders then: it declares him a proclaimed offender, attaches his property, recalls all of it.

    A proclaimed offender is who has such a row and no recall: nobody but a court makes one.
    """

    id = key()
    absconder = models.ForeignKey(Absconder, models.PROTECT, related_name="orders")
    fir = models.ForeignKey(Fir, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=AbsconderAct)
    attached = models.CharField(max_length=10, choices=Attached, blank=True)
    court = models.CharField(max_length=160)
    order_no = models.CharField(max_length=60)
    ordered_on = models.DateField()
    clock = models.OneToOneField("clocks.Clock", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()
    entry = models.OneToOneField(DiaryEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["absconder"],
                condition=Q(kind=AbsconderAct.DECLARE),
                name="station_absconder_declared_once",
            ),
            models.CheckConstraint(
                condition=~Q(court="") & ~Q(order_no=""), name="station_absconderorder_of_a_court"
            ),
            models.CheckConstraint(
                condition=Q(kind=AbsconderAct.ATTACH, attached__in=Attached.values)
                | Q(kind__in=[AbsconderAct.DECLARE, AbsconderAct.RECALL], attached=""),
                name="station_absconderorder_kind",
            ),
        ]
        triggers = [
            kept("station_absconderorder"),
            in_diary("station_absconderorder"),
            written_for_the_court("station_absconderorder"),
            before("station_absconderorder_follows", AFTER_THE_PROCLAMATION, one="station_absconder"),
        ]

    def __str__(self) -> str:
        return self.order_no
