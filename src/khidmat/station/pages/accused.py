"""Who is accused in a case, on the screen: named or described, struck, and how old."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import TABLE, allows
from khidmat.kernel.urdu import isolate
from khidmat.station import policies
from khidmat.station.forms import accused as forms
from khidmat.station.operations import accused as operations
from khidmat.station.pages import trails
from khidmat.station.pages.acting import FORM, Act, Deed, Noun, Sheet, acted, page, plain, sent, shown
from khidmat.station.queries import accused as queries
from khidmat.station.queries import fir as firs


@require_GET
@allows("station.fir.read")
def accused(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The accused of a case, in their order. Opening sealed names is an event."""
    fir, lines = operations.look(fir_id=pk, actor=request.actor, now=timezone.now())
    may = queries.may_name(request.actor, fir)
    arrests = TABLE.may(request.actor, policies.ARREST) and firs.investigates(request.actor, fir)
    around = {"fir": fir, "lines": lines, "may": may, "arrests": arrests}
    return render(request, "station/accused/accused.html", around)


@require_http_methods(FORM)
@allows("station.accused.name")
def name(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Name or describe somebody, or choose a person who is known in another case."""
    fir, asked = firs.fir(request.actor, pk, policies.NAME_ACCUSED), request.GET.get("q", "")
    chosen = queries.chosen(request.actor, request.GET.get("person", ""))
    form = forms.NameForm(sent(request), initial=chosen, others=queries.replaceable(request.actor, fir))

    def do(now: datetime) -> models.Model:
        return operations.add(fir_id=pk, typed=form.who(), actor=request.actor, now=now)

    title = _("Name an accused")
    sheet = Sheet(title, title, trails.accused(fir))
    around = {"sheet": sheet, "asked": asked, "found": queries.known(request.actor, asked)}
    act = Act("station.accused.name", do, sheet.back)
    return acted(request, form, act) or shown(request, "station/accused/name.html", form, **around)


ACCUSED = Noun(
    "accused_id",
    queries.one,
    lambda one: trails.accused(one.fir),
    lambda one: gettext("Accused %(no)s") % {"no": isolate(str(one))},
)

strike = page(
    Deed(
        "accused.strike",
        ACCUSED,
        "station.accused.name",
        plain(forms.StrikeForm),
        operations.strike,
        _("Strike an accused"),
    )
)
age = page(
    Deed(
        "accused.age",
        ACCUSED,
        "station.accused.name",
        plain(forms.AgeForm),
        operations.note_age,
        _("Age of an accused"),
    )
)
