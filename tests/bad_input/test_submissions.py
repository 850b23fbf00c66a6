"""Twenty thousand whole submissions, from the phone and from the counter: all of it goes, or nothing does.

Straight through the operations that the pages call, each taken back: a page to show would cost ten times as much, and
that pages show what is wrong is held by `test_generated`.
"""

from collections.abc import Callable
from random import Random

import pytest
from django.db import connection, transaction
from django.utils import translation

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid
from khidmat.services import public as services
from khidmat.services import registry
from khidmat.services.forms import typed
from khidmat.services.models import Application
from khidmat.services.operations import fill, send_read_back
from khidmat.services.operations.assisting import Standing
from khidmat.services.states import Status
from tests.bad_input.generated import submission
from tests.bad_input.page import ISOLATED, URDU
from tests.rights.posts import A
from tests.rights.world import APPLICANTS, OPERATORS, World

SLUGS = [one.slug for one in registry.offered()]
#: Submissions in all, by whichever way they come: in every run, and with `--all`.
FEW, ALL = 200, 20_000
WAYS = ("phone", "counter")
#: Of ten of the many; at the counter each is kept, read back and sent, which takes twice as long.
TENTHS = {"phone": 9, "counter": 1}
#: What a submission writes.
ROWS = "select " + ", ".join(
    f"(select count(*) from {table})"
    for table in ("people_person", "people_address", "clocks_clock", "payments_charge", "screening_check")
)
Send = Callable[[Random, dict[str, str]], Application]


def rows() -> tuple[int, ...]:
    """How many rows there are of everything that a submission writes."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS)
        return tuple(cursor.fetchone())


def by_phone(town: World, draft: Application, actor: Actor, slug: str) -> Send:
    """The citizen's own draft with these answers, sent."""

    def send(_rng: Random, answers: dict[str, str]) -> Application:
        kept = typed(registry.by_slug(slug).whole, answers)
        Application.objects.filter(pk=draft.pk).update(answers=kept)
        return services.submit(application_id=draft.pk, actor=actor, now=town.now)

    return send


def at_the_counter(town: World, draft: Application, actor: Actor) -> Send:
    """The operator's entry with these answers, read back and sent; now and then who stands there is wrong too."""

    def send(rng: Random, answers: dict[str, str]) -> Application:
        mobile = APPLICANTS[A].mobile if rng.random() < 0.9 else ""
        fill(application_id=draft.pk, data=answers, standing=Standing(mobile), actor=actor, now=town.now)
        return send_read_back(application_id=draft.pk, actor=actor, now=town.now)

    return send


def outcome(send: Callable[[], Application]) -> Application | Invalid:
    """What was sent, or why it was not."""
    try:
        return send()
    except Invalid as refused:
        return refused


def whole_or_nothing(draft: Application, before: tuple[int, ...], send: Callable[[], Application]) -> bool:
    """Send it. Whether it went; all its rows are there then, and none when it was refused."""
    made = outcome(send)
    grown = [one > other for one, other in zip(rows(), before, strict=True)]
    if isinstance(made, Invalid):
        said = [ISOLATED.sub("", str(one)) for one in (made.message, *made.fields.values())]
        assert made.fields
        assert all(URDU.search(one) for one in said)
        assert not any(grown)
        assert Application.objects.get(pk=draft.pk).status == Status.DRAFT
        return False
    paid = bool(registry.service(made.service, made.version).rupees)
    assert made.status == (Status.AWAITING_PAYMENT if paid else Status.UNDER_VERIFICATION)
    assert grown == [True, True, True, paid, not paid]
    return True


def submissions(town: World, slug: str, way: str, many: int) -> int:
    """So many, each from the same good draft; how many were right."""
    actor = town.actor(OPERATORS[A]) if way == "counter" else town.applicant(A)
    draft = town.entry(A, slug) if way == "counter" else town.draft(A, slug=slug)
    send = at_the_counter(town, draft, actor) if way == "counter" else by_phone(town, draft, actor, slug)
    went, before, rng = 0, rows(), Random(f"{slug} {way}")
    with translation.override("ur"):
        for _number in range(many):
            answers = submission(rng, slug)
            with transaction.atomic():
                went += whole_or_nothing(draft, before, lambda answers=answers: send(rng, answers))
                transaction.set_rollback(True)
    return went


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("slug", SLUGS)
def test_submissions_go_whole_or_not_at_all(staffed: World, slug: str, way: str) -> None:
    assert 0 < submissions(staffed, slug, way, many := FEW // len(SLUGS) // len(WAYS)) < many


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("slug", SLUGS)
def test_twenty_thousand_submissions_go_whole_or_not_at_all(staffed: World, slug: str, way: str) -> None:
    assert 0 < submissions(staffed, slug, way, many := ALL // len(SLUGS) * TENTHS[way] // 10) < many
