"""Numbers, dates and names in words, in both languages: for pages, prints and messages.

Every function is pure and returns plain text. `language` is "ur" or "en"; left out, it is the request's.
Digits are always 0-9. Dates and times are those of Asia/Karachi. What turns round inside Urdu text is marked
on pages by the filters of `templatetags.ui`, in plain text by `kernel.urdu.isolate`; SMS take `short_date`,
`mobile_plain` and other forms that do not turn.
"""

from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

Language = Literal["ur", "en"]

KARACHI = ZoneInfo("Asia/Karachi")
MONTHS: dict[Language, tuple[str, ...]] = {
    "ur": (
        *("جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون"),
        *("جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
#: First hour of each part of the day; before the first it is still night.
DAY_PARTS = ((20, "رات"), (16, "شام"), (12, "دوپہر"), (4, "صبح"), (0, "رات"))


def language_or(language: Language | None = None) -> Language:
    """The language given, else the request's; anything that is not English is Urdu."""
    if language is None:
        return "en" if (get_language() or "ur").startswith("en") else "ur"
    return language


def cnic(digits: str) -> str:
    """13 digits as on the card, 5-7-1; any other length comes back unchanged."""
    if len(digits) != 13 or not digits.isascii() or not digits.isdecimal():
        return digits
    return f"{digits[:5]}-{digits[5:12]}-{digits[12]}"


def mobile(number: str) -> str:
    """`+923001234567` as it is read out here: `0300-1234567`; a foreign number comes back unchanged."""
    plain = mobile_plain(number)
    return f"{plain[:4]}-{plain[4:]}" if len(plain) == 11 and plain.startswith("03") else number


def mobile_plain(number: str) -> str:
    """`+923001234567` as dialled: `03001234567`, the form for SMS."""
    return f"0{number[3:]}" if number.startswith("+923") and len(number) == 13 else number


def local(moment: date) -> date:
    """A moment's wall-clock time in Karachi; a plain date is returned as it is."""
    return moment.astimezone(KARACHI) if isinstance(moment, datetime) else moment


def date_words(day: date, language: Language | None = None) -> str:
    """`15 مارچ 2026` or `15 March 2026`."""
    there = local(day)
    return f"{there.day} {MONTHS[language_or(language)][there.month - 1]} {there.year}"


def short_date(day: date, language: Language | None = None) -> str:
    """`15 مارچ` or `15 March`: for SMS."""
    there = local(day)
    return f"{there.day} {MONTHS[language_or(language)][there.month - 1]}"


def date_table(day: date) -> str:
    """`15-03-2026`: for tables, always isolated."""
    return f"{local(day):%d-%m-%Y}"


def time_words(moment: datetime, language: Language | None = None) -> str:
    """`صبح 9 بجے`, `دوپہر 12:30 بجے` or `9 am`, `12:30 pm`."""
    there = moment.astimezone(KARACHI)
    clock = f"{there.hour % 12 or 12}" + (f":{there.minute:02}" if there.minute else "")
    if language_or(language) == "en":
        return f"{clock} {'am' if there.hour < 12 else 'pm'}"
    part = next(name for first, name in DAY_PARTS if there.hour >= first)
    return f"{part} {clock} بجے"


def datetime_words(moment: datetime, language: Language | None = None) -> str:
    """`15 مارچ 2026، صبح 9 بجے` or `15 March 2026, 9 am`."""
    comma = "," if language_or(language) == "en" else "،"
    return f"{date_words(moment, language)}{comma} {time_words(moment, language)}"


def number(count: int) -> str:
    """`170,031`, grouped by thousands in both languages."""
    return f"{count:,}"


def rupees(amount: int, language: Language | None = None) -> str:
    """Whole rupees: `1,500 روپے` or `Rs 1,500`."""
    return f"Rs {amount:,}" if language_or(language) == "en" else f"{amount:,} روپے"


def days_left(due: date, now: date, language: Language | None = None) -> str:
    """Calendar days in Karachi from `now` to `due`: `3 دن باقی`, `آج آخری دن`, `2 دن دیر`."""
    days = (_day(due) - _day(now)).days
    if language_or(language) == "ur":
        return "آج آخری دن" if days == 0 else f"{abs(days)} دن {'باقی' if days > 0 else 'دیر'}"
    unit = "day" if abs(days) == 1 else "days"
    return "due today" if days == 0 else f"{abs(days)} {unit} {'left' if days > 0 else 'late'}"


def bilingual(thing: object, language: Language | None = None) -> str:
    """What a thing is called, by its `name` and `name_ur`, or its `title` and `title_ur` where it has no name."""
    return worded(thing, "name" if hasattr(thing, "name_ur") else "title", language)


def worded(thing: object, field: str, language: Language | None = None) -> str:
    """A field of a thing, which has it in English and, as `field_ur`, in Urdu; the other one where one is empty."""
    roman, urdu = (str(getattr(thing, name, "") or "") for name in (field, f"{field}_ur"))
    return (roman or urdu) if language_or(language) == "en" else (urdu or roman)


def _day(moment: date) -> date:
    there = local(moment)
    return there.date() if isinstance(there, datetime) else there
