"""What other apps may use of the clocks."""

from khidmat.clocks.figures import ClockFigures
from khidmat.clocks.hooks import Breached, breached
from khidmat.clocks.models import Clock, Move
from khidmat.clocks.operations import (
    ClockRefuses,
    ClockStandsOtherwise,
    again,
    cancel,
    escalate,
    exclude,
    extend,
    grant,
    lift,
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
    turns,
    working_days_between,
)
from khidmat.clocks.rules import RULES, Rule, RulesError, rule
from khidmat.clocks.rules import every as every_rule
from khidmat.clocks.rules import own as own_rules
from khidmat.clocks.rules import read as read_rules
from khidmat.clocks.states import Turn

__all__ = [
    "RULES",
    "Breached",
    "Clock",
    "ClockFigures",
    "ClockRefuses",
    "ClockStandsOtherwise",
    "Move",
    "Rule",
    "RulesError",
    "Turn",
    "add_working_days",
    "again",
    "breached",
    "cancel",
    "escalate",
    "every_rule",
    "exclude",
    "extend",
    "grant",
    "is_late",
    "is_open",
    "keeper",
    "late",
    "lift",
    "load_holidays",
    "meet",
    "open_for",
    "own_rules",
    "pause",
    "read_rules",
    "resume",
    "rule",
    "rule_of",
    "start",
    "turns",
    "working_days_between",
]
