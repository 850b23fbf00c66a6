"""The wording of messages: read and checked when the program starts, then only filled in."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from khidmat.kernel.catalogues import plain
from khidmat.kernel.urdu import clean, isolate
from khidmat.notify import gsm
from khidmat.ui import formats

FILE = Path(__file__).parent / "catalogue" / "messages.yaml"
#: What stands in the stored text in place of a one-time code.
MASK = "••••••"

Language = Literal["ur", "en"]
Value = str | int | date


class WordingError(ValueError):
    """The catalogue says something it cannot say; the message lists every fault."""


class Strict(BaseModel):
    """A part of the catalogue: nothing unknown, nothing empty."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)


class Pair(Strict):
    """One text in both languages."""

    ur: str
    en: str

    def text(self, language: Language) -> str:
        """Return the text of a language."""
        return self.ur if language == "ur" else self.en


class Template(Strict):
    """One message: an SMS and its e-mail twin. `secret` names the placeholder that is never stored."""

    code: str = Field(pattern=r"^[a-z_]+$", max_length=30)
    rank: int = Field(default=1, ge=0, le=9)
    minutes: int = Field(default=4320, ge=1)
    secret: str | None = None
    sms: Pair
    subject: Pair
    mail: Pair

    @property
    def placeholders(self) -> frozenset[str]:
        """Names of the values that the message needs, the secret included."""
        return names(self.sms.ur) | names(self.mail.ur) | names(self.subject.ur)


class Catalogue(Strict):
    """Every message, and what its placeholders may hold."""

    limits: dict[str, int]
    cut: frozenset[str]
    ltr: frozenset[str]
    footer: Pair
    messages: tuple[Template, ...]

    def template(self, code: str) -> Template:
        """Return the template of a code. Raises LookupError."""
        for one in self.messages:
            if one.code == code:
                return one
        raise LookupError(f"no message {code}")

    def sms(self, template: Template, language: Language, values: Mapping[str, Value]) -> str:
        """Return the text of one SMS. Raises ValueError for a value too long that may not be cut."""
        written = {name: self._brief(name, value, language) for name, value in values.items()}
        return template.sms.text(language).format(**written)

    def mail(self, template: Template, language: Language, values: Mapping[str, Value]) -> tuple[str, str]:
        """Return subject and body of the e-mail."""
        written = {name: self._full(name, value, language) for name, value in values.items()}
        plain = {name: text.strip("\u2066\u2069") for name, text in written.items()}
        body = f"{template.mail.text(language).format(**written)}\n\n{self.footer.text(language)}\n"
        return template.subject.text(language).format(**plain), body

    def _brief(self, name: str, value: Value, language: Language) -> str:
        text = _short_date(value, language) if isinstance(value, date) else _written(value)
        if gsm.units(text) <= self.limits[name]:
            return text
        if name not in self.cut:
            raise ValueError(f"{name} is longer than {self.limits[name]}")
        return cut(text, self.limits[name])

    def _full(self, name: str, value: Value, language: Language) -> str:
        text = formats.date_words(value, language) if isinstance(value, date) else _written(value)
        return isolate(text) if name in self.ltr and language == "ur" else text


def names(text: str) -> frozenset[str]:
    """Return the names of the placeholders in a text."""
    return frozenset(name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None)


def cut(text: str, limit: int) -> str:
    """Return at most `limit` UTF-16 units of the text, whole words where there is more than one."""
    while gsm.units(text) > limit:
        head, space, _word = text.rpartition(" ")
        text = head.rstrip() if space and head.strip() else text[:-1]
    return text


def read(text: str) -> Catalogue:
    """Return the catalogue that a text describes. Raises `WordingError`."""
    try:
        found = Catalogue.model_validate(plain(text))
    except ValueError as error:
        raise WordingError(str(error)) from error
    if faults := list(_faults(found)):
        raise WordingError("\n".join(faults))
    return found


@cache
def load() -> Catalogue:
    """Return the program's catalogue."""
    return read(FILE.read_text(encoding="utf-8"))


def _faults(catalogue: Catalogue) -> Iterator[str]:
    codes = [one.code for one in catalogue.messages]
    yield from (f"{code}: there twice" for code in sorted({c for c in codes if codes.count(c) > 1}))
    known = set(catalogue.limits)
    if strange := (catalogue.cut | catalogue.ltr) - known:
        yield f"cut and ltr name what has no limit: {sorted(strange)}"
    for template in catalogue.messages:
        faults = [*_names_faults(template, known), *_letters_faults(template)]
        yield from (f"{template.code}: {fault}" for fault in faults or _length_faults(catalogue, template))


def _names_faults(template: Template, known: set[str]) -> Iterator[str]:
    for part in ("sms", "subject", "mail"):
        pair: Pair = getattr(template, part)
        if names(pair.ur) != names(pair.en):
            yield f"{part}: the placeholders differ between the languages"
        if extra := names(pair.ur) - known:
            yield f"{part}: {sorted(extra)} has no limit"
    if template.secret and template.secret not in names(template.sms.ur) & names(template.mail.ur):
        yield "the secret is not in the text"
    if template.secret in names(template.subject.ur):
        yield "the secret is in the subject"


def _letters_faults(template: Template) -> Iterator[str]:
    for text in (template.sms.ur, template.subject.ur, template.mail.ur):
        if clean(text) != text:
            yield f"not the stored form of Urdu: {text}"
    if not gsm.is_gsm(template.sms.en):
        yield "a letter of the English SMS is not in GSM 7-bit"


def _length_faults(catalogue: Catalogue, template: Template) -> Iterator[str]:
    longest = {name: "0" * catalogue.limits[name] for name in template.placeholders}
    urdu, english = (template.sms.text(language).format(**longest) for language in ("ur", "en"))
    if gsm.units(urdu) > gsm.ONE_UCS2:
        yield f"{gsm.units(urdu)} units in Urdu, {gsm.ONE_UCS2} fit"
    if gsm.septets(english) > gsm.ONE_GSM:
        yield f"{gsm.septets(english)} septets in English, {gsm.ONE_GSM} fit"


def _written(value: Value) -> str:
    return formats.number(value) if isinstance(value, int) else clean(str(value))


def _short_date(day: date, language: Language) -> str:
    """`31 اکتوبر`, `31 Oct`: nine units at most in either language, and no month is cut by accident."""
    if language == "ur":
        return formats.short_date(day, "ur")
    there = formats.local(day)
    return f"{there.day} {formats.MONTHS['en'][there.month - 1][:3]}"
