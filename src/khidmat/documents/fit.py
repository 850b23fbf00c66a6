"""How large the words may be so that a certificate stays on one page, estimated before it is set.

Measuring inside the template costs as much as setting the page twice; this guess costs nothing, and the
renderer counts the pages afterwards. Lengths are millimetres on A4, read off the set template.
"""

from dataclasses import dataclass
from math import ceil

from khidmat.documents.facts import CertificateFacts

SCALES = (1.05, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.66, 0.62)
ROOM = 219.0  # from the top margin to the foot, less two for safety
POINT = 0.3528
LATIN_EM, URDU_EM = 0.52, 0.41  # width of an average letter; on the wide side
VALUE_WIDTH = 72.6  # between the labels, beside the photograph
COLUMN_WIDTH = 54.6  # one script's half of the lower block
CASE_ROW = 22.0


@dataclass(frozen=True, slots=True)
class Fit:
    """The scale of all words; whether cases go to a page of their own; whether that page is set as well."""

    scale: float
    overleaf: bool = False
    listed: bool = True


def candidates(facts: CertificateFacts) -> list[Fit]:
    """Fits to try in turn, the likeliest first; the last ones send the cases to a page of their own."""
    fits: list[Fit] = []
    for overleaf in (False, True) if facts.cases else (False,):
        likely = [scale for scale in SCALES if height(facts, scale, overleaf=overleaf) <= ROOM]
        usable = SCALES if overleaf or not facts.cases else SCALES[:6]
        first = SCALES.index(likely[0]) if likely else len(SCALES) - 1
        fits += [Fit(scale, overleaf) for scale in usable[first:]]
    return fits


def on_one_line(latin: str, urdu: str, scale: float) -> bool:
    """Whether a value in both scripts fits beside the photograph on one line."""
    width = (len(latin) * LATIN_EM * 10.5 + len(urdu) * URDU_EM * 10) * POINT * scale
    return width + 4 <= VALUE_WIDTH


def height(facts: CertificateFacts, scale: float, *, overleaf: bool) -> float:
    """How high the page's words will stand."""
    person = 17.6 * scale + _pair(facts.name, facts.name_ur, scale)
    person += _pair(facts.relative, facts.relative_ur, scale)
    rest = 8.8 * scale + _columns(facts.purpose, facts.purpose_ur, scale)
    rest += sum(_columns(one.text, one.text_ur, scale) + 6.3 * scale for one in facts.addresses)
    statement = (8.15 * (4 if scale > 0.85 else 3) + 4) * max(scale, 0.82)
    cases = (15 + CASE_ROW * len(facts.cases)) * scale if facts.cases and not overleaf else 0
    again = 8.0 * scale if facts.replaces else 0
    return again + 19.2 + 45.2 * scale + max(person, 41) + rest + statement + cases


def _lines(text: str, em: float, size: float, width: float) -> int:
    return max(1, ceil(len(text) * em * size * POINT * 1.06 / width))


def _pair(latin: str, urdu: str, scale: float) -> float:
    if on_one_line(latin, urdu, scale):
        return 8.8 * scale
    above = _lines(latin, LATIN_EM, 10.5 * scale, VALUE_WIDTH)
    below = _lines(urdu, URDU_EM, 10 * scale, VALUE_WIDTH)
    return (6.3 + 4.74 * (above - 1) + 7.41 * below + 1.4) * scale


def _columns(latin: str, urdu: str, scale: float) -> float:
    left = _lines(latin, LATIN_EM, 10.5 * scale, COLUMN_WIDTH)
    right = _lines(urdu, URDU_EM, 10 * scale, COLUMN_WIDTH)
    return (max(7.41 + 4.74 * (left - 1), 7.41 * right) + 1.4) * scale
