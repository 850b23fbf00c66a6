"""Forms made from a definition: what was typed in, clean values out. Nothing is saved here."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khidmat.kernel.errors import Invalid
from khidmat.services.definition import FieldSpec, Page, Service
from khidmat.services.kinds import Given
from khidmat.services.states import Finding
from khidmat.services.vocabulary import VOCABULARY
from khidmat.ui.fields import DayMonthYearField

#: What one answer may weigh as typed; more cannot be anybody's honest answer to these questions.
LONGEST_ANSWER = 2000
Answers = Mapping[str, str]


class PageForm(forms.Form):
    """The questions of one page. Only those whose `when` agrees with the answers are asked."""

    def __init__(
        self, page: Page, *, data: Answers | None, answers: Answers, attached: frozenset[str]
    ) -> None:
        super().__init__(data)
        self.page = page
        self.given = Given(answers={**answers, **(data or {})}, attached=attached)
        self.specs = [spec for spec in page.fields if _asked(spec, self.given.answers)]
        self.names: dict[str, list[str]] = {}
        for spec in page.fields:
            inputs = VOCABULARY[spec.kind].inputs(spec, self.given)
            self.names[spec.name] = list(inputs)
            self.fields.update(inputs)
            self.initial.update(VOCABULARY[spec.kind].initial(spec, answers))
            for field in inputs.values():
                field.required = field.required and spec in self.specs

    def bound(self, question: str) -> list[forms.BoundField]:
        """The inputs of a question, for its part of the page."""
        return [self[name] for name in self.names[question]]

    def clean(self) -> dict[str, object]:
        """Rules over several inputs of one question."""
        for spec in self.specs:
            for name, message in VOCABULARY[spec.kind].check(spec, self.cleaned_data, self.given).items():
                if name not in self.errors:
                    self.add_error(name, message)
        for name in self._aside():
            self.errors.pop(name, None)
        return self.cleaned_data

    def _aside(self) -> list[str]:
        """Inputs that the answers hide: an error there could be neither seen nor mended."""
        unasked = [
            name for spec in self.page.fields if spec not in self.specs for name in self.names[spec.name]
        ]
        return unasked + [
            name for spec in self.specs for name in VOCABULARY[spec.kind].aside(spec, self.given)
        ]


def _asked(spec: FieldSpec, answers: Answers) -> bool:
    return all(answers.get(name) == value for name, value in spec.when.items())


def typed(page: Page, data: Mapping[str, object]) -> dict[str, str]:
    """What the page's inputs were sent with, as text, cut at a length no honest answer has."""
    names = [n for spec in page.fields for n in VOCABULARY[spec.kind].names(spec)]
    return {n: str(data[n]).replace("\x00", "")[:LONGEST_ANSWER] for n in names if n in data}


@dataclass(frozen=True, slots=True)
class Whole:
    """Every question answered and agreeing, by field name; values are what the vocabulary's kinds promise."""

    values: Mapping[str, object]

    def text(self, name: str) -> str:
        """A text answer, empty when it was not asked."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int | None:
        """A whole number, or None."""
        value = self.values.get(name)
        return value if isinstance(value, int) else None

    def day(self, name: str) -> date | None:
        """A date, or None."""
        value = self.values.get(name)
        return value if isinstance(value, date) else None


def whole(service: Service, answers: Answers, attached: frozenset[str]) -> Whole:
    """All pages together. Raises `Invalid` whose `fields` are `page.field`, so that a summary can lead there."""
    values, wrong = _judged(service.pages, answers, attached)
    if wrong:
        raise Invalid(
            _("Some answers are missing or need correcting. What you wrote is saved."), fields=wrong
        )
    return Whole(values)


def so_far(service: Service, answers: Answers, fields: Collection[str]) -> Whole:
    """What is right already on the pages that ask for one of these fields; a page that is not whole is left out."""
    pages = [page for page in service.pages if any(spec.name in fields for spec in page.fields)]
    return Whole(_judged(pages, answers, frozenset())[0])


def _judged(
    pages: Iterable[Page], answers: Answers, attached: frozenset[str]
) -> tuple[dict[str, object], dict[str, str]]:
    values: dict[str, object] = {}
    wrong: dict[str, str] = {}
    for page in pages:
        form = PageForm(page, data=dict(answers), answers=answers, attached=attached)
        if form.is_valid():
            values.update(
                {
                    spec.name: VOCABULARY[spec.kind].value(spec, form.cleaned_data, form.given)
                    for spec in form.specs
                }
            )
        for name, errors in form.errors.items():
            wrong[f"{page.name}.{name}"] = str(errors[0])
    return values, wrong


class MarkForm(forms.Form):
    """To which officer of the station a verification goes."""

    officer = forms.ChoiceField(label=gettext_lazy("Mark to"))

    def __init__(self, data: Mapping[str, str] | None, *, officers: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        said = gettext_lazy("Choose an officer who is posted at this station today.")
        self.fields["officer"] = forms.ChoiceField(
            label=gettext_lazy("Mark to"),
            choices=[("", gettext_lazy("Choose")), *officers],
            error_messages={"required": said, "invalid_choice": said},
        )


class ReportForm(forms.Form):
    """What a visit found."""

    finding = forms.ChoiceField(
        label=gettext_lazy("What the visit found"),
        choices=Finding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("The finding is not chosen. Choose what the visit found.")},
    )
    visited_on = DayMonthYearField(label=gettext_lazy("Day of the visit"))
    report = forms.CharField(
        label=gettext_lazy("Report"),
        help_text=gettext_lazy("Whom you met, what was said, since when the person lives there."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={
            "required": gettext_lazy("The report is empty. Write whom you met and what was said.")
        },
    )


class QuestionForm(forms.Form):
    """One question to the applicant."""

    question = forms.CharField(
        label=gettext_lazy("Question to the applicant"),
        help_text=gettext_lazy("In plain words. The clock stands still until the answer."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": gettext_lazy("The question is empty. Write what is missing.")},
    )


class RefuseForm(forms.Form):
    """Why an application is refused."""

    reason = forms.CharField(
        label=gettext_lazy("Reason for refusal"),
        help_text=gettext_lazy("The applicant reads this. Write what is missing or what stands against it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={
            "required": gettext_lazy(
                "The reason is empty. Write in plain words why, so that it can be answered."
            )
        },
    )


class AnswerForm(forms.Form):
    """The applicant's answer."""

    answer = forms.CharField(
        label=gettext_lazy("Your answer"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": gettext_lazy("The answer is empty. Write it here.")},
    )


class SendForm(forms.Form):
    """The applicant's word that what is written is true."""

    true = forms.BooleanField(
        label=gettext_lazy("What I have written is true as far as I know."),
        error_messages={"required": gettext_lazy("Tick that what is written is true; then it can be sent.")},
    )


class UnmergeForm(forms.Form):
    """Why two persons are told apart again."""

    reason = forms.CharField(
        label=gettext_lazy("Why they are two persons"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": gettext_lazy("The reason is empty. Write by what you know it.")},
    )


class MergeForm(forms.Form):
    """Why two are one person, and which of them is kept."""

    reason = forms.CharField(
        label=gettext_lazy("Why they are one person"),
        help_text=gettext_lazy(
            "By what do you know it? For example: both papers were shown, the same photograph."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": gettext_lazy("The reason is empty. Write by what you know it.")},
    )
    keep = forms.ChoiceField(
        label=gettext_lazy("Which one is kept"),
        choices=[("first", gettext_lazy("The first")), ("second", gettext_lazy("The second"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Nothing is chosen yet. Choose which one is kept.")},
    )
