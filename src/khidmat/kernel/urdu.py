"""Urdu text: one stored form, three keys and one order. Standard library only.

========== ============== ==============================================================
form       function       used for
========== ============== ==============================================================
stored     `clean`        names, addresses and other single lines, before they are saved
key        `fold`         equality, search, unique checks, "is this a duplicate?"
candidate  `loose`        fetching possible matches for a person to judge; never equality
order      `sort_key`     sorting in Python; `sort_text` is the same order for a column
========== ============== ==============================================================

One core does about 400,000 `clean`, 250,000 `fold` and 90,000 `sort_text` of two-word Urdu names a second.
"""

import re
import unicodedata

# Arabic code points that look like Urdu letters in type (an Arabic keyboard or a PDF writes them).
_SAME = {
    0x064A: "ی",  # Arabic yeh
    0x0649: "ی",  # alef maksura
    0x0643: "ک",  # Arabic kaf
    0x06AA: "ک",  # swash kaf
    0x0647: "ہ",  # Arabic heh
    0x06D5: "ہ",  # ae
    0x0629: "ۃ",  # teh marbuta
    0x06C0: "ۂ",  # heh with yeh above
    0x0625: "ا",  # alef with hamza below
    0x0671: "ا",  # alef wasla
}
_PRESENTATION = re.compile("[\ufb50-\ufdf9\ufdfc\ufe70-\ufefc]+")
# Soft hyphen, bidi controls, tatweel, zero width; then honorific signs and ligatures written after a name.
_DROPPED = re.compile(
    "[\u00ad\u061c\u0640\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\u0610-\u0614\ufdfa\ufdfb\ufdfd-\ufdff]+"
)
# Controls, and lone surrogates, which no UTF-8 database can hold.
_REFUSED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_YEH_HAMZA = re.compile("ی([\u064b-\u0652\u0670]*)\u0654")
_MARKS = re.compile(
    "[\u0600-\u0605\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0898-\u089f\u08ca-\u08ff]+"
)
_NOT_A_WORD = re.compile(r"[^\w ]|_")
_DIGITS = {start + digit: str(digit) for start in (0x0660, 0x06F0, 0xFF10) for digit in range(10)}
_ZWNJ = "\u200c"
# What most names are made of: nothing in it needs mending, which one scan tells (four times as fast).
_PLAIN = re.compile("[ -~اآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےئؤ۰-۹،؛؟۔]*")
_PLAIN_KEY = re.compile("[ 0-9a-zاآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےئؤ]*")


def clean(text: str) -> str:
    """Return the stored form of a single line: NFC, Urdu code points, single spaces, nothing invisible.

    Idempotent. Never fails: NUL, other controls and lone surrogates become a space.
    """
    if _PLAIN.fullmatch(text):
        return " ".join(text.split())
    text = _PRESENTATION.sub(_compatible, text)
    # People type ZWNJ where they mean a space between two words.
    text = _DROPPED.sub("", text.replace(_ZWNJ, " "))
    while (same := unicodedata.normalize("NFC", text).translate(_SAME)) != text:
        text = same
    text = _YEH_HAMZA.sub(r"ئ\1", text)  # NFC has no composite for U+06CC + U+0654
    return " ".join(_REFUSED.sub(" ", text).split())


def fold(text: str) -> str:
    """Return the search key; equal keys mean the same written words.

    Marks, digits' shapes, punctuation and Latin case are ignored. No letter becomes another letter.
    """
    text = clean(text).casefold()
    if _PLAIN_KEY.fullmatch(text):
        return text
    text = _MARKS.sub("", text).translate(_DIGITS)
    return " ".join(unicodedata.normalize("NFC", _NOT_A_WORD.sub(_gap, text)).split())


def squeeze(text: str) -> str:
    """Return `fold` without spaces: compound names are written joined or apart."""
    return fold(text).replace(" ", "")


_LOOSE = str.maketrans("آأؤئۓےۂھۃں", "ااویییہہتن", "ء")
_SPELLINGS = {
    "رحمان": "رحمن",
    "اسمعیل": "اسماعیل",
    "ابرہیم": "ابراہیم",
    "اسحق": "اسحاق",
    "یسین": "یاسین",
    "زکات": "زکوت",
    "ذکریا": "زکریا",
    "مصطفی": "مصطفا",
    "مرتضی": "مرتضا",
    "مجتبی": "مجتبا",
    "موسی": "موسا",
    "عیسی": "عیسا",
}


def loose(text: str) -> str:
    """Return a key to fetch candidates for a person to judge: never equality, never shown, never unique."""
    words = (word.translate(_LOOSE) for word in fold(text).split())
    return "".join(_SPELLINGS.get(word, word) for word in words)


def ascii_digits(text: str) -> str:
    """Return the text with Urdu, Arabic and full-width digits as 0-9; everything else stays as it is."""
    return text.translate(_DIGITS)


def isolate(ltr: str) -> str:
    """Wrap a number, CNIC, plate or date that stands inside plain right-to-left text (never in an SMS)."""
    return f"\u2066{ltr}\u2069"


# The order of Urdu dictionaries and of CLDR `ur`: a letter with do-chashmi he is its own unit.
_LETTERS = "اآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھۃءیے"
_ASPIRATED = "بپتٹجچدڈرڑکگلمنںوی"
_ORDER = [unit for one in _LETTERS for unit in ([one, one + "ھ"] if one in _ASPIRATED else [one])]
_VARIANT = {"أ": "ا", "ؤ": "و", "ۂ": "ہ", "ئ": "ی", "ۓ": "ے"}
_SPACE, _SIGN, _DIGIT, _LETTER, _FOREIGN = 0, 1, 10, 100, 1000
_PLACE = {unit: _LETTER + place for place, unit in enumerate(_ORDER)} | {" ": _SPACE}
_WEIGHT = _PLACE | {variant: _PLACE[base] for variant, base in _VARIANT.items()}

SortKey = tuple[tuple[int, ...], tuple[bool, ...], str]


def sort_key(text: str) -> SortKey:
    """Return the key of Urdu dictionary order (CLDR `ur`).

    Space, digits, Urdu letters, other letters; then letters with hamza after plain ones; then the text.
    """
    shown = clean(text)
    plain = _MARKS.sub("", shown).translate(_DIGITS).casefold()
    first, second = [], []
    at = 0
    while at < len(plain):
        step = 2 if plain[at + 1 : at + 2] == "ھ" and plain[at : at + 2] in _WEIGHT else 1
        unit = plain[at : at + step]
        weight = _WEIGHT.get(unit)
        first.append(_foreign(unit) if weight is None else weight)
        second.append(unit in _VARIANT)
        at += step
    return tuple(first), tuple(second), shown


def sort_text(text: str) -> str:
    """Return a string whose code-point order (`COLLATE "C"` in PostgreSQL) is the order of `sort_key`.

    An Urdu letter takes one ASCII character; the text itself follows, so equal strings mean equal text.
    """
    first, second, shown = sort_key(text)
    hamza = "".join("1" if variant else "0" for variant in second).rstrip("0")
    return f"{''.join(map(_printed, first))} {hamza} {shown}"


def _compatible(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _gap(match: re.Match[str]) -> str:
    """Drop a combining mark, which belongs to the letter before it; any other sign separates words."""
    return "" if unicodedata.category(match[0]).startswith("M") else " "


def _foreign(unit: str) -> int:
    if unit.isdecimal():
        return _DIGIT + int(unit)
    return _FOREIGN + ord(unit) if unit.isalpha() else _SIGN


def _printed(weight: int) -> str:
    """Write one primary weight so that code points keep its order; all are above the space that ends them."""
    if weight >= _FOREIGN:
        return "~" + chr(weight - _FOREIGN)
    if weight >= _LETTER:
        return chr(ord("A") + weight - _LETTER)
    if weight >= _DIGIT:
        return str(weight - _DIGIT)
    return '"' if weight == _SIGN else "!"
