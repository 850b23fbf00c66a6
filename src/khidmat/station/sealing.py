"""Whose name nobody outside may learn: the offences by which a complaint or an FIR is sealed.

PPC 376A, the Anti-Rape Act s.26 and the Juvenile Justice System Act s.13 punish who makes such an identity known.
"""

import re
from datetime import date

from khidmat.law.public import read

SEALED = re.compile(r"(?:37[567]|336-?B|354|354-?A|365-?B|509)(?:-?[A-Z])?(?:\(|$|-)", re.IGNORECASE)
ACTS = ("PPC",)


def must_seal(offences: str, day: date) -> bool:
    """Whether one of the sections in a text seals the matter. A text that cannot be read seals nothing by itself."""
    for one in read(offences, day).cited:
        number = one.section.number if one.section else one.written
        act = one.section.act.code if one.section else one.act
        if act in ACTS and SEALED.match(number.replace(" ", "")):
            return True
    return False
