"""The search box."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khidmat.people.public import Purpose


class SearchForm(forms.Form):
    """A text; and for a CNIC what the look-up is for."""

    q = forms.CharField(
        label=_("Reference, name or CNIC number"),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Nothing is written yet. Write a reference, a name or a CNIC number.")},
    )
    purpose = forms.ChoiceField(
        label=_("A CNIC number: what it is for"),
        required=False,
        choices=[("", _("Choose")), *Purpose.choices],
    )
    reference = forms.CharField(
        label=_("A CNIC number: reference of the application, case or letter"), required=False, max_length=60
    )
