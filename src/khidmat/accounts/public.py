"""What other apps may use of accounts."""

from khidmat.accounts.models import Posting, User
from khidmat.accounts.operations.codes import citizen
from khidmat.accounts.operations.officers import add_officer, end_posting, post
from khidmat.accounts.queries import (
    Named,
    actor_for,
    current_posting,
    has_demo_user,
    names,
    officers,
    system_actor,
    visitor,
)

__all__ = [
    "Named",
    "Posting",
    "User",
    "actor_for",
    "add_officer",
    "citizen",
    "current_posting",
    "end_posting",
    "has_demo_user",
    "names",
    "officers",
    "post",
    "system_actor",
    "visitor",
]
