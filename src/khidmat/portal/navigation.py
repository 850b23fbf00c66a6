"""What stands in the header and the navigation of every page, by post."""

from typing import cast

from django.http import HttpRequest

from khidmat.kernel.actor import ActorRequest


def context(request: HttpRequest) -> dict[str, object]:
    """Template context: the actor."""
    return {"actor": getattr(cast(ActorRequest, request), "actor", None)}
