"""What there is to apply for, question by question, as each service's definition has it."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.params.functions import Query

from khidmat.kernel.api import Permit, Short, Slug, Words
from khidmat.kernel.errors import NotFound
from khidmat.org import public as org
from khidmat.services import registry
from khidmat.services.countries import COUNTRIES
from khidmat.services.definition import FieldSpec, Service
from khidmat.services.definition import Words as Both
from khidmat.services.registry import NO_SERVICE
from khidmat.services.vocabulary import VOCABULARY

router = Router(tags=["Catalogue"])
READ = "services.catalogue.read"
NAME = Query("", description="Part of a name, in Urdu or English letters")


class Offer(Schema):
    """A service in short. `fee` in rupees; `days`: working days until the decision; `valid_days`: of the paper."""

    slug: str
    code: str
    version: int
    title: Words
    summary: Words
    where: Words
    bring: list[Words]
    fee: int
    days: int
    valid_days: int


class Offers(Schema):
    """Every service that is offered."""

    services: list[Offer]


class Choice(Schema):
    """One possible answer."""

    value: str
    en: str
    ur: str


class Question(Schema):
    """One question. `inputs` are the names its answers are sent under; `when` says after which answers it is asked."""

    name: str
    kind: str
    inputs: list[str]
    label: Words
    reason: Words
    required: bool
    when: dict[str, str]
    options: list[Choice]


class Topic(Schema):
    """A page of the form: its answers are sent together."""

    name: str
    title: Words
    questions: list[Question]


class Definition(Offer):
    """A service with everything it asks."""

    pages: list[Topic]


class Office(Schema):
    """An office: its id is the answer of an address's `district` or `station`."""

    id: UUID
    name: str
    name_ur: str


class Offices(Schema):
    """Offices in their order."""

    offices: list[Office]


class Area(Schema):
    """A place of the gazetteer: its code is the answer of an address's `place`."""

    code: str
    name: str
    name_ur: str
    tehsil: str
    tehsil_ur: str


class Areas(Schema):
    """Up to twelve places that fit what was asked."""

    places: list[Area]


class Countries(Schema):
    """Codes and names of countries."""

    countries: list[Choice]


@router.get("/services", auth=Permit(READ), response=Offers, operation_id="services")
def services(request: HttpRequest) -> dict[str, object]:
    """Every service that can be applied for."""
    del request  # the same for everybody
    return {"services": [_offer(one) for one in registry.offered()]}


@router.get(
    "/services/{slug:slug}",
    auth=Permit(READ),
    response=Definition,
    operation_id="service",
)
def service(request: HttpRequest, slug: Slug) -> dict[str, object]:
    """One service with its questions, in the version that an application begun now is pinned to."""
    del request  # the same for everybody
    try:
        found = registry.by_slug(slug)
    except LookupError:
        raise NotFound(NO_SERVICE) from None
    pages = [
        {"name": page.name, "title": _both(page.title), "questions": [_question(one) for one in page.fields]}
        for page in found.pages
    ]
    return {**_offer(found), "pages": pages}


@router.get("/countries", auth=Permit(READ), response=Countries, operation_id="countries")
def countries(request: HttpRequest) -> dict[str, object]:
    """What the answer to a question for a country can be."""
    del request  # the same for everybody
    return {"countries": [{"value": code, **_both(words)} for code, words in COUNTRIES.items()]}


@router.get("/districts", auth=Permit(READ), response=Offices, operation_id="districts")
def districts(request: HttpRequest) -> dict[str, object]:
    """The districts of the province."""
    del request  # the same for everybody
    return {"offices": [{"id": one.pk, "name": one.name, "name_ur": one.name_ur} for one in org.districts()]}


@router.get("/districts/{uuid:pk}/stations", auth=Permit(READ), response=Offices, operation_id="stations")
def stations(request: HttpRequest, pk: UUID) -> dict[str, object]:
    """The police stations of a district; none where they are not known."""
    del request  # the same for everybody
    return {"offices": [{"id": one.pk, "name": one.name, "name_ur": one.name_ur} for one in org.stations(pk)]}


@router.get("/districts/{uuid:pk}/places", auth=Permit(READ), response=Areas, operation_id="places")
def places(request: HttpRequest, pk: UUID, name: Short = NAME) -> dict[str, object]:
    """Places of a district whose name in either script begins with or holds what is asked."""
    del request  # the same for everybody
    return {"places": [_area(one) for one in org.find_places(pk, name)]}


def _area(one: org.Place) -> dict[str, object]:
    return {
        "code": one.code,
        "name": one.name,
        "name_ur": one.name_ur,
        "tehsil": one.tehsil,
        "tehsil_ur": one.tehsil_ur,
    }


def _both(words: Both) -> dict[str, str]:
    return {"en": words.en, "ur": words.ur}


def _offer(one: Service) -> dict[str, object]:
    return {
        "slug": one.slug,
        "code": one.code,
        "version": one.version,
        "title": _both(one.title),
        "summary": _both(one.summary),
        "where": _both(one.where),
        "bring": [_both(words) for words in one.bring],
        "fee": one.rupees,
        "days": one.days,
        "valid_days": one.valid_days,
    }


def _question(spec: FieldSpec) -> dict[str, object]:
    return {
        "name": spec.name,
        "kind": spec.kind,
        "inputs": VOCABULARY[spec.kind].names(spec),
        "label": _both(spec.label),
        "reason": _both(spec.reason),
        "required": spec.required,
        "when": spec.when,
        "options": [{"value": one.value, **_both(one)} for one in spec.options],
    }
