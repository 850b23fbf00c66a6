"""Counts of the malkhana on the screen, and the proclamation for what nobody claimed."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import TABLE, allows
from khidmat.station import policies
from khidmat.station.forms import counting as forms
from khidmat.station.forms.acting import ActForm
from khidmat.station.operations import counting as operations
from khidmat.station.pages import trails
from khidmat.station.pages.acting import FORM, Act, Deed, Sheet, acted, one_act, page, plain, sent, shown
from khidmat.station.pages.roads import ITEM
from khidmat.station.queries import counting as queries


@require_GET
@allows("station.store.read")
def counts(request: ActorRequest) -> HttpResponse:
    """The counts of the territory, the newest first."""
    may = TABLE.may(request.actor, policies.COUNT_STORE)
    around = {"counts": queries.listed(request.actor), "may": may}
    return render(request, "station/property/counts.html", around)


@require_http_methods(FORM)
@allows("station.store.count")
def new(request: ActorRequest) -> HttpResponse:
    """Begin a count: the program draws."""
    form = forms.BeginForm(sent(request), stations=queries.stations(request.actor))

    def do(now: datetime) -> models.Model:
        return operations.begin(**form.cleaned_data, actor=request.actor, now=now)

    act = Act("station.count.begin", do, lambda made: reverse("station:count", args=[made]))
    return one_act(request, form, act, Sheet(_("Begin a count"), _("Draw the articles"), trails.counts()))


@require_http_methods(FORM)
@allows("station.store.read")
def count(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One count: what is looked for next, or all that was found."""
    if request.method == "POST":
        TABLE.require(request.actor, policies.COUNT_STORE)
    found = queries.sheet(request.actor, pk)
    form = forms.FindForm(sent(request) if found.counts else None, lines=found.lines)

    def do(now: datetime) -> models.Model:
        return operations.find(count_id=pk, finds=form.finds, actor=request.actor, now=now)

    to, said = reverse("station:count", args=[pk]), _("What was found is noted.")
    act = Act("station.count.find", do, to, said)
    return acted(request, form, act) or shown(request, "station/property/count.html", form, sheet=found)


@require_POST
@allows("station.store.count")
def close(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Close a count."""
    form, to = ActForm(request.POST), reverse("station:count", args=[pk])

    def do(now: datetime) -> models.Model:
        return operations.close(count_id=pk, actor=request.actor, now=now)

    said = _("The count is closed; differences are with the station.")
    done = acted(request, form, Act("station.count.close", do, to, said))
    for error in form.non_field_errors():
        messages.error(request, str(error))
    return done or redirect(to)


proclaim = page(
    Deed(
        "property.proclaim",
        ITEM,
        "station.store.keep",
        plain(forms.ProclaimForm),
        operations.proclaim,
        _("Proclamation of the magistrate"),
        _("Note the proclamation"),
        _("It is noted. Its six months are watched."),
    )
)
