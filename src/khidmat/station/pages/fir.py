"""Register I on the screen: a complaint becomes an FIR, what is added to it, and its copies."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid
from khidmat.kernel.policy import allows
from khidmat.kernel.urdu import ascii_digits
from khidmat.station import policies
from khidmat.station.forms import fir as forms
from khidmat.station.models import Fir
from khidmat.station.operations import fir as operations
from khidmat.station.pages.acting import act_once, refused
from khidmat.station.queries import fir as queries


@require_GET
@allows("station.fir.read")
def register(request: ActorRequest) -> HttpResponse:
    """Register I of the territory, the newest first, or the FIRs of a number."""
    number, year = (ascii_digits(request.GET.get(name, "")).strip() for name in ("number", "year"))
    found = queries.register(request.actor, number, year)
    return render(request, "station/fir/register.html", {"found": found, "number": number, "year": year})


@require_http_methods(["GET", "POST"])
@allows("station.fir.register")
def new(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Register a complaint: everything it says is there, what is missing has a default."""
    now = timezone.now()
    sheet = operations.begin(complaint_id=pk, actor=request.actor, now=now)
    there = queries.registered_as(sheet.complaint)
    if there and request.method == "GET":
        return redirect("station:fir", there.pk)
    found = queries.investigators(request.actor, now)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = forms.RegisterForm(data, files, before=sheet.typed, found=found)
    if form.is_valid():
        try:
            made = act_once(request, "station.fir.register", lambda now: _register(request, pk, form, now))
            messages.success(request, _("The FIR is registered. Read it out, then print the copies."))
            return redirect("station:fir", made)
        except Invalid as error:
            refused(form, error)
    around = {"sheet": sheet, "form": form}
    return render(request, "station/fir/new.html", around, status=422 if form.errors else 200)


def _register(request: ActorRequest, pk: UUID, form: forms.RegisterForm, now: datetime) -> models.Model:
    paper = form.cleaned_data["authority"]
    return operations.register(
        complaint_id=pk, typed=form.typed(), authority=paper, actor=request.actor, now=now
    )


@require_POST
@allows("station.fir.register")
def save(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Keep what is typed so far."""
    operations.save_draft(
        complaint_id=pk, typed=forms.typed(request.POST), actor=request.actor, now=timezone.now()
    )
    return HttpResponse(status=204)


@require_GET
@allows("station.fir.read")
def fir(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One FIR with what was added. Opening a sealed one is an event."""
    case = operations.open_fir(fir_id=pk, actor=request.actor, now=timezone.now())
    return render(request, "station/fir/fir.html", {"case": case})


@require_http_methods(["GET", "POST"])
@allows("station.fir.designate")
def designate(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Name another investigating officer."""
    one = queries.fir(request.actor, pk, policies.DESIGNATE)
    found = queries.investigators(request.actor, timezone.now())
    form = forms.DesignateForm(request.POST or None, found=found)

    def act(now: datetime) -> models.Model:
        said: dict[str, Any] = form.cleaned_data
        officer = UUID(said["officer"])
        return operations.designate(
            fir_id=pk, officer_id=officer, reason=said["reason"], actor=request.actor, now=now
        )

    words = (_("Name another investigating officer"), _("Name this officer"))
    return _act(request, form, "station.fir.designate", act, one, words)


@require_http_methods(["GET", "POST"])
@allows("station.fir.register")
def add(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Add a statement to an FIR."""
    one = queries.fir(request.actor, pk, policies.REGISTER)
    form = forms.AddForm(request.POST or None)

    def act(now: datetime) -> models.Model:
        return operations.add(fir_id=pk, actor=request.actor, now=now, **form.cleaned_data)

    return _act(request, form, "station.fir.add", act, one, (_("Add a statement"), _("Add it to the FIR")))


def _act(
    request: ActorRequest,
    form: django_forms.Form,
    kind: str,
    act: Callable[[datetime], models.Model],
    one: Fir,
    words: tuple[str, str],
) -> HttpResponse:
    """Act on a valid form and go back to the FIR; or the form with what was refused."""
    if request.method == "POST" and form.is_valid():
        try:
            act_once(request, kind, act)
            return redirect("station:fir", one.pk)
        except Invalid as error:
            refused(form, error)
    around = {"fir": one, "form": form, "title": words[0], "button": words[1]}
    return render(request, "station/fir/act.html", around, status=422 if form.errors else 200)
