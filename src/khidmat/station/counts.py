"""Counting the malkhana: which things are drawn, by a seed that anybody can draw them again with."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.machine import Machine, step


class CountKind(models.TextChoices):
    """Which things are looked for."""

    FULL = "full", _("Everything in the malkhana")
    HIGH_RISK = "high_risk", _("All narcotics, cash and weapons")
    RANDOM = "random", _("Some, drawn by lot")


class CountStatus(models.TextChoices):
    """How far a count is."""

    OPEN = "open", _("Being counted")
    CLOSED = "closed", _("Closed")


COUNT = Machine(
    "station_count",
    first=[CountStatus.OPEN],
    steps=[step("close", [CountStatus.OPEN], CountStatus.CLOSED)],
)


class Finding(models.TextChoices):
    """How a thing was found on its shelf."""

    PRESENT = "present", _("There, seals whole")
    BROKEN = "broken", _("There, seals broken")
    MISSING = "missing", _("Not there")


#: Things of one count: what two people can look at in a day.
MOST = 2000
#: By how many a lot is drawn if nobody says otherwise.
LOT = 10
#: Months in which an owner may come forward after the magistrate's proclamation (CrPC 523(2)).
CLAIM_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Found:
    """How one thing of a count was found."""

    line_id: UUID
    found: str
    weight_mg: int | None = None


def draw(seed: str, candidates: Iterable[UUID], size: int) -> list[UUID]:
    """The things of a lot: those whose digest under the seed is lowest. The same seed draws the same things."""
    return sorted(candidates, key=lambda one: sha256(f"{seed}:{one}".encode()).digest())[:size]
