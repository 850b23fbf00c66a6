"""The malkhana on the screen: what is kept, one thing with its movements, its label and photographs."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khidmat.files.public import answer
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import TABLE, allows
from khidmat.kernel.urdu import ascii_digits, clean
from khidmat.station import policies
from khidmat.station.forms import property as forms
from khidmat.station.operations import property as operations
from khidmat.station.pages.acting import FORM, Act, acted, sent, shown
from khidmat.station.queries import property as queries
from khidmat.station.stores import Kind


@require_GET
@allows("station.store.read")
def store(request: ActorRequest) -> HttpResponse:
    """Register XIX of the territory: where things are, and one found by its number or its FIR."""
    show, kind, number = (request.GET.get(name, "") for name in ("show", "kind", "number"))
    found = queries.shelf(request.actor, show, kind if kind in Kind.values else "", number)
    keeps = TABLE.may(request.actor, policies.KEEP_STORE)
    around = {"found": found, "keeps": keeps, "kind": kind, "kinds": Kind.choices, "number": number[:20]}
    return render(request, "station/property/store.html", around)


def _register(request: ActorRequest, which: str) -> HttpResponse:
    """A register on paper, of the station and the year that are asked for."""
    code, year = request.GET.get("station", ""), ascii_digits(request.GET.get("year", ""))
    paper = operations.print_register(
        which=which, code=code, year=year, actor=request.actor, now=timezone.now()
    )
    return HttpResponse(paper, content_type="application/pdf")


@require_GET
@allows("station.store.read")
def register(request: ActorRequest) -> HttpResponse:
    """Register XIX on paper."""
    return _register(request, "XIX")


@require_GET
@allows("station.store.read")
def road_register(request: ActorRequest) -> HttpResponse:
    """Register XXI on paper."""
    return _register(request, "XXI")


@require_GET
@allows("station.store.read")
def of_case(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The property of one case."""
    fir, lines = queries.of_case(request.actor, pk)
    keeps = TABLE.may(request.actor, policies.KEEP_STORE) and fir.station_id == request.actor.office_id
    return render(request, "station/property/case.html", {"fir": fir, "lines": lines, "keeps": keeps})


@require_http_methods(FORM)
@allows("station.store.keep")
def receive(request: ActorRequest) -> HttpResponse:
    """Receive a thing."""
    form = forms.ReceiveForm(sent(request), fir=request.GET.get("fir", "")[:20], now=timezone.now())

    def do(now: datetime) -> models.Model:
        said = form.cleaned_data
        return operations.take_in(
            fir=clean(said["fir"]),
            basis=said["basis"],
            article=form.article,
            from_whom=clean(said["from_whom"]),
            happened_at=form.happened_at,
            actor=request.actor,
            now=now,
        )

    said = _("It is received. Print its label and stick it on.")
    act = Act("station.store.receive", do, lambda made: reverse("station:item", args=[made]), said)
    return acted(request, form, act) or shown(request, "station/property/new.html", form)


@require_GET
@allows("station.store.read")
def item(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One thing with everything that moved it. Opening the words of a sealed case is an event."""
    found = operations.look(item_id=pk, actor=request.actor, now=timezone.now())
    around = {"sheet": found, "form": forms.PhotoForm() if found.keeps else None}
    return render(request, "station/property/item.html", around)


@require_GET
@allows("station.store.keep")
def label(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The label to stick on a thing."""
    paper = operations.print_label(item_id=pk, actor=request.actor, now=timezone.now())
    return HttpResponse(paper, content_type="application/pdf")


@require_POST
@allows("station.store.keep")
def add_photo(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Add a photograph of a thing."""
    found, form = queries.sheet(request.actor, pk), forms.PhotoForm(request.POST, request.FILES)

    def do(now: datetime) -> models.Model:
        upload = form.cleaned_data["photo"]
        return operations.photograph(item_id=pk, upload=upload, actor=request.actor, now=now)

    act = Act("station.store.photo", do, reverse("station:item", args=[pk]))
    return acted(request, form, act) or shown(request, "station/property/item.html", form, sheet=found)


@require_GET
@allows("station.store.read")
def photo(request: ActorRequest, pk: UUID, number: int) -> HttpResponseBase:
    """One photograph of a thing."""
    return answer(queries.photo(request.actor, pk, number).blob)
