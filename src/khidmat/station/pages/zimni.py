"""The case diary on the screen and on paper; a court's call for it."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid
from khidmat.kernel.policy import allows
from khidmat.station import policies, zimni_paper
from khidmat.station.forms import zimni as forms
from khidmat.station.operations import zimni as operations
from khidmat.station.pages.acting import act_once, refused
from khidmat.station.queries import fir as cases


@require_GET
@allows("station.zimni.read")
def book(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A case's diary, the newest leaf first. Opening it is an event."""
    found = operations.open_book(fir_id=pk, actor=request.actor, now=timezone.now())
    return render(request, "station/zimni/book.html", {"book": found})


@require_http_methods(["GET", "POST"])
@allows("station.zimni.write")
def write(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Write the next leaf."""
    one = cases.own(request.actor, pk, policies.WRITE_ZIMNI)
    form = forms.ZimniForm(request.POST or None, now=timezone.now())

    def act(now: datetime) -> models.Model:
        return operations.write(fir_id=pk, actor=request.actor, now=now, **form.leaf())

    if request.method == "POST" and form.is_valid():
        try:
            act_once(request, "station.zimni.write", act)
            messages.success(request, _("The case diary is written. It is never changed again."))
            return redirect("station:zimni", pk)
        except Invalid as error:
            refused(form, error)
    around = {"fir": one, "form": form}
    return render(request, "station/zimni/write.html", around, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows("station.zimni.call")
def call(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A court calls for the diary, and reads it then."""
    one = cases.fir(request.actor, pk, policies.CALL_ZIMNI)
    form = forms.CallForm(request.POST or None)

    def act(now: datetime) -> models.Model:
        return operations.call(fir_id=pk, actor=request.actor, now=now, **form.cleaned_data)

    if request.method == "POST" and form.is_valid():
        try:
            act_once(request, "station.zimni.call", act)
            return redirect("station:zimni", pk)
        except Invalid as error:
            refused(form, error)
    around = {"fir": one, "form": form, "title": _("Call for the case diary"), "button": _("Call for it")}
    return render(request, "station/fir/act.html", around, status=422 if form.errors else 200)


@require_GET
@allows("station.zimni.read")
def printed(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The case diary on paper, a leaf after the other: Form 25.54(1)."""
    found = operations.print_book(fir_id=pk, actor=request.actor, now=timezone.now())
    answer = HttpResponse(zimni_paper.pdf(found), content_type="application/pdf")
    name = f"zimni-{found.fir.station.code}-{found.fir.year}-{found.fir.number}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
