"""Forms of the diary: an entry, the opening, the closing, what is struck."""

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.urdu import ascii_digits, clean
from khidmat.station.states import OWN, EntryKind
from khidmat.ui.fields import DayMonthYearField
from khidmat.ui.widgets import DigitsInput

LONGEST = 4000
DIGITS = {base + n: str(n) for base in (0x0660, 0x06F0) for n in range(10)}
HOUR = re.compile(r"(\d{1,2})(?:[:.\- ]?(\d{2}))?")


class HourField(forms.CharField):
    """An hour of the day as the diary writes it: 14:30, 1430, 14.30 or 14, in any digits."""

    widget = DigitsInput

    def clean(self, value: Any) -> time | None:
        """The hour. Raises ValidationError for anything that is none."""
        typed = ascii_digits(clean(str(value or "")))
        if not typed:
            raise ValidationError(_("The hour is empty. Write it like 14:30."), code="required")
        found = HOUR.fullmatch(typed)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if hour > 23 or minute > 59:
            raise ValidationError(_("There is no such hour. Write it like 14:30."), code="invalid")
        return time(hour, minute)


class LinesField(forms.CharField):
    """Some lines of text."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        said = _("There is room for %(limit_value)d letters and %(show_value)d are written. Make it shorter.")
        options.setdefault("error_messages", {})
        options["error_messages"] = {"max_length": said, **options["error_messages"]}
        super().__init__(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **options)


class EntryForm(forms.Form):
    """An entry written by hand. Without a date it is of today, or of last night when the hour is still to come."""

    kind = forms.ChoiceField(
        label=_("What it is about"),
        choices=[(kind.value, kind.label) for kind in OWN],
        initial=EntryKind.OTHER,
        error_messages={"invalid_choice": _("Choose what it is about.")},
    )
    hour = HourField(label=_("Hour"), help_text=_("When it happened. Like 14:30"))
    on = DayMonthYearField(
        label=_("Date, if it was not today"),
        help_text=_("Leave it empty for the last 24 hours."),
        required=False,
    )
    text = LinesField(
        label=_("What happened"), error_messages={"required": _("The entry is empty. Write what happened.")}
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, now: datetime) -> None:
        super().__init__(data, initial={"hour": f"{localtime(now):%H:%M}"})
        self.now = localtime(now)

    @property
    def happened_at(self) -> datetime:
        """The moment of a valid form. The present minute is this moment, not its first second."""
        hour, on = self.cleaned_data["hour"], self.cleaned_data["on"]
        moment = datetime.combine(on or self.now.date(), hour, self.now.tzinfo)
        if on is None and moment > self.now:
            moment -= timedelta(days=1)
        return moment


class OpenForm(forms.Form):
    """Roll-call: who is in the lock-up."""

    prisoners = LinesField(
        label=_("In the lock-up, but not in the books"),
        help_text=_(
            "Who is held by the books stands in the opening by itself. Write whom you found besides, one a line."
        ),
        required=False,
        rows=3,
    )


class CloseForm(forms.Form):
    """What the cash box holds."""

    cash = forms.CharField(
        label=_("Cash balance (rupees)"),
        help_text=_("Count it, then write it. Write 0 if there is nothing."),
        widget=DigitsInput,
        error_messages={"required": _("The amount is empty. Count the cash and write it.")},
    )

    def clean_cash(self) -> int:
        """Whole rupees, in either script's digits."""
        text = clean(self.cleaned_data["cash"]).translate(DIGITS).replace(",", "").replace(" ", "")
        if not text.isascii() or not text.isdecimal() or len(text) > 9:
            raise ValidationError(_("This is not an amount. Write whole rupees in digits, like 500."))
        return int(text)


class StrikeForm(forms.Form):
    """What was wrong, and what is right."""

    reason = LinesField(
        label=_("What is wrong in the entry"),
        rows=2,
        error_messages={"required": _("The reason is empty. Write what is wrong in the entry.")},
    )
    text = LinesField(
        label=_("What is right"),
        help_text=_("It stands as a new entry; the struck one stays legible."),
        error_messages={"required": _("It is empty. Write what is right.")},
    )

    def clean_reason(self) -> str:
        """Not longer than its column."""
        reason = str(self.cleaned_data["reason"])
        if len(reason) > 500:
            raise ValidationError(_("Write the reason in up to 500 letters."))
        return reason


class ProveForm(forms.Form):
    """The code on the paper."""

    code = forms.CharField(
        label=_("Code on the page"),
        help_text=_("28 letters and digits at the foot of the page; spaces do not matter."),
        max_length=80,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        error_messages={
            "required": _("The code is empty. It stands at the foot of the page."),
            "max_length": _("This is longer than a code. It has 28 letters and digits."),
        },
    )
