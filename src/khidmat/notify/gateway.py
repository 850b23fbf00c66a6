"""The shape of a service that carries messages: what it is given and what it answers."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from khidmat.notify.states import Answer, Arrival


class UnreachableError(Exception):
    """The service cannot be spoken to now; no message is to blame. `code` says in short why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is handed over. `key` is the message's id: a service that keeps keys sends a repeat only once.

    `to` is +923001234567 or an e-mail address.
    """

    key: UUID
    to: str
    subject: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a try ended. `ids`: the names that the service gave the parts; `stop`: end the session."""

    answer: Answer
    code: str = ""
    ids: tuple[str, ...] = ()
    stop: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A receipt as the service sent it, by the name it gave the part."""

    provider_id: str
    arrival: Arrival
    code: str = ""


#: Takes a receipt that came in over the session; it is stored before the service is told that we have it.
Report = Callable[[Notice], None]


class Session(Protocol):
    """An open line to a service."""

    def send(self, parcel: Parcel) -> Outcome:
        """Hand over one message. What the service answers, and its silence, are outcomes, not exceptions."""
        ...

    def listen(self) -> None:
        """Take receipts until the line is quiet."""
        ...


class Gateway(Protocol):
    """A configured service. `receipts`: they come over the session and have to be fetched."""

    @property
    def name(self) -> str:
        """Return the short name under which tries and receipts are kept."""
        ...

    @property
    def receipts(self) -> bool:
        """Whether an idle session is worth opening, to fetch receipts."""
        ...

    def session(self, report: Report, /) -> AbstractContextManager[Session]:
        """Open a line. Raises `UnreachableError`."""
        ...
