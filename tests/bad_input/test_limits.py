"""Every text of every service as long as its field lets it be: what a field takes, its columns hold."""

from collections.abc import Iterator, Mapping

import pytest
from django import forms as django_forms
from django.db import transaction

from khidmat.org.public import office
from khidmat.services import public as services
from khidmat.services import registry
from khidmat.services.definition import Page
from khidmat.services.forms import LONGEST_ANSWER, PageForm
from khidmat.services.kinds import Given
from khidmat.services.models import Application
from khidmat.services.states import Status
from khidmat.services.vocabulary import VOCABULARY
from tests.rights.posts import A
from tests.rights.world import World

#: What a text may be made of: letters of both scripts, none at all, and some that grow when they are made capital.
SHAPES = ("ب", "x", "9", "X9", "ß", "ΐ", "ب ", "x-", "+", "e\u0301")
NOTHING = Given(answers={}, attached=frozenset())
Answers = Mapping[str, str]


def texts() -> Iterator[tuple[str, str, str, int]]:
    """Service, page and input wherever something is typed, and how many letters it takes."""
    for service in registry.offered():
        for page in service.pages:
            for spec in page.fields:
                for name, field in VOCABULARY[spec.kind].inputs(spec, NOTHING).items():
                    if isinstance(field, django_forms.CharField):
                        room = getattr(field, "limit", None) or getattr(field, "length", field.max_length)
                        yield service.slug, page.name, name, room or LONGEST_ANSWER


TEXTS = list(texts())


def asked(slug: str, name: str) -> dict[str, str]:
    """The answers after which an input is asked: its own condition, a passport, an address of its own."""
    found = {}
    for spec in registry.by_slug(slug).fields:
        if name in VOCABULARY[spec.kind].names(spec):
            found = {
                **spec.when,
                **({f"{spec.name}_kind": "passport"} if name == f"{spec.name}_number" else {}),
            }
            if spec.same_as:
                home = str(office("KSR-DPO").pk)
                known = {"line": "مکان 12", "district": home, "place": "KSR-PL-0650", "area": "", "same": ""}
                found |= {f"{spec.name}_{part}": text for part, text in known.items()}
    return found


def taken(page: Page, name: str, answers: Answers, typed: str) -> bool:
    """Whether the page lets this be written in the input."""
    data = {**answers, name: typed}
    form = PageForm(page, data=data, answers=data, attached=frozenset())
    return name not in form.errors


def sent(town: World, draft: Application, answers: Answers) -> Status:
    """The application with these answers, sent and paid for; then all of it is taken back."""
    with transaction.atomic():
        Application.objects.filter(pk=draft.pk).update(answers=dict(answers))
        made = services.submit(application_id=draft.pk, actor=town.applicant(A), now=town.now)
        if made.status == Status.AWAITING_PAYMENT:
            town.pay(A, made)
        made.refresh_from_db()
        transaction.set_rollback(True)
    return Status(made.status)


@pytest.mark.parametrize(("slug", "name", "at", "room"), TEXTS)
def test_what_a_field_takes_its_columns_hold(
    staffed: World, slug: str, name: str, at: str, room: int
) -> None:
    page, draft = registry.by_slug(slug).page(name), staffed.draft(A, slug=slug)
    draft.refresh_from_db()
    answers = {**draft.answers, **asked(slug, at)}
    for shape in SHAPES:
        assert not taken(page, at, answers, shape * (LONGEST_ANSWER // len(shape)))
        if taken(page, at, answers, typed := (shape * room)[:room].strip()):
            assert sent(staffed, draft, {**answers, at: typed}) == Status.UNDER_VERIFICATION
