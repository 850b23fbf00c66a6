"""Which permissions a request asks about, and refusals that are drawn once for each post instead of every time."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.http import HttpRequest, HttpResponse

from khidmat.config import middleware
from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import Rule, Table
from tests.rights.doors import Cell, Doors


@dataclass(frozen=True, slots=True)
class Answered:
    """The word of an answer and the permissions that were looked up for it."""

    said: str
    permissions: frozenset[str]


def watched(doors: Doors, cell: Cell) -> Answered:
    """Ask, and note every permission that is looked up for the one who asks."""
    seen: set[str] = set()
    rule, may = Table.rule, Table.may

    def noted_rule(table: Table, actor: Actor, permission: str) -> Rule | None:
        seen.add(permission)
        return rule(table, actor, permission)

    def noted_may(table: Table, actor: Actor, permission: str) -> bool:
        seen.add(permission)
        return may(table, actor, permission)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Table, "rule", noted_rule)
        patch.setattr(Table, "may", noted_may)
        return Answered(doors.ask(cell), frozenset(seen))


@contextmanager
def quiet() -> Iterator[None]:
    """Thousands of refusals are what is wanted here: no line in the log for each, no copy of each template's values."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.test.client.store_rendered_templates", lambda *_values, **_named: None)
        try:
            yield
        finally:
            logging.disable(before)


@contextmanager
def quick_refusals(doors: Doors) -> Iterator[None]:
    """A refusal's page is drawn for the first of each post and kind; the others only get its status.

    Half of the table are refusals, and drawing their pages took longer than everything else together.
    """
    drawn: set[tuple[str, str]] = set()
    draw = middleware.render

    def once(request: HttpRequest, template: str, *values: object, **options: int) -> HttpResponse:
        kind = (doors.asking, template)
        if kind in drawn:
            return HttpResponse(status=options["status"])
        drawn.add(kind)
        return draw(request, template, *values, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(middleware, "render", once)
        yield
