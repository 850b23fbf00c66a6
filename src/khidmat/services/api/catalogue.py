"""What there is to apply for, question by question, as each service's definition has it."""

from django.http import HttpRequest
from ninja import Router, Schema

from khidmat.kernel.api import Permit, Slug, Words
from khidmat.kernel.errors import NotFound
from khidmat.services import registry
from khidmat.services.definition import FieldSpec, Service
from khidmat.services.definition import Words as Both
from khidmat.services.vocabulary import VOCABULARY
from khidmat.services.wording import NO_SERVICE

router = Router(tags=["Catalogue"])


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


@router.get("/services", auth=Permit("services.catalogue.read"), response=Offers, operation_id="services")
def services(request: HttpRequest) -> dict[str, object]:
    """Every service that can be applied for."""
    del request  # the same for everybody
    return {"services": [_offer(one) for one in registry.offered()]}


@router.get(
    "/services/{slug:slug}",
    auth=Permit("services.catalogue.read"),
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
