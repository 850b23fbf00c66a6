"""What other apps may use of the ledger."""

from khidmat.audit.events import EVENTS, EventType, event
from khidmat.audit.operations import effect, once, record

__all__ = ["EVENTS", "EventType", "effect", "event", "once", "record"]
