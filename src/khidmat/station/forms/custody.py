"""Forms of arrest and custody. Hours and dates are kept as they are written; what the law wants is asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khidmat.station.custody_states import (
    TAKEN_TO,
    Authority,
    Basis,
    Exceptional,
    Gender,
    Ground,
    NoteKind,
    RemandKind,
    Told,
)
from khidmat.station.forms.acting import ActForm
from khidmat.station.forms.desk import line, lines, needed
from khidmat.station.typed_custody import Taken
from khidmat.ui.widgets import DigitsInput

HOUR = _("Like 22/11/2026 21:30. Leave it empty for now.")
BLANK = [("", "—")]


def choice(
    label: Any, choices: Any, said: Any, *, required: bool = True, hint: Any = ""
) -> forms.ChoiceField:
    """One of a list; `said` when nothing of it was chosen."""
    errors = {"required": said, "invalid_choice": said}
    return forms.ChoiceField(
        label=label, choices=choices, required=required, help_text=hint, error_messages=errors
    )


def number(label: Any, hint: Any, said: Any, most: int, initial: int) -> forms.IntegerField:
    """A small whole number."""
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), said)
    return forms.IntegerField(
        label=label, help_text=hint, min_value=0, max_value=most, initial=initial, error_messages=errors,
        widget=DigitsInput,
    )  # fmt: skip


class ArrestForm(forms.Form):
    """An arrest: its basis first."""

    basis = choice(_("On what the arrest rests"), Basis.choices, _("Choose on what the arrest rests."))
    ground = choice(
        _("Ground of section 54"), [*BLANK, *Ground.choices], _("Choose the ground of section 54."), required=False,
        hint=_("Only without a warrant."),
    )  # fmt: skip
    paper_number = line(_("Number of the warrant or order"), 60)
    paper_court = line(_("Court"), 120)
    paper_date = line(_("Date of the warrant or order"), 60, _("As it stands there."))
    hour = line(_("Hour of the arrest"), 120, HOUR)
    place = needed(line(_("Place of the arrest"), 300), _("Write where the person was arrested."))
    reasons = lines(_("Grounds in a few words"), 2, limit=2000)
    gender = choice(
        _("Man, woman or khwaja sira"), [*BLANK, *Gender.choices], _("Choose as the person says. No proof is asked."),
        hint=_("As the person says. No proof is asked."),
    )  # fmt: skip
    men = lines(
        _("Male officials who took the person"), 2, hint=_("Name and number, one a line."), limit=1000
    )
    women = lines(
        _("Female officials who took the person"),
        2,
        hint=_("A woman is taken by female officials only."),
        limit=1000,
    )
    age = line(
        _("Age, as the person says"),
        120,
        _("Under 18 a guardian, the probation officer and legal aid follow."),
    )
    disputed = forms.BooleanField(label=_("The age is disputed"), required=False)
    relative = line(_("Relative or friend who was told"), 200)
    relative_how = line(_("How and when he was told"), 200)
    relative_why_not = line(_("Or why nobody was told yet"), 300)
    medical = needed(
        lines(
            _("Medical examination"),
            2,
            hint=_("Who examined and what was found, or why nobody did."),
            limit=2000,
        ),
        _("Write who examined the person and what was found, or why nobody did."),
    )
    searched = forms.BooleanField(label=_("The person was searched"), required=False, initial=True)
    belongings = lines(_("What was found on the person"), 2, hint=_("One thing a line."), limit=4000)
    witness_1 = line(_("First witness of the search"), 200)
    witness_2 = line(_("Second witness of the search"), 200)

    def taken(self) -> Taken:
        """What a valid form says. A ground counts only where there is no paper."""
        said = dict(self.cleaned_data)
        if said["basis"] != Basis.SECTION_54:
            said["ground"] = ""
        return Taken(**said)


class InformForm(ActForm):
    """Who was told of the arrest."""

    kind = choice(_("Who was told"), Told.choices, _("Choose who was told."))
    whom = line(_("Name"), 200)
    how = line(_("How and when"), 200)
    why_not = line(_("Or why nobody was told yet"), 300)


class MoveForm(ActForm):
    """Where a person is taken."""

    to = choice(
        _("Where to"),
        [(one.value, one.label) for one in TAKEN_TO],
        _("Choose where the person is taken."),
    )
    cell = line(
        _("Cell"), 20, _("For the lock-up. Men, women, children and khwaja sira persons are held apart.")
    )
    place = line(_("Which court or hospital"), 120)
    escort = needed(
        line(_("Who holds the person"), 200, _("Name and number.")),
        _("Write who holds the person: name and number."),
    )
    by_women = forms.BooleanField(label=_("Held by female officials"), required=False)
    hour = line(_("Hour"), 120, HOUR)


class NoteForm(ActForm):
    """A line of the lock-up register about one person."""

    kind = choice(_("What it is"), NoteKind.choices, _("Choose what it is."))
    text = needed(line(_("What was found or given"), 500), _("Write what was found or given."))


class CheckForm(forms.Form):
    """The whole lock-up was checked."""

    text = needed(
        line(_("What was found"), 500, _("Like: all well, water and light work.")),
        _("Write what was found or given."),
    )


class ProduceForm(ActForm):
    """Before a magistrate."""

    magistrate = needed(line(_("Before which magistrate"), 120), _("Write before which magistrate."))
    hour = line(_("Hour"), 120, HOUR)
    journey = number(
        _("Journey in minutes"), _("The law leaves it out of the 24 hours."),
        _("Write the minutes of the journey, up to 1440."), 1440, 0,
    )  # fmt: skip


class RemandForm(ActForm):
    """An order of remand."""

    kind = choice(_("Whose custody"), RemandKind.choices, _("Choose whose custody the court orders."))
    days = number(
        _("Days"),
        _("Police custody is 15 days in the whole."),
        _("Write the days of the order, 1 to 15."),
        15,
        14,
    )
    court = needed(line(_("Court"), 120), _("It is empty. It stands on the order."))
    reference = needed(
        line(_("Number and date of the order"), 120), _("It is empty. It stands on the order.")
    )
    reasons = needed(
        lines(_("Reasons of the order"), 2, limit=4000), _("It is empty. It stands on the order.")
    )
    asked = needed(
        line(
            _("What went with the request"),
            300,
            _("The incomplete challan and the case diaries, with their numbers."),
        ),
        _("It is empty. It stands on the order."),
    )
    exceptional = choice(
        _("A woman in police custody"), [*BLANK, *Exceptional.choices], _("Choose qatl or dacoity."), required=False,
        hint=_("Only in qatl or dacoity, by an order with reasons (CrPC 167(5))."),
    )  # fmt: skip


class ReleaseForm(ActForm):
    """By what somebody is let go."""

    authority = choice(
        _("Authority"), [*BLANK, *Authority.choices], _("Nobody is released without authority. Choose which.")
    )
    reference = needed(
        line(_("Order or bond"), 200, _("Number, court and date; or the bond and its surety.")),
        _("Write number, court and date of the order, or the bond and its surety."),
    )
    returned_to = needed(
        line(_("Who signed for what was found on the person"), 200, _("Or write that nothing was found.")),
        _("Write who signed for what was found on the person, or that nothing was."),
    )


class EscapeForm(ActForm):
    """How somebody got away."""

    from_whom = needed(
        line(_("From whose hands"), 200, _("Name and number.")),
        _("Write from whose hands: name and number."),
    )
    told = needed(lines(_("How it happened"), 4, limit=4000), _("Write how it happened."))
    hour = line(_("Hour"), 120, HOUR)
