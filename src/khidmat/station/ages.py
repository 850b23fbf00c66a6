"""An age as people say it: read where it can be, kept as said and flagged where it cannot."""

import re
from dataclasses import dataclass
from datetime import date

from khidmat.kernel.urdu import ascii_digits
from khidmat.station.custody_states import ADULT

DAY = re.compile(r"(\d{1,2})[/\-. ](\d{1,2})[/\-. ](\d{4})")
NUMBER = re.compile(r"\d+")
#: Nobody living is older; what goes beyond it is a slip of the pen, a Hijri year or a word.
OLDEST = 120
HIJRI = re.compile("ہجری|ھ|hijri", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """The years in a text, at the youngest; None and `odd` where it cannot be read, `odd` where not surely."""

    years: int | None
    odd: bool

    @property
    def child(self) -> bool:
        """Whether the person is taken for a child."""
        return self.years is not None and self.years < ADULT


def read(text: str, today: date) -> Read:
    """The age in a text: years, a date of birth, or a year of birth alone. Nothing is refused."""
    said = ascii_digits(text).strip()
    born = DAY.search(said)
    if HIJRI.search(said):
        return Read(None, odd=True)
    if born:
        return _since(born, today)
    numbers = [int(found[:9]) for found in NUMBER.findall(said)]
    if len(numbers) == 2 and all(one <= OLDEST for one in numbers):
        return Read(min(numbers), odd=True)  # "16-17": the younger one, till it is proved
    if len(numbers) != 1:
        return Read(None, odd=True)
    return _of_number(numbers[0], today)


def _of_number(number: int, today: date) -> Read:
    """Years, or the year of birth: of somebody whose birthday is not known the younger age is taken."""
    if number <= OLDEST:
        return Read(number, odd=False)
    if today.year - OLDEST <= number <= today.year:
        return Read(max(today.year - number - 1, 0), odd=True)
    return Read(None, odd=True)


def _since(found: re.Match[str], today: date) -> Read:
    """Whole years since a day of birth."""
    day, month, year = map(int, found.groups())
    try:
        born = date(year, month, day)
    except ValueError:
        return Read(None, odd=True)
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return Read(years, odd=False) if 0 <= years <= OLDEST else Read(None, odd=True)
