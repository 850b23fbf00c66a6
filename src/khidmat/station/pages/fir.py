"""Register I on the screen: a complaint becomes an FIR, what is added to it, and its copies."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import allows
from khidmat.kernel.urdu import ascii_digits
from khidmat.station.forms import fir as forms
from khidmat.station.models import Fir
from khidmat.station.operations import fir as operations
from khidmat.station.pages import trails
from khidmat.station.pages.acting import FORM, Act, Deed, Noun, acted, page, plain, sent, shown, with_files
from khidmat.station.queries import fir as queries


@require_GET
@allows("station.fir.read")
def register(request: ActorRequest) -> HttpResponse:
    """Register I of the territory, the newest first, or the FIRs of a number."""
    number, year = (ascii_digits(request.GET.get(name, "")).strip() for name in ("number", "year"))
    found = queries.register(request.actor, number, year)
    return render(request, "station/fir/register.html", {"found": found, "number": number, "year": year})


@require_http_methods(FORM)
@allows("station.fir.register")
def new(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Register a complaint: everything it says is there, what is missing has a default."""
    now = timezone.now()
    sheet = operations.begin(complaint_id=pk, actor=request.actor, now=now)
    there = queries.registered_as(sheet.complaint)
    if there and request.method == "GET":
        return redirect("station:fir", there.pk)
    found = queries.investigators(request.actor, now)
    form = forms.RegisterForm(*with_files(request), before=sheet.typed, found=found)

    def do(now: datetime) -> models.Model:
        typed, paper = form.typed(), form.cleaned_data["authority"]
        return operations.register(
            complaint_id=pk, typed=typed, authority=paper, actor=request.actor, now=now
        )

    said = _("The FIR is registered. Read it out, then print the copies.")
    act = Act("station.fir.register", do, lambda made: reverse("station:fir", args=[made]), said)
    return acted(request, form, act) or shown(request, "station/fir/new.html", form, sheet=sheet)


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


FIR = Noun("fir_id", queries.fir, trails.fir)


def _designate_form(request: ActorRequest, _fir: Fir) -> forms.DesignateForm:
    return forms.DesignateForm(sent(request), found=queries.investigators(request.actor, timezone.now()))


designate = page(
    Deed(
        "fir.designate",
        FIR,
        "station.fir.designate",
        _designate_form,
        operations.designate,
        _("Name another investigating officer"),
        _("Name this officer"),
    )
)
add = page(
    Deed(
        "fir.add",
        FIR,
        "station.fir.register",
        plain(forms.AddForm),
        operations.add,
        _("Add a statement"),
        _("Add it to the FIR"),
    )
)
