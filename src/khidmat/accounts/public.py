"""What other apps may use of accounts."""

from khidmat.accounts.models import Client, Posting, Token, User
from khidmat.accounts.operations.clients import add_client, agree, end_client, end_token, issue_token
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
    "Client",
    "Named",
    "Posting",
    "Token",
    "User",
    "actor_for",
    "add_client",
    "add_officer",
    "agree",
    "citizen",
    "current_posting",
    "end_client",
    "end_posting",
    "end_token",
    "has_demo_user",
    "issue_token",
    "names",
    "officers",
    "post",
    "system_actor",
    "visitor",
]
