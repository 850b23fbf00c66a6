"""Officers' desks where a decision is looked at again: appeals, corrections, new papers, and what people say."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from khidmat.audit.public import act_once, refused
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid
from khidmat.kernel.policy import TABLE, allows
from khidmat.services import operations, queries
from khidmat.services import recourse_forms as forms_of
from khidmat.services.models import Correction
from khidmat.services.pages.deciding import known

A_PAGE = 25


def _acted(request: ActorRequest, form: forms.Form, act: Callable[[datetime], models.Model]) -> bool:
    """Whether the form was sent, right, and its act done."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act_once(request, f"services.{type(form).__name__}", act)
    except Invalid as error:
        refused(form, error)
        return False
    return True


@require_GET
@allows("services.appeal.decide")
def appeals(request: ActorRequest) -> HttpResponse:
    """Appeals of the territory, those that wait first."""
    found = queries.appeals(request.actor).select_related("application__person", "clock")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "services/appeals.html", {"page": page, "now": timezone.now()})


@require_http_methods(["GET", "POST"])
@allows("services.appeal.decide")
def appeal(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One appeal with what was found, answered and decided; and its decision."""
    form = forms_of.AppealDecisionForm(request.POST or None)

    def act(now: datetime) -> models.Model:
        return operations.decide_appeal(appeal_id=pk, **form.cleaned_data, actor=request.actor, now=now)

    if _acted(request, form, act):
        return redirect("services:appeals")
    found = operations.open_appeal(appeal_id=pk, actor=request.actor, now=timezone.now())
    around = {
        "appeal": found,
        "form": form,
        "visits": queries.visits(found.application),
        "notices": found.application.notices.order_by("told_at"),
        "decisions": found.application.decisions.select_related("by").order_by("at"),
        "own": queries.is_own(found.application, request.actor.user_id),
        "may_open": TABLE.may(request.actor, "services.application.read"),
    }
    return render(request, "services/appeal.html", around, status=422 if form.errors else 200)


@require_GET
@allows("services.correction.decide")
def corrections(request: ActorRequest) -> HttpResponse:
    """Requests to correct a record, those that wait first."""
    found = queries.corrections(request.actor).select_related("application__person", "clock")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "services/corrections.html", {"page": page, "now": timezone.now()})


def _correction_form(request: ActorRequest, found: Correction | None) -> forms_of.CorrectionDecisionForm:
    person = found.application.person if found else None
    names = {name: getattr(person, name) for name in operations.NAMES} if person else {}
    about_name = found is not None and found.record_id is None
    return forms_of.CorrectionDecisionForm(request.POST or None, initial=names, names=about_name)


@require_http_methods(["GET", "POST"])
@allows("services.correction.decide")
def correction(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One request, what it is about, and its answer."""
    reached = queries.corrections(request.actor).select_related("application__person")
    form = _correction_form(request, reached.filter(pk=pk).first())

    def act(now: datetime) -> models.Model:
        said = dict(form.cleaned_data)
        outcome, reason = said.pop("outcome"), said.pop("reason")
        return operations.decide_correction(
            correction_id=pk, outcome=outcome, reason=reason, names=said, actor=request.actor, now=now
        )

    if _acted(request, form, act):
        return redirect("services:corrections")
    found = operations.open_correction(correction_id=pk, actor=request.actor, now=timezone.now())
    around = {"correction": found, "form": form}
    return render(request, "services/correction.html", around, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows("services.paper.reissue")
def reissue(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Order a new paper in place of a valid one."""
    application = known(request, pk, "services.paper.reissue")
    form = forms_of.ReissueForm(request.POST or None)

    def act(now: datetime) -> models.Model:
        reason = form.cleaned_data["reason"]
        return operations.order_reissue(application_id=pk, reason=reason, actor=request.actor, now=now)

    if _acted(request, form, act):
        return redirect("services:application", pk)
    around = {"application": application, "form": form}
    return render(request, "services/reissue.html", around, status=422 if form.errors else 200)


@require_GET
@allows("services.feedback.read")
def feedback(request: ActorRequest) -> HttpResponse:
    """What people thought of the work of these offices; nobody is named."""
    counts = queries.faces(request.actor)
    found = queries.feedback(request.actor).only("face", "text") if counts else ()
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    around = {"page": page, "counts": counts, "few": queries.FEW}
    return render(request, "services/feedback.html", around)
