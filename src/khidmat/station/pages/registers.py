"""Writing the registers that are entered once, and handing over a charge."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Text
from khidmat.kernel.policy import TABLE, allows
from khidmat.kernel.urdu import isolate
from khidmat.station import policies
from khidmat.station.forms import registers as forms
from khidmat.station.models import RegisterLine
from khidmat.station.operations import charging, registers
from khidmat.station.pages import trails
from khidmat.station.pages.acting import FORM, Act, Sheet, Way, one_act, sent
from khidmat.station.queries import books, charges
from khidmat.ui.formats import bilingual

#: The register of charge reports.
CHARGES = 25


@require_GET
@allows("station.register.read")
def book(request: ActorRequest, register: int) -> HttpResponse:
    """A register of a station and a year."""
    asked = {"code": request.GET.get("station", ""), "year": request.GET.get("year", "")}
    found = registers.look(register=register, **asked, actor=request.actor, now=timezone.now())
    hands = register == CHARGES and TABLE.may(request.actor, policies.HAND_OVER)
    signs = register == CHARGES and TABLE.may(request.actor, policies.HAND_OVER_FOR)
    around = {"book": found, "hands": hands, "signs": signs}
    return render(request, "station/registers/book.html", around)


@require_GET
@allows("station.register.read")
def printed(request: ActorRequest, register: int) -> HttpResponse:
    """The register on paper, in its columns; each printing is an event."""
    asked = {"code": request.GET.get("station", ""), "year": request.GET.get("year", "")}
    paper = registers.print_book(register=register, **asked, actor=request.actor, now=timezone.now())
    return HttpResponse(paper, content_type="application/pdf")


@require_http_methods(FORM)
@allows("station.register.read")
def new_line(request: ActorRequest, register: int) -> HttpResponse:
    """Write a line of a register."""
    asked = request.GET
    to = books.writable(request.actor, register, asked.get("part", ""), asked.get("station", ""))
    form = forms.LineForm(sent(request), columns=to.part.first)

    def do(now: datetime) -> models.Model:
        return registers.write_line(
            register=register,
            part=to.part.code,
            station=to.station.code,
            values=form.values,
            actor=request.actor,
            now=now,
        )

    sheet = _sheet(to, _("Write a line"), _("Write it into the register"))
    act = Act("station.register.write", do, sheet.back, _("The line is in the register."))
    return one_act(request, form, act, sheet)


@require_http_methods(FORM)
@allows("station.register.read")
def complete_line(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Fill what has happened since."""
    to, line = books.completable(request.actor, pk)
    form = forms.LineForm(sent(request), columns=books.open_columns(line, to.part))

    def do(now: datetime) -> models.Model:
        return registers.complete_line(line_id=pk, values=form.values, actor=request.actor, now=now)

    sheet = _sheet(to, _("What happened since"), _("Write it into the line"), line)
    act = Act("station.register.complete", do, sheet.back, _("The line is completed."))
    return one_act(request, form, act, sheet)


@require_http_methods(FORM)
@allows("station.register.read")
def strike_line(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Strike a wrong line and write the right one."""
    to, line = books.strikeable(request.actor, pk)
    form = forms.StrikeLineForm(sent(request), columns=to.part.columns, first=books.values(line))

    def do(now: datetime) -> models.Model:
        by = request.actor
        return registers.strike_line(line_id=pk, reason=form.reason, values=form.values, actor=by, now=now)

    sheet = _sheet(to, _("Strike a line"), _("Strike the line and write the right one"), line)
    act = Act("station.register.strike", do, sheet.back, _("The line is struck; the right one follows it."))
    return one_act(request, form, act, sheet)


@require_http_methods(FORM)
@allows("station.charge.hand")
def new_charge(request: ActorRequest) -> HttpResponse:
    """Hand over the charge of one's own post."""
    form = forms.ChargeForm(sent(request))

    def do(now: datetime) -> models.Model:
        said = form.cleaned_data
        return charging.hand_over(keys=said["keys"], remarks=said["remarks"], actor=request.actor, now=now)

    note = _(
        "The counts are taken from the books at the minute you sign. Whoever takes the charge signs after you."
    )
    sheet = Sheet(_("Hand over the charge"), _("Sign and hand over"), _charges(), note=note)
    said = _("The charge report is written. It waits for the second signature.")
    return one_act(request, form, Act("station.charge.hand", do, sheet.back, said), sheet)


@require_http_methods(FORM)
@allows("station.charge.absent")
def absent_charge(request: ActorRequest) -> HttpResponse:
    """Hand over the charge of an officer who cannot sign."""
    form = forms.AbsentChargeForm(sent(request), charges=charges.charges(request.actor, timezone.now()))

    def do(now: datetime) -> models.Model:
        return charging.hand_over_for(**form.keywords(), actor=request.actor, now=now)

    note = _("You sign as yourself, before two witnesses. Nobody signs in the name of who is absent.")
    title = _("Hand over for an officer who cannot sign")
    sheet = Sheet(title, _("Sign and hand over"), _charges(), note=note)
    said = _("The charge report is written. It waits for the second signature.")
    return one_act(request, form, Act("station.charge.absent", do, sheet.back, said), sheet)


@require_http_methods(FORM)
@allows("station.charge.hand")
def take_charge(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Take over a charge: the second signature."""
    report = charges.report(request.actor, pk)
    form = forms.TakeForm(sent(request))

    def do(now: datetime) -> models.Model:
        remarks = form.cleaned_data["remarks"]
        return charging.take_over(report_id=pk, remarks=remarks, actor=request.actor, now=now)

    note = charges.why_not_mine(report, request.actor) or charges.why_not_now(report)
    count = _("Count before you sign. If the books have changed since, who hands over writes a new report.")
    about = f"{isolate(str(report))} · {bilingual(report.by)}"
    sheet = Sheet(_("Take over the charge"), _("Sign and take over"), _charges(), about, note or count)
    act = Act("station.charge.take", do, sheet.back, _("The charge is yours now."))
    return one_act(request, form, act, sheet)


def _sheet(to: books.To, title: Text, button: Text, line: RegisterLine | None = None) -> Sheet:
    """The words of an act on a register, or on a line of it."""
    about = " · ".join([books.called(to), *([isolate(str(line))] if line else [])])
    return Sheet(title, button, trails.register(to.register, to.station), about)


def _charges() -> list[Way]:
    return [(_("Charge reports"), reverse("station:book", args=[CHARGES]))]
