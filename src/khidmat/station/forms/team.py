"""The form of an order about a joint investigation team."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from khidmat.station.forms.acting import ActForm
from khidmat.station.forms.desk import line, lines, needed
from khidmat.station.models import TeamMember
from khidmat.station.states import TeamPart

ONE_OF_THESE = _("Choose officers who investigate in this district.")


class TeamForm(ActForm):
    """Who belongs to the team from now on. It begins with those who are in it."""

    convener = forms.ChoiceField(
        label=_("Who convenes the team"),
        required=False,
        help_text=_("Choose nobody here and below to end the team."),
        error_messages={"invalid_choice": ONE_OF_THESE},
    )
    members = forms.MultipleChoiceField(
        label=_("Who else belongs to it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": ONE_OF_THESE},
    )
    order_no = needed(
        line(_("Number and date of the order"), 120), _("It is empty. Write number and date of the order.")
    )
    reason = lines(_("Why it is ordered"), 2, _("Write in at least 10 letters why it is ordered."), "", 500)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        officers: Sequence[tuple[str, str]],
        there: Sequence[TeamMember],
    ) -> None:
        first = next((str(one.officer_id) for one in there if one.part == TeamPart.CONVENER), "")
        rest = [str(one.officer_id) for one in there if one.part == TeamPart.MEMBER]
        super().__init__(data, initial={"convener": first, "members": rest})
        convener, members = self.fields["convener"], self.fields["members"]
        if isinstance(convener, forms.ChoiceField) and isinstance(members, forms.ChoiceField):
            convener.choices, members.choices = [("", "—"), *officers], list(officers)

    def keywords(self) -> dict[str, object]:
        """What a valid form says; the convener is no second member."""
        said = self.cleaned_data
        convener = UUID(said["convener"]) if said["convener"] else None
        return {
            "convener_id": convener,
            "member_ids": [UUID(one) for one in said["members"] if one != said["convener"]],
            "order_no": said["order_no"],
            "reason": said["reason"],
        }
