"""The shape of a ledger event's type. Each app lists its own types in its `events.py`; `config` fills `EVENTS`."""

from dataclasses import dataclass

from django.utils.functional import Promise

from khidmat.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of act. `keys` are the data it carries, no more and no less; `sentence` may name them.

    `subject` is the noun whose id the event carries. Data are short texts and numbers, never narrative.
    """

    code: str
    subject: str
    sentence: str | Promise
    keys: frozenset[str] = frozenset()


def event(code: str, subject: str, sentence: str | Promise, *keys: str) -> EventType:
    """An `EventType` with its data keys as plain arguments."""
    return EventType(code, subject, sentence, frozenset(keys))


EVENTS: Registry[EventType] = Registry("events", lambda one: one.code)
