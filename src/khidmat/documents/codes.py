"""The verification code on the paper: 128 random bits, and two letters that catch a slip of the pen."""

import secrets
from hashlib import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
LENGTH = 28
VALUE = {letter: number for number, letter in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
DIGITS = {base + n: str(n) for base in (0x0660, 0x06F0, 0xFF10) for n in range(10)}


def new_code() -> str:
    """A fresh code from the system's random source."""
    return code_of(secrets.token_bytes(16))


def code_of(key: bytes) -> str:
    """The 28 characters of a 16-byte key: 26 that hold it and 2 that check it."""
    if len(key) != 16:
        raise ValueError("a code's key has 16 bytes")
    check = int.from_bytes(sha256(b"khidmat/code/1" + key).digest()[:2], "big") >> 6
    number = int.from_bytes(key, "big") << 10 | check
    return "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def parse_code(typed: str) -> str | None:
    """The code somebody typed, in any case, with spaces, hyphens or Urdu digits; None when it is no code."""
    plain = typed.translate(DIGITS).upper()
    letters = [c for c in plain if not c.isspace() and c != "-"]
    if len(letters) != LENGTH or any(c not in VALUE for c in letters):
        return None
    code = "".join(ALPHABET[VALUE[c]] for c in letters)
    try:
        return code if code_of(key_of(code)) == code else None
    except OverflowError:  # the two spare bits are set: no code of ours
        return None


def parse_digits(typed: str) -> str:
    """The letters and digits of what somebody typed as the end of an identity number, in capitals."""
    return "".join(c for c in typed.translate(DIGITS).upper() if c.isalnum())


def key_of(code: str) -> bytes:
    """The 16 bytes that a code stands for. Raises OverflowError when it stands for more."""
    number = 0
    for letter in code:
        number = number << 5 | VALUE[letter]
    return (number >> 10).to_bytes(16, "big")


def grouped(code: str) -> str:
    """As printed: seven groups of four."""
    return "-".join(code[i : i + 4] for i in range(0, LENGTH, 4))
