"""What every endpoint that changes something shares: one act for a key, the stored answer for a repeat."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja.params.functions import Header, Query
from pydantic import BaseModel, BeforeValidator, StringConstraints

from khidmat.audit.public import answered_once
from khidmat.kernel.actor import Actor, ActorRequest
from khidmat.kernel.api import JSON, Storable, digest

#: A fresh UUID for each act, as such or in quotation marks as the draft of the header's standard has it.
Key = Annotated[UUID, BeforeValidator(lambda key: key.strip('"') if isinstance(key, str) else key)]
KEY = Header(..., alias="Idempotency-Key", description="A fresh UUID for each act; the same one for a repeat")
#: Where a page of a list ends: the value of `next` in the answer before.
Cursor = Annotated[Storable, StringConstraints(max_length=100)]
CURSOR = Query("", description="`next` of the page before; empty for the first page")


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(ActorRequest, request).actor


def written(
    request: HttpRequest, key: UUID, act: Callable[[datetime], BaseModel], *, status: int = 200
) -> HttpResponse:
    """Do a write under the request's key and give its answer; a repeat gets the answer of the first."""
    now = timezone.now()

    def do() -> tuple[int, str]:
        return status, act(now).model_dump_json()

    told = answered_once(key=key, asked=digest(request), actor=actor_of(request), at=now, act=do)
    headers = {"Idempotency-Replayed": "true"} if told.again else None
    return HttpResponse(f"{told.body}\n", status=told.status, content_type=JSON, headers=headers)
