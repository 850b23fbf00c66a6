"""Forms of examinations, steps, reviews and inquests."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from khidmat.station.deaths import Death, Seen
from khidmat.station.forms.acting import ActForm
from khidmat.station.forms.desk import line, lines
from khidmat.station.forms.diary import HourField
from khidmat.station.forms.papers import EMPTY, NOBODY, Known, PaperForm, choose, needed
from khidmat.ui.fields import DayMonthYearField, UploadField

A_DAY = timedelta(days=1)
#: What an inquest says in words.
WORDS = (
    "form", "deceased", "place", "magistrate", "first", "second", "seen", "opinion", "wounds", "weapon", "poison",
    "doctor",
)  # fmt: skip


class DocketForm(PaperForm):
    """Somebody is sent to a doctor."""

    name = needed(_("Who is examined"), 300)
    woman = forms.BooleanField(label=_("A woman: she is examined by a woman doctor"), required=False)
    consent = forms.BooleanField(label=_("Agrees to be examined"), required=False)
    consented_by = needed(
        _("Who agreed or refused"),
        300,
        _("The person, or for a child the guardian. It is written either way."),
    )
    hospital = needed(_("Hospital"), 200)
    escort = needed(_("Who goes along"), 200)
    text = lines(_("Injuries seen, and what the doctor is asked"), 4, EMPTY)

    def keywords(self) -> dict[str, object]:
        """What the operation takes."""
        rest = self.said("name", "woman", "consent", "consented_by", "hospital", "escort", "text")
        return {"sent_at": self.moment(), **rest}


class DocketResultForm(PaperForm):
    """A medico-legal certificate came."""

    docket = choose(_("Docket"), [])
    doctor = needed(_("Doctor"), 200)
    female = forms.BooleanField(label=_("A woman doctor"), required=False)
    certificate = needed(_("Number of the certificate"), 60)
    ended = HourField(
        label=_("Hour the examination ended"),
        help_text=_("Earlier than the beginning: it is of the next day."),
    )
    text = lines(_("What the doctor found"), 5, EMPTY)
    paper = UploadField(label=_("The certificate"), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, files: Any, *, known: Sequence[Known], now: datetime
    ) -> None:
        super().__init__(data, files, known=known, now=now)
        self.fields["hour"].label = _("Hour the examination began")
        self.initial["ended"] = self.initial["hour"]
        offer(self, "docket", known)

    def keywords(self) -> dict[str, object]:
        """What the operation takes."""
        began, ended = self.moment(), self.moment("ended")
        hours = {"began_at": began, "ended_at": ended if began <= ended else ended + A_DAY}
        rest = self.said("doctor", "female", "certificate", "text", "paper")
        return {"docket_id": UUID(self.cleaned_data["docket"]), **hours, **rest}


class RequestForm(PaperForm):
    """A laboratory is asked."""

    article = needed(_("Article"), 300, _("As it stands in the memo and the malkhana."))
    laboratory = needed(_("Laboratory"), 200)
    question = lines(_("What the laboratory is asked"), 3, EMPTY)

    def __init__(
        self, data: Mapping[str, Any] | None, files: Any, *, known: Sequence[Known], now: datetime
    ) -> None:
        super().__init__(data, files, known=known, now=now)
        self.initial["laboratory"] = _("Punjab Forensic Science Agency")

    def keywords(self) -> dict[str, object]:
        """What the operation takes."""
        return {"sent_at": self.moment(), **self.said("article", "laboratory", "question")}


class ResultForm(PaperForm):
    """A laboratory has answered."""

    request = choose(_("Request"), [])
    report = needed(_("Number of the report"), 60)
    text = lines(_("What the laboratory found"), 4, EMPTY)
    paper = UploadField(label=_("The report"), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, files: Any, *, known: Sequence[Known], now: datetime
    ) -> None:
        super().__init__(data, files, known=known, now=now)
        offer(self, "request", known)

    def keywords(self) -> dict[str, object]:
        """What the operation takes."""
        asked = UUID(self.cleaned_data["request"])
        return {"request_id": asked, "received_at": self.moment(), **self.said("report", "text", "paper")}


def offer(form: forms.Form, name: str, known: Sequence[Known]) -> None:
    """Put what can be chosen into a field."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(known)


class MarkForm(ActForm):
    """A step of the investigation is done, or is spared."""

    code = choose(_("Step"), [])
    note = lines(_("How it was done, or why it is spared"), 2, EMPTY, "", 500)

    def __init__(self, data: Mapping[str, Any] | None, *, open_ones: Sequence[Known]) -> None:
        super().__init__(data)
        offer(self, "code", open_ones)


class ReviewForm(ActForm):
    """An officer above looks at an investigation."""

    remarks = lines(_("What you saw"), 4, EMPTY)
    directions = lines(_("What you order"), 3, "", _("May be empty."))


class InquestForm(forms.Form):
    """An inquest in one of its three forms."""

    form = choose(_("Form"), Death.choices)
    fir = choose(_("Case, if there is one"), [], _("The cases that you investigate."), required=False)
    on = DayMonthYearField(
        label=_("Date, if it was not today"),
        help_text=_("Leave it empty for the last 24 hours."),
        required=False,
    )
    informed = HourField(label=_("Hour the information came"), help_text=_("Like 14:30"))
    magistrate = needed(_("Nearest magistrate"), 120)
    told = HourField(
        label=_("Hour the magistrate was told"), help_text=_("At once, before the body is looked at.")
    )
    began = HourField(label=_("Hour the inquest began"))
    deceased = needed(_("Who died"), 300, _("Name, father, age; or a description of an unknown person."))
    place = needed(_("Where the body lies"), 300)
    first = needed(_("First inhabitant of the place"), 300, _("Name, father, address."))
    second = needed(_("Second inhabitant of the place"), 300, _("Name, father, address."))
    seen = lines(_("What is seen at the body and the place"), 5, EMPTY)
    wounds = lines(_("Wounds and marks"), 3, "", _("Needed for form B."))
    weapon = line(_("With what they seem to be made"), 300)
    poison = lines(_("Signs of poison"), 3, "", _("Needed for form C."))
    opinion = lines(_("How death seems to have come"), 2, EMPTY)
    doctor = line(_("Doctor to whom the body goes"), 200, _("Needed for forms B and C."))

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, now: datetime, cases: Sequence[Known]
    ) -> None:
        hour = f"{localtime(now):%H:%M}"
        super().__init__(data, initial={"informed": hour, "told": hour, "began": hour})
        self.now = localtime(now)
        offer(self, "fir", [NOBODY, *cases])

    @property
    def case(self) -> UUID | None:
        """The case of a valid form."""
        said = self.cleaned_data["fir"]
        return UUID(said) if said else None

    def act(self) -> Seen:
        """What a valid form says. Without a date an hour still to come is of the day before."""
        words: dict[str, str] = {name: self.cleaned_data[name] for name in WORDS}
        informed, told, began = (self._moment(name) for name in ("informed", "told", "began"))
        return Seen(informed_at=informed, told_at=told, began_at=began, **words)

    def _moment(self, hour: str) -> datetime:
        on = self.cleaned_data["on"]
        found = datetime.combine(on or self.now.date(), self.cleaned_data[hour], self.now.tzinfo)
        return found - A_DAY if on is None and found > self.now else found
