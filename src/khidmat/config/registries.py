"""The explicit lists handed to every registry: events, rules, jobs. An app is in the program because it stands here."""

from collections.abc import Callable
from importlib import import_module
from itertools import chain

from khidmat.audit.events import EVENTS, EventType
from khidmat.kernel.jobs import JOBS, Job
from khidmat.kernel.policy import TABLE, Rule

WITH_EVENTS: tuple[str, ...] = ("accounts", "clocks", "org", "people")
WITH_POLICIES: tuple[str, ...] = ("accounts",)
WITH_JOBS: tuple[str, ...] = ("audit", "clocks")


def events() -> list[EventType]:
    """Every event type of the program."""
    return list(chain.from_iterable(import_module(f"khidmat.{a}.events").ALL for a in WITH_EVENTS))


def rules() -> list[Rule]:
    """Every rule of the program."""
    return list(chain.from_iterable(import_module(f"khidmat.{a}.policies").RULES for a in WITH_POLICIES))


def jobs() -> list[Job]:
    """Every job of the program."""
    return list(chain.from_iterable(import_module(f"khidmat.{a}.jobs").JOBS for a in WITH_JOBS))


def hooks() -> list[tuple[list[Callable[..., None]], list[Callable[..., None]]]]:
    """Every hook with those who listen to it."""
    return []


def fill() -> None:
    """Hand out the lists."""
    EVENTS.fill(events())
    TABLE.fill(rules())
    JOBS.fill(jobs())
    for hook, listeners in hooks():
        hook[:] = listeners
