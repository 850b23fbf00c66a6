"""What people type to verify, and to revoke."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khidmat.documents.codes import LENGTH, parse_code
from khidmat.kernel.urdu import ascii_digits, clean


class CodeForm(forms.Form):
    """The code printed beside the QR."""

    code = forms.CharField(
        label=_("Code on the paper"),
        help_text=_("28 letters and digits in seven groups, beside the QR code."),
        max_length=80,
        error_messages={"required": _("The code is empty. It stands on the paper beside the QR code.")},
        widget=forms.TextInput(
            attrs={
                "dir": "ltr",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "size": LENGTH + 6,
            }
        ),
    )

    def clean_code(self) -> str:
        """The code in its plain form."""
        code = parse_code(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(
                _("This code has a slip in it. Look at the paper and write all seven groups again.")
            )
        return code


class DigitsForm(forms.Form):
    """The end of the identity number on the paper."""

    digits = forms.CharField(
        label=_("Last four of the identity number on the paper"),
        help_text=_("They show name and photograph, so that the paper can be compared."),
        max_length=12,
        error_messages={"required": _("The four digits are empty. They stand on the paper.")},
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocomplete": "off", "inputmode": "text", "maxlength": 8, "size": 8}
        ),
    )

    def clean_digits(self) -> str:
        """Four letters or digits, in capitals."""
        typed = "".join(c for c in ascii_digits(self.cleaned_data["digits"]).upper() if c.isalnum())
        if len(typed) != 4:
            raise forms.ValidationError(_("Four letters or digits come here. Look at the end of the number."))
        return typed


class RevokeForm(forms.Form):
    """Why a certificate ends."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("The reason is empty. Write why.")},
    )

    def clean_reason(self) -> str:
        """The reason in its stored form."""
        return clean(self.cleaned_data["reason"])
