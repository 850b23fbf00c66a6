"""Forms of the case diary: a day's leaf, and a court's call."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from khidmat.station.forms.acting import ActForm
from khidmat.station.forms.desk import lines
from khidmat.station.forms.diary import HourField
from khidmat.ui.fields import DayMonthYearField

A_DAY = timedelta(days=1)


class ZimniForm(ActForm):
    """A leaf (Form 25.54(1)). Hours without a date are of today; work that ran past midnight ends the next day."""

    on = DayMonthYearField(
        label=_("Day on which the work began, if not today"),
        help_text=_("Leave it empty for today."),
        required=False,
    )
    informed = HourField(
        label=_("Hour the information came"),
        help_text=_("Later than the beginning: it is of the day before."),
    )
    began = HourField(label=_("Hour the work began"), help_text=_("Like 14:30"))
    ended = HourField(
        label=_("Hour the work ended"), help_text=_("Earlier than the beginning: it is of the next day.")
    )
    places = lines(_("Places visited"), 2, "", _("One a line. Empty, if he stayed at the station."), 4000)
    circumstances = lines(
        _("Circumstances of the investigation"), 10, _("It is empty. Write what was done and found.")
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, now: datetime) -> None:
        hour = f"{localtime(now):%H:%M}"
        super().__init__(data, initial={"informed": hour, "began": hour, "ended": hour})
        self.now = localtime(now)

    def keywords(self) -> dict[str, object]:
        """What a valid form says: three moments and two texts."""
        said = self.cleaned_data
        day = said["on"] or self.now.date()
        informed, began, ended = (
            datetime.combine(day, said[name], self.now.tzinfo) for name in ("informed", "began", "ended")
        )
        if informed > began:
            informed -= A_DAY
        if ended < began:
            ended += A_DAY
        return {
            "informed_at": informed,
            "began_at": began,
            "ended_at": ended,
            "places": said["places"],
            "circumstances": said["circumstances"],
        }


class CallForm(ActForm):
    """For which proceeding a court calls for the diary."""

    reason = lines(
        _("For which proceeding"),
        2,
        _("Write in at least 10 letters for which proceeding it is called."),
        "",
        500,
    )
