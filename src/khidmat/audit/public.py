"""What other apps may use of the ledger."""

from khidmat.audit.acting import Act, act_once, acted, form_key, refused, sent, shown, tried, with_files
from khidmat.audit.events import EVENTS, EventType, event
from khidmat.audit.operations import Answered, answered_once, effect, once, record
from khidmat.audit.queries import head, link, told
from khidmat.audit.witness import WITNESSES, Says, Witness, disagreements

__all__ = [
    "EVENTS",
    "WITNESSES",
    "Act",
    "Answered",
    "EventType",
    "Says",
    "Witness",
    "act_once",
    "acted",
    "answered_once",
    "disagreements",
    "effect",
    "event",
    "form_key",
    "head",
    "link",
    "once",
    "record",
    "refused",
    "sent",
    "shown",
    "told",
    "tried",
    "with_files",
]
