"""What is typed at the desk. Only what was told is needed; odd dates, numbers and lists are kept as they are."""

from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.urdu import clean
from khidmat.org.public import Office
from khidmat.station.forms.acting import ActForm
from khidmat.station.states import Direction, Ground, Matter, Source
from khidmat.station.told import Told
from khidmat.ui.fields import BilingualChoice, DayMonthYearField, NameField

#: Three hundred stolen things, a line each, and a long story: what a page still shows.
LONGEST = 30_000
ONE_LINE = (
    "source", "matter", "name", "father", "cnic", "mobile", "address", "described", "child_name", "child_age",
    "occurred", "place_text", "distance", "direction", "beat", "offences",
)  # fmt: skip


def line(label: Any, limit: int, hint: Any = "") -> forms.CharField:
    """One line that may stay empty."""
    said = _("There is room for %(limit_value)d letters and %(show_value)d are written. Make it shorter.")
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=limit,
        required=False,
        error_messages={"max_length": said},
        widget=forms.TextInput({"dir": "auto"}),
    )


def lines(label: Any, rows: int, required: Any = "", hint: Any = "", limit: int = LONGEST) -> forms.CharField:
    """Some lines of text; `required` is what is said when they are missing."""
    said = _("There is room for %(limit_value)d letters and %(show_value)d are written. Make it shorter.")
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=limit,
        required=bool(required),
        error_messages={"max_length": said, "required": required},
        widget=forms.Textarea({"rows": rows, "dir": "auto"}),
    )


F = TypeVar("F", bound=forms.Field)


def needed(field: F, said: Any) -> F:
    """A field that no act is without: it is not called optional, and says itself what is missing."""
    field.required = field.widget.is_required = True
    field.error_messages["required"] = said
    return field


class TakeForm(forms.Form):
    """A complaint as it is told, in the order in which people tell it."""

    told = lines(
        _("What happened"), 6, _("It is empty. Write what the person tells."), _("In the person's own words.")
    )
    matter = forms.ChoiceField(
        label=_("What it is about"),
        choices=Matter.choices,
        initial=Matter.OTHER,
        help_text=_("It sets the time in which it must be decided."),
        error_messages={"invalid_choice": _("Choose what it is about.")},
    )
    name = NameField(label=_("Name of the person who tells it"), required=False, offered=True)
    father = NameField(label=_("Father's or husband's name"), required=False, offered=True)
    mobile = line(_("Mobile number"), 40, _("The code and every answer go there."))
    cnic = line(_("CNIC"), 40, _("If it is at hand. It is kept as it is written."))
    address = line(_("Address"), 300)
    described = line(
        _("Description, if there is no name"), 300, _("Like: unknown, about 40, tall, dark, beard.")
    )
    occurred = line(
        _("When it happened"), 200, _("Like 22/11/2026 21:30, or in words. What is not known stays empty.")
    )
    place_text = line(_("Where it happened"), 300)
    distance = line(_("Distance from the station"), 40, _("Like 3 km"))
    direction = forms.ChoiceField(
        label=_("Direction from the station"), choices=[("", "—"), *Direction.choices], required=False
    )
    beat = line(_("Beat"), 60)
    property_text = lines(_("What was taken or lost"), 3, hint=_("One thing a line, with its value."))
    offences = line(_("Sections, if known"), 2000, _("Like 379 PPC. The SHO may add them later."))
    source = forms.ChoiceField(label=_("Where it comes from"), choices=Source.choices, initial=Source.VISITOR)
    child_name = NameField(label=_("Name of the missing child"), required=False, offered=True)
    child_age = line(_("Age of the missing child"), 40)
    sensitive = forms.BooleanField(
        label=_("Keep the name secret: rape, harassment, acid, or a child"), required=False
    )

    def told_facts(self) -> Told:
        """What a valid form says."""
        said = self.cleaned_data
        rest: dict[str, Any] = {name: clean(str(said[name])) for name in ONE_LINE}
        return Told(
            told=said["told"], property_text=said["property_text"], sensitive=bool(said["sensitive"]), **rest
        )


class ReferForm(ActForm):
    """No cognizable offence: to the magistrate."""

    magistrate = forms.CharField(
        label=_("Court of the magistrate"),
        max_length=120,
        error_messages={"required": _("It is empty. Write which magistrate.")},
    )
    reason = lines(_("Why it is no cognizable offence"), 2, _("It is empty. Write why."), limit=2000)


class RefuseForm(ActForm):
    """A refusal: its ground, its reasons, and that the person was told."""

    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=[("", "—"), *Ground.choices],
        error_messages={"required": _("Choose why it is refused.")},
    )
    reason = lines(
        _("Reasons"),
        4,
        _("It is empty. Write the reasons."),
        _("At least 60 letters. The complainant and the circle officer read them."),
        limit=4000,
    )
    heard = forms.BooleanField(label=_("I have told the complainant these reasons"), required=False)


class TransferForm(ActForm):
    """Another station's matter."""

    station = BilingualChoice(
        label=_("Station where it belongs"),
        queryset=Office.objects.none(),
        error_messages={
            "required": _("Choose the station."),
            "invalid_choice": _("Choose the station."),
        },
    )
    reason = lines(_("Why it belongs there"), 2, _("It is empty. Write why."), limit=2000)

    def __init__(self, *args: Any, stations: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["station"].queryset = stations  # type: ignore[attr-defined]  # it is a ModelChoiceField


class ReasonForm(ActForm):
    """Reasons alone."""

    reason = lines(_("Order and reasons"), 3, _("It is empty. Write why."), limit=2000)


class DoneForm(ActForm):
    """How something was done."""

    done = lines(
        _("How and whom you told"), 2, _("It is empty. Write how, and the number you were given."), limit=500
    )


class OrderForm(ActForm):
    """An order under section 22-A."""

    petition = forms.CharField(
        label=_("Petition number"),
        max_length=60,
        widget=forms.TextInput({"dir": "ltr"}),
        error_messages={"required": _("It is empty. It stands on the order.")},
    )
    court = forms.CharField(
        label=_("Court"), max_length=120, error_messages={"required": _("It is empty. Write which court.")}
    )
    ordered_on = DayMonthYearField(label=_("Date of the order"))
    report_by = DayMonthYearField(label=_("Report due on"))
    orders = lines(_("What is ordered"), 3, _("It is empty. Write what is ordered."), limit=4000)


class FollowForm(forms.Form):
    """The code of a complaint, and the end of the number left with it."""

    code = forms.CharField(
        label=_("Code of the complaint"),
        max_length=20,
        help_text=_("Eight letters and digits; they are on the receipt and in the message."),
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
        error_messages={"required": _("The code is empty. It is on the receipt.")},
    )
    digits = forms.CharField(
        label=_("Last four digits of the mobile number"),
        max_length=10,
        required=False,
        help_text=_("Leave it empty if you left no number."),
        widget=forms.TextInput({"dir": "ltr", "inputmode": "numeric"}),
    )
