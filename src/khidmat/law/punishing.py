"""What a section's punishment is made of, and how it is said in the reader's language.

The table has it as printed in English ("life, or 4 to 10 years, and fine"). It is read as terms, sums and words of a
fixed list, so that an Urdu reader is told "4 to 10 years" by numbers and words of his own, never by a translated guess.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext_lazy

from khidmat.kernel.urdu import isolate
from khidmat.ui.formats import language_or

#: The words of the table, each said by itself; the longer ones first.
WORDS: Mapping[str, Promise] = {
    "and": pgettext_lazy("punishment", "and"),
    "or": pgettext_lazy("punishment", "or"),
    "or more": pgettext_lazy("punishment", "or more"),
    "and more": pgettext_lazy("punishment", "and more"),
    "fine": pgettext_lazy("punishment", "fine"),
    "fine of": pgettext_lazy("punishment", "fine of"),
    "fine up to": pgettext_lazy("punishment", "fine up to"),
    "fine up to value of vehicle": pgettext_lazy("punishment", "fine up to value of vehicle"),
    "life": pgettext_lazy("punishment", "life"),
    "to life": pgettext_lazy("punishment", "to life"),
    "death": pgettext_lazy("punishment", "death"),
    "death as qisas": pgettext_lazy("punishment", "death as qisas"),
    "imprisonment for remainder of natural life": pgettext_lazy("punishment", "remainder of natural life"),
    "remainder of natural life": pgettext_lazy("punishment", "remainder of natural life"),
    "qisas": pgettext_lazy("punishment", "qisas"),
    "diyat": pgettext_lazy("punishment", "diyat"),
    "daman": pgettext_lazy("punishment", "daman"),
    "arsh": pgettext_lazy("punishment", "arsh"),
    "arsh one-third of diyat": pgettext_lazy("punishment", "arsh one-third of diyat"),
    "arsh one-half of diyat": pgettext_lazy("punishment", "arsh one-half of diyat"),
    "hurt penalty": pgettext_lazy("punishment", "hurt penalty"),
    "whipping": pgettext_lazy("punishment", "whipping"),
    "eighty stripes": pgettext_lazy("punishment", "eighty stripes"),
    "forfeiture": pgettext_lazy("punishment", "forfeiture"),
    "confiscation": pgettext_lazy("punishment", "confiscation"),
    "bond": pgettext_lazy("punishment", "bond"),
    "bond up to": pgettext_lazy("punishment", "bond up to"),
    "procedure": pgettext_lazy("punishment", "procedure"),
    "not less than": pgettext_lazy("punishment", "not less than"),
    "minimum": pgettext_lazy("punishment", "not less than"),
    "up to": pgettext_lazy("punishment", "up to"),
    "about": pgettext_lazy("punishment", "about"),
    "raised to": pgettext_lazy("punishment", "raised to"),
    "raised later": pgettext_lazy("punishment", "raised later"),
    "raised by later bill": pgettext_lazy("punishment", "raised by later bill"),
    "before the later amendment": pgettext_lazy("punishment", "before the later amendment"),
    "later changes uncertain": pgettext_lazy("punishment", "later changes uncertain"),
    "uncertain": pgettext_lazy("punishment", "uncertain"),
    "schedule uncertain": pgettext_lazy("punishment", "schedule uncertain"),
    "schedule by substance and weight uncertain": pgettext_lazy(
        "punishment", "schedule by substance and weight uncertain"
    ),
    "press figures differ": pgettext_lazy("punishment", "press figures differ"),
    "superseded in part by the 2023 irrigation law": pgettext_lazy(
        "punishment", "superseded in part by the 2023 irrigation law"
    ),
    "as substituted in 2016": pgettext_lazy("punishment", "as substituted in 2016"),
    "as the main offence": pgettext_lazy("punishment", "as the main offence"),
    "as abetment": pgettext_lazy("punishment", "as abetment"),
    "as forgery of the document": pgettext_lazy("punishment", "as forgery of the document"),
    "as PPC for the hurt caused": pgettext_lazy("punishment", "as PPC for the hurt caused"),
    "as PPC 376-A": pgettext_lazy("punishment", "as PPC 376-A"),
    "one-half of the longest term": pgettext_lazy("punishment", "one-half of the longest term"),
    "otherwise": pgettext_lazy("punishment", "otherwise"),
    "else one-fourth": pgettext_lazy("punishment", "else one-fourth"),
    "in addition": pgettext_lazy("punishment", "in addition"),
    "by class": pgettext_lazy("punishment", "by class"),
    "highway": pgettext_lazy("punishment", "highway"),
    "if theft": pgettext_lazy("punishment", "if theft"),
    "without consent": pgettext_lazy("punishment", "without consent"),
    "for breach": pgettext_lazy("punishment", "for breach"),
    "for illegal entry": pgettext_lazy("punishment", "for illegal entry"),
    "for defective investigation": pgettext_lazy("punishment", "for defective investigation"),
    "for misleading investigation": pgettext_lazy("punishment", "for misleading investigation"),
    "where life": pgettext_lazy("punishment", "where life"),
    "where minor": pgettext_lazy("punishment", "where minor"),
    "where woman or child": pgettext_lazy("punishment", "where woman or child"),
    "where child or non-Muslim": pgettext_lazy("punishment", "where child or non-Muslim"),
    "where offence is capital": pgettext_lazy("punishment", "where offence is capital"),
    "where the alleged offence carries death": pgettext_lazy(
        "punishment", "where the alleged offence carries death"
    ),
    "heroin or morphine": pgettext_lazy("punishment", "heroin or morphine"),
    "cocaine": pgettext_lazy("punishment", "cocaine"),
    "ice": pgettext_lazy("punishment", "ice"),
}
#: Terms and sums with their numbers, and the sentences that say them.
NUMBERS = (
    (re.compile(r"(\d+) days to (\d+) months"), gettext_noop("%(a)s days to %(b)s months in prison")),
    (re.compile(r"(\d+) months to (\d+) years"), gettext_noop("%(a)s months to %(b)s years in prison")),
    (re.compile(r"(\d+) to (\d+) years"), gettext_noop("%(a)s to %(b)s years in prison")),
    (re.compile(r"(\d+) years?(?= to life)"), gettext_noop("%(a)s years")),
    (re.compile(r"(\d+) years?"), gettext_noop("%(a)s years in prison")),
    (re.compile(r"(\d+) months?"), gettext_noop("%(a)s months in prison")),
    (re.compile(r"Rs ([\d,]+) to ([\d,]+)"), gettext_noop("%(a)s to %(b)s rupees")),
    (re.compile(r"Rs ([\d,]+)"), gettext_noop("%(a)s rupees")),
    (re.compile(r"(\d+) percent"), gettext_noop("%(a)s percent")),
    (re.compile(r"from (\d+) kg"), gettext_noop("from %(a)s kg")),
    (re.compile(r"(\d+) to (\d+)"), gettext_noop("%(a)s to %(b)s")),
)
MARKS = {",": "،", ";": "؛", ":": ":", "(": "(", ")": ")"}
_WORD = re.compile("|".join(rf"{re.escape(one)}(?![\w-])" for one in sorted(WORDS, key=len, reverse=True)))


class NotUnderstood(ValueError):
    """A punishment of the table that is not made of known words."""


@dataclass(frozen=True, slots=True)
class Part:
    """A word of the list, a mark, or a sentence with its numbers."""

    words: str
    numbers: tuple[str, ...] = ()

    @property
    def is_mark(self) -> bool:
        """Whether it closes up to what stands before or after it."""
        return self.words in MARKS


@cache
def parts(text: str) -> tuple[Part, ...]:
    """A punishment as its parts. Raises `NotUnderstood`."""
    return tuple(_parts(text))


def _parts(text: str) -> Iterator[Part]:
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        part, at = _part(text, at)
        yield part


def _part(text: str, at: int) -> tuple[Part, int]:
    if text[at] in MARKS:
        return Part(text[at]), at + 1
    for pattern, words in NUMBERS:
        if found := pattern.match(text, at):
            return Part(words, found.groups()), found.end()
    if found := _WORD.match(text, at):
        return Part(found[0]), found.end()
    raise NotUnderstood(f"{text!r}: {text[at:]!r}")


def said(text: str) -> str:
    """A punishment in the reader's language: as printed in English, by its parts in Urdu."""
    if language_or() != "ur":
        return text
    spoken = ""
    for part in parts(text):
        closes = part.words in ",;:)" if part.is_mark else spoken.endswith("(")
        spoken += ("" if closes or not spoken else " ") + _said(part)
    return spoken


def _said(part: Part) -> str:
    if part.is_mark:
        return MARKS[part.words]
    if part.numbers:
        return _(part.words) % dict(zip("ab", map(isolate, part.numbers), strict=False))
    return str(WORDS[part.words])
