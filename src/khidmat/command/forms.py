"""What a reader asks of a report: a period, an office, what a line stands for."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from urllib.parse import urlencode

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.reports import Asked, Choice, Report
from khidmat.ui.fields import DayMonthYearField
from khidmat.ui.widgets import DATE_PARTS

#: A longer period is asked in parts; five years of a province are read in one pass.
LONGEST_DAYS = 5 * 366
FIRST_YEAR = 2000


class AskForm(forms.Form):
    """The parameters; an empty form asks for this month at the reader's own office."""

    since = DayMonthYearField(label=_("From"))
    until = DayMonthYearField(label=_("Until"))
    office = forms.ChoiceField(label=_("Office"))
    by = forms.ChoiceField(
        label=_("One line for each"),
        error_messages={"invalid_choice": _("The report is not divided so. Choose one of the list.")},
    )

    def __init__(
        self, data: Mapping[str, str], *, report: Report, offices: Sequence[Choice], now: datetime
    ) -> None:
        self.now = now
        super().__init__({**first(report, offices, now), **data})
        office, by = self.fields["office"], self.fields["by"]
        if isinstance(office, forms.ChoiceField) and isinstance(by, forms.ChoiceField):
            office.choices = [(one.code, one.label) for one in offices]
            by.choices = [(one.code, one.label) for one in report.by]

    def clean(self) -> dict[str, object]:
        """Both days in order, not before anything was stored, not too far apart."""
        said: dict[str, object] = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if isinstance(since, date) and since.year < FIRST_YEAR:
            self.add_error("since", _("Nothing is stored from so long ago. Check the year."))
        if isinstance(since, date) and isinstance(until, date):
            if until < since:
                self.add_error("until", _("The last day lies before the first one. Change one of them."))
            elif (until - since).days > LONGEST_DAYS:
                self.add_error("until", _("A period may be five years long. Ask for it in parts."))
            elif since > localdate(self.now):
                self.add_error("since", _("This period has not begun. Choose an earlier first day."))
        return said

    def asked(self) -> Asked:
        """The parameters of a form that is right."""
        said = self.cleaned_data
        return Asked(said["since"], said["until"], said["office"], said["by"], self.now)


def first(report: Report, offices: Sequence[Choice], now: datetime) -> dict[str, str]:
    """The parameters of a reader who has asked for nothing yet."""
    today = localdate(now)
    return {
        **_day("since", today.replace(day=1)),
        **_day("until", today),
        "office": offices[0].code if offices else "",
        "by": report.by[0].code,
    }


def query(asked: Asked, **more: str) -> str:
    """The parameters as they stand in an address; the form reads them back."""
    days = _day("since", asked.since) | _day("until", asked.until)
    return urlencode({**days, "office": asked.office, "by": asked.by, **more})


def _day(name: str, day: date) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(day, part)) for part in DATE_PARTS}
