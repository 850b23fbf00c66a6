"""The explicit lists handed to every registry: events, rules, jobs. An app is in the program because it stands here."""

from importlib import import_module
from itertools import chain

from khidmat.audit.events import EVENTS, EventType
from khidmat.kernel.jobs import JOBS, Job
from khidmat.kernel.policy import TABLE, Rule

WITH_EVENTS: tuple[str, ...] = ("org",)
WITH_POLICIES: tuple[str, ...] = ()
WITH_JOBS: tuple[str, ...] = ()


def events() -> list[EventType]:
    """Every event type of the program."""
    return list(chain.from_iterable(import_module(f"khidmat.{a}.events").ALL for a in WITH_EVENTS))


def rules() -> list[Rule]:
    """Every rule of the program."""
    return list(chain.from_iterable(import_module(f"khidmat.{a}.policies").RULES for a in WITH_POLICIES))


def jobs() -> list[Job]:
    """Every job of the program."""
    return list(chain.from_iterable(import_module(f"khidmat.{a}.jobs").JOBS for a in WITH_JOBS))


def fill() -> None:
    """Hand out the lists."""
    EVENTS.fill(events())
    TABLE.fill(rules())
    JOBS.fill(jobs())
