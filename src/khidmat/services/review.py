"""An application's answers as they are read: by the applicant before sending, by officers afterwards."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khidmat.org.public import Place
from khidmat.people.public import IdKind, Relation
from khidmat.services.countries import COUNTRIES
from khidmat.services.definition import FieldSpec, Page, Service
from khidmat.services.models import Application
from khidmat.ui.formats import bilingual, cnic, language_or


@dataclass(frozen=True, slots=True)
class Row:
    """One question with its answer; `ltr` marks numbers, `field` an attached paper."""

    label: str
    value: str
    ltr: bool = False
    field: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the form with its rows."""

    name: str
    title: str
    rows: list[Row]


def sections(
    application: Application, service: Service, attached: Collection[str] | None = None
) -> list[Section]:
    """All answers in the order they were asked, in the reader's language; `attached` when the papers are known.

    What may be left out and was is not listed.
    """
    if attached is None:
        attached = set(application.attachments.filter(replaced_at=None).values_list("field", flat=True))
    return [
        Section(page.name, str(page.title), list(_rows(page, application.answers, attached)))
        for page in service.pages
    ]


def _rows(page: Page, answers: dict[str, str], attached: Collection[str]) -> Iterator[Row]:
    for spec in page.fields:
        if all(answers.get(name) == value for name, value in spec.when.items()):
            yield from (row for row in _row(spec, answers, attached) if row.value or spec.required)


def _row(spec: FieldSpec, answers: dict[str, str], attached: Collection[str]) -> Iterator[Row]:
    label, typed = str(spec.label), answers.get(spec.name, "")
    if spec.kind in ("photo", "paper"):
        here = spec.name in attached
        yield Row(label, _("Attached") if here else _("Not attached"), field=spec.name if here else "")
    elif spec.kind == "id_document":
        yield from _paper(spec, answers)
    elif spec.kind == "address":
        yield Row(label, _address(spec, answers))
    elif spec.kind == "birth":
        parts = [answers.get(f"{spec.name}_{part}", "") for part in ("day", "month", "year")]
        yield Row(label, "-".join(parts) if all(parts) else answers.get(f"{spec.name}_about", ""), ltr=True)
    else:
        yield Row(label, _plain(spec, typed), ltr=spec.kind in ("year", "email"))


def _plain(spec: FieldSpec, typed: str) -> str:
    if spec.kind == "choice":
        return next((str(option) for option in spec.options if option.value == typed), "")
    if spec.kind == "country":
        return str(COUNTRIES[typed]) if typed in COUNTRIES else ""
    if spec.kind == "relation":
        return str(Relation(typed).label) if typed in Relation.values else ""
    return typed


def _paper(spec: FieldSpec, answers: dict[str, str]) -> Iterator[Row]:
    kind = answers.get(f"{spec.name}_kind", "")
    number = answers.get(f"{spec.name}_number" if kind == IdKind.PASSPORT else f"{spec.name}_cnic", "")
    label = str(IdKind(kind).label) if kind in IdKind.values else str(spec.label)
    yield Row(label, cnic(number), ltr=True)


def _address(spec: FieldSpec, answers: dict[str, str]) -> str:
    if answers.get(f"{spec.name}_same"):
        return _("The same as where I live now")
    place = Place.objects.select_related("station").filter(code=answers.get(f"{spec.name}_place", "")).first()
    parts = [
        answers.get(f"{spec.name}_line", ""),
        bilingual(place),
        bilingual(place.station if place else None),
    ]
    # Each part in an island of its own: an Urdu house number would drag the Latin place to its other side. The mark
    # before them gives their order the page's direction: a reader of the whole sees no letter outside the islands.
    mark, comma = ("\u200f", "، ") if language_or() == "ur" else ("\u200e", ", ")
    return mark + comma.join(f"\u2068{part}\u2069" for part in parts if part)
