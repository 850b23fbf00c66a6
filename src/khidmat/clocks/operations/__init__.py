"""Writing clocks. Each act adds its `Move` and then changes the clock: the database takes no change without one."""

from khidmat.clocks.operations.holidays import load_holidays
from khidmat.clocks.operations.moving import ClockRefuses, ClockStandsOtherwise
from khidmat.clocks.operations.orders import exclude, extend, grant, lift
from khidmat.clocks.operations.running import again, cancel, meet, pause, resume, start
from khidmat.clocks.operations.telling import alert, breach, escalate

__all__ = [
    "ClockRefuses",
    "ClockStandsOtherwise",
    "again",
    "alert",
    "breach",
    "cancel",
    "escalate",
    "exclude",
    "extend",
    "grant",
    "lift",
    "load_holidays",
    "meet",
    "pause",
    "resume",
    "start",
]
