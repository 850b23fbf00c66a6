"""The desk of the certificate officer: what waits, the whole file on one page, the decision."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django import forms as django_forms
from django.db import models
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from khidmat.audit.public import act_once, refused
from khidmat.files.public import answer as file_answer
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid, NotFound
from khidmat.kernel.policy import allows
from khidmat.services import forms, operations, queries
from khidmat.services.dossier import dossier
from khidmat.services.models import Application
from khidmat.services.recourse import draft_notice
from khidmat.services.recourse_forms import NoticeForm, SettleForm
from khidmat.services.worklist import decisions


@require_GET
@allows("services.application.read")
def worklist(request: ActorRequest) -> HttpResponse:
    """Open applications of the district, overdue first, counts that open their rows."""
    around = decisions(
        request.actor,
        show=request.GET.get("show", ""),
        after=request.GET.get("after", ""),
        now=timezone.now(),
    )
    return render(request, "services/worklist.html", {"list": around})


@require_GET
@allows("services.application.read")
def application(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The whole file on one page. Opening it is an event in the ledger, written before the page leaves."""
    found = operations.open_file(application_id=pk, actor=request.actor, now=timezone.now())
    return _file(request, found)


def _file(
    request: ActorRequest,
    found: Application,
    *,
    question: forms.QuestionForm | None = None,
    refusal: forms.RefuseForm | None = None,
    notice: NoticeForm | None = None,
    settling: SettleForm | None = None,
) -> HttpResponse:
    """The file with its forms; the one that was sent stands as it was sent, with what is wrong."""
    sent = question or refusal or notice or settling
    file = dossier(found, request.actor, timezone.now())
    drafted = {"found": draft_notice(found)} if file.history.may_notify else {}
    around = {
        "file": file,
        "question": question or forms.QuestionForm(),
        "refusal": refusal or forms.RefuseForm(),
        "notice": notice or NoticeForm(initial=drafted),
        "settling": settling or SettleForm(),
        "form": sent or forms.QuestionForm(),
    }
    return render(request, "services/application.html", around, status=422 if sent and sent.errors else 200)


def known(request: ActorRequest, pk: UUID, permission: str = "services.application.read") -> Application:
    """The application in the territory of this right, or `NotFound`."""
    found = queries.applications(request.actor, permission).filter(pk=pk).first()
    if found is None:
        raise NotFound(gettext("This application was not found."))
    return found


def _decided(
    request: ActorRequest,
    kind: str,
    form: django_forms.Form | None,
    act: Callable[[datetime], models.Model],
) -> bool:
    """Whether the act was done; a refusal is put into the form."""
    if form is not None and not form.is_valid():
        return False
    try:
        act_once(request, kind, act)
    except Invalid as error:
        if form is None:
            raise
        refused(form, error)
        return False
    return True


@require_POST
@allows("services.application.decide")
def approve(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Approve: the certificate is ordered."""

    def act(now: datetime) -> Application:
        return operations.approve(application_id=pk, actor=request.actor, now=now)

    _decided(request, "services.approve", None, act)
    return redirect("services:application", pk)


@require_POST
@allows("services.application.decide")
def refuse(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Refuse with a reason."""
    found, form = known(request, pk), forms.RefuseForm(request.POST)

    def act(now: datetime) -> Application:
        return operations.refuse(
            application_id=pk, reason=form.cleaned_data["reason"], actor=request.actor, now=now
        )

    if _decided(request, "services.refuse", form, act):
        return redirect("services:application", pk)
    return _file(request, found, refusal=form)


@require_POST
@allows("services.application.decide")
def notify(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Tell the applicant what was found; he has seven days before anything is decided against him."""
    found, form = known(request, pk), NoticeForm(request.POST)

    def act(now: datetime) -> models.Model:
        return operations.notify(
            application_id=pk, found=form.cleaned_data["found"], actor=request.actor, now=now
        )

    if _decided(request, "services.notify", form, act):
        return redirect("services:application", pk)
    return _file(request, found, notice=form)


@require_POST
@allows("services.application.decide")
def settle(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Say what is right where the statement is other than the index."""
    found, form = known(request, pk), SettleForm(request.POST)

    def act(now: datetime) -> models.Model:
        return operations.settle(application_id=pk, **form.cleaned_data, actor=request.actor, now=now)

    if _decided(request, "services.settle", form, act):
        return redirect("services:application", pk)
    return _file(request, found, settling=form)


@require_POST
@allows("services.application.decide")
def ask(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask the applicant; the clock stands still."""
    found, form = known(request, pk), forms.QuestionForm(request.POST)

    def act(now: datetime) -> models.Model:
        return operations.ask(
            application_id=pk, text=form.cleaned_data["question"], actor=request.actor, now=now
        )

    if _decided(request, "services.ask", form, act):
        return redirect("services:application", pk)
    return _file(request, found, question=form)


@require_GET
@allows("services.application.read")
def paper(request: ActorRequest, pk: UUID, field: str) -> FileResponse:
    """A paper of the file; reading it is an event."""
    blob = operations.open_paper(application_id=pk, field=field, actor=request.actor, now=timezone.now())
    return file_answer(blob)
