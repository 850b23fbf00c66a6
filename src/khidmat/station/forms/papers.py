"""Forms of the papers of an investigation."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from khidmat.station.articles import Article
from khidmat.station.articles_typed import Unreadable, read_articles
from khidmat.station.evidence import (
    Ground,
    MemoKind,
    Presence,
    Recorded,
    Somebody,
    StatementLaw,
    WarrantKind,
    WarrantResult,
    WitnessKind,
)
from khidmat.station.forms.acting import ActForm
from khidmat.station.forms.desk import line, lines
from khidmat.station.forms.diary import HourField
from khidmat.station.stores import Kind
from khidmat.ui.fields import DayMonthYearField, NameField, UploadField

A_DAY = timedelta(days=1)
NOBODY = ("", "—")
#: A witness of the file: id and name.
Known = tuple[str, str]
EMPTY = _("It is empty. Write it.")
NEXT_DAY = _("Earlier than the beginning: it is of the next day.")
#: For whoever is not in the file yet.
NEW = ("", _("Somebody new, written below"))


def choose(
    label: Any, choices: Sequence[tuple[Any, Any]], hint: Any = "", *, required: bool = True
) -> forms.ChoiceField:
    """One of some."""
    said = _("Choose one from the list.")
    found = [(str(code), words) for code, words in choices]
    return forms.ChoiceField(
        label=label,
        choices=found if required else [NOBODY, *found],
        help_text=hint,
        required=required,
        error_messages={"invalid_choice": said, "required": said},
    )


def needed(label: Any, limit: int, hint: Any = "") -> forms.CharField:
    """One line that may not be empty."""
    field = line(label, limit, hint)
    field.required = field.widget.is_required = True
    field.error_messages["required"] = EMPTY
    return field


class PaperForm(ActForm):
    """What every paper asks: the day and hour, then its own. `known`: the witnesses of the file."""

    on = DayMonthYearField(
        label=_("Date, if it was not today"),
        help_text=_("Leave it empty for the last 24 hours."),
        required=False,
    )
    hour = HourField(label=_("Hour"), help_text=_("Like 14:30"))

    def __init__(
        self, data: Mapping[str, Any] | None, files: Any, *, known: Sequence[Known], now: datetime
    ) -> None:
        super().__init__(data, files, initial={"hour": f"{localtime(now):%H:%M}"})
        self.known, self.now = known, localtime(now)

    def moment(self, hour: str = "hour") -> datetime:
        """The moment of a valid form; an hour still to come is of the day before, where no date is given."""
        on = self.cleaned_data["on"]
        found = datetime.combine(on or self.now.date(), self.cleaned_data[hour], self.now.tzinfo)
        return found - A_DAY if on is None and found > self.now else found

    def add_somebody(self, prefix: str, label: Any) -> None:
        """The fields of a witness: one of the file, or a new one."""
        field = choose(label, [])
        field.required, field.choices = False, [NEW, *self.known]
        self.fields[f"{prefix}known"] = field
        self.fields[f"{prefix}name"] = NameField(label=_("Name"), required=False, offered=True)
        self.fields[f"{prefix}father"] = NameField(
            label=_("Father's or husband's name"), required=False, offered=True
        )
        self.fields[f"{prefix}address"] = line(_("Address"), 300)

    def somebody(self, prefix: str, kind: str, **more: Any) -> Somebody:
        """What these fields say."""
        said = {name: self.cleaned_data[f"{prefix}{name}"] for name in ("name", "father", "address")}
        known = self.cleaned_data[f"{prefix}known"]
        return Somebody(known=UUID(known) if known else None, kind=kind, **said, **more)

    def two(self) -> tuple[Somebody, Somebody]:
        """The two witnesses of a memo or a search."""
        return self.somebody("first_", WitnessKind.MEMO), self.somebody("second_", WitnessKind.MEMO)

    def said(self, *names: str) -> dict[str, Any]:
        """These answers as they are."""
        return {name: self.cleaned_data[name] for name in names}


class StatementForm(PaperForm):
    """A witness is heard."""

    law = choose(_("Before whom"), StatementLaw.choices)
    text = lines(_("What the witness says"), 8, EMPTY, _("In the witness's own words."))
    language = needed(_("Language"), 60)
    kind = choose(_("What the witness is in this case"), WitnessKind.choices)
    woman = forms.BooleanField(label=_("The witness is a woman"), required=False)
    presence = choose(_("Who was with her"), Presence.choices, _("CrPC 161, proviso of 2016"), required=False)
    present = line(_("Name of who was with her"), 300)
    court = line(_("Magistrate, for a statement under 164"), 120)
    recorded = choose(_("Kept also as"), Recorded.choices, required=False)
    consent = forms.BooleanField(label=_("The witness agrees to be recorded"), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, files: Any, *, known: Sequence[Known], now: datetime
    ) -> None:
        super().__init__(data, files, known=known, now=now)
        self.add_somebody("", _("Who is heard"))
        self.fields["described"] = line(_("Description, if there is no name"), 300)
        self.order_fields(["known", "name", "father", "address", "described", "kind", "woman", "law"])
        self.initial.update(language=_("Punjabi"), kind=WitnessKind.OTHER, law=StatementLaw.POLICE)

    def keywords(self) -> dict[str, object]:
        """What the operation takes."""
        who = self.somebody("", self.cleaned_data["kind"], **self.said("woman", "described"))
        rest = self.said("law", "language", "presence", "present", "recorded", "consent", "court", "text")
        return {"who": who, "taken_at": self.moment(), **rest}


class PlanForm(PaperForm):
    """The place of occurrence."""

    paper = UploadField(label=_("Picture of the plan"), required=False)
    text = lines(
        _("The plan in words"),
        6,
        "",
        _("One point a line: what, and how far from what. Needed without a picture."),
    )
    scaled = forms.BooleanField(label=_("Drawn to scale"), required=False)

    def keywords(self) -> dict[str, object]:
        """What the operation takes."""
        return {"drawn_at": self.moment(), **self.said("paper", "text", "scaled")}


class MemoForm(PaperForm):
    """A memo before two witnesses."""

    kind = choose(_("What it is"), MemoKind.choices)
    place = needed(_("Place"), 300)
    from_whom = line(_("From whom"), 300)
    text = lines(_("What was done and seen"), 5, EMPTY)
    article_kind = choose(_("Kind of property"), Kind.choices, required=False)
    articles = lines(
        _("What was taken"),
        4,
        "",
        _(
            "One thing a line, then with a comma how many: pistol 30 bore, 1. Or: chars, 1200 grams, seal MA. "
            "With what it is worth: bicycle, 1, worth 12000."
        ),
    )

    def __init__(
        self, data: Mapping[str, Any] | None, files: Any, *, known: Sequence[Known], now: datetime
    ) -> None:
        super().__init__(data, files, known=known, now=now)
        self.add_somebody("first_", _("First witness"))
        self.add_somebody("second_", _("Second witness"))

    def clean(self) -> dict[str, Any]:
        """The list of things, read."""
        said = super().clean() or {}
        self.things: list[Article] = []
        try:
            self.things = read_articles(said.get("articles", ""), said.get("article_kind") or Kind.OTHER)
        except Unreadable as error:
            self.add_error("articles", str(error))
        return said

    def keywords(self) -> dict[str, object]:
        """What the operation takes."""
        rest = self.said("kind", "place", "from_whom", "text")
        return {"happened_at": self.moment(), "articles": self.things, "witnesses": self.two(), **rest}


class SearchForm(PaperForm):
    """A place is searched."""

    ground = choose(_("By what right"), Ground.choices)
    reasons = lines(
        _("The reasons, or the warrant"), 3, EMPTY, _("For a warrant: the court, its number and date.")
    )
    place = needed(_("Place"), 300)
    began = HourField(label=_("Hour the search began"), help_text=_("Like 14:30"))
    ended = HourField(
        label=_("Hour the search ended"), help_text=_("Earlier than the beginning: it is of the next day.")
    )
    occupant = line(_("Who lives there and was present"), 300, _("The occupant may attend (CrPC 103)."))
    found = lines(_("What the search found"), 4, EMPTY, _("If nothing was found, write that."))

    def __init__(
        self, data: Mapping[str, Any] | None, files: Any, *, known: Sequence[Known], now: datetime
    ) -> None:
        super().__init__(data, files, known=known, now=now)
        self.fields["hour"].label = _("Hour the reasons were written or the warrant was shown")
        self.initial.update(began=self.initial["hour"], ended=self.initial["hour"])
        self.add_somebody("first_", _("First witness"))
        self.add_somebody("second_", _("Second witness"))

    def keywords(self) -> dict[str, object]:
        """What the operation takes."""
        began, ended = self.moment("began"), self.moment("ended")
        if ended < began:
            ended += A_DAY
        hours = {"reasoned_at": self.moment(), "began_at": began, "ended_at": ended}
        rest = self.said("ground", "reasons", "place", "occupant", "found")
        return {**hours, "witnesses": self.two(), **rest}


class WarrantForm(PaperForm):
    """A warrant of a court was executed, or not."""

    kind = choose(_("What the court ordered"), WarrantKind.choices)
    court = needed(_("Court"), 120)
    reference = needed(_("Number of the warrant"), 60)
    issued_on = DayMonthYearField(label=_("Issued on"))
    result = choose(_("Result"), WarrantResult.choices)
    text = lines(_("What was done"), 3, EMPTY)

    def keywords(self) -> dict[str, object]:
        """What the operation takes."""
        rest = self.said("kind", "court", "reference", "issued_on", "result", "text")
        return {"done_at": self.moment(), **rest}
