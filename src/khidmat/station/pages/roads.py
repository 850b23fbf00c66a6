"""Road certificates on the screen: what is out, a new one, its signatures and receipt, and what comes back."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid
from khidmat.kernel.policy import TABLE, allows
from khidmat.kernel.urdu import clean
from khidmat.station import policies
from khidmat.station.forms import roads as forms
from khidmat.station.operations import differing, returning
from khidmat.station.operations import roads as operations
from khidmat.station.pages.acting import act_once, refused
from khidmat.station.queries import property as of_items
from khidmat.station.queries import roads as queries

BOTH = ["GET", "POST"]
Act = Callable[[datetime], models.Model]


def act_page(
    request: ActorRequest, form: django_forms.Form, kind: str, act: Act, words: dict[str, str]
) -> HttpResponse:
    """Act on a valid form and go back to where it belongs; or the form with what was refused."""
    if request.method == "POST" and form.is_valid():
        try:
            act_once(request, f"station.{kind}", act)
            messages.success(request, words["said"])
            return redirect(words["back"])
        except Invalid as error:
            refused(form, error)
    around = {"form": form, **words}
    return render(request, "station/property/act.html", around, status=422 if form.errors else 200)


def _back_to(kind: str, pk: UUID) -> str:
    return reverse(f"station:{kind}", args=[pk])


@require_GET
@allows("station.store.read")
def roads(request: ActorRequest) -> HttpResponse:
    """Register XXI of the territory, what is past its time first to be chosen."""
    found = queries.listed(request.actor, request.GET.get("show", ""), timezone.now())
    keeps = TABLE.may(request.actor, policies.KEEP_STORE)
    return render(request, "station/property/roads.html", {"found": found, "keeps": keeps})


@require_http_methods(BOTH)
@allows("station.store.keep")
def new(request: ActorRequest) -> HttpResponse:
    """Prepare a road certificate; one signature may be enough."""
    first = {"things": request.GET.get("item", "")[:20]}
    form = forms.RoadForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        try:
            made = act_once(
                request,
                "station.road.prepare",
                lambda now: operations.prepare(road=form.road, actor=request.actor, now=now),
            )
            return redirect("station:road", made)
        except Invalid as error:
            refused(form, error)
    return render(
        request, "station/property/new_road.html", {"form": form}, status=422 if form.errors else 200
    )


@require_GET
@allows("station.store.read")
def road(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One road certificate with its signatures. Opening the words of a sealed case is an event."""
    found = operations.look(certificate_id=pk, actor=request.actor, now=timezone.now())
    return render(request, "station/property/road.html", {"sheet": found})


@require_http_methods(BOTH)
@allows("station.store.keep")
def sign(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The second key lets the articles go."""
    made = queries.road(request.actor, pk, policies.KEEP_STORE)
    words = {
        "title": _("Let these articles go"),
        "button": _("I have seen them and let them go"),
        "said": _("They leave now. Print the certificate; the carrier signs it."),
        "back": _back_to("road", pk),
        "about": made.destination,
    }
    form = django_forms.Form(request.POST if request.method == "POST" else None)

    def act(now: datetime) -> models.Model:
        return operations.sign(certificate_id=pk, actor=request.actor, now=now)

    return act_page(request, form, "road.sign", act, words)


@require_http_methods(BOTH)
@allows("station.store.keep")
def withdraw(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Withdraw a prepared certificate."""
    made = queries.road(request.actor, pk, policies.KEEP_STORE)
    words = {
        "title": _("Withdraw the road certificate"),
        "button": _("Withdraw it"),
        "said": _("It is withdrawn. Nothing left the malkhana."),
        "back": _back_to("road", pk),
        "about": made.destination,
    }
    form = forms.WhyForm(request.POST if request.method == "POST" else None)

    def act(now: datetime) -> models.Model:
        why = form.cleaned_data["reason"]
        return returning.withdraw(certificate_id=pk, reason=why, actor=request.actor, now=now)

    return act_page(request, form, "road.withdraw", act, words)


@require_http_methods(BOTH)
@allows("station.store.keep")
def received(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The signed certificate came back."""
    made = queries.road(request.actor, pk, policies.KEEP_STORE)
    words = {
        "title": _("Received there"),
        "button": _("Note the receipt"),
        "said": _("The receipt is noted."),
        "back": _back_to("road", pk),
        "about": made.destination,
    }
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = forms.ReceiptForm(data, files, now=timezone.now())

    def act(now: datetime) -> models.Model:
        said = form.cleaned_data
        return returning.receive(
            certificate_id=pk,
            name=clean(said["name"]),
            post=clean(said["post"]),
            happened_at=form.happened_at,
            paper=said["paper"],
            actor=request.actor,
            now=now,
        )

    return act_page(request, form, "road.received", act, words)


@require_GET
@allows("station.store.keep")
def printed(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The certificate on paper, Form 10.17."""
    paper = returning.print_road(certificate_id=pk, actor=request.actor, now=timezone.now())
    return HttpResponse(paper, content_type="application/pdf")


@require_http_methods(BOTH)
@allows("station.store.keep")
def back(request: ActorRequest, pk: UUID) -> HttpResponse:
    """An article comes back."""
    item = of_items.item(request.actor, pk, policies.KEEP_STORE)
    words = {
        "title": _("The article is back"),
        "button": _("Put it back on its shelf"),
        "said": _("It is back in the malkhana."),
        "back": _back_to("item", pk),
        "about": str(item),
    }
    form = forms.BackForm(request.POST if request.method == "POST" else None, now=timezone.now())

    def act(now: datetime) -> models.Model:
        return returning.bring_back(
            item_id=pk, returned=form.returned, happened_at=form.happened_at, actor=request.actor, now=now
        )

    return act_page(request, form, "property.back", act, words)


@require_http_methods(BOTH)
@allows("station.store.keep")
def countersign(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The second key for what came in."""
    item = of_items.item(request.actor, pk, policies.KEEP_STORE)
    words = {
        "title": _("Sign as the second keeper"),
        "button": _("I have seen it and sign"),
        "said": _("It is signed by two."),
        "back": _back_to("item", pk),
        "about": str(item),
    }
    form = forms.SecondForm(request.POST if request.method == "POST" else None)

    def act(now: datetime) -> models.Model:
        return differing.countersign(item_id=pk, weight_mg=form.weight_mg, actor=request.actor, now=now)

    return act_page(request, form, "property.countersign", act, words)


@require_GET
@allows("station.store.read")
def differences(request: ActorRequest) -> HttpResponse:
    """What was found other than the books say."""
    found = queries.different(request.actor, request.GET.get("show", ""))
    return render(request, "station/property/differences.html", {"found": found})


@require_http_methods(BOTH)
@allows("station.store.keep")
def answer(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The station answers a difference."""
    one = queries.difference(request.actor, pk, policies.KEEP_STORE)
    words = {
        "title": _("Answer a difference"),
        "button": _("Send it to the circle officer"),
        "said": _("It is answered. The circle officer reads it."),
        "back": _back_to("item", one.item_id),
        "about": f"{one.item} · {one.get_kind_display()} · {one.expected} → {one.found}",
    }
    form = forms.AnswerForm(request.POST if request.method == "POST" else None)

    def act(now: datetime) -> models.Model:
        text = form.cleaned_data["text"]
        return differing.answer(discrepancy_id=pk, text=text, actor=request.actor, now=now)

    return act_page(request, form, "difference.answer", act, words)


@require_http_methods(BOTH)
@allows("station.store.see")
def judge(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The circle officer has seen an answer, or sends it back."""
    one = queries.difference(request.actor, pk, policies.SEE_STORE)
    words = {
        "title": _("See the answer to a difference"),
        "button": _("Write it"),
        "said": _("It is noted."),
        "back": _back_to("item", one.item_id),
        "about": f"{one.item} · {one.get_kind_display()} · {one.expected} → {one.found}",
    }
    form = forms.JudgeForm(request.POST if request.method == "POST" else None)

    def act(now: datetime) -> models.Model:
        said = form.cleaned_data
        return differing.judge(
            discrepancy_id=pk,
            accepted=said["accepted"] == "yes",
            text=said["text"],
            actor=request.actor,
            now=now,
        )

    return act_page(request, form, "difference.judge", act, words)
