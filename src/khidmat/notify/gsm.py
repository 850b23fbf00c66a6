"""How long a text is on the air: septets of GSM 7-bit or units of UCS-2."""

#: The default alphabet by code (3GPP TS 23.038, 6.2.1); 0x1B is the escape to the extension.
_TABLE = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED_AT = dict(
    zip("\f^{}\\[~]|€", (0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65), strict=True)
)
BASIC = frozenset(_TABLE) - {"\x1b"}
#: These take an escape and so two septets.
EXTENDED = frozenset(_EXTENDED_AT)
ONE_GSM, EACH_GSM = 160, 153
ONE_UCS2, EACH_UCS2 = 70, 67


def is_gsm(text: str) -> bool:
    """Whether every letter is in the GSM 7-bit alphabet."""
    return BASIC.union(EXTENDED).issuperset(text)


def septets(text: str) -> int:
    """Return the length in GSM 7-bit; meaningful only where `is_gsm`."""
    return len(text) + sum(letter in EXTENDED for letter in text)


def units(text: str) -> int:
    """Return the length in UTF-16 units, as UCS-2 messages count it."""
    return len(text.encode("utf-16-le")) // 2


def encode(letter: str) -> bytes:
    """Return a letter in unpacked GSM 7-bit, SMPP's default alphabet. Raises ValueError outside of it."""
    if letter in EXTENDED:
        return b"\x1b" + bytes([_EXTENDED_AT[letter]])
    return bytes([_TABLE.index(letter)])
