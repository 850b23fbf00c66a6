"""A form that is one act: done once, refused beside its field, and then on to where the act leads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.forms import BaseForm
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext

from khidmat.audit.operations import once
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid, Text

#: What was sent and its files, as a form takes them.
Sent = tuple[QueryDict, MultiValueDict[str, UploadedFile[bytes]]] | tuple[None, None]
T = TypeVar("T")
Do = Callable[[datetime], models.Model]


@dataclass(frozen=True, slots=True)
class Act:
    """What a form does: its kind among the keys, the act, where it leads (an address, or one by the made row's key)."""

    kind: str
    do: Do
    to: str | Callable[[UUID], str]
    said: Text = ""


def form_key(request: ActorRequest) -> UUID:
    """The idempotency key that the form carries. Raises `Invalid` when it carries none."""
    try:
        return UUID(request.POST.get("idempotency_key", ""))
    except ValueError:
        raise Invalid(gettext("This form is not whole. Load the page again and send it once more.")) from None


def act_once(request: ActorRequest, kind: str, do: Do) -> UUID:
    """Do the form's act under its idempotency key; a repeated form gets the first result's id."""
    now = timezone.now()
    return once(form_key(request), kind=kind, actor=request.actor, at=now, act=lambda: UUID(str(do(now).pk)))


def refused(form: BaseForm, error: Invalid) -> None:
    """Put an operation's refusal beside the fields it names, or on top of the form."""
    for name, message in error.fields.items():
        form.add_error(name if name in form.fields else None, str(message))
    if not error.fields:
        form.add_error(None, str(error.message))


def tried(form: BaseForm, do: Callable[[], T]) -> T | None:
    """What the act or reading gives, or None with its refusal in the form."""
    try:
        return do()
    except Invalid as error:
        refused(form, error)
        return None


def acted(request: ActorRequest, form: BaseForm, act: Act) -> HttpResponse | None:
    """Do the act of a form that was sent and is valid, and go on; None while there is something to fill in."""
    made = tried(form, lambda: act_once(request, act.kind, act.do)) if form.is_valid() else None
    if made is None:
        return None
    if act.said:
        messages.success(request, str(act.said))
    return redirect(act.to if isinstance(act.to, str) else act.to(made))


def sent(request: ActorRequest) -> QueryDict | None:
    """What was sent; None where nothing was, so that a GET never acts."""
    return request.POST if request.method == "POST" else None


def with_files(request: ActorRequest) -> Sent:
    """What was sent with its files, the two first arguments of a form."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def shown(request: ActorRequest, template: str, form: BaseForm, **around: object) -> HttpResponse:
    """The page of a form: 422 when something in it was refused."""
    return render(request, template, {"form": form, **around}, status=422 if form.errors else 200)
