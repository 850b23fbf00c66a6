"""Form fields used everywhere: each accepts what people really type and says what to mend in their language.

Digits of any of the three shapes are accepted, 0-9 come out. Sentences are the model strings `err.*` and
`hint.*` of the wording guide; the Urdu is in this app's catalogue.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from khidmat.kernel import urdu
from khidmat.ui.formats import KARACHI, MONTHS, bilingual
from khidmat.ui.widgets import CnicInput, DateParts, DayMonthYearInput, DigitsInput, MobileInput, NameInput

Text = str | Promise

NAME_LIMIT = 120
#: Spaces, every kind of hyphen, dots and brackets that people put between digits, and unseen marks.
BETWEEN_DIGITS = re.compile(
    "[\\s\u00a0\\-\u2010-\u2015\u2212\u0640_.()\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)
#: Marks that are not seen. ZWNJ (U+200C) is not among them: people type it as a space.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
MOBILE = re.compile(r"(?:\+92|0092|92|0)?(3\d{9})")
URDU_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f]")
LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")


def today() -> date:
    """The date on the wall in Karachi."""
    return datetime.now(KARACHI).date()


def bare_digits(typed: str) -> str:
    """What was typed, with 0-9 and nothing between the digits; letters stay for the field to refuse."""
    return BETWEEN_DIGITS.sub("", urdu.ascii_digits(typed))


def _filled(text: Text, **values: object) -> str:
    return str(text) % values


#: A translated text whose named placeholders are filled when it is shown.
filled = lazy(_filled, str)


def _only_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()


class BilingualChoice(forms.ModelChoiceField[Any]):
    """One of some rows with two names, shown in the reader's language."""

    def label_from_instance(self, obj: object) -> str:
        """Its name."""
        return bilingual(obj)


class NameField(forms.CharField):
    """A person's name or one line of text in its stored form (`kernel.urdu.clean`).

    Hidden marks are removed and the person is asked to look once: the form comes back with the clean name.
    `script` asks for Urdu or for Latin letters; without it any script is a name. `offered`: of a person, so that an
    officer's page may offer the Urdu of what is typed in Roman letters.
    """

    widget = NameInput
    default_error_messages = {
        "required": _("The name is empty. Write the name as it is on the CNIC."),
        "hidden": _("The name had marks that cannot be seen; they were removed. Check the name, then go on."),
        "too_long": _("There is room for %(max)s letters and %(n)s are written. Take out some words."),
        "not_urdu": _("This name is in English letters. Write it here in Urdu letters."),
        "not_latin": _("This name is in Urdu letters. Write it here in English letters, as in the passport."),
        "no_letters": _("There is no letter in this name. Write it in letters, or leave it empty."),
    }

    def __init__(
        self,
        *,
        limit: int = NAME_LIMIT,
        script: Literal["urdu", "latin"] | None = None,
        offered: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.limit = limit
        self.script = script
        self.widget.attrs.setdefault("data-limit", str(limit))
        if offered:
            self.widget.attrs["data-names"] = True
        if script == "latin":
            self.widget.attrs.update({"dir": "ltr", "lang": "en", "autocapitalize": "words"})

    def to_python(self, value: Any) -> str:
        """The stored form. Raises ValidationError once when hidden marks were in it."""
        typed = str(value or "")
        name = urdu.clean(typed)
        if name and HIDDEN.search(typed.replace("\r\n", " ").strip()):
            raise ValidationError(self.error_messages["hidden"], code="hidden")
        return name

    def validate(self, value: str) -> None:
        """Something that is a name: not empty, not too long, in the letters asked for."""
        if len(value) > self.limit:
            numbers = {"max": self.limit, "n": len(value)}
            raise ValidationError(self.error_messages["too_long"], code="too_long", params=numbers)
        lettered = any(letter.isalpha() for letter in value)
        super().validate(value if lettered else "")
        if value and self.script and not lettered:
            raise ValidationError(self.error_messages["no_letters"], code="no_letters")
        if value and self.script == "urdu" and not URDU_LETTER.search(value):
            raise ValidationError(self.error_messages["not_urdu"], code="not_urdu")
        if value and self.script == "latin" and (URDU_LETTER.search(value) or not LATIN_LETTER.search(value)):
            raise ValidationError(self.error_messages["not_latin"], code="not_latin")


class DigitsField(forms.CharField):
    """A run of digits of one length: a code, the last four digits of a paper. Returns the digits as text."""

    widget = DigitsInput
    default_error_messages = {
        "letters": _("Only digits come here. Take out the letters."),
        "length": _("There are %(max)s digits here; %(n)s are written. Look and write it again."),
    }

    def __init__(self, *, length: int, one_time_code: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.length = length
        if one_time_code:
            self.widget.attrs["autocomplete"] = "one-time-code"

    def to_python(self, value: Any) -> str:
        """The digits. Raises ValidationError for letters or another length."""
        digits = bare_digits(str(value or ""))
        if digits and not _only_digits(digits):
            raise ValidationError(self.error_messages["letters"], code="letters")
        if digits and len(digits) != self.length:
            numbers = {"max": self.length, "n": len(digits)}
            raise ValidationError(self.error_messages["length"], code="length", params=numbers)
        return digits


class CnicField(DigitsField):
    """A CNIC or NICOP number: 13 digits out, dashes and spaces anywhere. No check digit, nothing inferred."""

    widget = CnicInput
    default_error_messages = {
        "required": _("The CNIC number is empty. Write the 13 digits of the card."),
        "letters": _("A CNIC number has digits only. Take out the letters."),
        "length": _(
            "A CNIC number has 13 digits; there are %(n)s here. "
            "Look at the card and write it again, like 01234-5678901-2."
        ),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("CNIC number"))
        options.setdefault("help_text", _("13 digits. The dashes put themselves in."))
        super().__init__(length=13, **options)


class MobileField(forms.CharField):
    """A Pakistani mobile number in any usual writing; `+923XXXXXXXXX` comes out."""

    widget = MobileInput
    default_error_messages = {
        "required": _("The mobile number is empty. It begins with 03 and has 11 digits."),
        "mobile": _("A mobile number begins with 03 and has 11 digits, like 03001234567."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Mobile number"))
        options.setdefault("help_text", _("The code and the news come to this number."))
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """The number in international form. Raises ValidationError when it is none."""
        digits = bare_digits(str(value or ""))
        if not digits:
            return ""
        found = MOBILE.fullmatch(digits) if digits.isascii() else None
        if found is None:
            raise ValidationError(self.error_messages["mobile"], code="mobile")
        return f"+92{found[1]}"


class DayMonthYearField(forms.Field):
    """A date typed in three boxes, day first; a month may be a word. Returns a `date`.

    `birth` refuses dates after today and before 1900, and lets the browser fill in a birthday.
    """

    widget = DayMonthYearInput
    default_error_messages = {
        "required": _("The date is empty. Write the day, the month and the year."),
        "unfinished": _("The date is not complete. Write the day, the month and the year."),
        "impossible": _("There is no such date: %(date)s. Check the day, month and year."),
        "short_year": _("Write the year with four digits, like 1994."),
        "future": _("The date of birth cannot be after today. Check the year."),
        "too_old": _("The year of birth is too far back. Check the year."),
    }
    empty_values = [*forms.Field.empty_values, ("", "", "")]

    def __init__(self, *, birth: bool = False, today: Callable[[], date] = today, **options: Any) -> None:
        options.setdefault("widget", DayMonthYearInput(birth=birth))
        if birth:
            options.setdefault("label", _("Date of birth"))
            options.setdefault("help_text", _("Day, month, year. Like 27 / 4 / 1994"))
        super().__init__(**options)
        self.birth = birth
        self.today = today

    def to_python(self, value: Any) -> date | None:
        """The date. Raises ValidationError naming what was typed."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        parts: DateParts = tuple(value)
        if not all(parts):
            raise self._error("unfinished")
        return self._date(parts)

    def _date(self, parts: DateParts) -> date:
        day, month, year = small_number(parts[0]), month_number(parts[1]), small_number(parts[2])
        if 10 <= year <= 99:
            raise self._error("short_year")
        try:
            return date(year if year >= 1000 else 0, month, day)
        except ValueError:
            typed = " / ".join(urdu.ascii_digits(urdu.clean(part))[:12] for part in parts)
            raise self._error("impossible", date=typed) from None

    def validate(self, value: date | None) -> None:
        """Required, and for a birth neither after today nor before 1900."""
        super().validate(value)
        if value and self.birth and value > self.today():
            raise self._error("future")
        if value and self.birth and value.year < 1900:
            raise self._error("too_old")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the boxes say another date than the one they began with."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True

    def _error(self, code: str, **params: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params or None)


def month_number(typed: str) -> int:
    """1 to 12 from digits or from the month's name in either language; 0 when it is no month."""
    word = urdu.clean(typed).casefold()
    for names in MONTHS.values():
        for number, name in enumerate(names, 1):
            if word in (name.casefold(), name.casefold()[:3]) and len(word) >= 3:
                return number
    return small_number(word)


def small_number(typed: str) -> int:
    """The number in one box of a date, at most four digits of any shape; 0 for anything else."""
    digits = urdu.ascii_digits(urdu.clean(typed))
    return int(digits) if _only_digits(digits) and len(digits) <= 4 else 0


MEGABYTE = 1024 * 1024
#: First bytes of what can be opened; the files app looks at the rest.
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
PAPERS = (*PICTURES, b"%PDF-")


class UploadField(forms.FileField):
    """A picture (JPG, PNG) or, unless `pictures_only`, a PDF, up to `megabytes`; the hint says the limits."""

    default_error_messages = {
        "required": _("No file is attached. Attach it, then go on."),
        "big": _(
            "The file is %(size)s MB; up to %(max)s MB fits here. "
            "Take a new photograph or attach a smaller file."
        ),
        "type": _("This file could not be opened. Attach a picture (JPG, PNG) or a PDF."),
        "picture": _("This file could not be opened. Attach a picture (JPG, PNG)."),
        "empty": _("This file is empty. Attach another one."),
    }

    def __init__(self, *, megabytes: int = 5, pictures_only: bool = False, **options: Any) -> None:
        hint = (
            _("A picture (JPG, PNG), up to %(max)s MB.")
            if pictures_only
            else _("A picture (JPG, PNG) or a PDF, up to %(max)s MB.")
        )
        options.setdefault("help_text", filled(hint, max=megabytes))
        super().__init__(**options)
        self.megabytes = megabytes
        self.pictures_only = pictures_only
        kinds = "image/jpeg,image/png"
        self.widget.attrs["accept"] = kinds if pictures_only else f"{kinds},application/pdf"

    def to_python(self, data: Any) -> Any:
        """The uploaded file. Raises ValidationError when it is too big or begins like another kind."""
        file = super().to_python(data)
        if file is None:
            return None
        if file.size > self.megabytes * MEGABYTE:
            numbers = {"size": f"{file.size / MEGABYTE:.1f}", "max": self.megabytes}
            raise ValidationError(self.error_messages["big"], code="big", params=numbers)
        start = file.read(8)
        file.seek(0)
        if not start.startswith(PICTURES if self.pictures_only else PAPERS):
            code = "picture" if self.pictures_only else "type"
            raise ValidationError(self.error_messages[code], code=code)
        return file


class Choice:
    """The label of a choice with a line of explanation under it, for radio cards."""

    def __init__(self, label: Text, hint: Text = "") -> None:
        self.label = label
        self.hint = hint

    def __str__(self) -> str:
        return str(self.label)
