"""A case in its hands one after another: the pages of its reports, the prosecutor, the court, and the pending cases."""

from datetime import date, datetime
from uuid import UUID

from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from khidmat.kernel.actor import Actor, ActorRequest
from khidmat.kernel.policy import allows
from khidmat.kernel.roles import Role
from khidmat.station import challan_paper
from khidmat.station.forms import court as forms
from khidmat.station.operations import court_reading, ending, reporting, trying
from khidmat.station.pages import trails
from khidmat.station.pages.acting import FORM, Act, Deed, Noun, Sheet, one_act, page, plain, sent, with_files
from khidmat.station.queries import court as queries
from khidmat.station.queries import pending

CASE = Noun(
    "fir_id",
    lambda actor, pk, permission: court_reading.for_act(fir_id=pk, permission=permission, actor=actor),
    lambda found: trails.case(found.fir),
)


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
    Deed(
        "court.report",
        CASE,
        "station.court.report",
        _report_form,
        reporting.report,
        _("Write the final report"),
        said=_("The report is written. It goes to the SHO, or as a proposal to the district officer."),
    )
)
told = page(
    Deed(
        "court.told",
        CASE,
        "station.court.report",
        plain(forms.ToldForm),
        ending.tell_complainant,
        _("The complainant was told"),
        said=_("It is noted that he was told. The district officer decides."),
    )
)
forward = page(
    Deed(
        "court.forward",
        CASE,
        "station.court.forward",
        lambda request, _found: forms.DecideForm(
            sent(request),
            title=_("The report"),
            yes=_("Goes to the prosecutor"),
            no=_("Goes back to its officer"),
        ),
        reporting.forward,
        _("Send to the prosecutor or give back"),
        said=_("It is done, and stands in the diary."),
    )
)
scrutiny = page(
    Deed(
        "court.scrutiny",
        CASE,
        "station.court.scrutinise",
        lambda request, _found: forms.DecideForm(
            sent(request),
            title=_("The report"),
            yes=_("Passes to the court"),
            no=_("Is returned with objections"),
        ),
        reporting.scrutinise,
        _("Pass to the court or return"),
        said=_("It is done, and stands in the diary."),
    )
)
close = page(
    Deed(
        "court.close",
        CASE,
        "station.court.close",
        lambda request, _found: forms.CloseForm(
            sent(request), title=_("The proposal"), yes=_("I agree"), no=_("The investigation goes on")
        ),
        ending.close,
        _("Decide the proposal"),
        said=_("It is decided, and the complainant is told of every outcome."),
    )
)
ruling = page(
    Deed(
        "court.ruling",
        CASE,
        "station.court.record",
        lambda request, _found: forms.RulingForm(
            sent(request),
            title=_("The magistrate"),
            yes=_("Orders the cancellation"),
            no=_("Disagrees: the investigation goes on"),
        ),
        ending.rule,
        _("The magistrate's order on the cancellation"),
        said=_("The order is written, and the complainant is told."),
    )
)
reopen = page(
    Deed(
        "court.reopen",
        CASE,
        "station.court.reopen",
        plain(forms.ReopenForm),
        ending.reopen,
        _("Open the case again"),
        said=_("The case is under investigation again, and the complainant is told."),
    )
)
number = page(
    Deed(
        "court.number",
        CASE,
        "station.court.record",
        plain(forms.NumberForm),
        trying.take_number,
        _("Number of the court"),
        said=_("The number is written."),
    )
)


def _hearing_form(request: ActorRequest, found: queries.CourtFile) -> forms.HearingForm:
    return forms.HearingForm(sent(request), earlier=queries.correctable(found))


hearing = page(
    Deed(
        "court.hearing",
        CASE,
        "station.court.record",
        _hearing_form,
        trying.hear,
        _("Write a hearing"),
        said=_("The hearing is written."),
    )
)


def _charge_form(request: ActorRequest, found: queries.CourtFile) -> forms.ChargeForm:
    named = [(one.line.accused.pk, queries.called(one.line)) for one in found.tried]
    initial = {"sections": found.fir.sections, "accused": request.GET.get("accused", "")}
    return forms.ChargeForm(sent(request), named=named, initial=initial)


def _charged(
    *, fir_id: UUID, accused_id: UUID, sections: str, framed_on: date | None, actor: Actor, now: datetime
) -> models.Model:
    made = trying.charge(
        fir_id=fir_id, accused_id=accused_id, sections=sections, framed_on=framed_on, actor=actor, now=now
    )
    return made[0]


charge = page(
    Deed(
        "court.charge",
        CASE,
        "station.court.record",
        _charge_form,
        _charged,
        _("Write the charges"),
        said=_("The charges are written."),
    )
)


@require_http_methods(FORM)
@allows("station.court.record")
def verdict(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The court's answers to the charges against one accused, whose record follows at once."""
    found, tried = court_reading.for_verdict(accused_id=pk, actor=request.actor)
    charges, where = queries.asked(tried), queries.last_court(found)
    certified = request.actor.role != Role.MAGISTRATE
    form = forms.VerdictForm(*with_files(request), charges=charges, court=where, certified=certified)

    def do(now: datetime) -> models.Model:
        paper = form.cleaned_data["paper"]
        facts = {"fir_id": found.fir.pk, "accused_id": pk, "judged": form.judged(), "paper": paper}
        return trying.judge(**facts, actor=request.actor, now=now)[0]

    title, who = _("Write the verdict"), gettext("Accused %(who)s") % {"who": queries.called(tried.line)}
    sheet = Sheet(title, title, trails.case(found.fir), who)
    said = _("The verdict is written, and the record says it from now on.")
    return one_act(request, form, Act("station.court.verdict", do, sheet.back, said), sheet)
