"""The fixed vocabulary of questions: what a definition's `kind` means as inputs, rules and value.

Adding a kind is a change of the program; using one is a line in a service's file.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from khidmat.people.public import IdKind, Relation
from khidmat.services.address import Address
from khidmat.services.countries import COUNTRIES
from khidmat.services.definition import FieldSpec
from khidmat.services.kinds import (
    Cleaned,
    Given,
    Inputs,
    Kind,
    Listed,
    StatedBirth,
    StatedId,
    asked,
    common,
    unprintable,
)
from khidmat.ui.fields import CnicField, DayMonthYearField, DigitsField, NameField


class Name(Kind):
    """A person's name in one script."""

    def __init__(self, script: Literal["urdu", "latin"]) -> None:
        self.script: Literal["urdu", "latin"] = script

    def inputs(self, spec: FieldSpec, given: Given) -> Inputs:
        """One text input in the script's language and direction."""
        return {spec.name: NameField(script=self.script, offered=self.script == "urdu", **common(spec))}

    def check(self, spec: FieldSpec, cleaned: Cleaned, given: Given) -> dict[str, str]:
        """Only what can be printed."""
        return unprintable(spec.name, cleaned)


class Line(Kind):
    """One short line of text."""

    def inputs(self, spec: FieldSpec, given: Given) -> Inputs:
        """One text input."""
        messages = {"required": _("This line is empty. Write it as it should stand on the paper.")}
        return {spec.name: NameField(error_messages=messages, **common(spec))}

    def check(self, spec: FieldSpec, cleaned: Cleaned, given: Given) -> dict[str, str]:
        """Only what can be printed."""
        return unprintable(spec.name, cleaned)


class Email(Kind):
    """An e-mail address."""

    def inputs(self, spec: FieldSpec, given: Given) -> Inputs:
        """One e-mail input, left to right."""
        widget = forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr", "inputmode": "email"})
        return {spec.name: forms.EmailField(widget=widget, max_length=120, **common(spec))}


def wrong_year(name: str, cleaned: Cleaned) -> dict[str, str]:
    """A message when a year lies ahead, or more than 120 years back (nobody living was born then)."""
    year, this = str(cleaned.get(name) or ""), timezone.localdate().year
    if not year or this - 120 <= int(year) <= this:
        return {}
    return {
        name: _("This year cannot be. Write a year from %(first)s to %(last)s.")
        % {"first": this - 120, "last": this}
    }


class Year(Kind):
    """A calendar year up to this one."""

    def inputs(self, spec: FieldSpec, given: Given) -> Inputs:
        """Four digits."""
        return {spec.name: DigitsField(length=4, **common(spec))}

    def check(self, spec: FieldSpec, cleaned: Cleaned, given: Given) -> dict[str, str]:
        """Not in the future, not before anybody alive was born."""
        return wrong_year(spec.name, cleaned)

    def value(self, spec: FieldSpec, cleaned: Cleaned, given: Given) -> int | None:
        """The year as a number."""
        return int(str(cleaned[spec.name])) if cleaned.get(spec.name) else None


def _radios(spec: FieldSpec, options: Sequence[tuple[str, str | Promise]], missing: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=options, widget=forms.RadioSelect, error_messages={"required": missing}, **common(spec)
    )


class Choice(Kind):
    """One of the options in the definition."""

    def inputs(self, spec: FieldSpec, given: Given) -> Inputs:
        """Radio cards."""
        options = [(option.value, str(option)) for option in spec.options]
        return {spec.name: _radios(spec, options, _("Nothing is chosen yet. Choose one of these."))}


class RelationChoice(Kind):
    """Father or husband, as the card says it; for those without either, or who state X, whose child they are."""

    def inputs(self, spec: FieldSpec, given: Given) -> Inputs:
        """Radio cards: the words of the card, not the abbreviations of the file."""
        options = [
            (Relation.SON_OF, pgettext_lazy("relation", "Father (son of)")),
            (Relation.DAUGHTER_OF, pgettext_lazy("relation", "Father (daughter of)")),
            (Relation.WIFE_OF, pgettext_lazy("relation", "Husband (wife of)")),
            (Relation.WIDOW_OF, pgettext_lazy("relation", "Late husband (widow of)")),
            (Relation.CHILD_OF, pgettext_lazy("relation", "Mother, parent or guardian (child of)")),
        ]
        said = _("Nothing is chosen yet. Choose whose name stands on the card.")
        return {spec.name: _radios(spec, options, said)}


class Country(Kind):
    """A country of the list."""

    def inputs(self, spec: FieldSpec, given: Given) -> Inputs:
        """A select."""
        messages = {"required": _("The country is not chosen. Choose it from the list.")}
        listed = Listed(
            choices=_countries, holds=COUNTRIES.__contains__, error_messages=messages, **common(spec)
        )
        return {spec.name: listed}


def _countries() -> list[tuple[str, object]]:
    return [("", gettext_lazy("Choose")), *((code, str(words)) for code, words in COUNTRIES.items())]


def _by_passport(spec: FieldSpec, given: Given) -> bool:
    return given.answers.get(f"{spec.name}_kind") == IdKind.PASSPORT


def _no_passport(name: str, cleaned: Cleaned) -> dict[str, str]:
    """A message for what no passport has. Other letters may grow when they are made capital, past their column."""
    number = str(cleaned.get(name) or "")
    if not number or (number.isascii() and any(map(str.isalnum, number))):
        return {}
    return {name: _("A passport number has English letters and digits only. Write it as in the passport.")}


class IdDocument(Kind):
    """Which paper, and its number."""

    def names(self, spec: FieldSpec) -> list[str]:
        """Kind, thirteen digits, other number."""
        return [f"{spec.name}_kind", f"{spec.name}_cnic", f"{spec.name}_number"]

    def inputs(self, spec: FieldSpec, given: Given) -> Inputs:
        """Radio cards and two numbers, of which the kind decides one."""
        kinds = [(k.value, k.label) for k in (IdKind.CNIC, IdKind.NICOP, IdKind.B_FORM, IdKind.PASSPORT)]
        passport = _by_passport(spec, given)
        kind = forms.ChoiceField(
            label=str(spec.label),
            choices=kinds,
            initial=IdKind.CNIC,
            widget=forms.RadioSelect,
            required=spec.required,
            error_messages={"required": _("The paper is not chosen. Choose which one the number is from.")},
        )
        number = forms.CharField(
            label=_("Passport number"),
            required=passport,
            max_length=20,
            error_messages={"required": _("The passport number is empty. Write it as in the passport.")},
            widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        )
        cnic = CnicField(label=_("CNIC, NICOP or B-form number"), required=not passport)
        return {f"{spec.name}_kind": kind, f"{spec.name}_cnic": cnic, f"{spec.name}_number": number}

    def aside(self, spec: FieldSpec, given: Given) -> list[str]:
        """The number that the other kind of paper would have."""
        return [f"{spec.name}_cnic" if _by_passport(spec, given) else f"{spec.name}_number"]

    def check(self, spec: FieldSpec, cleaned: Cleaned, given: Given) -> dict[str, str]:
        """Thirteen times one digit is typed to get past the page; all who do it would become one person."""
        if _by_passport(spec, given):
            return _no_passport(f"{spec.name}_number", cleaned)
        number = str(cleaned.get(f"{spec.name}_cnic") or "")
        if not number or len(set(number)) > 1:
            return {}
        said = _("No card has this number. Look at the card and write it again, like 01234-5678901-2.")
        return {f"{spec.name}_cnic": said}

    def value(self, spec: FieldSpec, cleaned: Cleaned, given: Given) -> StatedId:
        """A `StatedId`."""
        kind = str(cleaned[f"{spec.name}_kind"])
        if kind == IdKind.PASSPORT:
            return StatedId(kind, "", str(cleaned[f"{spec.name}_number"]).upper().replace(" ", ""))
        return StatedId(kind, str(cleaned[f"{spec.name}_cnic"]), "")


class Birth(Kind):
    """The date when it is known, else the year as stated."""

    def names(self, spec: FieldSpec) -> list[str]:
        """Three boxes, and the year alone."""
        return [*(f"{spec.name}_{part}" for part in ("day", "month", "year")), f"{spec.name}_about"]

    def inputs(self, spec: FieldSpec, given: Given) -> Inputs:
        """A date in three boxes, or a year."""
        return {
            spec.name: DayMonthYearField(
                birth=True,
                label=spec.label,
                help_text=_("Day, month, year. Like 27 / 4 / 1994"),
                required=False,
            ),
            f"{spec.name}_about": DigitsField(
                label=_("If the date is not known: the year"), required=False, length=4
            ),
        }

    def initial(self, spec: FieldSpec, answers: Mapping[str, str]) -> dict[str, object]:
        """The three boxes are one input."""
        boxes = tuple(answers.get(f"{spec.name}_{part}", "") for part in ("day", "month", "year"))
        return {**super().initial(spec, answers), **({spec.name: boxes} if any(boxes) else {})}

    def check(self, spec: FieldSpec, cleaned: Cleaned, given: Given) -> dict[str, str]:
        """One of the two."""
        if cleaned.get(spec.name):
            return {}
        if cleaned.get(f"{spec.name}_about"):
            return wrong_year(f"{spec.name}_about", cleaned)
        return {
            spec.name: _("The date of birth is empty. Write the date, or only the year if that is known.")
        }

    def value(self, spec: FieldSpec, cleaned: Cleaned, given: Given) -> StatedBirth:
        """A `StatedBirth`."""
        day, year = cleaned.get(spec.name), cleaned.get(f"{spec.name}_about")
        if isinstance(day, date):
            return StatedBirth(day, day.year)
        return StatedBirth(None, int(str(year)))


class Attached(Kind):
    """A photograph or a paper; it is sent by itself and only its presence is asked here."""

    def names(self, spec: FieldSpec) -> list[str]:
        """Nothing is typed."""
        return []

    def inputs(self, spec: FieldSpec, given: Given) -> Inputs:
        """The file input; required only while nothing is there."""
        field = forms.FileField(
            label=str(spec.label), help_text=str(spec.hint or spec.reason), required=False
        )
        return {spec.name: asked(field) if spec.required else field}

    def check(self, spec: FieldSpec, cleaned: Cleaned, given: Given) -> dict[str, str]:
        """A required paper must have been added."""
        if spec.required and spec.name not in given.attached:
            return {spec.name: _("Nothing is attached yet. Choose a picture or take one.")}
        return {}


VOCABULARY: dict[str, Kind] = {
    "name": Name("latin"),
    "name_ur": Name("urdu"),
    "id_document": IdDocument(),
    "relation": RelationChoice(),
    "birth": Birth(),
    "year": Year(),
    "email": Email(),
    "address": Address(),
    "choice": Choice(),
    "country": Country(),
    "line": Line(),
    "photo": Attached(),
    "paper": Attached(),
}
