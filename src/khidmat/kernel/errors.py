"""What an operation raises when it refuses; the interfaces translate each to an answer of its own."""

from collections.abc import Mapping

from django.utils.functional import Promise

Text = str | Promise


class DomainError(Exception):
    """A refusal with a sentence for the reader: what, why, how to mend it."""

    status = 409

    def __init__(self, message: Text, *, fields: Mapping[str, Text] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields: dict[str, Text] = dict(fields or {})


class Invalid(DomainError):
    """The input cannot be accepted; `fields` names the fields and says why."""

    status = 422


class Forbidden(DomainError):
    """The thing may be seen, but this act on it is not this actor's."""

    status = 403


class NotFound(DomainError):
    """Absent, or outside what the actor may know exists: the answer is the same."""

    status = 404


class Stale(DomainError):
    """Somebody changed the thing in between."""

    status = 409


class TooMany(DomainError):
    """A rate limit is used up."""

    status = 429
