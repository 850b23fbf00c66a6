"""Who acts: one value for officers, citizens, visitors and the system's own jobs."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.errors import Forbidden
from khidmat.kernel.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or job behind an act, as of this request.

    `office_id` and `office_path` are those of the current posting; `chain` is the office whose ledger chain
    takes the actor's events (an officer's own office; the portal chain of a district for everybody else).
    `client_id` is the program that acts through the API; `only` are then the permissions its token was issued for.
    """

    role: Role
    chain: UUID
    user_id: UUID | None = None
    posting_id: UUID | None = None
    office_id: UUID | None = None
    office_path: str = ""
    name: str = ""
    name_ur: str = ""
    request_id: str = ""
    client_id: UUID | None = None
    only: frozenset[str] | None = None

    @property
    def user(self) -> UUID:
        """The id of the person behind the act. Raises `Forbidden` for visitors and the system."""
        if self.user_id is None:
            raise Forbidden(_("Sign in first."))
        return self.user_id

    @property
    def office(self) -> UUID:
        """The id of the office of the posting. Raises `Forbidden` for those without one."""
        if self.office_id is None:
            raise Forbidden(_("This page is not part of your present posting."))
        return self.office_id

    @property
    def is_officer(self) -> bool:
        """Whether the actor acts by virtue of a posting."""
        return self.posting_id is not None


class ActorRequest(HttpRequest):
    """A request after the actor middleware: every page and endpoint receives this."""

    actor: Actor
