"""Sending a case to another station on the screen."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid
from khidmat.kernel.policy import allows
from khidmat.station import policies
from khidmat.station.forms.desk import TransferForm
from khidmat.station.operations import sending
from khidmat.station.pages.acting import act_once, refused
from khidmat.station.queries import desk
from khidmat.station.queries import fir as queries


@require_http_methods(["GET", "POST"])
@allows("station.fir.send")
def send(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Order that a case goes to the station where it happened."""
    one = queries.fir(request.actor, pk, policies.SEND_FIR)
    form = TransferForm(request.POST or None, stations=desk.other_stations(one.complaint))
    if request.method == "POST" and form.is_valid():
        try:
            act_once(request, "station.fir.send", lambda now: _send(request, pk, form, now))
            messages.success(request, _("The case is sent. The other station registers it under its number."))
            return redirect("station:fir", pk)
        except Invalid as error:
            refused(form, error)
    words = {"title": _("Send the case to another station"), "button": _("Cancel it here and send it")}
    around = {"fir": one, "form": form, **words}
    return render(request, "station/fir/act.html", around, status=422 if form.errors else 200)


def _send(request: ActorRequest, pk: UUID, form: TransferForm, now: datetime) -> Model:
    return sending.send(fir_id=pk, **form.cleaned_data, actor=request.actor, now=now)
