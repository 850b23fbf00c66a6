"""The station's desk: what the SHO marks, what the officer reports, what rose to the circle."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from khidmat.audit.public import act_once, refused
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid, NotFound
from khidmat.kernel.policy import TABLE, allows
from khidmat.services import forms, operations, queries
from khidmat.services.models import Verification
from khidmat.services.worklist import visits
from khidmat.ui.formats import bilingual


@require_GET
@allows("services.verification.read")
def worklist(request: ActorRequest) -> HttpResponse:
    """Verifications with this station, this officer, or risen to this circle; overdue first."""
    around = visits(
        request.actor,
        show=request.GET.get("show", ""),
        after=request.GET.get("after", ""),
        now=timezone.now(),
    )
    return render(request, "services/visits.html", {"list": around})


def _known(request: ActorRequest, pk: UUID) -> Verification:
    found = (
        queries.verifications(request.actor)
        .select_related("application__person", "office", "place", "officer", "raised_to")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound(gettext("This verification was not found."))
    return found


def _officers(verification: Verification) -> list[tuple[str, str]]:
    return [
        (str(one.user_id), bilingual(one.user))
        for one in queries.station_officers(verification, timezone.now())
    ]


def _visit(
    request: ActorRequest,
    found: Verification,
    marking: forms.MarkForm | None,
    report: forms.ReportForm | None,
) -> HttpResponse:
    actor = request.actor
    open_ = found.status in queries.WITH_STATION
    may_mark = open_ and TABLE.may(actor, "services.verification.mark")
    around = {
        "verification": found,
        "marking": marking or (forms.MarkForm(None, officers=_officers(found)) if may_mark else None),
        "report": report
        or (forms.ReportForm() if found.status == "marked" and found.officer_id == actor.user_id else None),
        "form": report or marking,
    }
    wrong = bool((marking and marking.errors) or (report and report.errors))
    return render(request, "services/visit.html", around, status=422 if wrong else 200)


@require_GET
@allows("services.verification.read")
def visit(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One verification: who, where, what to find out."""
    return _visit(request, _known(request, pk), None, None)


@require_POST
@allows("services.verification.mark")
def mark(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Mark to an officer of the station."""
    found = _known(request, pk)
    form = forms.MarkForm(request.POST, officers=_officers(found))

    def act(now: datetime) -> Verification:
        return operations.mark(
            verification_id=pk, officer_id=UUID(form.cleaned_data["officer"]), actor=request.actor, now=now
        )

    if form.is_valid():
        try:
            act_once(request, "services.mark", act)
            return redirect("services:visit", pk)
        except Invalid as error:
            refused(form, error)
    return _visit(request, found, form, None)


@require_POST
@allows("services.verification.report")
def report(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Report the visit."""
    found, form = _known(request, pk), forms.ReportForm(request.POST)

    def act(now: datetime) -> Verification:
        said = form.cleaned_data
        return operations.report(
            verification_id=pk,
            finding=said["finding"],
            visited_on=said["visited_on"],
            text=said["report"],
            actor=request.actor,
            now=now,
        )

    if form.is_valid():
        try:
            act_once(request, "services.report", act)
            return redirect("services:visit", pk)
        except Invalid as error:
            refused(form, error)
    return _visit(request, found, None, form)
