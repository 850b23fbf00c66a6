"""Forms of the malkhana: a thing that comes in, a photograph of it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.urdu import ascii_digits, clean
from khidmat.station.articles import Article
from khidmat.station.forms.desk import line, lines
from khidmat.station.forms.diary import HourField
from khidmat.station.stores import GRAM, MOST, Basis, Kind, Unit
from khidmat.ui.fields import DayMonthYearField, UploadField
from khidmat.ui.widgets import DigitsInput

#: Longer than the largest number: what is typed beyond is no amount.
LONGEST = 24


class AmountField(forms.CharField):
    """A number with up to three decimals, in any digits, with or without commas: a `Decimal`, or None when empty."""

    def __init__(self, **options: Any) -> None:
        said = {"required": _("The amount is empty. Count or weigh it, then write it.")}
        super().__init__(widget=DigitsInput({"inputmode": "decimal"}), **{"error_messages": said, **options})

    def clean(self, value: Any) -> Decimal | None:
        """The amount. Raises ValidationError for what is none."""
        typed = ascii_digits(clean(str(super().clean(value) or "")))
        typed = typed.replace("٫", ".").replace("٬", "").replace(",", "").replace(" ", "")
        if not typed and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if not typed:
            return None
        whole, _dot, parts = typed.partition(".")
        digits = whole + parts
        if len(typed) > LONGEST or not (digits.isascii() and digits.isdecimal()):
            raise ValidationError(_("This is not an amount. Write it in digits, like 1250 or 1250.5."))
        if len(parts.rstrip("0")) > 3 or not 0 < Decimal(typed) <= MOST:
            raise ValidationError(_("This is not a quantity. It is more than 0, with up to three decimals."))
        return Decimal(typed)


class WholeField(AmountField):
    """A whole number above 0, in any digits: an `int`, or None when empty."""

    def clean(self, value: Any) -> Any:
        """The number. Raises ValidationError for what is none."""
        found = super().clean(value)
        if isinstance(found, Decimal):
            if found % 1 or found > MOST:
                raise ValidationError(_("This is not a whole number. Write it in digits, like 1250."))
            return int(found)
        return found


class ReceiveForm(forms.Form):
    """A thing as it comes to the malkhana, in the order of register XIX."""

    basis = forms.ChoiceField(
        label=_("By which law it is kept"),
        choices=Basis.choices,
        initial=Basis.CASE,
        error_messages={"invalid_choice": _("Choose by which law it is kept.")},
    )
    fir = line(_("FIR"), 20, _("Number and year, like 12/26. Empty for what belongs to no case."))
    kind = forms.ChoiceField(
        label=_("Kind of property"),
        choices=Kind.choices,
        initial=Kind.OTHER,
        help_text=_("Narcotics, cash and weapons are kept under two keys."),
        error_messages={"invalid_choice": _("Choose what kind of property it is.")},
    )
    description = lines(
        _("What it is"), 2, _("Write what it is."), _("Make, colour, marks, numbers. The thing, not the person."),
        4000,
    )  # fmt: skip
    quantity = AmountField(label=_("Quantity"), initial="1")
    unit = forms.ChoiceField(
        label=_("Unit"),
        choices=Unit.choices,
        initial=Unit.PIECES,
        error_messages={"invalid_choice": _("Choose the unit.")},
    )
    weight = AmountField(
        label=_("Weight in grams, with wrapping and seals"),
        help_text=_("Narcotics always; other things if they are weighed."),
        required=False,
    )
    value = WholeField(
        label=_("Value in rupees"),
        help_text=_("As it is written in the memo. Empty for cash, and where nobody put one on it."),
        required=False,
    )
    seals = line(_("Seals"), 200, _("How many and which letters, like 3 × AR."))
    from_whom = line(_("From whom it was received"), 300)
    place = line(_("Where it is kept"), 200, _("Like: almirah 2, shelf 3."))
    hour = HourField(label=_("Hour"), help_text=_("When it was received. Like 14:30"))
    on = DayMonthYearField(
        label=_("Date, if it was not today"),
        help_text=_("Leave it empty for the last 24 hours."),
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, fir: str = "", now: datetime) -> None:
        super().__init__(data, initial={"hour": f"{localtime(now):%H:%M}", "fir": fir})
        self.now = localtime(now)

    @property
    def happened_at(self) -> datetime:
        """The moment of a valid form."""
        hour, on = self.cleaned_data["hour"], self.cleaned_data["on"]
        moment = datetime.combine(on or self.now.date(), hour, self.now.tzinfo)
        if on is None and moment > self.now:
            moment -= timedelta(days=1)
        return moment

    @property
    def article(self) -> Article:
        """The thing of a valid form."""
        said = self.cleaned_data
        weight = said["weight"]
        return Article(
            kind=said["kind"],
            description=said["description"],
            quantity=said["quantity"],
            unit=said["unit"],
            weight_mg=int(weight * GRAM) if weight is not None else None,
            seals=clean(said["seals"]),
            place=clean(said["place"]),
            value=said["value"],
        )


class PhotoForm(forms.Form):
    """A photograph of a thing."""

    photo = UploadField(label=_("Photograph"), pictures_only=True)
