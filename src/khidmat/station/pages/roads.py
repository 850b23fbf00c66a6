"""Road certificates on the screen: what is out, a new one, its signatures and receipt, and what comes back."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import TABLE, allows
from khidmat.station import policies
from khidmat.station.forms import roads as forms
from khidmat.station.forms.acting import ActForm
from khidmat.station.operations import differing, returning
from khidmat.station.operations import roads as operations
from khidmat.station.pages import trails
from khidmat.station.pages.acting import FORM, Act, Deed, Noun, Sheet, one_act, page, plain, sent, with_files
from khidmat.station.queries import property as of_items
from khidmat.station.queries import roads as queries

ROAD = Noun("certificate_id", queries.road, trails.road, lambda made: made.destination)
ITEM = Noun("item_id", of_items.item, trails.item)
DIFFERENCE = Noun(
    "discrepancy_id",
    queries.difference,
    lambda one: trails.item(one.item),
    lambda one: f"{one.get_kind_display()} · {one.expected} → {one.found}",
)


@require_GET
@allows("station.store.read")
def roads(request: ActorRequest) -> HttpResponse:
    """Register XXI of the territory, what is past its time first to be chosen."""
    found = queries.listed(request.actor, request.GET.get("show", ""), timezone.now())
    keeps = TABLE.may(request.actor, policies.KEEP_STORE)
    return render(request, "station/property/roads.html", {"found": found, "keeps": keeps})


@require_http_methods(FORM)
@allows("station.store.keep")
def new(request: ActorRequest) -> HttpResponse:
    """Prepare a road certificate; one signature may be enough."""
    form = forms.RoadForm(sent(request), initial={"things": request.GET.get("item", "")[:20]})

    def do(now: datetime) -> models.Model:
        return operations.prepare(road=form.road, actor=request.actor, now=now)

    note = _(
        "Narcotics, cash, weapons and whatever leaves by order of a court wait for a second signature: "
        "the clerk's and the SHO's."
    )
    trail = [(_("Road certificates"), reverse("station:roads"))]
    sheet = Sheet(_("Prepare a road certificate"), _("Prepare it"), trail, note=note)
    act = Act("station.road.prepare", do, lambda made: reverse("station:road", args=[made]))
    return one_act(request, form, act, sheet)


@require_GET
@allows("station.store.read")
def road(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One road certificate with its signatures. Opening the words of a sealed case is an event."""
    found = operations.look(certificate_id=pk, actor=request.actor, now=timezone.now())
    return render(request, "station/property/road.html", {"sheet": found})


sign = page(
    Deed(
        "road.sign",
        ROAD,
        "station.store.keep",
        plain(ActForm),
        operations.sign,
        _("Let these articles go"),
        _("I have seen them and let them go"),
        _("They leave now. Print the certificate; the carrier signs it."),
    )
)
withdraw = page(
    Deed(
        "road.withdraw",
        ROAD,
        "station.store.keep",
        plain(forms.WhyForm),
        returning.withdraw,
        _("Withdraw the road certificate"),
        _("Withdraw it"),
        _("It is withdrawn. Nothing left the malkhana."),
    )
)
received = page(
    Deed(
        "road.received",
        ROAD,
        "station.store.keep",
        lambda request, _road: forms.ReceiptForm(*with_files(request), now=timezone.now()),
        returning.receive,
        _("Received there"),
        _("Note the receipt"),
        _("The receipt is noted."),
    )
)


@require_GET
@allows("station.store.keep")
def printed(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The certificate on paper, Form 10.17."""
    paper = returning.print_road(certificate_id=pk, actor=request.actor, now=timezone.now())
    return HttpResponse(paper, content_type="application/pdf")


back = page(
    Deed(
        "property.back",
        ITEM,
        "station.store.keep",
        lambda request, _item: forms.BackForm(sent(request), now=timezone.now()),
        returning.bring_back,
        _("The article is back"),
        _("Put it back on its shelf"),
        _("It is back in the malkhana."),
    )
)
countersign = page(
    Deed(
        "property.countersign",
        ITEM,
        "station.store.keep",
        plain(forms.SecondForm),
        differing.countersign,
        _("Sign as the second keeper"),
        _("I have seen it and sign"),
        _("It is signed by two."),
    )
)


@require_GET
@allows("station.store.read")
def differences(request: ActorRequest) -> HttpResponse:
    """What was found other than the books say."""
    found = queries.different(request.actor, request.GET.get("show", ""))
    return render(request, "station/property/differences.html", {"found": found})


answer = page(
    Deed(
        "difference.answer",
        DIFFERENCE,
        "station.store.keep",
        plain(forms.AnswerForm),
        differing.answer,
        _("Answer a difference"),
        _("Send it to the circle officer"),
        _("It is answered. The circle officer reads it."),
    )
)
judge = page(
    Deed(
        "difference.judge",
        DIFFERENCE,
        "station.store.see",
        plain(forms.JudgeForm),
        differing.judge,
        _("See the answer to a difference"),
        _("Write it"),
        _("It is noted."),
    )
)
