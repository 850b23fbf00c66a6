"""What becomes of the cases of Kasur's year: drawn from a seed, pure.

Given by the policing plan of 2022: in each case of arms and of narcotics somebody was arrested, and which weapons were
taken (1,691 pistols and revolvers, 146 guns, 55 rifles, 22 Kalashnikovs, 16 carbines and one other, 1,931 in all).

Assumed, since no paper gives them: every other share and every span of days below. Property crime is traced less often
than crime against somebody known, three challans of five leave within the fourteen days of section 173, courts decide
a third of them within the year, and convict mostly where the thing itself was found on the accused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from random import Random


class End(StrEnum):
    """Where a case stands when nothing more happens to it."""

    OPEN = "open"
    IN_COURT = "in_court"
    CONVICTED = "convicted"
    ACQUITTED = "acquitted"
    CANCELLED = "cancelled"
    UNTRACED = "untraced"


#: Caught with the thing in hand; taken from somebody; and the rest. Of a hundred cases of each kind.
CAUGHT = ("ARMS", "PROHIBITION", "GAMBLING", "S411")
TAKEN = (
    "THEFT", "DACOITY", "ROBBERY", "S382", "BURGLARY", "CATTLE_THEFT", "MV_SNATCH", "MV_THEFT",
)  # fmt: skip
Shares = Mapping[End, int]
OF_CAUGHT: Shares = {End.IN_COURT: 60, End.CONVICTED: 26, End.ACQUITTED: 10, End.OPEN: 4}
OF_TAKEN: Shares = {
    End.UNTRACED: 38, End.OPEN: 27, End.IN_COURT: 20, End.ACQUITTED: 5, End.CONVICTED: 3, End.CANCELLED: 7,
}  # fmt: skip
OF_OTHERS: Shares = {
    End.IN_COURT: 47, End.OPEN: 15, End.CANCELLED: 15, End.ACQUITTED: 13, End.CONVICTED: 6, End.UNTRACED: 4,
}  # fmt: skip
#: Of a hundred challans, how many leave within the fourteen days.
IN_TIME = 60
#: The weapons of 2022 as they are printed.
WEAPONS = {
    "پستول 30 بور معہ میگزین": 1691,
    "بندوق 12 بور": 146,
    "رائفل 44 بور": 55,
    "کلاشنکوف": 22,
    "کاربین": 16,
    "ماؤزر کا پرزہ": 1,
}
#: Grams of one seizure; the plan gives the sums of the district only (690 kg of chars in the year).
LEAST_GRAMS, MOST_GRAMS = 120, 1400


@dataclass(frozen=True, slots=True)
class Fate:
    """How a case ends, and after how many days: its report by its officer, the word of the court.

    `caught`: somebody was arrested with the thing at the very beginning. `thing` is what was taken, `grams` its weight.
    """

    end: End
    reported: timedelta
    decided: timedelta
    caught: bool = False
    thing: str = ""
    grams: int = 0


def fate(rng: Random, head: str) -> Fate:
    """What becomes of a case under this head."""
    caught = head in CAUGHT
    shares = OF_CAUGHT if caught else OF_TAKEN if head in TAKEN else OF_OTHERS
    (end,) = rng.choices(list(shares), list(shares.values()))
    reported = timedelta(days=_days(rng, end))
    decided = reported + timedelta(days=rng.randint(30, 150))
    weapon, grams = (
        rng.choices(list(WEAPONS), list(WEAPONS.values()))[0],
        rng.randint(LEAST_GRAMS, MOST_GRAMS),
    )
    thing = weapon if head == "ARMS" else "چرس" if head == "PROHIBITION" else ""
    return Fate(end, reported, decided, caught, thing, grams if head == "PROHIBITION" else 0)


def _days(rng: Random, end: End) -> int:
    """Days from the FIR to the report."""
    if end in (End.UNTRACED, End.CANCELLED):
        return rng.randint(20, 90)
    return rng.randint(4, 12) if rng.randrange(100) < IN_TIME else rng.randint(16, 70)
