"""One act a page: its form, what it does, and back to the complaint."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Text
from khidmat.kernel.policy import allows
from khidmat.kernel.urdu import isolate
from khidmat.station.forms import desk as forms
from khidmat.station.forms.acting import ActForm
from khidmat.station.models import Complaint
from khidmat.station.operations import deciding
from khidmat.station.pages import trails
from khidmat.station.pages.acting import FORM, Act, Deed, Noun, Sheet, one_act, page, plain, sent
from khidmat.station.queries import desk as queries
from khidmat.ui.formats import bilingual


def _about(one: Complaint) -> Text:
    said = {"etag": isolate(str(one)), "station": bilingual(one.station)}
    return gettext("E-tag %(etag)s, %(station)s") % said


COMPLAINT = Noun("complaint_id", queries.one, trails.complaint, _about)

refer = page(
    Deed(
        "desk.refer",
        COMPLAINT,
        "station.desk.decide",
        plain(forms.ReferForm),
        deciding.refer,
        _("Not cognizable: to the magistrate"),
        _("Send to the magistrate"),
        _("It stands in the diary, and the person was told."),
    )
)
refuse = page(
    Deed(
        "desk.refuse",
        COMPLAINT,
        "station.desk.decide",
        plain(forms.RefuseForm),
        deciding.refuse,
        _("Refuse with reasons"),
        _("Refuse"),
        _("It is refused. The circle officer reads the reasons."),
        danger=True,
    )
)
transfer = page(
    Deed(
        "desk.transfer",
        COMPLAINT,
        "station.desk.decide",
        lambda request, one: forms.TransferForm(sent(request), stations=queries.other_stations(one)),
        deciding.transfer,
        _("Belongs to another station"),
        _("Send to that station"),
        _("It is sent; nothing has to be told again."),
    )
)
reopen = page(
    Deed(
        "desk.reopen",
        COMPLAINT,
        "station.desk.review",
        plain(forms.ReasonForm),
        deciding.reopen,
        _("Order it to be taken up again"),
        _("Order it"),
        _("The station has it again, with a new time."),
    )
)
seen = page(
    Deed(
        "desk.seen",
        COMPLAINT,
        "station.desk.review",
        plain(ActForm),
        deciding.note_seen,
        _("I have read the refusal"),
        _("I have read it and leave it so"),
        _("It is noted that you read it."),
    )
)
zarra = page(
    Deed(
        "desk.zarra",
        COMPLAINT,
        "station.desk.take",
        plain(forms.DoneForm),
        deciding.tell_zarra,
        _("ZARRA was told"),
        _("ZARRA was told"),
        _("It is noted. ZARRA is told again within a day."),
    )
)
found = page(
    Deed(
        "desk.found",
        COMPLAINT,
        "station.desk.take",
        plain(forms.DoneForm),
        deciding.child_found,
        _("The child is found"),
        _("The child is found"),
        _("It is noted. The daily reports end."),
    )
)
order = page(
    Deed(
        "desk.order",
        COMPLAINT,
        "station.desk.decide",
        plain(forms.OrderForm),
        deciding.take_order,
        _("Order under section 22-A"),
        _("Save the order"),
        _("The order is saved, and its day is watched."),
    )
)


@require_http_methods(FORM)
@allows("station.desk.decide")
def report(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The report on an order went to the court."""
    complaint = queries.of_order(request.actor, pk)
    form = forms.DoneForm(sent(request))

    def do(now: datetime) -> models.Model:
        return deciding.report_to_court(order_id=pk, **form.cleaned_data, actor=request.actor, now=now)

    words = (_("Report to the court"), _("The report went to the court"))
    sheet = Sheet(*words, trails.complaint(complaint), _about(complaint))
    said = _("It is noted that the report went to the court.")
    return one_act(request, form, Act("station.desk.report", do, sheet.back, said), sheet)
