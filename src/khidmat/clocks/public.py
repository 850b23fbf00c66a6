"""What other apps may use of the clocks."""

from khidmat.clocks.hooks import Breached, breached
from khidmat.clocks.models import Clock
from khidmat.clocks.operations import (
    ClockStandsOtherwise,
    cancel,
    escalate,
    load_holidays,
    meet,
    pause,
    resume,
    start,
)
from khidmat.clocks.queries import (
    add_working_days,
    is_late,
    is_open,
    keeper,
    late,
    open_for,
    rule_of,
    working_days_between,
)
from khidmat.clocks.rules import rule

__all__ = [
    "Breached",
    "Clock",
    "ClockStandsOtherwise",
    "add_working_days",
    "breached",
    "cancel",
    "escalate",
    "is_late",
    "is_open",
    "keeper",
    "late",
    "load_holidays",
    "meet",
    "open_for",
    "pause",
    "resume",
    "rule",
    "rule_of",
    "start",
    "working_days_between",
]
