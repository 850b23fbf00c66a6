"""An investigation from above and from inside: my cases, those to review, steps marked or spared, reviews."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django import forms as django_forms
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid
from khidmat.kernel.policy import allows
from khidmat.station import policies
from khidmat.station.forms import investigation as forms
from khidmat.station.models import Fir
from khidmat.station.operations import supervising as operations
from khidmat.station.pages.acting import act_once, refused
from khidmat.station.queries import fir as cases
from khidmat.station.queries import investigation as queries


@require_GET
@allows("station.case.own")
def mine(request: ActorRequest) -> HttpResponse:
    """The cases that I investigate, the oldest first, with what waits in each."""
    lines = queries.mine(request.actor, now := timezone.now())
    words = (_("My cases"), _("You investigate no case now."))
    around = {"lines": lines, "now": now, "title": words[0], "empty": words[1]}
    return render(request, "station/investigation/cases.html", around)


@require_GET
@allows("station.case.review")
def to_review(request: ActorRequest) -> HttpResponse:
    """The cases that nobody above has looked at for a fortnight."""
    lines = queries.to_review(request.actor, now := timezone.now())
    words = (_("Cases to review"), _("Every case was looked at in the last fortnight."))
    around = {"lines": lines, "now": now, "title": words[0], "empty": words[1]}
    return render(request, "station/investigation/cases.html", around)


@require_http_methods(["GET", "POST"])
@allows("station.papers.write")
def mark(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Who investigates says how a step was done."""
    one = cases.own(request.actor, pk, policies.WRITE_PAPERS)
    form = forms.MarkForm(request.POST or None, open_ones=queries.to_mark(one))

    def act(now: datetime) -> models.Model:
        return operations.mark(fir_id=pk, actor=request.actor, now=now, **form.cleaned_data)

    return _act(request, one, form, "station.case.mark", act, (_("Mark a step as done"), _("It is done")))


@require_http_methods(["GET", "POST"])
@allows("station.case.review")
def spare(request: ActorRequest, pk: UUID) -> HttpResponse:
    """An officer above spares a step."""
    one = cases.fir(request.actor, pk, policies.REVIEW_CASE)
    form = forms.MarkForm(request.POST or None, open_ones=queries.to_spare(one))

    def act(now: datetime) -> models.Model:
        return operations.spare(fir_id=pk, actor=request.actor, now=now, **form.cleaned_data)

    return _act(request, one, form, "station.case.spare", act, (_("Spare a step"), _("Spare it")))


@require_http_methods(["GET", "POST"])
@allows("station.case.review")
def review(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The fortnight's review."""
    one = cases.fir(request.actor, pk, policies.REVIEW_CASE)
    form = forms.ReviewForm(request.POST or None)

    def act(now: datetime) -> models.Model:
        return operations.review(fir_id=pk, actor=request.actor, now=now, **form.cleaned_data)

    return _act(
        request, one, form, "station.case.review", act, (_("Review this case"), _("Write the review"))
    )


def _act(
    request: ActorRequest,
    one: Fir,
    form: django_forms.Form,
    kind: str,
    act: Callable[[datetime], models.Model],
    words: tuple[str, str],
) -> HttpResponse:
    """Act on a valid form and go back to the papers; or the form with what was refused."""
    if request.method == "POST" and form.is_valid():
        try:
            act_once(request, kind, act)
            return redirect("station:papers", one.pk)
        except Invalid as error:
            refused(form, error)
    around = {"fir": one, "form": form, "title": words[0], "button": words[1]}
    return render(request, "station/fir/act.html", around, status=422 if form.errors else 200)
