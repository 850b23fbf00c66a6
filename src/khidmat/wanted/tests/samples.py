"""A good row of a register, to be changed in one place by a test. Every card number begins with 0: nobody has it."""

from khidmat.wanted.columns import COLUMNS

HEADING = [column.key for column in COLUMNS]
GOOD = {
    "station": "A Division",
    "case_ref": "354/12",
    "year": "2012",
    "sections": "379/411 PPC",
    "stage": "convicted",
    "court": "Judicial Magistrate, Kasur",
    "decided_on": "14-03-2014",
    "juvenile": "no",
    "name": "Muhammad Aslam",
    "name_ur": "محمد اسلم",
    "father": "Ghulam Rasool",
    "father_ur": "غلام رسول",
    "relation": "s/o",
    "cnic": "01234-5678901-2",
    "birth_year": "1984",
    "address": "کوٹ مراد خان، قصور",
    "district": "Kasur",
}


def row(**changes: str) -> dict[str, str]:
    """The good row with some cells changed."""
    return GOOD | changes
