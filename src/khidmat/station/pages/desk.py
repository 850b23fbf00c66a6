"""The desk on the screen: what waits, a new complaint, one complaint with its clocks and decisions."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import TABLE, allows
from khidmat.station import policies
from khidmat.station.forms import desk as forms
from khidmat.station.operations import desk as operations
from khidmat.station.pages.acting import FORM, Act, Sheet, one_act, sent, shown
from khidmat.station.queries import clocks as of_clocks
from khidmat.station.queries import desk as queries


@require_GET
@allows("station.desk.read")
def desk(request: ActorRequest) -> HttpResponse:
    """Complaints of the territory; those neither registered nor refused stand first."""
    found = queries.desk(request.actor, request.GET.get("show", ""), timezone.now())
    takes = TABLE.may(request.actor, policies.TAKE)
    return render(request, "station/desk/desk.html", {"desk": found, "takes": takes})


@require_http_methods(FORM)
@allows("station.desk.take")
def new(request: ActorRequest) -> HttpResponse:
    """Take a complaint down."""
    form = forms.TakeForm(sent(request))

    def do(now: datetime) -> models.Model:
        return operations.take(told=form.told_facts(), actor=request.actor, now=now)

    note = _(
        "Only what happened must be written. Everything else may be empty, odd or unknown: nobody is sent away for "
        "it, also when it happened in another station's area."
    )
    sheet = Sheet(
        _("Take a complaint"), _("Take it down"), [(_("Complaints"), reverse("station:desk"))], note=note
    )
    said = _("The complaint is taken. Print the receipt and hand it over.")
    act = Act("station.desk.take", do, lambda made: reverse("station:complaint", args=[made]), said)
    return one_act(request, form, act, sheet)


@require_GET
@allows("station.desk.read")
def complaint(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One complaint with its clocks and decisions. Opening a sealed one is an event."""
    found = operations.look(complaint_id=pk, actor=request.actor, now=timezone.now())
    return render(request, "station/desk/complaint.html", {"file": found})


@require_GET
@allows("station.desk.take")
def printed(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The receipt to hand over."""
    paper = operations.print_receipt(complaint_id=pk, actor=request.actor, now=timezone.now())
    return HttpResponse(paper, content_type="application/pdf")


@require_http_methods(FORM)
@allows("station.desk.follow")
def follow(request: ActorRequest) -> HttpResponse:
    """What became of a complaint, for who told it: by its code and the end of his number."""
    form = forms.FollowForm(sent(request))
    found = None
    if form.is_valid():
        said = form.cleaned_data
        found = operations.follow(code=said["code"], digits=said["digits"], now=timezone.now())
        if found is None:
            form.add_error("code", _("No complaint has this code and number. Compare both with the receipt."))
    return shown(request, "station/desk/follow.html", form, found=found)


@require_GET
@allows("station.desk.read")
def clocks(request: ActorRequest) -> HttpResponse:
    """The statutory clocks of the territory: ran out, running, met."""
    found = of_clocks.clocks(request.actor, request.GET.get("show", ""), timezone.now())
    return render(request, "station/desk/clocks.html", {"found": found, "now": timezone.now()})
