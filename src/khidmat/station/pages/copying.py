"""Copies of an FIR on the screen: ordered for somebody, and opened to be printed."""

from datetime import datetime
from uuid import UUID

from django.db.models import Model
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from khidmat.files.public import answer
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import allows
from khidmat.station.forms.acting import ActForm
from khidmat.station.operations import copying as operations
from khidmat.station.pages.acting import FORM, Act, acted, sent, shown
from khidmat.station.queries import fir as queries
from khidmat.station.states import Copy


@require_http_methods(FORM)
@never_cache
@allows("station.fir.copy")
def copies(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The copies of an FIR; ordering one needs a word only: for whom."""
    form, found = ActForm(sent(request)), queries.copies(request.actor, pk)

    def do(now: datetime) -> Model:
        whom = request.POST.get("whom", "")
        return operations.order(fir_id=pk, whom=whom, actor=request.actor, now=now)

    act = Act("station.fir.copy", do, reverse("station:copies", args=[pk]))
    around = {"fir": found.fir, "copies": found.copies, "waits": found.waits, "whom": Copy.choices}
    return acted(request, form, act) or shown(request, "station/fir/copies.html", form, **around)


@require_GET
@never_cache
@allows("station.fir.copy")
def paper(request: ActorRequest, pk: UUID) -> HttpResponseBase:
    """A signed copy as it was made; that it was opened to be printed is noted first."""
    copy = operations.take(copy_id=pk, actor=request.actor, now=timezone.now())
    if copy.paper is None or copy.paper.blob is None:
        raise NotFound(_("This copy was not found, or it is not made yet."))
    return answer(copy.paper.blob, name=f"{copy.paper.number}.pdf")
