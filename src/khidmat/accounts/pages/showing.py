"""What the pages share: trying an operation for a form, and showing the form with what it refused."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django import forms
from django.conf import settings
from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from khidmat.accounts import session
from khidmat.accounts.forms import told
from khidmat.accounts.models import User
from khidmat.accounts.session import Door
from khidmat.audit.public import form_key, once
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import DomainError
from khidmat.ui import language

Result = TypeVar("Result")


def tried(form: forms.Form, act: Callable[[], Result]) -> Result | None:
    """Return what an operation gives, or None with its refusal in the form."""
    try:
        return act()
    except DomainError as refusal:
        told(form, refusal)
        return None


def act_once(request: ActorRequest, kind: str, now: datetime, act: Callable[[], models.Model]) -> UUID:
    """Do an act under the form's idempotency key; the same form sent again gets the first result's id."""
    return once(form_key(request), kind=kind, actor=request.actor, at=now, act=lambda: UUID(str(act().pk)))


def onward(request: ActorRequest) -> str:
    """Return where somebody with a session goes: the page he wanted, the lock, or the page that says why not."""
    wanted = session.next_page(request)
    found = session.presence(request)
    if found.door is Door.LOCKED:
        return f"{reverse('accounts:locked')}?{urlencode({'next': wanted})}"
    if found.standing and found.standing.user.is_staff_member and not found.actor.is_officer:
        return reverse("accounts:no_posting")
    return wanted or "/"


def in_own_language(request: ActorRequest, answer: HttpResponse, user: User) -> HttpResponse:
    """Bring a person's language to a device on which none was chosen yet."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        language.remember(answer, user.language)
    return answer


def show(request: ActorRequest, template: str, form: forms.Form, **context: object) -> HttpResponse:
    """Show the page with its form; 422 when something in it has to be corrected."""
    if form.errors:
        # The summary of what to correct takes the focus.
        for field in form.fields.values():
            field.widget.attrs.pop("autofocus", None)
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)
