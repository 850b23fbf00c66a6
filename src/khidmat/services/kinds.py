"""The shape of a kind of question, and the values that the compound kinds give."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from khidmat.documents.public import missing_letters
from khidmat.org.public import Office, Place
from khidmat.services.definition import FieldSpec
from khidmat.services.gazetteer import LookedUp

Inputs = dict[str, forms.Field]
Cleaned = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Given:
    """What is known while a page is made: answers of all pages, which papers are there, what was looked up."""

    answers: Mapping[str, str]
    attached: frozenset[str]
    found: LookedUp = field(default_factory=LookedUp, compare=False)


@dataclass(frozen=True, slots=True)
class StatedAddress:
    """A clean address: the line, the place of the gazetteer when known, and the office that verifies it."""

    line: str
    place: Place | None
    office: Office


@dataclass(frozen=True, slots=True)
class StatedId:
    """A clean identity paper: its kind; thirteen digits, another number, or neither."""

    kind: str
    cnic: str
    number: str


@dataclass(frozen=True, slots=True)
class StatedBirth:
    """A known date, or a year as the person states it."""

    day: date | None
    year: int


def asked(field: forms.Field) -> forms.Field:
    """Mark an input that some answers make necessary: the form checks it over several inputs, not alone."""
    field.widget.is_required = True
    return field


class Listed(forms.ChoiceField):
    """A choice of a long list: the list is read when it is shown; what was chosen is looked up by itself."""

    def __init__(self, *, holds: Callable[[str], bool], **options: Any) -> None:
        super().__init__(**options)
        self.holds = holds

    def valid_value(self, value: Any) -> bool:
        """Whether the list has it."""
        return self.holds(str(value))


class Kind:
    """One kind of question. The base is a single input whose cleaned value is the answer."""

    def names(self, spec: FieldSpec) -> list[str]:
        """Names of the inputs."""
        return [spec.name]

    def inputs(self, spec: FieldSpec, given: Given) -> Inputs:
        """The inputs by name."""
        raise NotImplementedError

    def initial(self, spec: FieldSpec, answers: Mapping[str, str]) -> dict[str, object]:
        """What stands in the inputs when the page is opened: what was typed last, right or wrong."""
        return {name: answers[name] for name in self.names(spec) if name in answers}

    def check(self, spec: FieldSpec, cleaned: Cleaned, given: Given) -> dict[str, str]:
        """Rules over several inputs: messages by input."""
        return {}

    def aside(self, spec: FieldSpec, given: Given) -> list[str]:
        """Inputs that another answer makes meaningless: what still stands in them is not judged."""
        return []

    def value(self, spec: FieldSpec, cleaned: Cleaned, given: Given) -> object:
        """The answer as the program uses it."""
        return cleaned.get(spec.name)


#: Stands for bytes that could not be read; some fonts have it all the same.
UNREADABLE = "\ufffd"
#: How many letters that cannot be printed a message names.
NAMED = 8


def unprintable(name: str, cleaned: Cleaned) -> dict[str, str]:
    """A message when no font of the paper has a letter of this text: after sending nobody could mend it."""
    text = str(cleaned.get(name) or "")
    letters = missing_letters(text) + (UNREADABLE if UNREADABLE in text else "")
    if not letters:
        return {}
    said = _("These cannot be printed on the paper: \u2066%(letters)s\u2069. Take them out.")
    return {name: said % {"letters": " ".join(letters[:NAMED])}}


def common(spec: FieldSpec) -> dict[str, Any]:
    """What every input takes from its question."""
    return {"label": spec.label, "help_text": spec.hint or "", "required": spec.required}
