"""What a record keeper decides about a candidate."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.urdu import clean
from khidmat.screening.states import Answer

REASON_LIMIT = 400


class ReasonField(forms.CharField):
    """The reason of a verdict, in its stored form."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """The text without unseen marks."""
        return clean(str(value or ""))

    def validate(self, value: str) -> None:
        """Not empty, not longer than there is room for."""
        super().validate(value)
        if len(value) > REASON_LIMIT:
            raise ValidationError(
                _("There is room for %(max)s letters and %(n)s are written. Take out some words."),
                code="too_long",
                params={"max": REASON_LIMIT, "n": len(value)},
            )


class VerdictForm(forms.Form):
    """One of two buttons, and the reason."""

    idempotency_key = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": _("Load the page again, then send it.")}
    )
    answer = forms.ChoiceField(
        choices=[(Answer.SAME, Answer.SAME.label), (Answer.DIFFERENT, Answer.DIFFERENT.label)],
        widget=forms.HiddenInput,
        error_messages={"required": _("Press one of the two buttons.")},
    )
    reason = ReasonField(
        label=_("Reason"),
        help_text=_("What is the same, or what is different? For example: another father, ten years older."),
        widget=forms.Textarea(attrs={"rows": 3, "data-limit": str(REASON_LIMIT)}),
        error_messages={"required": _("The reason is empty. Write what is the same, or what is different.")},
    )

    @property
    def key(self) -> UUID:
        """The key of a valid form."""
        return UUID(str(self.cleaned_data["idempotency_key"]))

    @property
    def same(self) -> bool:
        """Whether the answer of a valid form is "the same person"."""
        return bool(self.cleaned_data["answer"] == Answer.SAME)
