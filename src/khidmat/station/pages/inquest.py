"""Inquests on the screen: register VI's part of them, a new one, one as it was held."""

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
from khidmat.station.forms import investigation as forms
from khidmat.station.operations import inquest as operations
from khidmat.station.pages.acting import FORM, Act, Sheet, one_act, sent
from khidmat.station.queries import inquest as queries


@require_GET
@allows("station.inquest.read")
def register(request: ActorRequest) -> HttpResponse:
    """The newest inquests."""
    may = TABLE.may(request.actor, policies.HOLD_INQUEST)
    around = {"rows": queries.register(request.actor), "may": may}
    return render(request, "station/investigation/inquests.html", around)


@require_http_methods(FORM)
@allows("station.inquest.hold")
def new(request: ActorRequest) -> HttpResponse:
    """Take down an inquest, in a case or without one."""
    form = forms.InquestForm(sent(request), now=timezone.now(), cases=queries.cases(request.actor))

    def do(now: datetime) -> models.Model:
        return operations.hold_inquest(seen=form.act(), fir_id=form.case, actor=request.actor, now=now)

    said = _("The inquest is in the register. It is never changed again.")
    act = Act("station.inquest.hold", do, lambda made: reverse("station:inquest", args=[made]), said)
    sheet = Sheet(_("Write an inquest"), _("Write it"), [(_("Inquests"), reverse("station:inquests"))])
    return one_act(request, form, act, sheet)


@require_GET
@allows("station.inquest.read")
def inquest(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One inquest."""
    return render(request, "station/investigation/inquest.html", {"held": queries.inquest(request.actor, pk)})
