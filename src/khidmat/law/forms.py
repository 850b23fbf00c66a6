"""What is asked of the law tables: a search, and a text to be read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khidmat.ui.fields import DayMonthYearField

#: Longer than any list of sections; a text that is longer is no list of sections.
LONGEST = 300


class SearchForm(forms.Form):
    """Words and a statistical head; nonsense counts as not given."""

    q = forms.CharField(required=False, max_length=60)
    head = forms.SlugField(required=False, max_length=20)


class ReadForm(forms.Form):
    """Sections as somebody wrote them, and the day of the offence."""

    text = forms.CharField(
        label=_("Sections as written"),
        help_text=_("Like 302/34 PPC or 13/20/65."),
        max_length=LONGEST,
        widget=forms.TextInput({"dir": "auto"}),
        error_messages={
            "required": _("Nothing is written yet. Write the sections, like 302/34 PPC."),
            "max_length": _("This is too long for a list of sections. Write at most 300 letters."),
        },
    )
    day = DayMonthYearField(label=_("Day of the offence"), help_text=_("Empty means today."), required=False)
