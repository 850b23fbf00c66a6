"""Forms of counts: what is counted, how things were found, the magistrate's proclamation."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.urdu import clean
from khidmat.org.public import Office
from khidmat.station.counts import LOT, MOST, CountKind, Finding, Found
from khidmat.station.forms.acting import ActForm
from khidmat.station.forms.desk import line
from khidmat.station.forms.property import AmountField
from khidmat.station.models import CountLine
from khidmat.station.stores import GRAM, Kind
from khidmat.ui.fields import BilingualChoice, DayMonthYearField


class BeginForm(forms.Form):
    """A count begins."""

    station = BilingualChoice(
        label=_("Station"),
        queryset=Office.objects.none(),
        error_messages={"required": _("Choose the station."), "invalid_choice": _("Choose the station.")},
    )
    kind = forms.ChoiceField(
        label=_("What is counted"),
        choices=CountKind.choices,
        initial=CountKind.RANDOM,
        error_messages={"invalid_choice": _("Choose what is counted.")},
    )
    size = AmountField(
        label=_("How many are drawn by lot"), initial=str(LOT), help_text=_("Only for a lot."), required=False
    )

    def __init__(self, *args: Any, stations: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["station"].queryset = stations  # type: ignore[attr-defined]  # it is a ModelChoiceField
        self.fields["station"].initial = stations.first()

    def clean_size(self) -> int:
        """A whole number; anything else is refused by the count itself."""
        said: Decimal = self.cleaned_data["size"] or Decimal(LOT)
        return int(said) if not said % 1 and said <= MOST else 0


class FindForm(forms.Form):
    """How the things of a page were found; a thing left empty is looked for later."""

    def __init__(self, data: Any, *, lines: Sequence[CountLine]) -> None:
        super().__init__(data)
        self.lines = lines
        for one in lines:
            what = f"{one.item} · {one.item.get_kind_display()}"
            self.fields[f"found_{one.pk}"] = forms.ChoiceField(
                label=what,
                choices=[("", "—"), *Finding.choices],
                required=False,
                error_messages={"invalid_choice": _("Choose how it was found.")},
            )
            if one.item.kind == Kind.NARCOTIC:
                self.fields[f"weight_{one.pk}"] = AmountField(
                    label=_("%(no)s: weight in grams") % {"no": one.item}, required=False
                )

    @property
    def finds(self) -> list[Found]:
        """What a valid form says."""
        said = self.cleaned_data
        return [
            Found(one.pk, said[f"found_{one.pk}"], _mg(said.get(f"weight_{one.pk}")))
            for one in self.lines
            if said[f"found_{one.pk}"]
        ]


def _mg(weight: Decimal | None) -> int | None:
    return int(weight * GRAM) if weight is not None else None


class ProclaimForm(ActForm):
    """The magistrate's proclamation for what nobody has claimed."""

    reported_on = DayMonthYearField(label=_("Reported to the magistrate on"))
    court = line(_("Court"), 120)
    order_no = line(_("Number of the order or case"), 60)
    proclaimed_on = DayMonthYearField(
        label=_("Proclaimed on"), help_text=_("Six months from then the owner may come forward.")
    )

    def keywords(self) -> dict[str, object]:
        """What a valid form says."""
        said = dict(self.cleaned_data)
        return {**said, "court": clean(said["court"]), "order_no": clean(said["order_no"])}
