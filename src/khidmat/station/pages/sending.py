"""Sending a case to another station on the screen."""

from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import ActorRequest
from khidmat.station.forms.desk import TransferForm
from khidmat.station.models import Fir
from khidmat.station.operations import sending
from khidmat.station.pages.acting import Deed, page, sent
from khidmat.station.pages.fir import FIR
from khidmat.station.queries import desk


def _form(request: ActorRequest, fir: Fir) -> TransferForm:
    return TransferForm(sent(request), stations=desk.other_stations(fir.complaint))


send = page(
    Deed(
        "fir.send",
        FIR,
        "station.fir.send",
        _form,
        sending.send,
        _("Send the case to another station"),
        _("Cancel it here and send it"),
        _("The case is sent. The other station registers it under its number."),
    )
)
