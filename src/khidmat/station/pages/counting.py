"""Counts of the malkhana on the screen, and the proclamation for what nobody claimed."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid
from khidmat.kernel.policy import TABLE, allows
from khidmat.kernel.urdu import clean
from khidmat.station import policies
from khidmat.station.forms import counting as forms
from khidmat.station.operations import counting as operations
from khidmat.station.pages.acting import act_once, refused
from khidmat.station.pages.roads import act_page
from khidmat.station.queries import counting as queries
from khidmat.station.queries import property as of_items


@require_GET
@allows("station.store.read")
def counts(request: ActorRequest) -> HttpResponse:
    """The counts of the territory, the newest first."""
    may = TABLE.may(request.actor, policies.COUNT_STORE)
    around = {"counts": queries.listed(request.actor), "may": may}
    return render(request, "station/property/counts.html", around)


@require_http_methods(["GET", "POST"])
@allows("station.store.count")
def new(request: ActorRequest) -> HttpResponse:
    """Begin a count: the program draws."""
    data = request.POST if request.method == "POST" else None
    form = forms.BeginForm(data, stations=queries.stations(request.actor))
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = act_once(
                request,
                "station.count.begin",
                lambda now: operations.begin(**said, actor=request.actor, now=now),
            )
            return redirect("station:count", made)
        except Invalid as error:
            refused(form, error)
    words = {"title": _("Begin a count"), "button": _("Draw the articles"), "back": reverse("station:counts")}
    around = {"form": form, **words}
    return render(request, "station/property/act.html", around, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows("station.store.read")
def count(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One count: what is looked for next, or all that was found."""
    data = request.POST if request.method == "POST" else None
    if data is not None:
        TABLE.require(request.actor, policies.COUNT_STORE)
    found = queries.sheet(request.actor, pk)
    form = forms.FindForm(data, lines=found.lines) if found.counts else None
    if form is not None and form.is_valid():
        try:
            finds = form.finds
            act_once(
                request,
                "station.count.find",
                lambda now: operations.find(count_id=pk, finds=finds, actor=request.actor, now=now),
            )
            return redirect("station:count", pk)
        except Invalid as error:
            refused(form, error)
    wrong = form is not None and bool(form.errors)
    return render(
        request, "station/property/count.html", {"sheet": found, "form": form}, status=422 if wrong else 200
    )


@require_POST
@allows("station.store.count")
def close(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Close a count."""
    try:
        act_once(
            request,
            "station.count.close",
            lambda now: operations.close(count_id=pk, actor=request.actor, now=now),
        )
        messages.success(request, _("The count is closed; differences are with the station."))
    except Invalid as error:
        messages.error(request, str(error.message))
    return redirect("station:count", pk)


@require_http_methods(["GET", "POST"])
@allows("station.store.keep")
def proclaim(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The magistrate has called for the owner."""
    item = of_items.item(request.actor, pk, policies.KEEP_STORE)
    words = {
        "title": _("Proclamation of the magistrate"),
        "button": _("Note the proclamation"),
        "said": _("It is noted. Its six months are watched."),
        "back": reverse("station:item", args=[pk]),
        "about": str(item),
    }
    form = forms.ProclaimForm(request.POST if request.method == "POST" else None)

    def act(now: datetime) -> models.Model:
        said = form.cleaned_data
        return operations.proclaim(
            item_id=pk,
            reported_on=said["reported_on"],
            court=clean(said["court"]),
            order_no=clean(said["order_no"]),
            proclaimed_on=said["proclaimed_on"],
            actor=request.actor,
            now=now,
        )

    return act_page(request, form, "property.proclaim", act, words)
