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
from khidmat.people.public import Person
from khidmat.screening.models import Check
from khidmat.services import forms, registry
from khidmat.services.definition import Page
from khidmat.services.models import Application, Verification
from khidmat.services.states import Status
from khidmat.services.vocabulary import VOCABULARY
from tests.bad_input.page import Shown, reads_as
from tests.rights.posts import A
from tests.rights.world import APPLICANTS, World, answers

PAGES = ("who", "family", "address", "purpose", "papers")
#: The address asks the gazetteer for every draft of a page, so it costs twenty times what the others do.
EXAMPLES = {"who": 750, "family": 750, "address": 100, "purpose": 350, "papers": 50}
ISOLATED = re.compile("\u2066[^\u2069]*\u2069")

NASTY = [
    "", " ", "\x00", "\u202e", "\u200b\u200c\u200d", "0", "-1", "1e309", "9" * 400, "x" * 3000, "on", "None", "null",
    "01234-5678901-2", "۰۱۲۳۴-۵۶۷۸۹۰۱-۲", "0" * 13, "31", "2", "13", "1994", "1899", "9999", "۱۹۹۴", "اپریل", "Feb",
    "cnic", "passport", "s/o", "w/o", "visa", "other", "employment", "DE", "KSR-PL-0650", "بلال احمد", "Bilal Ahmad",
    " a@b.pk ", "a@b", "<script>", "'; drop table", "{{ 7*7 }}", "%s%(n)s", "\ufffd", "\N{GRINNING FACE}", "\ufeff",
    "Z\u0334\u031b" * 60, "00000000-0000-0000-0000-000000000000", "x\r\ny", "\u2028", "ﷺ", "ﻛﺎﻑ",
]  # fmt: skip
LETTERS = st.characters(exclude_categories=("Cs",))
VALUE = st.sampled_from(NASTY) | st.text(LETTERS, max_size=60) | st.text("0123456789۰۱۲۳-/ ", max_size=16)


def topic(name: str) -> Page:
    return registry.by_slug("character-certificate").page(name)


def inputs(name: str) -> list[str]:
    return [one for spec in topic(name).fields for one in VOCABULARY[spec.kind].names(spec)]


def typed(name: str) -> st.SearchStrategy[dict[str, str]]:
    """Any of the page's inputs, near to what is right or far from it, and one that is not on the page."""
    good = answers(APPLICANTS[A]).get(name, {})
    near = {one: st.just(good[one]) | VALUE if one in good else VALUE for one in inputs(name)}
    return st.fixed_dictionaries({}, optional={**near, "nobody_asked": VALUE})


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


def faults(name: str, given_: Mapping[str, str]) -> list[str]:
    """What is not as it should be about how a page judges these answers."""
    page, data = topic(name), forms.typed(topic(name), given_)
    assert json.loads(json.dumps(data).encode()) == data
    form = forms.PageForm(page, data=data, answers=data, attached=frozenset())
    if form.is_valid():
        for spec in form.specs:
            VOCABULARY[spec.kind].value(spec, form.cleaned_data)
    wrong = []
    for at, said in ((at, str(one)) for at, errors in form.errors.items() for one in errors):
        sentence = ISOLATED.sub("", said)
        for text in sorted(data.values(), key=len, reverse=True):
            sentence = sentence.replace(text.strip()[:12] or "\n", "")
        if not reads_as(sentence, "ur"):
            wrong.append(f"{at}: {said!r}")
    return wrong


@pytest.mark.parametrize("name", PAGES)
def test_every_page_judges_whatever_is_typed_in_the_readers_words(db: None, name: str) -> None:
    @settings(max_examples=EXAMPLES[name], **quick)
    @given(typed(name))
    def judged(some: dict[str, str]) -> None:
        with translation.override("ur"):
            assert faults(name, some) == []

    judged()


def sent(client: Client, draft: Application, name: str, some: Mapping[str, str]) -> None:
    """Send a page: it leads on or comes back with a summary, and the draft holds what was typed."""
    before = Application.objects.get(pk=draft.pk).answers
    shown = Shown(client.post(f"/my/{draft.pk}/edit/{name}/", some))
    after = Application.objects.get(pk=draft.pk)
    assert after.status == Status.DRAFT
    assert after.answers == {**before, **forms.typed(topic(name), some)}
    assert shown.status in (302, 422)
    if shown.status == 422:
        assert shown.summary
        assert shown.dangling == []
        lines = {line for _to, line in shown.summary}
        assert [line for at in inputs(name) for line in shown.beside(at) if line not in lines] == []


def through_the_browser(client: Client, draft: Application, name: str, examples: int, **how: Any) -> None:
    @settings(**{**quick, "max_examples": examples, **how})
    @given(typed(name))
    def each(some: dict[str, str]) -> None:
        with transaction.atomic():
            sent(client, draft, name, some)
            transaction.set_rollback(True)

    each()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_keeps_what_was_typed_and_points_to_what_is_wrong(
    bilal: Client, town: World, name: str
) -> None:
    through_the_browser(bilal, town.draft(A), name, 15)


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_every_page_does_so_for_thousands_of_answers(bilal: Client, town: World, name: str) -> None:
    through_the_browser(bilal, town.draft(A), name, 2000, derandomize=False)


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Person, Check, Clock, Verification))


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
        assert after.status == Status.UNDER_VERIFICATION
        assert all(one > other for one, other in zip(rows(), before, strict=True))


def whole_applications(client: Client, draft: Application, examples: int, **how: Any) -> None:
    pages = st.fixed_dictionaries({}, optional={name: typed(name) for name in PAGES})

    @settings(**{**quick, "max_examples": examples, **how})
    @given(pages)
    def each(changed: dict[str, dict[str, str]]) -> None:
        with transaction.atomic():
            sending(client, draft, changed)
            transaction.set_rollback(True)

    each()


def test_an_application_is_sent_whole_or_not_at_all(bilal: Client, town: World) -> None:
    whole_applications(bilal, town.draft(A), 40)


@pytest.mark.slow
def test_a_thousand_applications_are_sent_whole_or_not_at_all(bilal: Client, town: World) -> None:
    whole_applications(bilal, town.draft(A), 1000, derandomize=False)


def test_the_pages_here_are_those_of_the_service() -> None:
    assert tuple(page.name for page in registry.by_slug("character-certificate").pages) == PAGES
