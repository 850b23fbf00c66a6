"""The day of an office; reports: their list, one of them, the rows behind a figure, a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from khidmat.command.day import day as day_of
from khidmat.command.forms import AskForm
from khidmat.command.operations import File, export_register
from khidmat.command.operations import export as export_file
from khidmat.command.registers import index
from khidmat.command.showing import opened, spread
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid, NotFound
from khidmat.kernel.policy import allows
from khidmat.kernel.reports import Asked, Report, Spot, behind, by_code, known, sheet

READ = "command.report.read"


@require_GET
@allows("command.day.read")
def day(request: ActorRequest) -> HttpResponse:
    """How things stand at an office today, each count opening its rows."""
    found = day_of(request.actor, chosen=request.GET.get("office", ""), now=timezone.now())
    return render(request, "command/day.html", {"day": found})


@require_GET
@allows("command.registers.read")
def registers(request: ActorRequest) -> HttpResponse:
    """The 25 registers, and where each is read."""
    return render(request, "command/registers.html", {"lines": index(request.actor)})


@require_GET
@allows("command.registers.read")
def register_facts(request: ActorRequest) -> HttpResponse:
    """Which fact feeds which register, who writes what is entered, and how sure the rule is."""
    return render(request, "command/register_facts.html", {"lines": index(request.actor)})


@require_GET
@allows("command.registers.read")
def register_file(request: ActorRequest, register: int, form: str) -> HttpResponse:
    """A part of a register as a file; its making is an event in the ledger."""
    asked = request.GET
    found = {"part": asked.get("part", ""), "code": asked.get("station", ""), "year": asked.get("year", "")}
    now = timezone.now()
    return _file(export_register(register=register, **found, form=form, actor=request.actor, now=now))


@require_GET
@allows(READ)
def reports(request: ActorRequest) -> HttpResponse:
    """The reports of this post."""
    return render(request, "command/reports.html", {"reports": known(request.actor)})


@require_GET
@allows(READ)
def one(request: ActorRequest, report: str) -> HttpResponse:
    """A report: its figures, each opening its rows."""
    found = by_code(report, request.actor)
    form = _form(request, found)
    around: dict[str, object] = {"report": found, "form": form}
    if form.is_valid():
        around["spread"] = spread(sheet(found, request.actor, form.asked()))
    return render(request, "command/report.html", around, status=422 if form.errors else 200)


@require_GET
@allows(READ)
def rows(request: ActorRequest, report: str) -> HttpResponse:
    """The rows that a figure counts."""
    found = by_code(report, request.actor)
    asked, spot = _asked(request, found), _spot(request)
    page = opened(found, asked, spot, behind(found, request.actor, asked, spot))
    return render(request, "command/rows.html", {"report": found, "page": page})


@require_GET
@allows(READ)
def export(request: ActorRequest, report: str, form: str) -> HttpResponse:
    """A file; its making is an event in the ledger, written before it leaves."""
    found = by_code(report, request.actor)
    return _file(export_file(report=found, asked=_asked(request, found), form=form, actor=request.actor))


def _file(file: File) -> HttpResponse:
    answer = HttpResponse(file.data, content_type=file.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, file.name)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _form(request: ActorRequest, found: Report) -> AskForm:
    """The parameters. Raises `NotFound` for an office outside the reader's reach."""
    wanted = request.GET.get("office", "")
    offices = found.offices(request.actor, wanted)
    if wanted and wanted not in {one.code for one in offices}:
        raise NotFound(gettext("This office is not part of your present posting."))
    return AskForm(request.GET.dict(), report=found, offices=offices, now=timezone.now())


def _asked(request: ActorRequest, found: Report) -> Asked:
    """The parameters from the address. Raises `Invalid` when it was changed into one that cannot be."""
    form = _form(request, found)
    if not form.is_valid():
        raise Invalid(next(str(error) for errors in form.errors.values() for error in errors))
    return form.asked()


def _spot(request: ActorRequest) -> Spot:
    asked = request.GET
    return Spot(asked.get("line", ""), asked.get("column", ""), asked.get("after", ""))
