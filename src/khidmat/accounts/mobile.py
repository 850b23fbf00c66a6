"""Mobile numbers of Pakistan: whatever people type, kept as +923XXXXXXXXX."""

import re

from khidmat.kernel.urdu import ascii_digits, clean

_NUMBER = re.compile(r"(?:\+92|0092|92|0)?(3[0-9]{9})")


def stored(typed: str) -> str | None:
    """The stored form of a number in any digits, with spaces, dashes, 03…, 923…, 0092… or +92…; None if it is none."""
    found = _NUMBER.fullmatch(re.sub(r"[\s().-]", "", ascii_digits(clean(typed))))
    return f"+92{found[1]}" if found else None


def masked(number: str) -> str:
    """`0300-*****67`: enough for the owner to know it, not enough for anybody else."""
    return f"0{number[3:6]}-*****{number[-2:]}"
