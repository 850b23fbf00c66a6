"""What the applicant writes when something was found, refused or is wrong, and how the work was."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django import forms
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from khidmat.audit.public import act_once, refused
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid, Stale
from khidmat.kernel.policy import allows
from khidmat.services import operations, queries, recourse
from khidmat.services import recourse_forms as forms_of
from khidmat.services.models import Application
from khidmat.services.pages.applying import own


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words of a page on which one thing is written: title, what it is about, button; `quote` is what was said."""

    title: Promise
    lead: Promise
    button: Promise
    quote: str = ""


def _written(
    request: ActorRequest,
    application: Application,
    form: forms.Form,
    sheet: Sheet,
    act: Callable[[datetime], models.Model],
) -> HttpResponse:
    """Show the page, or do its act once and go back to the steps."""
    if request.method == "POST" and form.is_valid():
        try:
            act_once(request, f"services.{type(form).__name__}", act)
            return redirect("services:track", application.pk)
        except Invalid as error:
            refused(form, error)
    around = {"application": application, "form": form, "sheet": sheet}
    return render(request, "services/write.html", around, status=422 if form.errors else 200)


def _only_if(*, it_is_open: bool) -> None:
    if not it_is_open:
        raise Stale(gettext("This was changed in the meantime. Look at your application as it is now."))


@require_http_methods(["GET", "POST"])
@allows("services.mine.apply")
def reply(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Give one's side of what was found, before anything is decided."""
    application = own(request, pk)
    notice = queries.open_notice(application)
    form = forms_of.ReplyForm(request.POST or None)
    if request.method == "GET":
        _only_if(it_is_open=notice is not None)
    sheet = Sheet(
        _("Before we decide: your side"),
        _("This was found. Nothing is decided yet; what you write is read first."),
        _("Send your side"),
        notice.found if notice else "",
    )

    def act(now: datetime) -> models.Model:
        text = form.cleaned_data["answer"]
        return operations.reply(application_id=pk, text=text, actor=request.actor, now=now)

    return _written(request, application, form, sheet, act)


@require_http_methods(["GET", "POST"])
@allows("services.mine.apply")
def appeal(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Appeal against a refusal."""
    application = own(request, pk)
    form = forms_of.AppealForm(request.POST or None)
    if request.method == "GET":
        _only_if(it_is_open=recourse.may_appeal(application, timezone.now()))
    sheet = Sheet(
        _("Appeal"),
        _("Another officer above, who had no part in the decision, looks at everything once more."),
        _("Send the appeal"),
        application.reason,
    )

    def act(now: datetime) -> models.Model:
        text = form.cleaned_data["text"]
        return operations.appeal(application_id=pk, text=text, actor=request.actor, now=now)

    return _written(request, application, form, sheet, act)


@require_http_methods(["GET", "POST"])
@allows("services.mine.apply")
def correction(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask the record office to correct what is recorded."""
    application = own(request, pk)
    form = forms_of.CorrectionForm(request.POST or None, choices=recourse.correctable(application))
    if request.method == "GET":
        _only_if(it_is_open=recourse.may_ask_correction(application))
    sheet = Sheet(
        _("Ask for a correction"),
        _("The record office looks at it, decides and tells you why."),
        _("Send the request"),
    )

    def act(now: datetime) -> models.Model:
        return operations.ask_correction(application_id=pk, **form.cleaned_data, actor=request.actor, now=now)

    return _written(request, application, form, sheet, act)


@require_http_methods(["GET", "POST"])
@allows("services.mine.apply")
def rate(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Say how the work was; nobody has to."""
    application = own(request, pk)
    form = forms_of.FeedbackForm(request.POST or None)
    if request.method == "GET":
        _only_if(it_is_open=recourse.may_rate(application))
    sheet = Sheet(
        _("How was the work?"),
        _("You need not answer. It goes to the office without your name."),
        _("Send"),
    )

    def act(now: datetime) -> models.Model:
        face, text = int(form.cleaned_data["face"]), form.cleaned_data["text"]
        return operations.rate(application_id=pk, face=face, text=text, actor=request.actor, now=now)

    return _written(request, application, form, sheet, act)
