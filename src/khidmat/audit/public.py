"""What other apps may use of the ledger."""

from khidmat.audit.events import EVENTS, EventType, event
from khidmat.audit.operations import Answered, answered_once, effect, once, record

__all__ = ["EVENTS", "Answered", "EventType", "answered_once", "effect", "event", "once", "record"]
