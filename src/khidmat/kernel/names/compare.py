"""Compare two persons as they were written down: how likely they are one, and why.

A likeness is a reason to look, never a decision: namesakes with a father of the same name are real. The
score weighs evidence as records are linked: a rare name shared says more than a common one, a year of birth
near by speaks for, another district a little against. Only an equal CNIC says much by itself.
"""

from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from khidmat.kernel.names.blocks import cnic_digits
from khidmat.kernel.names.likeness import Alike, alike
from khidmat.kernel.names.tokens import read

Agreement = Literal["same", "different", "unknown"]

# A name score from here on is "likely the same name, written otherwise".
SAME_NAME = 0.8
# A score from here on is worth an officer's look. Among a million records and with the CNIC unknown it finds
# about seven of eight who are there, and one search in twenty for somebody who is not there raises it.
ALERT = 0.4
_PARTIAL = 0.5
# Evidence in bits, fitted on made-up persons (bench/screen.py, split "tune"); years far apart take less than
# the fit says, since a stated age is often wrong. At `_EVEN_BITS` a candidate is as likely the person as not.
_EVEN_BITS = 11.5
_BIRTH_BITS = (4.5, 1.5, 1.2, -4.0, -5.0)
_BIRTH_FAR_BITS = -8.0
_BIRTH_NEAR = 2
# However different two names are, it says no more than this: an equal CNIC must still be looked at.
_MOST_AGAINST = -20.0
_DISTRICT_BITS = {"same": 3.5, "different": -3.0, "unknown": 0.0}
_CNIC_BITS = {"same": 100.0, "different": -12.0, "unknown": 0.0}
_CNIC_SLIP_BITS = -3.0  # one slip of the pen apart


@dataclass(frozen=True, slots=True)
class Party:
    """A person as written somewhere; empty text, None and 0 mean not known."""

    name: str = ""
    name_ur: str = ""
    father: str = ""
    father_ur: str = ""
    birth_year: int | None = None
    district: str = ""
    cnic: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The evidence that two parties are one person.

    `score` is 0 to 1; at 0.5 one of a million persons is as likely the same as not. `name_score` and
    `father_score` are 0 to 1, 0 also when not known. `birth_gap` is in years. `reasons` holds one code each
    for name, father, birth, district and CNIC, such as `name_variant` or `birth_near`, all of them in
    `REASONS`; a screen turns them into words.
    """

    score: float
    name_score: float
    father_score: float
    birth_gap: int | None
    cnic: Agreement
    district: Agreement
    reasons: tuple[str, ...]


_DEGREES = ("same", "variant", "script", "partial", "different", "unknown")
REASONS = (
    *(f"name_{degree}" for degree in _DEGREES),
    *(f"father_{degree}" for degree in _DEGREES),
    *("birth_same", "birth_near", "birth_far", "birth_unknown"),
    *("district_same", "district_different", "district_unknown"),
    *("cnic_same", "cnic_different", "cnic_unknown"),
)


def compare(one: Party, two: Party) -> Likeness:
    """Return how alike two persons are; the order of the two does not matter."""
    name, name_degree = _names(one.name, one.name_ur, two.name, two.name_ur)
    father, father_degree = _names(one.father, one.father_ur, two.father, two.father_ur)
    gap = abs(one.birth_year - two.birth_year) if one.birth_year and two.birth_year else None
    birth_degree, birth_bits = _birth(gap)
    district = _agreement(one.district, two.district)
    cnic, cnic_bits = _cnic(one.cnic, two.cnic)
    names_bits = max(name.bits, _MOST_AGAINST) + max(father.bits, _MOST_AGAINST)
    bits = names_bits + birth_bits + _DISTRICT_BITS[district] + cnic_bits
    return Likeness(
        score=1 / (1 + 2.0 ** (_EVEN_BITS - bits)),
        name_score=name.score,
        father_score=father.score,
        birth_gap=gap,
        cnic=cnic,
        district=district,
        reasons=(
            f"name_{name_degree}",
            f"father_{father_degree}",
            f"birth_{birth_degree}",
            f"district_{district}",
            f"cnic_{cnic}",
        ),
    )


_UNKNOWN = (Alike(0.0, 0.0), "unknown")


def _names(roman: str, urdu: str, other_roman: str, other_urdu: str) -> tuple[Alike, str]:
    """Compare in the script that both have; in both when both have both; across scripts only when neither."""
    if urdu and other_urdu:
        found = alike(read(urdu), read(other_urdu))
        if found.score < 1 and roman and other_roman:
            found = _both(found, alike(read(roman), read(other_roman)))
    elif roman and other_roman:
        found = alike(read(roman), read(other_roman))
    elif (roman or urdu) and (other_roman or other_urdu):
        found = alike(read(roman or urdu), read(other_roman or other_urdu))
        return found, "script" if found.score >= SAME_NAME else _degree(found.score)
    else:
        return _UNKNOWN
    return found, _degree(found.score)


def _both(one: Alike, two: Alike) -> Alike:
    """Weigh two scripts: a slip in one does not undo the other, but a second name in Urdu (راشد, رشید) tells."""
    best = max(one, two, key=_bits)
    return Alike((one.score + two.score + 2 * best.score) / 4, (one.bits + two.bits + 2 * best.bits) / 4)


def _bits(found: Alike) -> float:
    return found.bits


def _degree(score: float) -> str:
    if score >= 1:
        return "same"
    if score >= SAME_NAME:
        return "variant"
    return "partial" if score >= _PARTIAL else "different"


def _birth(gap: int | None) -> tuple[str, float]:
    if gap is None:
        return "unknown", 0.0
    bits = _BIRTH_BITS[gap] if gap < len(_BIRTH_BITS) else _BIRTH_FAR_BITS
    if gap == 0:
        return "same", bits
    return ("near" if gap <= _BIRTH_NEAR else "far"), bits


def _cnic(one: str, two: str) -> tuple[Agreement, float]:
    if not one or not two:
        return "unknown", 0.0
    mine, other = cnic_digits(one), cnic_digits(two)
    agreement = _agreement(mine, other)
    if agreement == "different" and OSA.distance(mine, other, score_cutoff=1) <= 1:
        return agreement, _CNIC_SLIP_BITS
    return agreement, _CNIC_BITS[agreement]


def _agreement(one: str, two: str) -> Agreement:
    if not one or not two:
        return "unknown"
    return "same" if one == two else "different"
