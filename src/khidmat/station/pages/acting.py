"""What every page of the books shares: one act for a form, refusals back beside the field."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django import forms as django_forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext

from khidmat.audit.public import once
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid


def act_once(request: ActorRequest, kind: str, act: Callable[[datetime], models.Model]) -> UUID:
    """Do the form's act under its idempotency key; a repeated form gets the first result's id."""
    try:
        key = UUID(request.POST.get("idempotency_key", ""))
    except ValueError:
        raise Invalid(gettext("This form is not whole. Load the page again and send it once more.")) from None
    now = timezone.now()
    return once(key, kind=kind, actor=request.actor, at=now, act=lambda: UUID(str(act(now).pk)))


def refused(form: django_forms.Form, error: Invalid) -> None:
    """Put an operation's refusal beside the fields it names, or on top of the form."""
    for name, message in error.fields.items():
        form.add_error(name if name in form.fields else None, str(message))
    if not error.fields:
        form.add_error(None, str(error.message))
