"""The number that is said to the phone line: eight digits and a check digit, in three groups of three."""

import secrets

#: Damm's quasigroup of order ten: every single wrong digit and every two neighbours exchanged are noticed.
TABLE = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
LENGTH = 9


def new_number() -> str:
    """A fresh number. It says nothing of the office, the day or the number before it; it does not begin with 0."""
    digits = str(secrets.randbelow(90_000_000) + 10_000_000)
    return digits + _check(digits)


def holds(number: str) -> bool:
    """Whether nine digits are a number that can have been given."""
    return len(number) == LENGTH and number.isascii() and number.isdecimal() and _check(number) == "0"


def spoken(number: str) -> str:
    """The number as it is printed and said: 417 028 365."""
    return " ".join(number[start : start + 3] for start in range(0, LENGTH, 3))


def _check(digits: str) -> str:
    interim = 0
    for digit in digits:
        interim = int(TABLE[interim][int(digit)])
    return str(interim)
