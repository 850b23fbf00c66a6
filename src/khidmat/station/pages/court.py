"""A case in its hands one after another: the pages of its reports, the prosecutor, the court, and the pending cases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from khidmat.kernel.actor import Actor, ActorRequest
from khidmat.kernel.errors import Invalid
from khidmat.kernel.policy import allows
from khidmat.kernel.roles import Role
from khidmat.station import challan_paper
from khidmat.station.forms import court as forms
from khidmat.station.operations import court_reading, ending, reporting, trying
from khidmat.station.pages.acting import act_once, refused
from khidmat.station.queries import court as queries
from khidmat.station.queries import pending


class Form(Protocol):
    """What every form of an act can do."""

    errors: Any
    fields: dict[str, Any]

    def is_valid(self) -> bool:
        """Whether it can be acted on."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Put a refusal beside a field."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act in a case: who may, its words, its form (from what was sent and the case), and the operation."""

    name: str
    permission: str
    title: Promise
    said: Promise
    form: Callable[[ActorRequest, queries.CourtFile], Any]
    do: Callable[[UUID, Any, Actor, datetime], models.Model]


def page(act: Act) -> Callable[..., HttpResponseBase]:
    """The page of an act: its form, then back to the case."""

    @require_http_methods(["GET", "POST"])
    @allows(act.permission)
    def shown(request: ActorRequest, pk: UUID) -> HttpResponse:
        found = court_reading.for_act(fir_id=pk, permission=act.permission, actor=request.actor)
        form = act.form(request, found)
        if form.is_valid():
            try:
                act_once(
                    request, f"station.court.{act.name}", lambda now: act.do(pk, form, request.actor, now)
                )
                messages.success(request, str(act.said))
                return redirect("station:court", pk)
            except Invalid as error:
                refused(form, error)
        around = {"act": act, "form": form, "found": found}
        return render(request, "station/court/act.html", around, status=422 if form.errors else 200)

    return shown


def sent(request: ActorRequest) -> Any:
    """What was sent, None where nothing was."""
    return request.POST if request.method == "POST" else None


@require_GET
@allows("station.court.read")
def cases(request: ActorRequest) -> HttpResponse:
    """The cases that wait, the oldest first, with their clocks."""
    found = pending.cases(request.actor, request.GET.get("show", ""), timezone.now())
    return render(request, "station/court/cases.html", {"found": found})


@require_GET
@allows("station.court.read")
def court(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One case from its first report to its verdict. Opening a sealed one is an event."""
    found = court_reading.look(fir_id=pk, actor=request.actor, now=timezone.now())
    may = queries.may_record(request.actor, found.fir)
    return render(request, "station/court/court.html", {"found": found, "may": may})


@require_GET
@allows("station.court.read")
def printed(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """A final report on paper, in the layout of Form 25.56(1)."""
    read = court_reading.note_print(fir_id=pk, number=number, actor=request.actor, now=timezone.now())
    if read is None:
        raise Http404
    answer = HttpResponse(challan_paper.pdf(*read), content_type="application/pdf")
    fir = read[0].fir
    name = f"challan-{fir.station.code}-{fir.year}-{fir.number}-{number}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def _report_form(request: ActorRequest, found: queries.CourtFile) -> forms.ReportForm:
    named = [(one.accused.pk, queries.called(one)) for one in found.nameable]
    return forms.ReportForm(sent(request), named=named, initial=queries.first_words(found))


report = page(
    Act(
        "report",
        "station.court.report",
        _("Write the final report"),
        _("The report is written. It goes to the SHO, or as a proposal to the district officer."),
        _report_form,
        lambda pk, form, actor, now: reporting.report(fir_id=pk, typed=form.reported(), actor=actor, now=now),
    )
)
told = page(
    Act(
        "told",
        "station.court.report",
        _("The complainant was told"),
        _("It is noted that he was told. The district officer decides."),
        lambda request, _found: forms.ToldForm(sent(request)),
        lambda pk, form, actor, now: ending.tell_complainant(fir_id=pk, **form.facts(), actor=actor, now=now),
    )
)
forward = page(
    Act(
        "forward",
        "station.court.forward",
        _("Send to the prosecutor or give back"),
        _("It is done, and stands in the diary."),
        lambda request, _found: forms.DecideForm(
            sent(request),
            title=_("The report"),
            yes=_("Goes to the prosecutor"),
            no=_("Goes back to its officer"),
        ),
        lambda pk, form, actor, now: reporting.forward(fir_id=pk, **form.facts(), actor=actor, now=now),
    )
)
scrutiny = page(
    Act(
        "scrutiny",
        "station.court.scrutinise",
        _("Pass to the court or return"),
        _("It is done, and stands in the diary."),
        lambda request, _found: forms.DecideForm(
            sent(request),
            title=_("The report"),
            yes=_("Passes to the court"),
            no=_("Is returned with objections"),
        ),
        lambda pk, form, actor, now: reporting.scrutinise(fir_id=pk, **form.facts(), actor=actor, now=now),
    )
)
close = page(
    Act(
        "close",
        "station.court.close",
        _("Decide the proposal"),
        _("It is decided, and the complainant is told of every outcome."),
        lambda request, _found: forms.CloseForm(
            sent(request), title=_("The proposal"), yes=_("I agree"), no=_("The investigation goes on")
        ),
        lambda pk, form, actor, now: ending.close(fir_id=pk, **form.facts(), actor=actor, now=now),
    )
)
ruling = page(
    Act(
        "ruling",
        "station.court.record",
        _("The magistrate's order on the cancellation"),
        _("The order is written, and the complainant is told."),
        lambda request, _found: forms.RulingForm(
            sent(request),
            title=_("The magistrate"),
            yes=_("Orders the cancellation"),
            no=_("Disagrees: the investigation goes on"),
        ),
        lambda pk, form, actor, now: ending.rule(fir_id=pk, **form.facts(), actor=actor, now=now),
    )
)
reopen = page(
    Act(
        "reopen",
        "station.court.reopen",
        _("Open the case again"),
        _("The case is under investigation again, and the complainant is told."),
        lambda request, _found: forms.ReopenForm(sent(request)),
        lambda pk, form, actor, now: ending.reopen(fir_id=pk, **form.facts(), actor=actor, now=now),
    )
)
number = page(
    Act(
        "number",
        "station.court.record",
        _("Number of the court"),
        _("The number is written."),
        lambda request, _found: forms.NumberForm(sent(request)),
        lambda pk, form, actor, now: trying.take_number(fir_id=pk, **form.facts(), actor=actor, now=now),
    )
)


def _hearing_form(request: ActorRequest, found: queries.CourtFile) -> forms.HearingForm:
    return forms.HearingForm(sent(request), earlier=queries.correctable(found))


hearing = page(
    Act(
        "hearing",
        "station.court.record",
        _("Write a hearing"),
        _("The hearing is written."),
        _hearing_form,
        lambda pk, form, actor, now: trying.hear(fir_id=pk, **form.facts(), actor=actor, now=now),
    )
)


def _charge_form(request: ActorRequest, found: queries.CourtFile) -> forms.ChargeForm:
    named = [(one.line.accused.pk, queries.called(one.line)) for one in found.tried]
    initial = {"sections": found.fir.sections, "accused": request.GET.get("accused", "")}
    return forms.ChargeForm(sent(request), named=named, initial=initial)


charge = page(
    Act(
        "charge",
        "station.court.record",
        _("Write the charges"),
        _("The charges are written."),
        _charge_form,
        lambda pk, form, actor, now: trying.charge(fir_id=pk, **form.facts(), actor=actor, now=now)[0],
    )
)


@require_http_methods(["GET", "POST"])
@allows("station.court.record")
def verdict(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The court's answers to the charges against one accused, whose record follows at once."""
    found, tried = court_reading.for_verdict(accused_id=pk, actor=request.actor)
    files = request.FILES if request.method == "POST" else None
    charges, where = queries.asked(tried), queries.last_court(found)
    certified = request.actor.role != Role.MAGISTRATE
    form = forms.VerdictForm(sent(request), files, charges=charges, court=where, certified=certified)

    def act(now: datetime) -> models.Model:
        paper = form.cleaned_data["paper"]
        facts = {"fir_id": found.fir.pk, "accused_id": pk, "judged": form.judged(), "paper": paper}
        return trying.judge(**facts, actor=request.actor, now=now)[0]

    if form.is_valid():
        try:
            act_once(request, "station.court.verdict", act)
            messages.success(request, str(_("The verdict is written, and the record says it from now on.")))
            return redirect("station:court", found.fir.pk)
        except Invalid as error:
            refused(form, error)
    around = {"act": VERDICT, "form": form, "found": found, "who": queries.called(tried.line)}
    return render(request, "station/court/act.html", around, status=422 if form.errors else 200)


VERDICT = {"title": _("Write the verdict"), "name": "verdict"}
