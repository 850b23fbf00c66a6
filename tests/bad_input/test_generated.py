"""Generated answers at every page of every service: judged without a fault, kept as typed, nothing half-written."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from khidmat.clocks.models import Clock
from khidmat.payments.public import Charge
from khidmat.people.public import Person
from khidmat.screening.models import Check
from khidmat.services import forms, registry
from khidmat.services.definition import Page
from khidmat.services.models import Application
from khidmat.services.states import Status
from khidmat.services.vocabulary import VOCABULARY
from tests.bad_input.generated import NASTY, inputs
from tests.bad_input.page import Shown, reads_as
from tests.rights.posts import A
from tests.rights.world import APPLICANTS, World, answers

#: Every page of every service of the catalogue, by slug and name.
PAGES = [(one.slug, page.name) for one in registry.offered() for page in one.pages]
SLUGS = [one.slug for one in registry.offered()]
ISOLATED = re.compile("\u2066[^\u2069]*\u2069")

#: Whole applications through the pages, and answers at each page, so many at a page make a long test; the twenty
#: thousand are in `test_submissions`, without the pages.
FEW, MANY = 60, 250
LETTERS = st.characters(exclude_categories=("Cs",))
VALUE = st.sampled_from(NASTY) | st.text(LETTERS, max_size=60) | st.text("0123456789۰۱۲۳-/ ", max_size=16)


def topics(slug: str) -> list[Page]:
    return list(registry.by_slug(slug).pages)


def examples(page: Page) -> int:
    """The more is typed the more; an address asks the gazetteer each time, so it costs twenty times the others."""
    return 100 if any(spec.kind == "address" for spec in page.fields) else 50 + 100 * len(inputs(page))


def typed(slug: str, page: Page) -> st.SearchStrategy[dict[str, str]]:
    """Any of the page's inputs, near to what is right or far from it, and one that is not on the page."""
    good = answers(APPLICANTS[A], slug=slug).get(page.name, {})
    options = {spec.name: [option.value for option in spec.options] for spec in page.fields if spec.options}
    near = {one: st.just(good[one]) | VALUE if one in good else VALUE for one in inputs(page)}
    chosen = {name: st.sampled_from(values) | VALUE for name, values in options.items()}
    return st.fixed_dictionaries({}, optional={**near, **chosen, "nobody_asked": VALUE})


quick: Mapping[str, Any] = {
    "deadline": None,
    "derandomize": True,
    "database": None,
    "phases": (Phase.explicit, Phase.generate),
    "suppress_health_check": [
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
}


def faults(page: Page, given_: Mapping[str, str]) -> list[str]:
    """What is not as it should be about how a page judges these answers."""
    data = forms.typed(page, given_)
    assert json.loads(json.dumps(data).encode()) == data
    form = forms.PageForm(page, data=data, answers=data, attached=frozenset())
    if form.is_valid():
        for spec in form.specs:
            VOCABULARY[spec.kind].value(spec, form.cleaned_data, form.given)
    wrong = []
    for at, said in ((at, str(one)) for at, errors in form.errors.items() for one in errors):
        sentence = ISOLATED.sub("", said)
        for text in sorted(data.values(), key=len, reverse=True):
            sentence = sentence.replace(text.strip()[:12] or "\n", "")
        if not reads_as(sentence, "ur"):
            wrong.append(f"{at}: {said!r}")
    return wrong


@pytest.mark.parametrize(("slug", "name"), PAGES)
def test_every_page_judges_whatever_is_typed_in_the_readers_words(db: None, slug: str, name: str) -> None:
    page = registry.by_slug(slug).page(name)

    @settings(max_examples=examples(page), **quick)
    @given(typed(slug, page))
    def judged(some: dict[str, str]) -> None:
        with translation.override("ur"):
            assert faults(page, some) == []

    judged()


def sent(client: Client, draft: Application, page: Page, some: Mapping[str, str]) -> None:
    """Send a page: it leads on or comes back with a summary, and the draft holds what was typed."""
    before = Application.objects.get(pk=draft.pk).answers
    shown = Shown(client.post(f"/my/{draft.pk}/edit/{page.name}/", some))
    after = Application.objects.get(pk=draft.pk)
    assert after.status == Status.DRAFT
    assert after.answers == {**before, **forms.typed(page, some)}
    assert shown.status in (302, 422)
    if shown.status == 422:
        assert shown.summary
        assert shown.dangling == []
        lines = {line for _to, line in shown.summary}
        assert [line for at in inputs(page) for line in shown.beside(at) if line not in lines] == []


def through_the_browser(client: Client, draft: Application, slug: str, name: str, many: int) -> None:
    page = registry.by_slug(slug).page(name)

    @settings(**{**quick, "max_examples": many, "derandomize": many < MANY})
    @given(typed(slug, page))
    def each(some: dict[str, str]) -> None:
        with transaction.atomic():
            sent(client, draft, page, some)
            transaction.set_rollback(True)

    each()


@pytest.mark.parametrize(("slug", "name"), PAGES)
def test_every_page_keeps_what_was_typed_and_points_to_what_is_wrong(
    bilal: Client, town: World, slug: str, name: str
) -> None:
    through_the_browser(bilal, town.draft(A, slug=slug), slug, name, 15)


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "name"), PAGES)
def test_every_page_does_so_for_hundreds_of_answers(bilal: Client, town: World, slug: str, name: str) -> None:
    through_the_browser(bilal, town.draft(A, slug=slug), slug, name, MANY)


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Person, Clock, Charge, Check))


def sending(client: Client, draft: Application, changed: Mapping[str, Mapping[str, str]]) -> None:
    """Send an application some of whose pages were changed: all of it goes, or nothing does."""
    for name, some in changed.items():
        client.post(f"/my/{draft.pk}/edit/{name}/save/", some)
    before, form = rows(), {"true": "on", "idempotency_key": str(draft.pk)}
    shown = Shown(client.post(f"/my/{draft.pk}/check/", form))
    after = Application.objects.get(pk=draft.pk)
    if shown.status == 422:
        assert shown.summary
        assert (after.status, rows()) == (Status.DRAFT, before)
    else:
        assert shown.answer.headers["Location"] == f"/my/{draft.pk}/"
        grown = [one > other for one, other in zip(rows(), before, strict=True)]
        if registry.service(draft.service, draft.version).rupees:
            assert (after.status, grown) == (Status.AWAITING_PAYMENT, [True, True, True, False])
        else:
            assert (after.status, grown) == (Status.UNDER_VERIFICATION, [True, True, False, True])


def whole_applications(client: Client, draft: Application, slug: str, many: int) -> None:
    """So many submissions, each of pages answered well, badly or not at all."""
    pages = st.fixed_dictionaries({}, optional={page.name: typed(slug, page) for page in topics(slug)})

    @settings(**{**quick, "max_examples": many, "derandomize": many < MANY})
    @given(pages)
    def each(changed: dict[str, dict[str, str]]) -> None:
        with transaction.atomic():
            sending(client, draft, changed)
            transaction.set_rollback(True)

    each()


@pytest.mark.parametrize("slug", SLUGS)
def test_an_application_is_sent_whole_or_not_at_all(bilal: Client, town: World, slug: str) -> None:
    whole_applications(bilal, town.draft(A, slug=slug), slug, FEW // len(SLUGS))
