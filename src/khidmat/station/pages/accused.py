"""Who is accused in a case, on the screen: named or described, struck, and how old."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django import forms as django_forms
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid
from khidmat.kernel.policy import TABLE, allows
from khidmat.station import policies
from khidmat.station.forms import accused as forms
from khidmat.station.operations import accused as operations
from khidmat.station.pages.acting import act_once, refused
from khidmat.station.queries import accused as queries
from khidmat.station.queries import fir as firs


@require_GET
@allows("station.fir.read")
def accused(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The accused of a case, in their order. Opening sealed names is an event."""
    fir, lines = operations.look(fir_id=pk, actor=request.actor, now=timezone.now())
    may = queries.may_name(request.actor, fir)
    arrests = TABLE.may(request.actor, policies.ARREST) and firs.investigates(request.actor, fir)
    around = {"fir": fir, "lines": lines, "may": may, "arrests": arrests}
    return render(request, "station/accused/accused.html", around)


@require_http_methods(["GET", "POST"])
@allows("station.accused.name")
def name(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Name or describe somebody, or choose a person who is known in another case."""
    fir = firs.fir(request.actor, pk, policies.NAME_ACCUSED)
    asked = request.GET.get("q", "")
    chosen = queries.chosen(request.actor, request.GET.get("person", ""))
    form = forms.NameForm(
        request.POST or None, initial=chosen, others=queries.replaceable(request.actor, fir)
    )

    def act(now: datetime) -> models.Model:
        return operations.add(fir_id=pk, typed=form.who(), actor=request.actor, now=now)

    around = {"asked": asked, "found": queries.known(request.actor, asked), "title": _("Name an accused")}
    return _act(request, form, "station.accused.name", act, pk, {"fir": fir, **around})


@require_http_methods(["GET", "POST"])
@allows("station.accused.name")
def strike(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Strike somebody who was named wrongly."""
    one = queries.one(request.actor, pk, policies.NAME_ACCUSED)
    form = forms.StrikeForm(request.POST or None)

    def act(now: datetime) -> models.Model:
        return operations.strike(accused_id=pk, actor=request.actor, now=now, **form.cleaned_data)

    around = {"fir": one.fir, "one": one, "title": _("Strike an accused")}
    return _act(request, form, "station.accused.strike", act, one.fir_id, around)


@require_http_methods(["GET", "POST"])
@allows("station.accused.name")
def age(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record an age, and what it rests on."""
    one = queries.one(request.actor, pk, policies.NAME_ACCUSED)
    form = forms.AgeForm(request.POST or None)

    def act(now: datetime) -> models.Model:
        return operations.note_age(accused_id=pk, actor=request.actor, now=now, **form.cleaned_data)

    around = {"fir": one.fir, "one": one, "title": _("Age of an accused")}
    return _act(request, form, "station.accused.age", act, one.fir_id, around)


def _act(
    request: ActorRequest,
    form: django_forms.Form,
    kind: str,
    act: Callable[[datetime], models.Model],
    back: UUID,
    around: dict[str, object],
) -> HttpResponse:
    """Act on a valid form and go back to the accused of the case; or the form with what was refused."""
    if request.method == "POST" and form.is_valid():
        try:
            act_once(request, kind, act)
            return redirect("station:accused", back)
        except Invalid as error:
            refused(form, error)
    status = 422 if form.errors else 200
    return render(request, "station/accused/act.html", {"form": form, **around}, status=status)
