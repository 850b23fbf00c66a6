"""Forms of a case's reports and its court. What the FIR says already stands in the fields."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from khidmat.station.court_states import Acknowledged, CancelGround, Outcome, ReportKind, Standing
from khidmat.station.court_typed import COLUMNS, Judged, Reported
from khidmat.station.forms.acting import ActForm
from khidmat.station.forms.desk import line, lines, needed
from khidmat.ui.fields import DayMonthYearField, UploadField

#: One accused of a form: his key and what he is called there.
Named = Sequence[tuple[UUID, str]]
EMPTY = _("It is empty. Write it.")
ONE_OF_TWO = _("Choose one of the two.")


def choice(
    label: Any, choices: Any, said: Any, *, required: bool = True, hint: Any = ""
) -> forms.ChoiceField:
    """One of a list, with the sentence for what is not in it."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required,
        help_text=hint,
        error_messages={"required": said, "invalid_choice": said},
    )


class ReportForm(ActForm):
    """A final report: Form 25.56(1), columns 1 to 6, and the officer's opinion."""

    kind = choice(_("Which report"), ReportKind.choices, _("Choose which report it is."))
    ground = choice(
        _("Ground of a cancellation"),
        [("", "—"), *CancelGround.choices],
        _("Choose the ground of the cancellation (rule 24.7)."),
        required=False,
    )
    sections = lines(_("Sections"), 2, EMPTY, _("As they stand at the end of the investigation."), 2000)
    parties = lines(_("Complainant and injured party"), 2)
    witnesses = lines(_("Witnesses"), 4, "", _("One a line: name, address, what is to be proved."))
    property_text = lines(_("Property"), 3, "", _("One a line, with its number in the property room."))
    facts = lines(_("Brief facts of the case"), 6, EMPTY)
    opinion = lines(_("Opinion of the investigating officer"), 3, EMPTY)

    def __init__(self, data: Mapping[str, Any] | None, *, named: Named, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.named = named
        said = _("Choose how this accused stands.")
        for key, label in named:
            self.fields[f"standing_{key}"] = choice(label, Standing.choices, said)
            self.fields[f"standing_{key}"].initial = Standing.CUSTODY

    def keywords(self) -> dict[str, object]:
        """What a valid form says."""
        said = self.cleaned_data
        texts = {name: said[name] for name in ("kind", "ground", "sections", *COLUMNS)}
        standings = {key: said[f"standing_{key}"] for key, _label in self.named}
        return {"typed": Reported(**texts, standings=standings)}


class DecideForm(ActForm):
    """Yes or no, with words."""

    agrees = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": ONE_OF_TWO, "invalid_choice": ONE_OF_TWO},
    )
    words = lines(
        _("Remarks, objections or reason"), 4, "", _("At least 10 letters when it goes back."), 4000
    )

    def __init__(self, data: Mapping[str, Any] | None, *, yes: Any, no: Any, title: Any) -> None:
        super().__init__(data)
        field = self.fields["agrees"]
        if isinstance(field, forms.ChoiceField):
            field.choices, field.label = [("yes", yes), ("no", no)], title

    def keywords(self) -> dict[str, object]:
        """What a valid form says."""
        said = dict(self.cleaned_data)
        return {**said, "agrees": said["agrees"] == "yes"}


class CloseForm(DecideForm):
    """The district officer on a proposal."""

    words = lines(
        _("Own opinion of the district officer"),
        5,
        EMPTY,
        _("At least 40 letters. The magistrate reads it."),
        4000,
    )
    heard = lines(
        _("What the complainant said when he was heard"),
        4,
        "",
        _("For a cancellation. He is heard first."),
        4000,
    )


class RulingForm(DecideForm):
    """The magistrate on a cancellation."""

    words = lines(_("What is ordered"), 4, EMPTY, "", 4000)
    order_no = line(_("Number and date of the order"), 60, _("From the certified copy."))


class ToldForm(ActForm):
    """The complainant was told."""

    told_on = DayMonthYearField(label=_("Day on which he was told"))
    how = choice(_("How he acknowledged it"), Acknowledged.choices, _("Choose how he acknowledged it."))


class ReopenForm(ActForm):
    """A case is opened again."""

    words = lines(_("Why it is opened again"), 3, EMPTY, _("At least 10 letters."), 4000)
    order_no = line(_("Number and date of the order"), 60, _("If a magistrate had cancelled it."))


class NumberForm(ActForm):
    """The court's number."""

    case_no = forms.CharField(
        label=_("Number of the case in court"),
        max_length=60,
        widget=forms.TextInput({"dir": "auto"}),
        error_messages={"required": EMPTY},
    )
    court = forms.CharField(label=_("Court"), max_length=160, error_messages={"required": EMPTY})
    received_on = DayMonthYearField(label=_("Received by the court on"))


class HearingForm(ActForm):
    """A day in court."""

    held_on = DayMonthYearField(label=_("Day of the hearing"))
    what = lines(_("What happened"), 4, EMPTY, "", 8000)
    ordered = lines(_("What the court ordered"), 2, "", "", 8000)
    next_on = DayMonthYearField(label=_("Next date"), required=False)
    corrects = choice(
        _("Stands in the place of"), [("", "—")], _("Choose the hearing again."), required=False,
        hint=_("Only to correct a slip. Both stay legible."),
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None, *, earlier: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["corrects"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *earlier]

    def keywords(self) -> dict[str, object]:
        """What a valid form says."""
        said = dict(self.cleaned_data)
        return {**said, "corrects": UUID(said["corrects"]) if said["corrects"] else None}


class ChargeForm(ActForm):
    """What one accused answers for."""

    accused = choice(_("Which accused"), [], _("Choose the accused."))
    sections = lines(_("Sections"), 2, EMPTY, _("As they stand in the charge."), 2000)
    framed_on = DayMonthYearField(
        label=_("Charge framed on"), required=False, help_text=_("Empty: as sent up, not framed yet.")
    )

    def __init__(self, data: Mapping[str, Any] | None, *, named: Named, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        field = self.fields["accused"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(key), label) for key, label in named]

    def keywords(self) -> dict[str, object]:
        """What a valid form says."""
        said = dict(self.cleaned_data)
        return {"accused_id": UUID(said.pop("accused")), **said}


class VerdictForm(forms.Form):
    """The court's answers to the charges against one accused, each with its sentence."""

    court = forms.CharField(label=_("Court"), max_length=160, error_messages={"required": EMPTY})
    decided_on = DayMonthYearField(label=_("Date of the decision"))
    order_no = line(_("Number of the order"), 60, _("From the certified copy."))
    paper = UploadField(label=_("Certified copy of the order"), required=False)
    reason = line(
        _("Why it stands in the place of an earlier verdict"),
        500,
        _("Only then: appeal, revision or a slip."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        files: Any = None,
        *,
        charges: Sequence[tuple[int, UUID, str]],
        court: str,
        certified: bool,
    ) -> None:
        super().__init__(data, files, initial={"court": court})
        self.charges = charges
        if certified:  # whoever is not the court himself writes from its order
            needed(self.fields["order_no"], _("Write the number of the court's order."))
            needed(self.fields["paper"], _("Put in the certified copy of the order."))
        own = dict(self.fields)
        self.fields.clear()
        for number, _key, label in charges:
            choices = [("", _("Not decided yet")), *Outcome.choices]
            self.fields[f"outcome_{number}"] = choice(label, choices, _("Choose one."), required=False)
            self.fields[f"sentence_{number}"] = line(_("Sentence, if convicted"), 500)
        self.fields.update(own)

    def judged(self) -> Judged:
        """What a valid form says."""
        said = self.cleaned_data
        return Judged(
            answers=list(self._answers(said)),
            court=said["court"],
            decided_on=said["decided_on"],
            order_no=said["order_no"],
            reason=said["reason"],
        )

    def _answers(self, said: Mapping[str, Any]) -> Iterator[tuple[UUID, str, str]]:
        for number, key, _label in self.charges:
            if said[f"outcome_{number}"]:
                yield key, said[f"outcome_{number}"], said[f"sentence_{number}"]
