"""The case diary on the screen and on paper; a court's call for it."""

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
from khidmat.kernel.policy import allows
from khidmat.station import policies, zimni_paper
from khidmat.station.forms import zimni as forms
from khidmat.station.operations import zimni as operations
from khidmat.station.pages import trails
from khidmat.station.pages.acting import FORM, Act, Deed, Noun, Sheet, one_act, page, sent
from khidmat.station.queries import fir as cases


@require_GET
@allows("station.zimni.read")
def book(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A case's diary, the newest leaf first. Opening it is an event."""
    found = operations.open_book(fir_id=pk, actor=request.actor, now=timezone.now())
    return render(request, "station/zimni/book.html", {"book": found})


write = page(
    Deed(
        "zimni.write",
        Noun("fir_id", cases.own, trails.zimni),
        "station.zimni.write",
        lambda request, _fir: forms.ZimniForm(sent(request), now=timezone.now()),
        operations.write,
        _("Write the case diary"),
        _("Write it"),
        _("The case diary is written. It is never changed again."),
        _("A written leaf is never changed. What was wrong is said in the next one."),
    )
)


@require_http_methods(FORM)
@allows("station.zimni.call")
def call(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A court calls for the diary, and reads it then."""
    one = cases.fir(request.actor, pk, policies.CALL_ZIMNI)
    form = forms.CallForm(sent(request))

    def do(now: datetime) -> models.Model:
        return operations.call(fir_id=pk, reason=form.cleaned_data["reason"], actor=request.actor, now=now)

    sheet = Sheet(_("Call for the case diary"), _("Call for it"), trails.fir(one))
    return one_act(request, form, Act("station.zimni.call", do, reverse("station:zimni", args=[pk])), sheet)


@require_GET
@allows("station.zimni.read")
def printed(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The case diary on paper, a leaf after the other: Form 25.54(1)."""
    found = operations.print_book(fir_id=pk, actor=request.actor, now=timezone.now())
    answer = HttpResponse(zimni_paper.pdf(found), content_type="application/pdf")
    name = f"zimni-{found.fir.station.code}-{found.fir.year}-{found.fir.number}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
