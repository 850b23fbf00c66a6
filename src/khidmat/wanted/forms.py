"""What record keepers send: a file, a decision, an order."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.urdu import clean
from khidmat.ui.fields import Choice, DayMonthYearField
from khidmat.wanted.sheet import MEGABYTE, MOST_BYTES, MOST_ROWS, UTF8, WINDOWS_1256
from khidmat.wanted.states import Stage


class LineField(forms.CharField):
    """One line of text in its stored form, with room for `limit` letters."""

    def __init__(self, *, limit: int, **options: Any) -> None:
        super().__init__(**options)
        self.limit = limit
        self.widget.attrs["data-limit"] = str(limit)

    def to_python(self, value: Any) -> str:
        """The text without unseen marks."""
        return clean(str(value or ""))

    def validate(self, value: str) -> None:
        """Not empty when required, not longer than there is room for."""
        super().validate(value)
        if len(value) > self.limit:
            raise ValidationError(
                _("There is room for %(max)s letters and %(n)s are written. Take out some words."),
                code="too_long",
                params={"max": self.limit, "n": len(value)},
            )


class UploadForm(forms.Form):
    """A file for a dry run."""

    file = forms.FileField(
        label=_("File"),
        help_text=lazy(
            lambda: (
                gettext("CSV or XLSX, up to %(size)s MB and %(rows)s rows.")
                % {"size": MOST_BYTES // MEGABYTE, "rows": f"{MOST_ROWS:,}"}
            ),
            str,
        )(),
        allow_empty_file=True,
        error_messages={"required": _("No file was chosen. Choose a CSV or XLSX file.")},
    )
    encoding = forms.ChoiceField(
        label=_("Letters of a CSV file"),
        choices=[
            (UTF8, Choice(_("UTF-8"), _("From today's spreadsheets, and every XLSX file."))),
            (WINDOWS_1256, Choice(_("Windows-1256"), _("From old Urdu and Arabic programs."))),
        ],
        widget=forms.RadioSelect,
        initial=UTF8,
    )


class KeyForm(forms.Form):
    """A form that acts once however often it is sent."""

    idempotency_key = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": _("Load the page again, then send it.")}
    )

    @property
    def key(self) -> UUID:
        """The key of a valid form."""
        return UUID(str(self.cleaned_data["idempotency_key"]))


class StageForm(KeyForm):
    """A decision of a court or of the police about the case."""

    stage = forms.ChoiceField(
        label=_("Stage"),
        choices=Stage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the stage.")},
    )
    court = LineField(label=_("Court"), help_text=_("A conviction needs it."), required=False, limit=160)
    decided_on = DayMonthYearField(
        label=_("Date of decision"), help_text=_("A conviction needs it."), required=False
    )
    reason = LineField(
        label=_("Reason"),
        help_text=_("What the order says, and where it was seen."),
        limit=400,
        error_messages={"required": _("The reason is empty. Write what the order says.")},
    )


class ExpungeForm(KeyForm):
    """An order that closes a record for good."""

    order = LineField(
        label=_("Order"),
        help_text=_("Number, court or office, and date."),
        limit=120,
        error_messages={"required": _("The order is empty. Write its number, court and date.")},
    )
    reason = LineField(
        label=_("Reason"),
        limit=300,
        error_messages={"required": _("The reason is empty. Write what the order says.")},
    )
