"""The citizen's own file: what happened, what comes next, the answer to a question, the certificate."""

from uuid import UUID

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
from khidmat.notify.public import messages_about
from khidmat.payments.public import charge_for
from khidmat.services import forms, operations, queries, recourse, registry
from khidmat.services.models import Application
from khidmat.services.pages.applying import own
from khidmat.services.progress import lines
from khidmat.services.review import sections
from khidmat.services.states import LIFE


@require_GET
@allows("services.mine.read")
def mine(request: ActorRequest) -> HttpResponse:
    """All applications of this citizen."""
    found = queries.mine(request.actor)
    rows = [(one, registry.service(one.service, one.version)) for one in found]
    return render(request, "services/mine.html", {"rows": rows, "services": registry.offered()})


def _track(request: ActorRequest, application: Application, form: forms.AnswerForm) -> HttpResponse:
    service = registry.service(application.service, application.version)
    around = {
        "application": application,
        "service": service,
        "lines": lines(application, timezone.now()),
        "question": queries.open_question(application),
        "form": form,
        "sections": sections(application, service),
        "messages_sent": messages_about(application.pk, request.actor),
        "charge": charge_for(application.pk),
        "notice": queries.open_notice(application),
        "may_appeal": recourse.may_appeal(application, timezone.now()),
        "appeal_until": recourse.appeal_until(application),
        "appeals": application.appeals.order_by("filed_at"),
        "corrections": application.corrections.order_by("filed_at"),
        "may_correct": recourse.may_ask_correction(application),
        "may_rate": recourse.may_rate(application),
        "may_withdraw": LIFE.may(application.status, "withdraw"),
    }
    return render(request, "services/track.html", around, status=422 if form.errors else 200)


@require_GET
@allows("services.mine.read")
def track(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Every step with its date, and what happens next."""
    return _track(request, own(request, pk), forms.AnswerForm())


@require_POST
@allows("services.mine.apply")
def answer(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Answer the open question."""
    application, form = own(request, pk), forms.AnswerForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["answer"]
        try:
            act_once(
                request,
                "services.answer",
                lambda now: operations.answer(application_id=pk, text=text, actor=request.actor, now=now),
            )
            return redirect("services:track", pk)
        except Invalid as error:
            refused(form, error)
    return _track(request, application, form)


@allows("services.mine.apply")
def withdraw(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Take the application back, after one more question."""
    application = own(request, pk)
    if request.method == "POST":
        act_once(
            request,
            "services.withdraw",
            lambda now: operations.withdraw(application_id=pk, actor=request.actor, now=now),
        )
        return redirect("services:track", pk)
    return render(request, "services/withdraw.html", {"application": application})


@require_GET
@allows("services.mine.read")
def certificate(request: ActorRequest, pk: UUID) -> FileResponse:
    """Download the certificate; the first time is its delivery."""
    application = own(request, pk)
    if application.certificate is None or application.certificate.blob is None:
        raise NotFound(gettext("The certificate is not ready yet."))
    operations.deliver(application_id=pk, actor=request.actor, now=timezone.now())
    return file_answer(application.certificate.blob, name=f"{application.certificate.number}.pdf")
