"""Pages of the record office: search and open records, record decisions, take files in."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid
from khidmat.kernel.policy import TABLE, allows
from khidmat.wanted import kept, operations, policies, queries, sheet, written
from khidmat.wanted.columns import COLUMNS
from khidmat.wanted.forms import ExpungeForm, StageForm, UploadForm
from khidmat.wanted.models import CriminalRecord
from khidmat.wanted.reasons import BadFile
from khidmat.wanted.sentences import say_file
from khidmat.wanted.shown import counts, dry_run
from khidmat.wanted.states import UNDER_WORK, Stage, UploadState

A_PAGE = 50
TEMPLATES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", written.template_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", written.template_xlsx),
}
CSV = "text/csv; charset=utf-8"


@require_GET
@allows("wanted.record.read")
def records(request: ActorRequest) -> HttpResponse:
    """The district's records, newest first, or those that a search finds."""
    words, wanted = request.GET.get("q", "").strip(), request.GET.get("stage", "")
    if words:
        found = operations.search(words=words, actor=request.actor, now=timezone.now())
        page = queries.Page(tuple(one for one in found if wanted in ("", one.stage)), None)
    else:
        page = queries.listed(request.actor, wanted, _key(request.GET.get("after", "")))
    context = {"page": page, "q": words, "stage": wanted, "stages": Stage.choices, "may": _may(request)}
    return render(request, "wanted/records.html", context)


def _key(text: str) -> UUID | None:
    """An id from the address, or None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _may(request: ActorRequest) -> dict[str, bool]:
    """Which buttons the actor gets."""
    return {
        "import": TABLE.may(request.actor, policies.IMPORT),
        "change": TABLE.may(request.actor, policies.CHANGE),
    }


@require_GET
@allows("wanted.record.read")
def record(request: ActorRequest, record_id: UUID) -> HttpResponse:
    """One record with its earlier versions and the others in its case. Opening it is written down first."""
    opened = operations.open_record(record_id=record_id, actor=request.actor, now=timezone.now())
    return render(request, "wanted/record.html", {"opened": opened, "may": _may(request)})


@require_http_methods(["GET", "POST"])
@allows("wanted.record.change")
def stage(request: ActorRequest, record_id: UUID) -> HttpResponse:
    """Record what a court or the police decided."""
    one = queries.record(request.actor, record_id, policies.CHANGE)
    form = StageForm(request.POST or None, initial={"stage": one.stage})

    def act(now: datetime) -> UUID:
        clean = form.cleaned_data
        decision = operations.Decision(Stage(clean["stage"]), clean["court"], clean["decided_on"])
        return operations.change_stage(
            record_id=record_id,
            decision=decision,
            reason=clean["reason"],
            key=form.key,
            actor=request.actor,
            now=now,
        )

    return _done(request, form, act) or _form(request, "wanted/stage.html", one, form)


@require_http_methods(["GET", "POST"])
@allows("wanted.record.change")
def expunge(request: ActorRequest, record_id: UUID) -> HttpResponse:
    """Close a record for good."""
    one = queries.record(request.actor, record_id, policies.CHANGE)
    form = ExpungeForm(request.POST or None)

    def act(now: datetime) -> UUID:
        clean = form.cleaned_data
        return operations.expunge(
            record_id=record_id,
            order=clean["order"],
            reason=clean["reason"],
            key=form.key,
            actor=request.actor,
            now=now,
        )

    return _done(request, form, act) or _form(request, "wanted/expunge.html", one, form)


def _done(request: ActorRequest, form: Form, act: Callable[[datetime], UUID]) -> HttpResponse | None:
    """Act on a valid form and lead to the new version; None: the form is to be shown, with what was refused."""
    if not (request.method == "POST" and form.is_valid()):
        return None
    try:
        version = act(timezone.now())
    except Invalid as refused:
        for name, text in refused.fields.items():
            form.add_error(name, str(text))
        return None
    messages.success(
        request, _("The new version of the record is saved. The earlier one stays readable below.")
    )
    return redirect("wanted:record", version)


def _form(request: ActorRequest, page: str, one: CriminalRecord, form: Form) -> HttpResponse:
    return render(request, page, {"record": one, "form": form}, status=422 if form.errors else 200)


@require_GET
@allows("wanted.record.import")
def imports(request: ActorRequest) -> HttpResponse:
    """The files that were taken in."""
    page = Paginator(queries.batches(request.actor), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "wanted/imports.html", {"page": page})


@require_http_methods(["GET", "POST"])
@allows("wanted.record.import")
def upload(request: ActorRequest) -> HttpResponse:
    """Choose a file for a dry run."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = operations.send_file(
                upload=form.cleaned_data["file"],
                encoding=form.cleaned_data["encoding"],
                actor=request.actor,
                now=timezone.now(),
            )
            return redirect("wanted:check", sent.pk)
        except BadFile as bad:
            form.add_error("file", say_file(bad))
    return _upload_page(request, form)


def _upload_page(request: ActorRequest, form: UploadForm) -> HttpResponse:
    context = {"form": form, "columns": COLUMNS}
    return render(request, "wanted/upload.html", context, status=422 if form.errors else 200)


def _refused_file(request: ActorRequest, bad: BadFile) -> HttpResponse:
    """The upload page again, with what is wrong with the file that was sent."""
    form = UploadForm({"encoding": sheet.UTF8})
    form.full_clean()
    form.errors.clear()
    form.add_error("file", say_file(bad))
    return _upload_page(request, form)


@require_GET
@allows("wanted.record.import")
def template(_request: ActorRequest, form: str) -> HttpResponse:
    """The template with every column and one row as an example."""
    if form not in TEMPLATES:
        raise Http404
    media_type, make = TEMPLATES[form]
    return _download(make(), f"criminal-records.{form}", media_type)


@require_http_methods(["GET", "POST"])
@allows("wanted.record.import")
def check(request: ActorRequest, upload_id: UUID) -> HttpResponse:
    """How far the worker is with a file; then what an import would do, row by row; sent, it is ordered."""
    if request.method == "POST":
        operations.order_import(upload_id=upload_id, actor=request.actor, now=timezone.now())
        return redirect("wanted:check", upload_id)
    sent = queries.upload(request.actor, upload_id)
    if sent.status in UNDER_WORK:
        return render(request, "wanted/progress.html", {"sent": sent})
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    if sent.status == UploadState.TAKEN:
        return redirect("wanted:batch", sent.batch_id)
    if sent.status == UploadState.REFUSED:
        return _refused_file(request, kept.unpack_fault(bytes(sent.summary)))
    before = queries.taken_before(request.actor, sent.sha256)
    context = {"sent": sent, "before": before, **dry_run(kept.unpack(bytes(sent.summary)))}
    return render(request, "wanted/check.html", context)


@require_GET
@allows("wanted.record.import")
def check_rows(request: ActorRequest, upload_id: UUID) -> HttpResponse:
    """Every row of the dry run with its verdict, as a file."""
    try:
        rows = queries.dry_run(request.actor, upload_id)
    except BadFile as bad:
        return _refused_file(request, bad)
    return _download(written.verdicts(rows), f"verdicts-{upload_id.hex[-12:]}.csv", CSV)


@require_GET
@allows("wanted.record.import")
def batch(request: ActorRequest, batch_id: UUID) -> HttpResponse:
    """One file that was taken in: counts, and the way to its refused rows."""
    one = queries.batch(request.actor, batch_id)
    return render(request, "wanted/batch.html", {"batch": one, "counts": counts(one)})


@require_GET
@allows("wanted.record.import")
def refused(request: ActorRequest, batch_id: UUID) -> HttpResponse:
    """The refused rows with their reasons, as a file that can be mended and sent again."""
    content = operations.take_refused(batch_id=batch_id, actor=request.actor, now=timezone.now())
    return _download(content, f"refused-{batch_id.hex[-12:]}.csv", CSV)


def _download(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return response
