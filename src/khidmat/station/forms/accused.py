"""Forms about who is accused. A description will do; odd numbers and ages are kept as they are said."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from khidmat.station.custody_states import Gender, Proof, Relation
from khidmat.station.forms.acting import ActForm
from khidmat.station.forms.desk import line, lines
from khidmat.station.typed import Who
from khidmat.ui.fields import NameField


class NameForm(forms.Form):
    """Somebody is accused."""

    name = NameField(label=_("Name of the accused"), required=False, offered=True)
    relation = forms.ChoiceField(label=_("Relation"), choices=[("", "—"), *Relation.choices], required=False)
    father = NameField(label=_("Father's or husband's name"), required=False, offered=True)
    described = lines(
        _("Description, if there is no name"), 2, "", _("Like: unknown, about 40, tall, dark, beard."), 2000
    )
    cnic = line(_("CNIC"), 40, _("If it is known. It is kept as it is written."))
    gender = forms.ChoiceField(
        label=_("Man, woman or khwaja sira"),
        choices=[("", _("Not known")), *Gender.choices],
        required=False,
        help_text=_("As the person says. No proof is asked."),
    )
    age = line(_("Age"), 120, _("As it is said: 30, about 17, a date or a year of birth. May be empty."))
    address = line(_("Address"), 300)
    known = forms.UUIDField(required=False, widget=forms.HiddenInput)
    instead = forms.ChoiceField(
        label=_("Stands in the place of"),
        required=False,
        help_text=_("If an unknown accused has a name now."),
    )
    reason = lines(_("Why he stands in that place"), 2, "", _("At least 10 letters."), 500)

    def __init__(self, *args: Any, others: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if others:
            self.fields["instead"].choices = [("", "—"), *others]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["instead"], self.fields["reason"]

    def who(self) -> Who:
        """What a valid form says."""
        said = dict(self.cleaned_data)
        instead = said.pop("instead", "")
        return Who(**said, instead=UUID(instead) if instead else None)


class StrikeForm(ActForm):
    """Somebody was named wrongly."""

    reason = lines(
        _("Why he is struck"),
        2,
        _("It is empty. Write why."),
        _("At least 10 letters. He stays legible."),
        500,
    )


class AgeForm(ActForm):
    """What is stated, disputed or proved of an age."""

    stated = line(_("Age"), 120, _("As it is said: 30, about 17, a date or a year of birth."))
    basis = forms.ChoiceField(
        label=_("What it rests on"),
        choices=Proof.choices,
        error_messages={"invalid_choice": _("Choose what the age rests on.")},
    )
    paper = line(
        _("Which paper, report or order"), 200, _("With its number. Not needed for what is only said.")
    )
    disputed = forms.BooleanField(
        label=_("The age is disputed"),
        help_text=_(
            "Then the person is treated as a child until it is proved (Juvenile Justice System Act)."
        ),
        required=False,
    )
    cell = line(
        _("Cell apart, if the person is in the lock-up"),
        20,
        _("Children and adults are held apart from the same hour."),
    )
