"""One cell of an import row: the clean value, or `BadRow` with the reason. No database."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from khidmat.kernel.urdu import ascii_digits, clean, squeeze
from khidmat.people.public import Relation
from khidmat.wanted.reasons import BadRow, Fault
from khidmat.wanted.states import Stage

#: The oldest register that a living person can stand in.
FIRST_YEAR = 1947
OLDEST = 110

#: No name has more letters; an index entry has room for 2,700 bytes, and a letter may take four.
MOST_IN_KEY = 60
#: Stations, stages, districts: a register of 100,000 rows has a few hundred of them.
word = lru_cache(maxsize=4096)(squeeze)

_URDU = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile("[A-Za-z]")
_NUMBER = re.compile(
    r"(?:f\.?i\.?r\.?|case|no\.?|مقدمہ|نمبر|علت|[ :.-])*(\d{1,6})(?:\s*/\s*(\d{4}|\d{2}))?", re.IGNORECASE
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00:00)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_BLANK = frozenset(
    map(squeeze, ("", "-", "nil", "none", "n/a", "not known", "unknown", "نامعلوم", "نہیں", "کوئی نہیں"))
)
_STAGES: Mapping[str, Stage] = {
    squeeze(written): stage
    for stage, words in {
        Stage.PENDING: "pending|under trial|under investigation|زیر التواء|زیر التوا|زیر سماعت|زیر تفتیش",
        Stage.CONVICTED: "convicted|conviction|سزا|سزا یافتہ|سزا یاب",
        Stage.ACQUITTED: "acquitted|acquittal|بری|بریت",
        Stage.DISCHARGED: "discharged|discharge|ڈسچارج",
        Stage.CANCELLED: "cancelled|canceled|quashed|اخراج|خارج|منسوخ|کالعدم",
    }.items()
    for written in words.split("|")
}
_YES = frozenset(map(squeeze, ("yes", "y", "1", "true", "juvenile", "ہاں", "جی ہاں", "نابالغ", "کم عمر")))
_NO = frozenset(map(squeeze, ("no", "n", "0", "false", "adult", "نہیں", "جی نہیں", "بالغ")))
_RELATIONS: Mapping[str, Relation] = {
    squeeze(written): relation
    for relation, words in {
        Relation.SON_OF: "s/o|son|son of|father|ولد|پسر|والد",
        Relation.DAUGHTER_OF: "d/o|daughter|daughter of|بنت|دختر",
        Relation.WIFE_OF: "w/o|wife|wife of|husband|زوجہ|شوہر",
        Relation.WIDOW_OF: "widow|widow of|بیوہ",
        Relation.CHILD_OF: "c/o|child|child of",
    }.items()
    for written in words.split("|")
}


def blank(text: str) -> bool:
    """Whether the cell says nothing, or says in words that nothing is known."""
    return word(text) in _BLANK


def pair(latin: str, urdu: str, column: str) -> tuple[str, str]:
    """A name in (Latin, Urdu) letters; what stands in the other script's column changes places."""
    latin, urdu = clean(latin), clean(urdu)
    if latin and not urdu and _URDU.search(latin) and not _LATIN.search(latin):
        latin, urdu = "", latin
    elif urdu and not latin and _LATIN.search(urdu) and not _URDU.search(urdu):
        latin, urdu = urdu, ""
    for text in (latin, urdu):
        if text and not any(letter.isalpha() for letter in text):
            raise BadRow(Fault.NAME_LETTERS, column=column)
    return latin, urdu


def person_key(name: str, father: str, other_father: str) -> str:
    """What equality of a person within one case is decided on, in the script of `name`; empty without a name."""
    own = squeeze(name)[:MOST_IN_KEY]
    return f"{own}|{squeeze(father or other_father)[:MOST_IN_KEY]}" if own else ""


def case(ref: str, year: str, today: date) -> tuple[str, int]:
    """The key of a case number and its year, from `354/12` or from both columns."""
    if _ISO.fullmatch(ref):
        raise BadRow(Fault.CASE_DATE, value=ref)
    found = _NUMBER.fullmatch(ascii_digits(clean(ref)))
    number = str(int(found[1])) if found else squeeze(ref)[:MOST_IN_KEY]
    in_ref = _full_year(found[2], today) if found and found[2] else None
    in_column = None if blank(year) else _year(year, today)
    if in_ref and in_column and in_ref != in_column:
        raise BadRow(Fault.YEAR_DIFFERS, case=ref, year=in_column)
    said = in_column or in_ref
    if said is None:
        raise BadRow(Fault.YEAR_MISSING)
    return number, _within(said, today)


def _full_year(text: str, today: date) -> int:
    short = int(text)
    if len(text) == 4:
        return short
    century = today.year // 100 * 100
    return century + short if century + short <= today.year else century - 100 + short


def _year(text: str, today: date) -> int:
    digits = ascii_digits(clean(text))
    if not re.fullmatch(r"[0-9]{4}", digits):
        raise BadRow(Fault.YEAR_RANGE, value=text[:20], first=FIRST_YEAR, last=today.year)
    return _within(int(digits), today)


def _within(year: int, today: date) -> int:
    if not FIRST_YEAR <= year <= today.year:
        raise BadRow(Fault.YEAR_RANGE, value=year, first=FIRST_YEAR, last=today.year)
    return year


def stage(text: str) -> Stage:
    """The stage from a word of either language."""
    found = _STAGES.get(word(text))
    if found is None:
        raise BadRow(Fault.STAGE_UNKNOWN, value=text[:40])
    return found


def day(text: str, today: date) -> date | None:
    """A date as a spreadsheet (2014-03-14) or a clerk (14-03-2014, 14/3/2014) writes it; None when blank."""
    if blank(text):
        return None
    digits = ascii_digits(clean(text))
    if found := _ISO.fullmatch(digits):
        numbers = (int(found[1]), int(found[2]), int(found[3]))
    elif found := _DAY_FIRST.fullmatch(digits):
        numbers = (int(found[3]), int(found[2]), int(found[1]))
    else:
        raise BadRow(Fault.DATE_IMPOSSIBLE, value=text[:40])
    try:
        found_day = date(*numbers)
    except ValueError as error:
        raise BadRow(Fault.DATE_IMPOSSIBLE, value=text[:40]) from error
    if found_day > today:
        raise BadRow(Fault.DATE_FUTURE, value=text[:40])
    return found_day


def yes(text: str, column: str) -> bool | None:
    """Yes, no, or not said."""
    said = word(text)
    if not said:
        return None
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise BadRow(Fault.YES_OR_NO, column=column, value=text[:20])


def relation(text: str) -> Relation | None:
    """The relation, or not said."""
    if blank(text):
        return None
    found = _RELATIONS.get(word(text))
    if found is None:
        raise BadRow(Fault.RELATION_UNKNOWN, value=text[:20])
    return found


def cnic(text: str) -> str:
    """Thirteen digits, or nothing."""
    if blank(text):
        return ""
    digits = re.sub(r"[\s\-‐-―._/]", "", ascii_digits(clean(text)))
    if not re.fullmatch(r"[0-9]+", digits):
        raise BadRow(Fault.CNIC_LETTERS, value=text[:40])
    if len(digits) != 13:
        raise BadRow(Fault.CNIC_LENGTH, n=len(digits))
    if len(set(digits)) == 1:
        raise BadRow(Fault.CNIC_SAME)
    return digits


def born(text: str, year: int) -> int | None:
    """The year of birth, or None."""
    if blank(text):
        return None
    digits = ascii_digits(clean(text))
    if not re.fullmatch(r"[0-9]{4}", digits) or not year - OLDEST <= int(digits) <= year:
        raise BadRow(Fault.BORN, value=text[:20], year=year)
    return int(digits)
