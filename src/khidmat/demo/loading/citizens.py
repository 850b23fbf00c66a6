"""The two citizens of the cast as applicants: their families, cards and homes."""

from datetime import date

from khidmat.demo.cast import CITIZENS
from khidmat.demo.names import Name, Word
from khidmat.demo.population import CNIC_START, CNIC_STEP, MOST_PEOPLE, Inhabitant, Relation


def _citizen(
    who: str, place: int, relation: Relation, relative: Name, born: date, home: tuple[str, str]
) -> Inhabitant:
    """A citizen of the cast; `place` counts from the last number that an inhabitant can have."""
    part, number = CITIZENS[who], MOST_PEOPLE - place
    return Inhabitant(
        number=number,
        household=number,
        called=Name((Word(part.name, part.name_ur),)),
        relation=relation,
        relative=relative,
        sex="",
        birth_year=born.year,
        birth_date=born,
        id_kind="cnic",
        cnic=f"0{(CNIC_START + number * CNIC_STEP) % 10**12:012d}",
        mobile=part.mobile,
        address=f"{home[0]}, Kot Murad Khan, Kasur",
        address_ur=f"{home[1]}، کوٹ مراد خان، قصور",
        place_code="KSR-PL-0650",
        station_code="KSR-PS-01",
    )


BILAL = _citizen(
    "bilal",
    1,
    "s/o",
    Name((Word("Muhammad Akram", "محمد اکرم"),)),
    date(1994, 4, 27),
    ("House 12, Street 3", "مکان نمبر 12، گلی نمبر 3"),
)
AYESHA = _citizen(
    "ayesha",
    2,
    "w/o",
    Name((Word("Imran Ali", "عمران علی"),)),
    date(1990, 11, 8),
    ("House 31, Street 5", "مکان نمبر 31، گلی نمبر 5"),
)
