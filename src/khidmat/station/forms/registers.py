"""Forms of the registers that are entered once: made from the columns of their definition; and of the charge."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from khidmat.station.forms.court import choice
from khidmat.station.forms.desk import line, lines, needed
from khidmat.station.forms.property import WholeField
from khidmat.station.registers import Column
from khidmat.ui.fields import DayMonthYearField
from khidmat.ui.formats import bilingual

Value = str | int | date
#: The line of a form that says why another is struck; no column is called so.
WHY = "struck_because"
EMPTY = _("It is empty. Write it.")


class LineForm(forms.Form):
    """A line of a register, a field for each column."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        columns: Sequence[Column],
        first: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(first or {}))
        self.columns = columns
        for one in columns:
            self.fields[one.code] = field_of(one)

    @property
    def values(self) -> dict[str, Value | None]:
        """What a valid form says, by column."""
        return {one.code: self.cleaned_data[one.code] or None for one in self.columns}


class StrikeLineForm(LineForm):
    """What was wrong, and the whole line as it is right."""

    def __init__(self, data: Mapping[str, Any] | None, **options: Any) -> None:
        super().__init__(data, **options)
        why = lines(
            _("What is wrong in the line"), 2, _("The reason is empty. Write what is wrong."), limit=500
        )
        self.fields = {WHY: why, **self.fields}

    @property
    def reason(self) -> str:
        """Why the line is struck."""
        return str(self.cleaned_data[WHY])


class ChargeForm(forms.Form):
    """What the books do not know of a charge: the keys."""

    keys = needed(
        line(
            _("Keys that are handed over"),
            300,
            _("Malkhana, lock-up, armoury, cash box: which keys, how many."),
        ),
        _("Write which keys are handed over."),
    )
    remarks = lines(_("Remarks"), 2, limit=500)


class AbsentChargeForm(ChargeForm):
    """The charge of an officer who cannot sign, as his superior hands it over."""

    posting = choice(_("Whose charge it is"), [], _("Choose whose charge it is."))
    because = lines(
        _("Why this officer cannot sign"),
        2,
        _("The reason is empty. Write why this officer cannot sign."),
        limit=500,
    )
    witness_1 = needed(
        line(_("First witness, name and post"), 160), _("Two witnesses see it. Write name and post.")
    )
    witness_2 = needed(
        line(_("Second witness, name and post"), 160), _("Two witnesses see it. Write name and post.")
    )
    field_order = ("posting", "because", "keys", "witness_1", "witness_2", "remarks")

    def __init__(self, data: Mapping[str, Any] | None, *, charges: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["posting"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *charges]

    def keywords(self) -> dict[str, Any]:
        """What a valid form says."""
        said = dict(self.cleaned_data)
        return {"posting_id": UUID(said.pop("posting")), **said}


class TakeForm(forms.Form):
    """Who comes says what he found."""

    remarks = lines(_("Remarks"), 2, hint=_("What differs from the report, or empty."), limit=500)


def field_of(one: Column) -> forms.Field:
    """The field of a column."""
    label: Any = bilingual(one)
    if one.kind == "date":
        made: forms.Field = DayMonthYearField(label=label, required=one.needed)
    elif one.kind in ("count", "rupees"):
        made = WholeField(label=label, required=one.needed)
    elif one.kind == "choice":
        made = forms.ChoiceField(
            label=label,
            choices=[("", "—"), *((each.code, bilingual(each)) for each in one.options)],
            required=one.needed,
            error_messages={
                "required": _("Choose one of these."),
                "invalid_choice": _("Choose one of these."),
            },
        )
    elif one.kind == "lines":
        made = lines(label, 3, EMPTY if one.needed else "", limit=4000)
    else:
        made = needed(line(label, 300), EMPTY) if one.needed else line(label, 300)
    return made
