"""Service definitions: pure data, one YAML file a service. What they are read and judged by stands beside."""

from functools import cached_property
from typing import Literal

from django.utils.timezone import localdate
from django.utils.translation import get_language
from pydantic import BaseModel, ConfigDict, Field

from khidmat.payments.public import fee

FieldKind = Literal[
    "name",
    "name_ur",
    "id_document",
    "relation",
    "birth",
    "year",
    "email",
    "address",
    "choice",
    "country",
    "line",
    "photo",
    "paper",
]


class Strict(BaseModel):
    """Frozen, and a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Words(Strict):
    """One text in both languages; neither may be missing."""

    en: str = Field(min_length=1)
    ur: str = Field(min_length=1)

    def __str__(self) -> str:
        return self.ur if (get_language() or "ur").startswith("ur") else self.en


class Option(Words):
    """One answer of a choice."""

    value: str = Field(pattern=r"^[a-z_]+$")


class FieldSpec(Strict):
    """One question. `when` shows it only after another answer; `reason` says why it is asked."""

    name: str = Field(pattern=r"^[a-z_]+$", max_length=30)
    kind: FieldKind
    label: Words
    reason: Words
    hint: Words | None = None
    required: bool = True
    same_as: str = ""
    when: dict[str, str] = {}
    options: tuple[Option, ...] = Field(default=(), strict=False)


class Page(Strict):
    """One topic: a page of the form."""

    name: str = Field(pattern=r"^[a-z_]+$", max_length=30)
    title: Words
    fields: tuple[FieldSpec, ...] = Field(min_length=1, strict=False)


class Checks(Strict):
    """What must be done before anybody can decide."""

    records: bool
    station: bool


class Output(Strict):
    """The paper that comes out: template and the series of its number."""

    template: str
    number: str = Field(pattern=r"^[A-Z]{2,6}$")


class Service(Strict):
    """A whole service."""

    code: str = Field(pattern=r"^[A-Z]{2,10}$")
    version: int = Field(ge=1)
    slug: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=40)
    title: Words
    summary: Words
    bring: tuple[Words, ...] = Field(min_length=1, strict=False)
    where: Words
    fee: str
    place: int = Field(default=50, ge=1, le=99)
    days: int = Field(ge=1, le=60)
    valid_days: int = Field(ge=1, le=3660)
    checks: Checks
    decides: str
    output: Output
    pages: tuple[Page, ...] = Field(min_length=1, max_length=5, strict=False)

    @property
    def rupees(self) -> int:
        """What it costs today."""
        return fee(self.fee, localdate()).rupees

    @cached_property
    def fields(self) -> tuple[FieldSpec, ...]:
        """All questions in order."""
        return tuple(spec for page in self.pages for spec in page.fields)

    @property
    def topics(self) -> int:
        """How many pages somebody meets: the mobile code, the questions, the last check."""
        return len(self.pages) + 2

    @cached_property
    def whole(self) -> Page:
        """All questions as one page: a counter's screen."""
        return Page.model_construct(name="whole", title=self.title, fields=self.fields)

    def page(self, name: str) -> Page:
        """The page of a name, or `whole`. Raises LookupError."""
        if name == self.whole.name:
            return self.whole
        for page in self.pages:
            if page.name == name:
                return page
        raise LookupError(name)

    def after(self, name: str) -> str | None:
        """The page after this one, or None when the check page follows."""
        names = [page.name for page in self.pages]
        place = names.index(name) + 1
        return names[place] if place < len(names) else None
