"""Forms of an FIR. What the complaint says already is not asked again; odd facts are kept as they are."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from khidmat.accounts.public import User
from khidmat.law.public import heads
from khidmat.station.forms.acting import ActForm
from khidmat.station.forms.desk import LONGEST, line, lines, needed
from khidmat.station.states import AddedKind
from khidmat.station.typed import TEXTS, Typed
from khidmat.ui.fields import UploadField
from khidmat.ui.formats import bilingual

#: Letters for who was with her.
PRESENCE = 300


def officers(found: list[User]) -> list[tuple[str, str]]:
    """The officers to choose from."""
    return [(str(one.pk), bilingual(one)) for one in found]


class RegisterForm(forms.Form):
    """What an FIR needs besides its complaint: Form 24.5(1), columns 3 and 5."""

    sections = lines(
        _("Sections"), 2, _("Write the sections, as they are known now. They can be odd, but not empty."),
        _("As always: 379/411 PPC. An unknown one is kept as written."), 2000,
    )  # fmt: skip
    officer = forms.ChoiceField(
        label=_("Who investigates"),
        error_messages={
            "required": _("Choose who investigates: an officer of this station."),
            "invalid_choice": _("Choose who investigates: an officer of this station."),
        },
    )
    head = forms.ChoiceField(
        label=_("Head of crime"),
        required=False,
        help_text=_("Only where the sections do not tell it: stolen cattle, a vehicle taken by force."),
        error_messages={"invalid_choice": _("Choose a head of the list, or none.")},
    )
    brief = lines(_("Offence in a few words"), 2, "", _("Property that was taken stands in the complaint."))
    accused = lines(
        _("Accused"), 3, "", _("One a line: named, or described as the informant did. May be empty.")
    )
    delay = lines(_("Reason of the delay, if it was told late"), 2)
    steps = lines(_("Steps taken"), 2)
    presence = line(
        _("Who was with a woman who told it"),
        PRESENCE,
        _("A woman of her family or whom she chose (CrPC 154, 2016)."),
    )
    authority = UploadField(
        label=_("Authorised officer's written information (electricity only)"), required=False
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        files: Any,
        *,
        before: Typed,
        found: list[User],
    ) -> None:
        first = {name: getattr(before, name) for name in TEXTS}
        chosen = before.officer_id or (found[0].pk if found else "")
        first |= {"sections": before.sections, "officer": str(chosen), "head": before.head}
        super().__init__(data, files, initial=first)
        none = ("", _("As the sections say"))
        for name, choices in (
            ("officer", officers(found)),
            ("head", [none, *((one.code, bilingual(one)) for one in heads())]),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        # What stands there already is passed over: the hands begin where something is missing.
        self.fields["brief" if before.sections else "sections"].widget.attrs["autofocus"] = True

    def typed(self) -> Typed:
        """What a valid form says."""
        return typed(self.cleaned_data)


def typed(said: Mapping[str, Any]) -> Typed:
    """What was written, whole or not, for the draft and for the FIR."""
    texts = {name: _kept(said.get(name), PRESENCE if name == "presence" else LONGEST) for name in TEXTS}
    return Typed(
        sections=_kept(said.get("sections"), LONGEST),
        officer_id=_key(said.get("officer")),
        head=_kept(said.get("head"), 20),
        **texts,
    )


def _kept(text: Any, limit: int) -> str:
    """What of a text can be stored: a draft is saved before any form has judged it."""
    return str(text or "").replace("\x00", "")[:limit]


def _key(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


class DesignateForm(ActForm):
    """Another investigating officer, and why."""

    officer = forms.ChoiceField(
        label=_("Who investigates"),
        error_messages={"invalid_choice": _("Choose who investigates: an officer of this station.")},
    )
    reason = lines(
        _("Why it changes, and by which order"), 2, _("Write in at least 10 letters why it changes."), "", 500
    )

    def __init__(self, data: Mapping[str, Any] | None, *, found: list[User]) -> None:
        super().__init__(data)
        field = self.fields["officer"]
        if isinstance(field, forms.ChoiceField):
            field.choices = officers(found)

    def keywords(self) -> dict[str, object]:
        """What a valid form says."""
        said = self.cleaned_data
        return {"officer_id": UUID(said["officer"]), "reason": said["reason"]}


class AddForm(ActForm):
    """A statement added to an FIR."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=AddedKind.choices,
        initial=AddedKind.SUPPLEMENTARY,
        error_messages={"invalid_choice": _("Choose what it is.")},
    )
    stated_by = needed(
        line(_("Who states it"), 200, _("A name, or a description if there is none.")),
        _("Write who states it; a description will do."),
    )
    text = lines(_("What is stated"), 6, _("Write what is stated."))
