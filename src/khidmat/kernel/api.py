"""What every endpoint of the API shares: the right it asks for, and the texts it takes."""

import json
from hashlib import sha256
from typing import Annotated, NoReturn, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from ninja.types import DictStrAny
from pydantic import AfterValidator, BaseModel, StringConstraints
from pydantic_core import PydanticCustomError

from khidmat.kernel.actor import Actor, ActorRequest
from khidmat.kernel.errors import DomainError
from khidmat.kernel.policy import TABLE, SignInNeeded
from khidmat.kernel.roles import Role

PREFIX = "/api/"
JSON, MULTIPART = "application/json", "multipart/form-data"
#: The largest honest body (a page of answers, a hundred codes) has some 20 KB.
LARGEST = 64 * 1024


def is_api(request: HttpRequest) -> bool:
    """Whether a program asks: then tokens and headers count, sessions and cookies do not."""
    return request.path.startswith(PREFIX)


class TooLarge(DomainError):
    """The body is larger than anything honest."""

    status = 413


class WrongType(DomainError):
    """The body is of a media type that is not taken here."""

    status = 415


class Permit:
    """The right that an endpoint asks for, as ninja's `auth`: looked up before anything of the body is read.

    A body of another type than `takes` or longer than `largest` bytes is refused at its headers.
    """

    def __init__(self, permission: str, *, takes: str = JSON, largest: int = LARGEST) -> None:
        self.permission, self.takes, self.largest = permission, takes, largest

    def __call__(self, request: HttpRequest) -> Actor:
        """The actor, who has the right. Raises `SignInNeeded` for visitors, `Forbidden` for others."""
        actor = cast(ActorRequest, request).actor
        if actor.role == Role.PUBLIC and not TABLE.may(actor, self.permission):
            raise SignInNeeded(self.permission)
        TABLE.require(actor, self.permission)
        if request.method != "GET":
            self._check_body(request)
        return actor

    def _check_body(self, request: HttpRequest) -> None:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > self.largest:
            raise TooLarge(
                _("The request is too large. Nothing was done. Send less at once, or a smaller file.")
            )
        if int(length) and request.content_type != self.takes:
            raise WrongType(_("This media type is not taken here. The API's document says which one is."))

    @property
    def is_public(self) -> bool:
        """Whether visitors have the right too."""
        return self.permission in TABLE.granted(Role.PUBLIC)


def filled(answer: BaseModel, length: int) -> HttpResponse:
    """An answer filled up with spaces to a multiple of a length; what stands in between is asked not to press it."""
    body = answer.model_dump_json().encode()
    body += b" " * (-(len(body) + 1) % length) + b"\n"
    return HttpResponse(body, content_type=JSON, headers={"Cache-Control": "no-store, no-transform"})


def digest(request: HttpRequest) -> str:
    """SHA-256 of what was asked: method, address and body; of a form its fields and files, whatever parts them."""
    found = sha256(f"{request.method} {request.get_full_path()}".encode())
    if request.content_type == MULTIPART:
        found.update(json.dumps(sorted(request.POST.lists())).encode())
        for name, files in sorted(request.FILES.lists()):
            for file in files:
                found.update(f"\0{name}\0{file.size}\0".encode())
                for chunk in file.chunks():
                    found.update(chunk)
                file.seek(0)
    else:
        found.update(b"\0" + request.body)
    return found.hexdigest()


class StrictParser(Parser):
    """JSON as RFC 8259 has it: no NaN, and no text that a database could not keep."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        """The body as values. Raises ValueError."""
        text = request.body.decode()
        return cast(DictStrAny, json.loads(text, parse_constant=_refuse))


class PlainRenderer(JSONRenderer):
    """JSON whose Urdu can be read, on a line of its own."""

    json_dumps_params = {"ensure_ascii": False}

    def render(self, request: HttpRequest, data: object, *, response_status: int) -> str:
        """The text."""
        return f"{super().render(request, data, response_status=response_status)}\n"


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _storable(text: str) -> str:
    """NUL and half a surrogate pair cannot be stored."""
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise PydanticCustomError("unstorable", "contains a character that cannot be stored")
    return text


class Words(Schema):
    """A text in both languages."""

    en: str
    ur: str


Storable = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$"), AfterValidator(_storable)]
Short = Annotated[Storable, StringConstraints(max_length=200)]
Long = Annotated[Storable, StringConstraints(max_length=2000)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,60}$")]
