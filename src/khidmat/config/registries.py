"""The explicit lists handed to every registry: events, rules, jobs. An app is in the program because it stands here."""

from collections.abc import Callable
from importlib import import_module
from itertools import chain

from khidmat.audit.events import EVENTS, EventType
from khidmat.audit.public import WITNESSES, Witness
from khidmat.clocks.hooks import breached
from khidmat.clocks.public import RULES, own_rules
from khidmat.kernel.jobs import JOBS, Job
from khidmat.kernel.policy import REACHES, TABLE, Reach, Rule
from khidmat.kernel.reports import REPORTS, Report
from khidmat.law.public import clock_rules
from khidmat.payments.hooks import settled
from khidmat.people.hooks import merged
from khidmat.screening.hooks import hit_resolved
from khidmat.services import public as services
from khidmat.services import registry
from khidmat.station import public as station

WITH_EVENTS = (
    "accounts",
    "clocks",
    "command",
    "documents",
    "law",
    "notify",
    "org",
    "payments",
    "people",
    "portal",
    "screening",
    "services",
    "station",
    "wanted",
)
WITH_POLICIES = (
    "accounts",
    "command",
    "documents",
    "law",
    "notify",
    "payments",
    "people",
    "portal",
    "screening",
    "services",
    "station",
    "ui",
    "wanted",
)
WITH_REPORTS = ("services", "station")
WITH_JOBS = ("accounts", "audit", "clocks", "demo", "documents", "notify", "services", "station", "wanted")
WITH_HISTORY = ("documents", "people", "services")


def events() -> list[EventType]:
    """Every event type of the program."""
    return list(chain.from_iterable(import_module(f"khidmat.{a}.events").ALL for a in WITH_EVENTS))


def rules() -> list[Rule]:
    """Every rule of the program."""
    return list(chain.from_iterable(import_module(f"khidmat.{a}.policies").RULES for a in WITH_POLICIES))


def scopes() -> list[Reach]:
    """Everything an API token can be issued for."""
    found = (getattr(import_module(f"khidmat.{a}.policies"), "SCOPES", ()) for a in WITH_POLICIES)
    return list(chain.from_iterable(found))


def reports() -> list[Report]:
    """Every report of the program."""
    return list(chain.from_iterable(import_module(f"khidmat.{a}.reports").REPORTS for a in WITH_REPORTS))


def jobs() -> list[Job]:
    """Every job of the program."""
    return list(chain.from_iterable(import_module(f"khidmat.{a}.jobs").JOBS for a in WITH_JOBS))


def witnesses() -> list[Witness]:
    """Every table with a history, and what the ledger must tell of it."""
    return list(chain.from_iterable(import_module(f"khidmat.{a}.witness").WITNESSES for a in WITH_HISTORY))


def hooks() -> list[tuple[list[Callable[..., None]], list[Callable[..., None]]]]:
    """Every hook with those who listen to it."""
    late = [
        station.begin_interim,
        services.raise_late,
        services.lapse_unanswered,
        services.lapse_unpaid,
        services.pass_notice,
    ]
    return [(breached, late), (hit_resolved, []), (settled, [services.begin_paid]), (merged, [])]


def fill() -> None:
    """Hand out the lists."""
    EVENTS.fill(events())
    RULES.fill([*own_rules(), *clock_rules()])
    TABLE.fill(rules())
    REACHES.fill(scopes())
    JOBS.fill(jobs())
    WITNESSES.fill(witnesses())
    registry.fill(TABLE.permissions)
    REPORTS.fill(reports())
    for hook, listeners in hooks():
        hook[:] = listeners
