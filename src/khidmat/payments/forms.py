"""Forms of the cash drawer: dictionaries in, whole rupees out."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.urdu import clean
from khidmat.payments.states import NOTES, RefundKind
from khidmat.ui.widgets import DigitsInput

DIGITS = {base + n: str(n) for base in (0x0660, 0x06F0) for n in range(10)}
#: Longer than any amount a drawer can hold.
LONGEST = 9


class RupeesField(forms.CharField):
    """Whole rupees, in either script's digits, with or without the commas of thousands. Cleans to an integer."""

    widget = DigitsInput

    def clean(self, value: Any) -> int | None:
        """The amount. Anything but digits is refused, so that 500.50 never becomes 50050."""
        text = clean(str(value or "")).translate(DIGITS).replace(",", "").replace(" ", "")
        if not text:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not text.isascii() or not text.isdecimal() or len(text) > LONGEST:
            raise ValidationError(
                _("This is not an amount. Write whole rupees in digits, like 500."), code="invalid"
            )
        return int(text)


class OpenForm(forms.Form):
    """What a drawer begins with."""

    began_with = RupeesField(
        label=_("Change in the drawer (rupees)"),
        help_text=_("What you were given to begin with. Write 0 if nothing."),
        initial="0",
        error_messages={"required": _("The change is empty. Write 0 if you were given nothing.")},
    )


class FindForm(forms.Form):
    """The number on the applicant's phone or slip."""

    ref = forms.CharField(
        label=_("Application number"),
        help_text=_("Eight letters and digits, from the phone or the slip."),
        max_length=20,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        error_messages={"required": _("The number is empty. Write it as on the phone or the slip.")},
    )


class TakeForm(forms.Form):
    """Which charge, and how much is in the hand."""

    ref = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)
    charge = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Find the application again, then take the money."),
            "invalid": _("Find the application again, then take the money."),
        },
    )
    rupees = RupeesField(
        label=_("Money received (rupees)"),
        help_text=_("Count it, then write what you have in the hand."),
        error_messages={"required": _("The amount is empty. Count the money and write it.")},
    )


class WordsField(forms.CharField):
    """A few sentences."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=500, widget=forms.Textarea(attrs={"rows": 3}), **options)


class CountForm(forms.Form):
    """How many of each note and coin lie in the drawer."""

    explanation = WordsField(
        label=_("If it does not agree: how did it come?"),
        help_text=_("Only if money is missing or too much. The in-charge and the district officer read it."),
        required=False,
    )

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        notes = {
            f"note_{value}": RupeesField(label=_("Notes of Rs %(value)s") % {"value": value}, required=False)
            for value in NOTES
        }
        self.fields = {**notes, **self.fields}

    @property
    def pieces(self) -> dict[int, int]:
        """The count of a valid form: value of the note, how many."""
        return {value: self.cleaned_data[f"note_{value}"] or 0 for value in NOTES}


class CloseForm(forms.Form):
    """What the in-charge hands in."""

    counted = RupeesField(
        label=_("Cash counted, without the change (rupees)"),
        help_text=_("All drawers together, after what was given back."),
        error_messages={"required": _("The amount is empty. Count the money and write it.")},
    )
    explanation = WordsField(
        label=_("If it does not agree: how did it come?"),
        help_text=_("The district officer reads it."),
        required=False,
    )


class RefundForm(forms.Form):
    """Why money goes back."""

    kind = forms.ChoiceField(
        label=_("What happens to the fee"),
        choices=RefundKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the fee is still owed.")},
    )
    reason = WordsField(
        label=_("Reason"),
        help_text=_("It stands on the paper and in the record."),
        error_messages={"required": _("The reason is empty. Write why the money goes back.")},
    )


class ExemptForm(forms.Form):
    """Under which number no fee is taken, and why."""

    ref = forms.CharField(
        label=_("Application number"),
        help_text=_("Eight letters and digits, from the phone or the slip."),
        max_length=20,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        error_messages={"required": _("The number is empty. Write it as on the phone or the slip.")},
    )
    reason = WordsField(
        label=_("Reason"),
        help_text=_("Why no fee is taken, and by which order."),
        error_messages={"required": _("The reason is empty. Write why no fee is taken, and by which order.")},
    )
