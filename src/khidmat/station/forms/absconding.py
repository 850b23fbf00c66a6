"""Forms of who cannot be found: the court's proclamation, and what it orders afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from khidmat.station.court_states import AbsconderAct, Attached
from khidmat.station.court_typed import Called
from khidmat.station.forms.acting import ActForm
from khidmat.station.forms.court import EMPTY, choice
from khidmat.station.forms.desk import line, needed
from khidmat.ui.fields import DayMonthYearField

NO_WARRANT = _("Choose the warrant of arrest that came back unserved. Its paper is written first.")


class CourtsOrderForm(ActForm):
    """An order: which court, its number, its day."""

    court = forms.CharField(label=_("Court"), max_length=160, error_messages={"required": EMPTY})
    order_no = needed(line(_("Number of the order"), 60), _("Write the number of the court's order."))
    ordered_on = DayMonthYearField(label=_("Date of the order"))


class AbsconderForm(CourtsOrderForm):
    """A proclamation under section 87, published in its three ways."""

    warrant = choice(_("Warrant that came back unserved"), [], NO_WARRANT)
    village_on = DayMonthYearField(label=_("Read out in his town or village on"))
    residence_on = DayMonthYearField(label=_("Put up at his home on"))
    courthouse_on = DayMonthYearField(label=_("Put up at the courthouse on"))
    appear_on = DayMonthYearField(
        label=_("He is to appear by"), help_text=_("At least 30 days after the last of the three.")
    )
    field_order = ("warrant", "court", "order_no", "ordered_on")

    def __init__(
        self, data: Mapping[str, Any] | None, *, warrants: Sequence[tuple[str, str]], court: str
    ) -> None:
        super().__init__(data, initial={"court": court, "warrant": warrants[-1][0] if warrants else ""})
        field = self.fields["warrant"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(warrants)

    def keywords(self) -> dict[str, object]:
        """What a valid form says."""
        said = dict(self.cleaned_data)
        return {"typed": Called(warrant_id=UUID(said.pop("warrant")), **said)}


class AbsconderOrderForm(CourtsOrderForm):
    """What the court orders of somebody it proclaimed."""

    kind = forms.ChoiceField(
        label=_("What the court orders"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what the court ordered."),
            "invalid_choice": _("Choose what the court ordered."),
        },
    )
    attached = choice(
        _("What is attached"), [("", "—"), *Attached.choices], _("Choose what is attached."), required=False,
        hint=_("Only for an attachment. Objections come within six months."),
    )  # fmt: skip
    field_order = ("kind", "attached")

    def __init__(self, data: Mapping[str, Any] | None, *, kinds: Iterable[AbsconderAct], court: str) -> None:
        super().__init__(data, initial={"court": court})
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.value, one.label) for one in kinds]
