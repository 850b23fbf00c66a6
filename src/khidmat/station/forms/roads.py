"""Forms of removals: a road certificate, its receipt, what comes back, a second signature, an answer."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.urdu import ascii_digits, clean
from khidmat.station.forms.acting import ActForm
from khidmat.station.forms.desk import line, lines
from khidmat.station.forms.diary import HourField
from khidmat.station.forms.property import AmountField
from khidmat.station.removals import Purpose
from khidmat.station.removing import Holder, Leaving, Returned, Road
from khidmat.station.stores import GRAM
from khidmat.ui.fields import DayMonthYearField, UploadField

#: No certificate goes without these, and the form says so before it is sent.
NEEDED = {
    "destination": _("Write where they go."),
    "carrier": _("Write who carries them: name and belt number."),
}


class RoadForm(forms.Form):
    """A road certificate: what leaves, why, where to and with whom; the order of a court where one is needed."""

    things = lines(
        _("Articles"), 3, _("Name at least one article."),
        _("One a line: its number like 12/26, then its weight in grams if it is weighed, like 12/26 1262.5"), 4000,
    )  # fmt: skip
    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=Purpose.choices,
        error_messages={"invalid_choice": _("Choose why the articles leave.")},
    )
    destination = line(
        _("Where sent"),
        200,
        _("A place, never a person. Like: PFSA Lahore, court of the magistrate section 30 Kasur."),
    )
    carrier = line(_("Name of the carrier"), 120)
    carrier_post = line(_("Rank and belt number of the carrier"), 60)
    court = line(_("Court"), 120, _("This and the next lines only for what leaves by order of a court."))
    order_no = line(_("Number of the order or case"), 60)
    ordered_on = DayMonthYearField(label=_("Date of the order"), required=False)
    witnesses = lines(_("Witnesses of the destruction"), 2, hint=_("One a line, at least two."), limit=2000)
    holder = line(_("Holder (sapurdar)"), 120)
    holder_father = line(_("Father's or husband's name"), 120)
    holder_cnic = line(_("CNIC"), 40, _("If it is at hand. It is kept as it is written."))
    holder_address = line(_("Address"), 300)
    rupees = AmountField(label=_("Bond in rupees"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, said in NEEDED.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = said

    def clean_things(self) -> list[Leaving]:
        """A number and perhaps a weight on each line."""
        return [_leaving(one) for one in self.cleaned_data["things"].splitlines() if one.strip()]

    def clean_rupees(self) -> int:
        """Whole rupees."""
        said = self.cleaned_data["rupees"] or Decimal(0)
        if said % 1:
            raise ValidationError(_("Pieces, rounds and rupees are whole numbers."))
        return int(said)

    @property
    def road(self) -> Road:
        """What a valid form asks for."""
        said = self.cleaned_data
        seen = dict.fromkeys(clean(one)[:200] for one in said["witnesses"].splitlines() if clean(one))
        names = ("father", "cnic", "address")
        holder = Holder(
            name=clean(said["holder"]),
            rupees=said["rupees"],
            **{name: clean(said[f"holder_{name}"]) for name in names},
        )
        return Road(
            purpose=said["purpose"],
            things=said["things"],
            ordered_on=said["ordered_on"],
            witnesses=tuple(seen),
            holder=holder,
            destination=clean(said["destination"]),
            carrier=clean(said["carrier"]),
            carrier_post=clean(said["carrier_post"]),
            court=clean(said["court"]),
            order_no=clean(said["order_no"]),
        )


def _leaving(written: str) -> Leaving:
    """A line like `12/26 1262.5`. Raises ValidationError for a weight that is none."""
    number, _space, weight = ascii_digits(clean(written)).replace(" / ", "/").partition(" ")
    mass = AmountField(required=False).clean(weight)
    return Leaving(number, int(mass * GRAM) if mass is not None else None)


class MomentForm(ActForm):
    """An act that happened at an hour, of today or of a date."""

    hour = HourField(label=_("Hour"), help_text=_("When it happened. Like 14:30"))
    on = DayMonthYearField(
        label=_("Date, if it was not today"),
        help_text=_("Leave it empty for the last 24 hours."),
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, files: Any = None, *, now: datetime) -> None:
        super().__init__(data, files, initial={"hour": f"{localtime(now):%H:%M}"})
        self.now = localtime(now)

    @property
    def happened_at(self) -> datetime:
        """The moment of a valid form. The present minute is this moment, not its first second."""
        hour, on = self.cleaned_data["hour"], self.cleaned_data["on"]
        moment = datetime.combine(on or self.now.date(), hour, self.now.tzinfo)
        if moment == self.now.replace(second=0, microsecond=0):
            return self.now
        if on is None and moment > self.now:
            moment -= timedelta(days=1)
        return moment


class ReceiptForm(MomentForm):
    """Who received the things there; the signed paper, if it is at hand."""

    name = line(_("Who received them there"), 120)
    post = line(_("His post"), 120)
    paper = UploadField(label=_("The signed certificate"), required=False)
    field_order = ("name", "post", "hour", "on", "paper")

    def keywords(self) -> dict[str, object]:
        """What a valid form says."""
        said = self.cleaned_data
        texts = {name: clean(said[name]) for name in ("name", "post")}
        return {**texts, "happened_at": self.happened_at, "paper": said["paper"]}


class BackForm(MomentForm):
    """A thing as it comes back."""

    quantity = AmountField(label=_("Quantity"))
    weight = AmountField(
        label=_("Weight in grams, with wrapping and seals"),
        help_text=_("Narcotics always; other things if they are weighed."),
        required=False,
    )
    seals = line(_("Seals"), 200, _("How many and which letters, like 3 × AR."))
    broken = forms.BooleanField(label=_("The seals are broken or not those that left"), required=False)
    place = line(_("Where it is kept"), 200, _("Like: almirah 2, shelf 3."))
    field_order = ("quantity", "weight", "seals", "broken", "place", "hour", "on")

    def keywords(self) -> dict[str, object]:
        """What a valid form says."""
        said, weight = self.cleaned_data, self.cleaned_data["weight"]
        returned = Returned(
            quantity=said["quantity"],
            place=clean(said["place"]),
            weight_mg=int(weight * GRAM) if weight is not None else None,
            seals=clean(said["seals"]),
            intact=not said["broken"],
        )
        return {"returned": returned, "happened_at": self.happened_at}


class SecondForm(ActForm):
    """The second signature, with the second weighing."""

    weight = AmountField(
        label=_("Weight in grams, with wrapping and seals"),
        help_text=_("Weigh narcotics again yourself."),
        required=False,
    )

    def keywords(self) -> dict[str, object]:
        """Milligrams of a valid form."""
        weight = self.cleaned_data["weight"]
        return {"weight_mg": int(weight * GRAM) if weight is not None else None}


class WhyForm(ActForm):
    """Reasons alone."""

    reason = lines(_("Why"), 2, _("It is empty. Write why."), limit=500)


class AnswerForm(ActForm):
    """An answer to a difference."""

    text = lines(_("How the difference came about"), 4, _("It is empty. Write it."), limit=4000)


class JudgeForm(ActForm):
    """What the circle officer says to an answer."""

    accepted = forms.ChoiceField(
        label=_("The answer"),
        choices=[("yes", _("I have seen it and leave it so")), ("no", _("It is to be answered again"))],
        error_messages={
            "required": _("Choose what becomes of it."),
            "invalid_choice": _("Choose what becomes of it."),
        },
    )
    text = lines(_("Remarks"), 3, _("It is empty. Write it."), limit=4000)

    def keywords(self) -> dict[str, object]:
        """What a valid form says."""
        said = self.cleaned_data
        return {"accepted": said["accepted"] == "yes", "text": said["text"]}
