"""Forms of the cash drawer: dictionaries in, whole rupees out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.urdu import clean
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
