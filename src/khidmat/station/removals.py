"""Why a thing leaves the malkhana, who must sign for it, and what becomes of a difference that is found."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.machine import Machine, step
from khidmat.station.rules import rules


class Purpose(models.TextChoices):
    """Where a road certificate takes things, and whether they come back."""

    LABORATORY = "laboratory", _("Laboratory or medical examiner")
    COURT = "court", _("Court")
    STATION = "station", _("Malkhana of another station")
    HOLDER = "holder", _("To a holder by order of the court (sapurdari)")
    OWNER = "owner", _("Given back to its owner by order of the court")
    STATE = "state", _("Confiscated or sold for the State by order of the court")
    DESTROYED = "destroyed", _("Destroyed by order of the court")


#: What comes back after it was received there.
COMES_BACK = (Purpose.LABORATORY, Purpose.COURT)
#: Leaves for good, once it was received there.
FOR_GOOD = (Purpose.STATION, Purpose.OWNER, Purpose.STATE, Purpose.DESTROYED)
#: Nothing of this happens without the order of a court, and without a second signature.
BY_ORDER = (Purpose.HOLDER, Purpose.OWNER, Purpose.STATE, Purpose.DESTROYED)
#: Disposed of as if it had no owner: never before he had the time that the law gives him.
WITHOUT_OWNER = (Purpose.STATE, Purpose.DESTROYED)
#: People who see a destruction and sign for it.
WITNESSES = 2


class RoadStatus(models.TextChoices):
    """How far a road certificate is."""

    PREPARED = "prepared", _("Waits for the second signature")
    ISSUED = "issued", _("On the way")
    RECEIVED = "received", _("Received there")
    WITHDRAWN = "withdrawn", _("Withdrawn before it left")


ROAD = Machine(
    "station_road",
    first=[RoadStatus.PREPARED],
    steps=[
        step("issue", [RoadStatus.PREPARED], RoadStatus.ISSUED),
        step("withdraw", [RoadStatus.PREPARED], RoadStatus.WITHDRAWN),
        step("receive", [RoadStatus.ISSUED], RoadStatus.RECEIVED),
    ],
)


class Signing(models.TextChoices):
    """What a signature on a road certificate says."""

    ISSUED = "issued", _("Let go")
    RECEIVED = "received", _("Received there")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Differing(models.TextChoices):
    """In what a thing differs from its books."""

    WEIGHT = "weight", _("Weight")
    QUANTITY = "quantity", _("Quantity")
    SEALS = "seals", _("Seals broken")
    MISSING = "missing", _("Not found")


class CaseStatus(models.TextChoices):
    """What became of a difference."""

    OPEN = "open", _("To be answered by the station")
    ANSWERED = "answered", _("Answered, to be seen by the circle officer")
    SEEN = "seen", _("Seen by the circle officer")


DISCREPANCY = Machine(
    "station_discrepancy",
    first=[CaseStatus.OPEN],
    steps=[
        step("answer", [CaseStatus.OPEN], CaseStatus.ANSWERED),
        step("return", [CaseStatus.ANSWERED], CaseStatus.OPEN),
        step("see", [CaseStatus.ANSWERED], CaseStatus.SEEN),
    ],
)

#: Letters below which an answer explains nothing.
SHORTEST_ANSWER = 20
#: Things on one certificate: what fits its paper, and one row lock each.
ARTICLES = 100
#: What is entered later than it happened may be so old.
OLDEST = timedelta(days=31)


def differs(left_mg: int, found_mg: int) -> bool:
    """Whether two weighings differ by more than scales and drying explain."""
    least, share = rules().weight_tolerance_mg, rules().weight_tolerance_per_mille
    return abs(left_mg - found_mg) > max(least, left_mg * share // 1000)
