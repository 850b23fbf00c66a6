"""What people and officers write when something is decided against somebody, or is wrong. Nothing is saved here."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from khidmat.services.states import AppealStatus, CorrectionStatus, DiscrepancyStatus, Face
from khidmat.ui.fields import Choice, NameField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Data = Mapping[str, object] | None
CHOOSE = _("Nothing is chosen yet. Choose one of these.")


def text(
    label: "StrOrPromise", how: "StrOrPromise", empty: "StrOrPromise", *, rows: int = 4, most: int = 2000
) -> forms.CharField:
    """A text of some sentences that cannot be left out."""
    return forms.CharField(
        label=label,
        help_text=how,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": empty},
    )


def radios(label: "StrOrPromise", choices: Sequence[tuple[object, object]]) -> forms.ChoiceField:
    """One of a few."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


class NoticeForm(forms.Form):
    """What was found, for the applicant to read before anything is decided against him."""

    found = text(
        _("What was found"),
        _("In plain words, only what may be told. The applicant reads this and has 7 days to answer."),
        _("It is empty. Write in plain words what was found, so that it can be answered."),
        most=1000,
    )


class ReplyForm(forms.Form):
    """The applicant's side of it."""

    answer = text(
        _("Your side of it"),
        _("Write in your own words what is right. Do not worry about spelling."),
        _("The answer is empty. Write it here."),
        rows=5,
    )


class AppealForm(forms.Form):
    """Why a refusal is not right."""

    text = text(
        _("Why the refusal is not right"),
        _("Write in your own words. Do not worry about spelling."),
        _("It is empty. Write in your own words why the refusal is not right."),
        rows=5,
    )


class AppealDecisionForm(forms.Form):
    """What becomes of an appeal."""

    outcome = radios(_("Decision"), AppealStatus.choices[1:])
    reason = text(
        _("Reasons"),
        _("In plain words; the applicant reads them."),
        _("The reasons are empty. Write them in plain words; the applicant reads them."),
        most=1000,
    )


class CorrectionForm(forms.Form):
    """What is wrong with what is recorded."""

    about = radios(_("What is wrong"), [])
    text = text(
        _("What is wrong, and what is right"),
        _("Write in your own words. If there is a court's order, give its number and date."),
        _("It is empty. Write what is wrong and what is right."),
    )

    def __init__(self, data: Data = None, *, choices: Sequence[tuple[str, object]]) -> None:
        super().__init__(data)
        self.fields["about"] = radios(_("What is wrong"), choices)


class CorrectionDecisionForm(forms.Form):
    """The record office's answer; the right names where a name was wrong."""

    outcome = radios(_("Answer"), CorrectionStatus.choices[1:])
    name = NameField(script="latin", label=_("Right name in English letters"), required=False)
    name_ur = NameField(script="urdu", label=_("Right name in Urdu"), required=False)
    relation_name = NameField(
        script="latin", label=_("Right name of father or husband in English letters"), required=False
    )
    relation_name_ur = NameField(
        script="urdu", label=_("Right name of father or husband in Urdu"), required=False
    )
    reason = text(
        _("Reasons"),
        _("In plain words; the applicant reads them."),
        _("The reasons are empty. Write them in plain words; the applicant reads them."),
        most=1000,
    )

    def __init__(self, data: Data = None, *, initial: dict[str, str] | None = None, names: bool) -> None:
        super().__init__(data, initial=initial)
        if not names:
            for name in ("name", "name_ur", "relation_name", "relation_name_ur"):
                del self.fields[name]


class ReissueForm(forms.Form):
    """Why a paper is issued once more."""

    reason = text(
        _("Reason"),
        _("What is wrong with the old paper. It ends as soon as the new one is there."),
        _("The reason is empty. Write what is wrong with the old paper."),
        most=500,
    )


class FeedbackForm(forms.Form):
    """How the work was."""

    face = radios(_("How was the work?"), Face.choices)
    text = forms.CharField(
        label=_("Anything you want to say"),
        help_text=_("Your name is not shown to the office."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SettleForm(forms.Form):
    """What is right where a statement is other than the index."""

    how = radios(
        _("What do the papers say?"),
        [
            (
                DiscrepancyStatus.STANDS,
                Choice(_("As stated here"), _("This paper carries it; the index stays as it is.")),
            ),
            (
                DiscrepancyStatus.CORRECTED,
                Choice(
                    _("The index is wrong"),
                    _("It is corrected by this statement; what it said before stays on record."),
                ),
            ),
        ],
    )
    reason = text(
        _("By which papers do you know it?"),
        _("If you cannot tell, ask the applicant below instead."),
        _("The reason is empty. Write which papers you saw and what they say."),
        rows=3,
        most=1000,
    )
